/* A correction and a record in one line, for the log. */
#include "correct/correction.h"

#include <string.h>

enum { LONGEST_VALUE = 80 /* code points */ };

/* What tells records of a kind from others on their sentence. */
static const struct {
	EntenteKind kind;
	const char *fields[5];
} telling[] = {
	{ ENTENTE_SOURCE, { "id" } },
	{ ENTENTE_PERSON, { "name" } },
	{ ENTENTE_PARTY, { "name" } },
	{ ENTENTE_MEETING, { "parties", "people", "place", "when" } },
	{ ENTENTE_POSITION, { "party", "issue", "stance", "what" } },
	{ ENTENTE_DRAFT, { "name", "by" } },
	{ ENTENTE_QUOTE, { "speaker", "text" } },
	{ ENTENTE_CLAIM, { "by", "what" } },
	{ ENTENTE_ASSESSMENT, { "by", "tone", "words" } },
	{ ENTENTE_DISCREPANCY, { "about" } },
};

uint32_t
telling_fields(EntenteKind kind)
{
	const EntenteKindSpec *spec = entente_kind(kind);
	uint32_t fields = 0;

	for (size_t k = 0; k < G_N_ELEMENTS(telling); k++)
		for (size_t i = 0; telling[k].kind == kind && i < spec->n_fields; i++)
			for (const char *const *name = telling[k].fields; *name; name++)
				if (g_str_equal(*name, spec->fields[i].name))
					fields |= 1u << i;
	return fields;
}

bool
field_equal(const EntenteRecord *a, const EntenteRecord *b, const EntenteField *field)
{
	static const char *const none[] = { NULL };
	const void *x = entente_field(a, field), *y = entente_field(b, field);
	const char *const *left, *const *right;

	switch (field->type) {
	case ENTENTE_FIELD_TEXT:
		return g_strcmp0(*(const char *const *)x, *(const char *const *)y) == 0;
	case ENTENTE_FIELD_TEXTS:
		left = *(const char *const *const *)x;
		right = *(const char *const *const *)y;
		return g_strv_equal(left ? left : none, right ? right : none);
	case ENTENTE_FIELD_NUMBER: return *(const int32_t *)x == *(const int32_t *)y;
	case ENTENTE_FIELD_FLAG: return *(const bool *)x == *(const bool *)y;
	case ENTENTE_FIELD_CHOICE: return *(const int *)x == *(const int *)y;
	case ENTENTE_FIELD_VARIANTS: break;
	}
	return false;
}

static void
append(GString *out, const char *text)
{
	glong length = text ? g_utf8_strlen(text, -1) : 0;

	if (!length)
		return;
	g_autofree char *part = g_utf8_substring(text, 0, MIN(length, LONGEST_VALUE));
	g_string_append_printf(out, "%s%s%s", out->len ? ", " : "",
	                       g_strdelimit(part, "\n\t", ' '),
	                       length > LONGEST_VALUE ? "…" : "");
}

char *
record_label(const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);
	uint32_t fields = telling_fields(record->kind);
	GString *label = g_string_new(NULL);

	for (size_t i = 0; i < spec->n_fields; i++) {
		const EntenteField *field = &spec->fields[i];
		const void *at = entente_field(record, field);

		if (!(fields & 1u << i))
			continue;
		if (field->type == ENTENTE_FIELD_TEXT)
			append(label, *(const char *const *)at);
		else if (field->type == ENTENTE_FIELD_CHOICE)
			append(label, field->choices[*(const int *)at]);
		else if (field->type == ENTENTE_FIELD_TEXTS && *(char *const *const *)at) {
			g_autofree char *joined = g_strjoinv(", ", *(char ***)at);

			append(label, joined);
		}
	}
	return g_string_free(label, FALSE);
}

char *
correction_summary(const Correction *correction)
{
	GString *out = g_string_new(correction->row->action);

	if (correction->kind >= 0)
		g_string_append_printf(out, " %s",
		                       correction->kind == OF_ISSUES
		                           ? "issue"
		                           : entente_kind((EntenteKind)correction->kind)->name);
	for (size_t i = 0; correction->names && correction->names[i]; i++)
		g_string_append_printf(out, " '%s'", correction->names[i]);
	for (guint i = 0; i < correction->targets->len; i++) {
		const Target *target = correction->targets->pdata[i];

		g_string_append_printf(out, "%s %s '%s'", i ? "," : "",
		                       entente_kind(target->kind)->name,
		                       target->label ? target->label : "");
	}
	if (correction->source)
		g_string_append_printf(out, " on '%s'", correction->source);
	for (size_t i = 0; correction->set && correction->set[i]; i++)
		g_string_append_printf(out, "%s%s", i ? "; " : ": ", correction->set[i]);
	return g_string_free(out, FALSE);
}
