/* What formats ask of sources and dates, whichever records they tell. */
#include "tell/export.h"

#include <stdio.h>
#include <string.h>

struct ExportSources {
	Arena *arena;
	GHashTable *by_id;
};

static bool
keep(const EntenteRecord *record, gpointer user_data)
{
	ExportSources *sources = user_data;
	EntenteSource *source = arena_new0(sources->arena, EntenteSource, 1);

	*source = (EntenteSource){
		.id = arena_strdup(sources->arena, record->source.id),
		.path = arena_strdup(sources->arena, record->source.path),
		.url = arena_strdup(sources->arena, record->source.url),
		.outlet = arena_strdup(sources->arena, record->source.outlet),
		.title = arena_strdup(sources->arena, record->source.title),
		.published = arena_strdup(sources->arena, record->source.published),
		.copy_of = arena_strdup(sources->arena, record->source.copy_of),
		.language = arena_strdup(sources->arena, record->source.language),
	};
	g_hash_table_insert(sources->by_id, (gpointer)source->id, source);
	return true;
}

ExportSources *
export_sources_new(Export *export, GError **error)
{
	const EntenteFilter filter = { .kind = ENTENTE_SOURCE };
	g_autoptr(ExportSources) sources = g_new0(ExportSources, 1);

	sources->arena = arena_new();
	sources->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	if (!entente_dossier_each(export->dossier, &filter, keep, sources, error))
		return NULL;
	return g_steal_pointer(&sources);
}

void
export_sources_free(ExportSources *sources)
{
	if (!sources)
		return;
	g_hash_table_unref(sources->by_id);
	arena_free(sources->arena);
	g_free(sources);
}

const EntenteSource *
export_source(const ExportSources *sources, const char *id)
{
	return g_hash_table_lookup(sources->by_id, id);
}

bool
export_day(const char *date, char day[DAY_SIZE])
{
	unsigned year, month, of_month;
	int length = 0;

	if (!date || sscanf(date, "%4u-%2u-%2u%n", &year, &month, &of_month, &length) != 3 ||
	    length != DAY_SIZE - 1 ||
	    (date[length] && date[length] != 'T' && date[length] != ' ') ||
	    !g_date_valid_dmy((GDateDay)of_month, (GDateMonth)month, (GDateYear)year))
		return false;
	memcpy(day, date, DAY_SIZE - 1);
	day[DAY_SIZE - 1] = '\0';
	return true;
}

char *
export_uuid(const EntenteRecord *record)
{
	g_autofree char *name = g_strconcat("entente ", record->ref, NULL);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
	guint8 bytes[20];
	gsize length = sizeof bytes;

	g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name));
	g_checksum_get_digest(sum, bytes, &length);
	bytes[6] = (guint8)((bytes[6] & 0x0f) | 0x50); /* version 5, as RFC 4122 has it */
	bytes[8] = (guint8)((bytes[8] & 0x3f) | 0x80);
	GString *uuid = g_string_new(NULL);
	for (int i = 0; i < 16; i++)
		g_string_append_printf(
		    uuid, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", bytes[i]);
	return g_string_free(uuid, FALSE);
}
