/* JSON Lines -> records: the reverse of entente_tell_record, driven by the same field tables.
 *
 * A value of the wrong type is an error, not an empty field: whoever hands in records wants to
 * know.  The test reads what entente_tell_record wrote and gets the same bytes again. */
#include "model/records-json.h"

#include "base/harmless.h"

#include <entente/error.h>
#include <jansson.h>
#include <string.h>

/* One line being read. */
typedef struct {
	Arena *arena;
	unsigned number;
} Line;

static bool
refuse(const Line *line, GError **error, const char *key, const char *expected)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "line %u: '%s' is not %s",
	            line->number, key, expected);
	return false;
}

static bool
take_text(const Line *line, const char *key, const json_t *value, const char **at,
          GError **error)
{
	if (!json_is_string(value))
		return refuse(line, error, key, "a string");
	*at = arena_strdup(line->arena, json_string_value(value));
	return true;
}

static bool
take_texts(const Line *line, const char *key, const json_t *value, const char *const **at,
           GError **error)
{
	size_t n = json_array_size(value);

	if (!json_is_array(value))
		return refuse(line, error, key, "a list of strings");
	if (!n)
		return true;
	const char **texts = arena_new0(line->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		if (!take_text(line, key, json_array_get(value, i), &texts[i], error))
			return false;
	*at = texts;
	return true;
}

static bool
take_number(const Line *line, const char *key, const json_t *value, int32_t *at, GError **error)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < 0 || number > INT32_MAX)
		return refuse(line, error, key, "a whole number");
	*at = (int32_t)number;
	return true;
}

static bool
take_choice(const Line *line, const EntenteField *field, const json_t *value, int *at,
            GError **error)
{
	for (int i = 0; json_is_string(value) && field->choices[i]; i++)
		if (g_str_equal(json_string_value(value), field->choices[i])) {
			*at = i;
			return true;
		}
	return refuse(line, error, field->name, "one of its words");
}

static bool
take_variants(const Line *line, const json_t *value, EntenteDiscrepancy *discrepancy,
              GError **error)
{
	size_t n = json_array_size(value);

	if (!json_is_array(value))
		return refuse(line, error, "values", "a list");
	EntenteVariant *variants = arena_new0(line->arena, EntenteVariant, n);
	for (size_t i = 0; i < n; i++) {
		const json_t *variant = json_array_get(value, i);
		const json_t *sources = json_object_get(variant, "sources");

		if (!take_text(line, "value", json_object_get(variant, "value"),
		               &variants[i].value, error) ||
		    (sources &&
		     !take_texts(line, "sources", sources, &variants[i].sources, error)))
			return false;
	}
	discrepancy->values = variants;
	discrepancy->n_values = n;
	return true;
}

static bool
take_value(const Line *line, const EntenteField *field, const json_t *value,
           EntenteRecord *record, GError **error)
{
	void *at = (void *)entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: return take_text(line, field->name, value, at, error);
	case ENTENTE_FIELD_TEXTS: return take_texts(line, field->name, value, at, error);
	case ENTENTE_FIELD_NUMBER: return take_number(line, field->name, value, at, error);
	case ENTENTE_FIELD_CHOICE: return take_choice(line, field, value, at, error);
	case ENTENTE_FIELD_VARIANTS:
		return take_variants(line, value, &record->discrepancy, error);
	case ENTENTE_FIELD_FLAG: break;
	}
	if (!json_is_boolean(value))
		return refuse(line, error, field->name, "true or false");
	*(bool *)at = json_is_true(value);
	return true;
}

static void
leave_unknown(const EntenteField *field, EntenteRecord *record)
{
	if (field->type != ENTENTE_FIELD_CHOICE)
		return;
	for (int i = 0; field->choices[i]; i++)
		if (g_str_equal(field->choices[i], "unknown") ||
		    g_str_equal(field->choices[i], "other"))
			*(int *)entente_field(record, field) = i;
}

static bool
take_offset(const Line *line, const json_t *evidence, const char *key, uint32_t *at,
            GError **error)
{
	const json_t *value = json_object_get(evidence, key);
	int32_t offset = 0;

	if (value && !take_number(line, key, value, &offset, error))
		return false;
	*at = (uint32_t)offset;
	return true;
}

static bool
take_evidence(const Line *line, const json_t *list, EntenteRecord *record, GError **error)
{
	size_t n = json_array_size(list);
	EntenteEvidence *evidence = arena_new0(line->arena, EntenteEvidence, n);

	if (!json_is_array(list))
		return refuse(line, error, "evidence", "a list");
	for (size_t i = 0; i < n; i++) {
		const json_t *item = json_array_get(list, i);

		if (!take_text(line, "source", json_object_get(item, "source"),
		               &evidence[i].source, error) ||
		    !take_text(line, "text", json_object_get(item, "text"), &evidence[i].text,
		               error) ||
		    !take_offset(line, item, "start", &evidence[i].span.start, error) ||
		    !take_offset(line, item, "end", &evidence[i].span.end, error))
			return false;
	}
	record->evidence = evidence;
	record->n_evidence = n;
	return true;
}

static bool
take_confidence(const Line *line, const json_t *value, EntenteRecord *record, GError **error)
{
	double number = json_number_value(value);

	if (!json_is_number(value) || !(number >= 0 && number <= 1))
		return refuse(line, error, "confidence", "a number from 0 to 1");
	record->confidence = (int32_t)(number * 100 + 0.5);
	return true;
}

static bool
take_fields(const Line *line, const json_t *object, EntenteRecord *record, GError **error)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	for (size_t i = 0; i < spec->n_fields; i++) {
		const json_t *value = json_object_get(object, spec->fields[i].name);

		if (!value || json_is_null(value))
			leave_unknown(&spec->fields[i], record);
		else if (!take_value(line, &spec->fields[i], value, record, error))
			return false;
	}
	const json_t *confidence = json_object_get(object, "confidence");
	if (confidence && !json_is_null(confidence) &&
	    !take_confidence(line, confidence, record, error))
		return false;
	const json_t *evidence = json_object_get(object, "evidence");
	return !evidence || take_evidence(line, evidence, record, error);
}

EntenteRecord *
records_take_json(EntenteRecords *records, const json_t *object, unsigned number,
                  GError **error)
{
	const Line line = { records->arena, number };
	const char *type = json_string_value(json_object_get(object, "type"));
	int kind = type ? entente_kind_from_name(type) : -1;

	if (kind < 0) {
		refuse(&line, error, "type", "a kind of record");
		return NULL;
	}
	EntenteRecord *record = records_add(records, (EntenteKind)kind);
	if (take_fields(&line, object, record, error))
		return record;
	g_ptr_array_set_size(records->items, (int)records->items->len - 1);
	return NULL;
}

static bool
take_line(const Line *line, const char *text, size_t length, EntenteRecords *records,
          GError **error)
{
	json_error_t why;
	json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &why);

	if (!object) {
		g_autofree char *reason = harmless_line(why.text);

		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "line %u: %s",
		            line->number, reason);
		return false;
	}
	bool taken = records_take_json(records, object, line->number, error);
	json_decref(object);
	return taken;
}

EntenteRecords *
records_from_json(const char *jsonl, GError **error)
{
	g_autoptr(EntenteRecords) records = records_new();
	Line line = { records->arena, 1 };

	for (const char *at = jsonl; *at; line.number++) {
		size_t length = strcspn(at, "\n");

		if (strspn(at, " \t\r") < length &&
		    !take_line(&line, at, length, records, error))
			return NULL;
		at += length + (at[length] == '\n');
	}
	return g_steal_pointer(&records);
}
