#include "tell/table.h"

#include "tell/plain.h"

#include <string.h>

enum { LONGEST_CELL = 240, LONGEST_WHOLE_CELL = 100000 };

/* What a listing for people leaves to CSV and JSON. */
static const char *const left_out[] = {
	"path", "url", "author", "modified", "language", "chars", "direct", "wording", NULL,
};

static void
append_variants(const EntenteDiscrepancy *discrepancy, const SourceIndex *sources, bool whole,
                GString *cell)
{
	for (size_t i = 0; i < discrepancy->n_values; i++) {
		const EntenteVariant *variant = &discrepancy->values[i];

		g_string_append_printf(cell, "%s%s (", i ? "; " : "", variant->value);
		for (size_t s = 0; variant->sources && variant->sources[s]; s++) {
			guint number =
			    whole ? 0 : source_index_number(sources, variant->sources[s]);
			const char *name = variant->sources[s];

			if (number)
				name = source_name(source_index_get(sources, number)->source);
			g_string_append_printf(cell, "%s%s", s ? ", " : "", name);
		}
		g_string_append_c(cell, ')');
	}
}

/* Keeps `most` bytes, or fewer where they would split a code point. */
static void
truncate_text(GString *text, size_t most)
{
	size_t length = MIN(text->len, most);

	while (length && ((unsigned char)text->str[length] & 0xc0) == 0x80)
		length--;
	g_string_truncate(text, length);
}

static char *
cell_of(const EntenteRecord *record, const EntenteField *field, const SourceIndex *sources,
        bool whole)
{
	const void *at = entente_field(record, field);
	GString *cell = g_string_new(NULL);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT:
		g_string_append(cell, *(const char *const *)at ? *(const char *const *)at : "");
		if (!whole && field->offset == offsetof(EntenteRecord, source.published) &&
		    record->kind == ENTENTE_SOURCE)
			truncate_text(cell, strlen("2031-01-31"));
		break;
	case ENTENTE_FIELD_TEXTS:
		if (*(const char *const *const *)at) {
			g_autofree char *joined = g_strjoinv("; ", *(char ***)at);
			g_string_append(cell, joined);
		}
		break;
	case ENTENTE_FIELD_NUMBER:
		if (*(const int32_t *)at != ENTENTE_UNKNOWN)
			g_string_append_printf(cell, "%d", *(const int32_t *)at);
		break;
	case ENTENTE_FIELD_FLAG:
		if (*(const bool *)at || !field->optional)
			g_string_append(cell, *(const bool *)at ? "yes" : "no");
		break;
	case ENTENTE_FIELD_CHOICE:
		g_string_append(cell, field->choices[*(const int *)at]);
		break;
	case ENTENTE_FIELD_VARIANTS:
		append_variants(&record->discrepancy, sources, whole, cell);
		break;
	}
	return g_string_free(cell, false);
}

char *
table_whole_cell(const EntenteRecord *record, const EntenteField *field)
{
	return cell_of(record, field, NULL, true);
}

char *
table_mark(const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (size_t i = 0; i < spec->n_fields; i++) {
		g_autofree char *cell = table_whole_cell(record, &spec->fields[i]);
		const char *text = cell ? cell : "";

		g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
	}
	return g_strdup_printf("as-%.8s", g_checksum_get_string(sum));
}

/* An outlet that tells it on several pages is named once. */
static void
append_source(GString *cell, const char *name, GHashTable *seen)
{
	if (g_hash_table_add(seen, (gpointer)name))
		g_string_append_printf(cell, "%s%s", cell->len ? "; " : "", name);
}

static char *
sources_of(const EntenteRecord *record, const SourceIndex *sources, bool whole)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(guint));
	GString *cell = g_string_new(NULL);

	for (size_t i = 0; i < record->n_evidence; i++) {
		guint number = source_index_number(sources, record->evidence[i].source);

		g_array_append_val(numbers, number);
	}
	source_index_settle(sources, numbers);
	for (guint i = 0; i < numbers->len; i++) {
		const EntenteSource *source =
		    source_index_get(sources, g_array_index(numbers, guint, i))->source;

		append_source(cell, whole ? source->id : source_name(source), seen);
	}
	return g_string_free(cell, false);
}

static void
fill(Table *table, TableRow *row, bool whole, Arena *arena)
{
	int most = whole ? LONGEST_WHOLE_CELL : LONGEST_CELL;

	row->cells = arena_new0(arena, const char *, table->n_columns);
	for (guint i = 0; i < table->n_columns; i++) {
		const EntenteField *field = table->columns[i].field;
		g_autofree char *cell = field
		                            ? cell_of(row->record, field, table->sources, whole)
		                            : sources_of(row->record, table->sources, whole);

		row->cells[i] = g_strstrip(plain_text(arena, cell, most));
	}
}

static bool
is_empty_column(const Table *table, guint column)
{
	for (guint i = 0; i < table->n_rows; i++)
		if (*table->rows[i].cells[column])
			return false;
	return true;
}

static void
drop_columns(Table *table)
{
	guint kept = 0;

	for (guint i = 0; i < table->n_columns; i++) {
		if (g_strv_contains(left_out, table->columns[i].name) ||
		    is_empty_column(table, i))
			continue;
		table->columns[kept] = table->columns[i];
		for (guint r = 0; r < table->n_rows; r++)
			table->rows[r].cells[kept] = table->rows[r].cells[i];
		kept++;
	}
	table->n_columns = kept;
}

Table *
table_new(const EntenteRecords *records, EntenteKind kind, const SourceIndex *sources,
          bool whole, Arena *arena)
{
	const EntenteKindSpec *spec = entente_kind(kind);
	Table *table = arena_new0(arena, Table, 1);

	table->kind = spec;
	table->sources = sources;
	table->n_columns = (guint)spec->n_fields + (kind != ENTENTE_SOURCE);
	table->columns = arena_new0(arena, TableColumn, table->n_columns);
	table->columns[table->n_columns - 1].name = "sources";
	for (size_t i = 0; i < spec->n_fields; i++)
		table->columns[i] = (TableColumn){ spec->fields[i].name, &spec->fields[i] };
	table->rows = arena_new0(arena, TableRow, entente_records_count(records));
	for (size_t i = 0; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		if (record->kind != kind)
			continue;
		table->rows[table->n_rows].record = record;
		fill(table, &table->rows[table->n_rows++], whole, arena);
	}
	if (!whole)
		drop_columns(table);
	return table->n_rows ? table : NULL;
}

Tint
table_tint(const Table *table, guint row, guint column)
{
	const EntenteField *field = table->columns[column].field;
	const EntenteRecord *record = table->rows[row].record;

	if (!record)
		return table->rows[row].links[column]
		           ? tint_of_stance(table->rows[row].links[column]->position.stance)
		           : TINT_PLAIN;
	if (field && field->offset == offsetof(EntenteRecord, position.stance) &&
	    record->kind == ENTENTE_POSITION)
		return tint_of_stance(record->position.stance);
	if (field && field->offset == offsetof(EntenteRecord, assessment.tone) &&
	    record->kind == ENTENTE_ASSESSMENT)
		return tint_of_tone(record->assessment.tone);
	return TINT_PLAIN;
}
