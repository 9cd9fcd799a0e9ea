/* How each type of field is kept: text as text, lists as JSON arrays, choices as their words,
 * unknown numbers as NULL, so that any SQLite tool shows a record as it is. */
#include "store/column.h"

#include "base/json.h"

#include <entente/error.h>
#include <jansson.h>

typedef struct {
	const char *definition;
	void (*bind)(Statement *statement, int index, const EntenteRecord *record,
	             const EntenteField *field);
	bool (*read)(Statement *statement, int column, EntenteRecord *record,
	             const EntenteField *field, Arena *arena);
} Column;

static void *
value_of(const EntenteRecord *record, const EntenteField *field)
{
	return (void *)entente_field(record, field);
}

const char *
row_text(Statement *statement, int column, Arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text
	           ? arena_strndup(arena, text, (size_t)sqlite3_column_bytes(statement, column))
	           : NULL;
}

const char *
row_readable(EntenteDossier *dossier, Statement *statement, int column, const char *what,
             GError **error)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	if (text && g_utf8_validate(text, -1, NULL))
		return text;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
	            "'%s': damaged: %s is not readable", dossier->name, what);
	return NULL;
}

static void
bind_text(Statement *statement, int index, const EntenteRecord *record,
          const EntenteField *field)
{
	const char *const *text = value_of(record, field);

	sqlite3_bind_text(statement, index, *text, -1, SQLITE_STATIC);
}

static bool
read_text(Statement *statement, int column, EntenteRecord *record, const EntenteField *field,
          Arena *arena)
{
	const char *text = row_text(statement, column, arena);

	*(const char **)value_of(record, field) = text;
	return !text || g_utf8_validate(text, -1, NULL);
}

static void
bind_json(Statement *statement, int index, GString *json)
{
	int length = (int)json->len;

	sqlite3_bind_text(statement, index, g_string_free(json, FALSE), length, g_free);
}

/* Whatever is no JSON array reads as NULL. */
static json_t *
read_json(Statement *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	if (text && g_str_equal(text, "[]"))
		return json_array();
	json_t *json = text ? json_loads(text, 0, NULL) : NULL;
	if (json_is_array(json))
		return json;
	json_decref(json);
	return NULL;
}

static bool
copy_texts(const json_t *json, Arena *arena, const char *const **texts)
{
	size_t n = json_array_size(json);
	const char **copy = n ? arena_new0(arena, const char *, n + 1) : NULL;

	for (size_t i = 0; i < n; i++) {
		copy[i] = arena_strdup(arena, json_string_value(json_array_get(json, i)));
		if (!copy[i])
			return false;
	}
	*texts = copy;
	return json_is_array(json);
}

static void
bind_texts(Statement *statement, int index, const EntenteRecord *record,
           const EntenteField *field)
{
	GString *json = g_string_new(NULL);

	json_append_texts(json, *(const char *const **)value_of(record, field));
	bind_json(statement, index, json);
}

static bool
read_texts(Statement *statement, int column, EntenteRecord *record, const EntenteField *field,
           Arena *arena)
{
	json_t *json = read_json(statement, column);
	bool well = copy_texts(json, arena, value_of(record, field));

	json_decref(json);
	return well;
}

static void
bind_number(Statement *statement, int index, const EntenteRecord *record,
            const EntenteField *field)
{
	int32_t number = *(const int32_t *)value_of(record, field);

	if (number != ENTENTE_UNKNOWN)
		sqlite3_bind_int(statement, index, number);
	else
		sqlite3_bind_null(statement, index);
}

static bool
read_number(Statement *statement, int column, EntenteRecord *record, const EntenteField *field,
            Arena *arena)
{
	(void)arena;
	if (sqlite3_column_type(statement, column) != SQLITE_NULL)
		*(int32_t *)value_of(record, field) = sqlite3_column_int(statement, column);
	return true;
}

static void
bind_flag(Statement *statement, int index, const EntenteRecord *record,
          const EntenteField *field)
{
	sqlite3_bind_int(statement, index, *(const bool *)value_of(record, field));
}

static bool
read_flag(Statement *statement, int column, EntenteRecord *record, const EntenteField *field,
          Arena *arena)
{
	(void)arena;
	*(bool *)value_of(record, field) = sqlite3_column_int(statement, column) != 0;
	return true;
}

static void
bind_choice(Statement *statement, int index, const EntenteRecord *record,
            const EntenteField *field)
{
	const char *word = field->choices[*(const int *)value_of(record, field)];

	sqlite3_bind_text(statement, index, word, -1, SQLITE_STATIC);
}

static bool
read_choice(Statement *statement, int column, EntenteRecord *record, const EntenteField *field,
            Arena *arena)
{
	const char *word = (const char *)sqlite3_column_text(statement, column);

	(void)arena;
	for (int i = 0; word && field->choices[i]; i++)
		if (g_str_equal(word, field->choices[i])) {
			*(int *)value_of(record, field) = i;
			return true;
		}
	return false;
}

static void
bind_variants(Statement *statement, int index, const EntenteRecord *record,
              const EntenteField *field)
{
	const EntenteDiscrepancy *discrepancy = &record->discrepancy;
	GString *json = g_string_new("[");

	(void)field;
	for (size_t i = 0; i < discrepancy->n_values; i++) {
		g_string_append(json, i ? ", {\"value\": " : "{\"value\": ");
		json_append_text(json, discrepancy->values[i].value);
		g_string_append(json, ", \"sources\": ");
		json_append_texts(json, discrepancy->values[i].sources);
		g_string_append_c(json, '}');
	}
	bind_json(statement, index, g_string_append_c(json, ']'));
}

static bool
read_variants(Statement *statement, int column, EntenteRecord *record,
              const EntenteField *field, Arena *arena)
{
	json_t *json = read_json(statement, column);
	size_t n = json_array_size(json);
	EntenteVariant *values = arena_new0(arena, EntenteVariant, n);
	bool well = json;

	(void)field;
	for (size_t i = 0; i < n && well; i++) {
		const json_t *variant = json_array_get(json, i);

		values[i].value =
		    arena_strdup(arena, json_string_value(json_object_get(variant, "value")));
		well =
		    copy_texts(json_object_get(variant, "sources"), arena, &values[i].sources);
	}
	record->discrepancy.values = values;
	record->discrepancy.n_values = n;
	json_decref(json);
	return well;
}

static const Column columns[] = {
	[ENTENTE_FIELD_TEXT] = { "TEXT", bind_text, read_text },
	[ENTENTE_FIELD_TEXTS] = { "TEXT NOT NULL", bind_texts, read_texts },
	[ENTENTE_FIELD_NUMBER] = { "INTEGER", bind_number, read_number },
	[ENTENTE_FIELD_FLAG] = { "INTEGER NOT NULL", bind_flag, read_flag },
	[ENTENTE_FIELD_CHOICE] = { "TEXT NOT NULL", bind_choice, read_choice },
	[ENTENTE_FIELD_VARIANTS] = { "TEXT NOT NULL", bind_variants, read_variants },
};

static const EntenteField confidence = {
	"confidence", ENTENTE_FIELD_NUMBER, offsetof(EntenteRecord, confidence), NULL, true,
};

const EntenteField *
column_field(EntenteKind kind, size_t index)
{
	const EntenteKindSpec *spec = entente_kind(kind);

	if (index < spec->n_fields)
		return &spec->fields[index];
	return index == spec->n_fields && kind != ENTENTE_SOURCE ? &confidence : NULL;
}

const char *
column_definition(const EntenteField *field)
{
	return columns[field->type].definition;
}

void
row_bind(Statement *statement, const EntenteRecord *record)
{
	const EntenteField *field;

	for (size_t i = 0; (field = column_field(record->kind, i)); i++) {
		char name[64];

		g_snprintf(name, sizeof name, ":%s", field->name);
		int index = sqlite3_bind_parameter_index(statement, name);
		if (index)
			columns[field->type].bind(statement, index, record, field);
	}
}

const EntenteField *
row_field(EntenteKind kind, const char *name)
{
	const EntenteField *field;

	for (size_t i = 0; (field = column_field(kind, i)); i++)
		if (g_str_equal(field->name, name))
			break;
	return field;
}

/* The same where columns mostly come in the order of the fields: `*next` is the first to try.
 */
static const EntenteField *
next_field(EntenteKind kind, const char *name, size_t *next)
{
	const EntenteField *field = column_field(kind, *next);

	if (!field || !g_str_equal(field->name, name))
		return row_field(kind, name);
	++*next;
	return field;
}

EntenteRecord *
row_read(EntenteDossier *dossier, Statement *statement, EntenteRecords *records,
         EntenteKind kind, GError **error)
{
	const EntenteKindSpec *spec = entente_kind(kind);
	EntenteRecord *record = records_add(records, kind);
	int n_columns = sqlite3_column_count(statement);
	size_t next = 0;

	for (int i = 0; i < n_columns; i++) {
		const char *name = sqlite3_column_name(statement, i);
		const EntenteField *field = next_field(kind, name, &next);

		if (!field ||
		    columns[field->type].read(statement, i, record, field, records->arena))
			continue;
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_DOSSIER,
		            "'%s': damaged: a %s has no readable \"%s\"", dossier->name,
		            spec->name, name);
		return NULL;
	}
	return record;
}
