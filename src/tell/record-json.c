/* A record as one line of JSON, driven by the kind's field table. */
#include "base/json.h"

#include <entente/tell.h>

static void
append_variants(GString *out, const EntenteDiscrepancy *discrepancy)
{
	g_string_append_c(out, '[');
	for (size_t i = 0; i < discrepancy->n_values; i++) {
		g_string_append(out, i ? ", {\"value\": " : "{\"value\": ");
		json_append_text(out, discrepancy->values[i].value);
		g_string_append(out, ", \"sources\": ");
		json_append_texts(out, discrepancy->values[i].sources);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

static bool
is_empty(const EntenteField *field, const void *at)
{
	switch (field->type) {
	case ENTENTE_FIELD_TEXT: return !*(const char *const *)at;
	case ENTENTE_FIELD_TEXTS: return !*(const char *const *const *)at;
	case ENTENTE_FIELD_NUMBER: return *(const int32_t *)at == ENTENTE_UNKNOWN;
	case ENTENTE_FIELD_FLAG: return !*(const bool *)at;
	default: return false;
	}
}

static void
append_value(GString *out, const EntenteRecord *record, const EntenteField *field)
{
	const void *at = entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: json_append_text(out, *(const char *const *)at); break;
	case ENTENTE_FIELD_TEXTS:
		json_append_texts(out, *(const char *const *const *)at);
		break;
	case ENTENTE_FIELD_NUMBER:
		if (is_empty(field, at))
			g_string_append(out, "null");
		else
			g_string_append_printf(out, "%d", *(const int32_t *)at);
		break;
	case ENTENTE_FIELD_FLAG:
		g_string_append(out, *(const bool *)at ? "true" : "false");
		break;
	case ENTENTE_FIELD_CHOICE:
		json_append_text(out, field->choices[*(const int *)at]);
		break;
	case ENTENTE_FIELD_VARIANTS: append_variants(out, &record->discrepancy); break;
	}
}

static void
append_evidence(GString *out, const EntenteRecord *record)
{
	g_string_append(out, ", \"evidence\": [");
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];

		g_string_append(out, i ? ", {\"source\": " : "{\"source\": ");
		json_append_text(out, evidence->source);
		g_string_append_printf(out, ", \"start\": %u, \"end\": %u, \"text\": ",
		                       evidence->span.start, evidence->span.end);
		json_append_text(out, evidence->text);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

/* What only a record merged from a dossier's pages has. */
static void
append_merged(GString *out, const EntenteRecord *record)
{
	g_string_append(out, ", \"ref\": ");
	json_append_text(out, record->ref);
	if (record->kind == ENTENTE_SOURCE)
		return;
	g_string_append(out, ", \"first_published\": ");
	json_append_text(out, record->first_published);
	g_string_append(out, ", \"last_published\": ");
	json_append_text(out, record->last_published);
	g_string_append_printf(out, ", \"n_sources\": %d", record->n_sources);
}

void
entente_tell_record(const EntenteRecord *record, GString *out)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	g_string_append(out, "{\"type\": ");
	json_append_text(out, spec->name);
	for (size_t i = 0; i < spec->n_fields; i++) {
		const EntenteField *field = &spec->fields[i];

		if (field->optional && is_empty(field, entente_field(record, field)))
			continue;
		g_string_append(out, ", ");
		json_append_text(out, field->name);
		g_string_append(out, ": ");
		append_value(out, record, field);
	}
	if (record->ref)
		append_merged(out, record);
	if (record->confidence != ENTENTE_UNKNOWN)
		g_string_append_printf(out, ", \"confidence\": %d.%02d",
		                       record->confidence / 100, record->confidence % 100);
	if (record->why) {
		g_string_append(out, ", \"why\": ");
		json_append_text(out, record->why);
	}
	if (record->kind != ENTENTE_SOURCE)
		append_evidence(out, record);
	g_string_append(out, "}\n");
}
