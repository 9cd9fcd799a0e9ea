/* FIELD=VALUE, typed by the kind's table of fields. */
#include "correct/values.h"

#include <entente/error.h>
#include <string.h>

/* What the desk does not set: what stands in the text, what gathering finds, and names, which
 * are changed for all records at once. */
static const struct {
	EntenteKind kind;
	const char *field;
	const char *instead;
} fixed[] = {
	{ ENTENTE_SOURCE, "id", NULL },
	{ ENTENTE_SOURCE, "path", NULL },
	{ ENTENTE_SOURCE, "url", NULL },
	{ ENTENTE_SOURCE, "language", NULL },
	{ ENTENTE_SOURCE, "unread", NULL },
	{ ENTENTE_SOURCE, "chars", NULL },
	{ ENTENTE_SOURCE, "copy_of", NULL },
	{ ENTENTE_SOURCE, "round", NULL },
	{ ENTENTE_PERSON, "name", "rename person" },
	{ ENTENTE_PARTY, "name", "rename party" },
	{ ENTENTE_DISCREPANCY, "about", NULL },
	{ ENTENTE_DISCREPANCY, "values", NULL },
};

static const char *const date_fields[] = { "date", "published", "modified", NULL };

static bool
refuse(const char *assignment, const char *why, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", assignment, why);
	return false;
}

static bool
check_settable(EntenteKind kind, const char *assignment, const char *name, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++) {
		if (fixed[i].kind != kind || strcmp(fixed[i].field, name))
			continue;
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "'%s': the %s of a %s is not set by hand%s%s", assignment, name,
		            entente_kind(kind)->name, fixed[i].instead ? ", but by " : "",
		            fixed[i].instead ? fixed[i].instead : "");
		return false;
	}
	return true;
}

static bool
is_date(const char *text)
{
	return g_regex_match_simple(
	    "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T[0-9:.,+Z-]+)?$", text, 0, 0);
}

char *
fold_issue(const char *issue)
{
	return g_strdelimit(g_utf8_casefold(issue, -1), " ", '-');
}

static const char *const *
split_list(const char *value, Arena *arena)
{
	g_auto(GStrv) parts = g_strsplit(value, ";", -1);
	size_t n = 0;
	const char **texts = arena_new0(arena, const char *, g_strv_length(parts) + 1);

	for (char **part = parts; *part; part++)
		if (*g_strstrip(*part))
			texts[n++] = arena_strdup(arena, *part);
	return n ? texts : NULL;
}

static bool
set_choice(int *at, const EntenteField *field, const char *assignment, const char *value,
           GError **error)
{
	for (int i = 0; field->choices[i]; i++)
		if (g_str_equal(value, field->choices[i])) {
			*at = i;
			return true;
		}
	g_autofree char *choices = g_strjoinv(", ", (char **)field->choices);
	g_autofree char *why = g_strdup_printf("%s is one of %s", field->name, choices);
	return refuse(assignment, why, error);
}

static bool
set_flag(bool *at, const char *assignment, const char *value, GError **error)
{
	bool yes = !g_ascii_strcasecmp(value, "yes") || !g_ascii_strcasecmp(value, "true");

	*at = yes;
	return yes || !g_ascii_strcasecmp(value, "no") || !g_ascii_strcasecmp(value, "false") ||
	       refuse(assignment, "yes or no", error);
}

static bool
set_number(int32_t *at, const char *assignment, const char *value, GError **error)
{
	guint64 number;

	*at = ENTENTE_UNKNOWN;
	if (!*value)
		return true;
	if (!g_ascii_string_to_unsigned(value, 10, 0, INT32_MAX, &number, NULL))
		return refuse(assignment, "not a whole number", error);
	*at = (int32_t)number;
	return true;
}

static bool
set_text(const char **at, const EntenteField *field, const char *assignment, const char *value,
         Arena *arena, GError **error)
{
	if (*value && g_strv_contains(date_fields, field->name) && !is_date(value))
		return refuse(assignment, "not a date as YYYY-MM-DD", error);
	g_autofree char *issue = g_str_equal(field->name, "issue") ? fold_issue(value) : NULL;
	*at = *value ? arena_strdup(arena, issue ? issue : value) : NULL;
	return true;
}

static bool
set_value(EntenteRecord *record, const EntenteField *field, const char *assignment,
          const char *value, Arena *arena, GError **error)
{
	void *at = (void *)entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: return set_text(at, field, assignment, value, arena, error);
	case ENTENTE_FIELD_NUMBER: return set_number(at, assignment, value, error);
	case ENTENTE_FIELD_FLAG: return set_flag(at, assignment, value, error);
	case ENTENTE_FIELD_CHOICE: return set_choice(at, field, assignment, value, error);
	case ENTENTE_FIELD_VARIANTS: return refuse(assignment, "cannot be set", error);
	case ENTENTE_FIELD_TEXTS: break;
	}
	*(const char *const **)at = split_list(value, arena);
	return true;
}

static bool
assign(EntenteRecord *record, const char *assignment, Arena *arena, uint32_t *fields,
       GError **error)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);
	const char *equals = strchr(assignment, '=');

	if (!equals)
		return refuse(assignment, "not FIELD=VALUE", error);
	if (!g_utf8_validate(assignment, -1, NULL))
		return refuse("FIELD=VALUE", "not UTF-8", error);
	g_autofree char *name = g_strndup(assignment, (size_t)(equals - assignment));
	g_autofree char *value = g_strstrip(g_strdup(equals + 1));
	for (size_t i = 0; i < spec->n_fields; i++) {
		if (!g_str_equal(spec->fields[i].name, name))
			continue;
		*fields |= 1u << i;
		return set_value(record, &spec->fields[i], assignment, value, arena, error);
	}
	g_autofree char *why = g_strdup_printf("a %s has no field '%s'", spec->name, name);
	return refuse(assignment, why, error);
}

bool
values_set(EntenteRecord *record, const char *const *assignments, Arena *arena,
           uint32_t *fields, GError **error)
{
	for (; assignments && *assignments; assignments++)
		if (!assign(record, *assignments, arena, fields, error))
			return false;
	return true;
}

bool
values_check_settable(EntenteKind kind, const char *const *assignments, GError **error)
{
	for (; assignments && *assignments; assignments++) {
		g_autofree char *name = g_strndup(*assignments, strcspn(*assignments, "="));

		if (!check_settable(kind, *assignments, name, error))
			return false;
	}
	return true;
}
