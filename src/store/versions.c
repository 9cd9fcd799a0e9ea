/* The states that articles had before, handed from dossier to dossier with them. */
#include "store/versions.h"

#include "store/column.h"
#include "store/sql-text.h"

bool
versions_read(EntenteDossier *dossier, EntenteSource *source, Arena *arena, GError **error)
{
	enum { TITLE, AUTHOR, PUBLISHED, TEXT, REPLACED };
	g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(EntenteVersion));
	g_autoptr(Statement) row = connection_prepare(dossier, sql_versions, error);
	bool is_row;

	if (!row)
		return false;
	statement_bind_text(row, ":source", source->id);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return false;
		if (!is_row)
			break;
		EntenteVersion version = {
			.title = row_text(row, TITLE, arena),
			.author = row_text(row, AUTHOR, arena),
			.published = row_text(row, PUBLISHED, arena),
			.text = row_text(row, TEXT, arena),
			.replaced = row_text(row, REPLACED, arena),
		};

		g_array_append_val(versions, version);
	}
	EntenteVersion *kept = arena_new0(arena, EntenteVersion, versions->len);
	for (guint i = 0; i < versions->len; i++)
		kept[i] = g_array_index(versions, EntenteVersion, i);
	source->versions = kept;
	source->n_versions = versions->len;
	return true;
}

bool
versions_put(EntenteDossier *dossier, const EntenteSource *source, const char *id,
             GError **error)
{
	for (size_t i = 0; i < source->n_versions; i++) {
		const EntenteVersion *version = &source->versions[i];
		g_autofree char *sha256 =
		    g_compute_checksum_for_string(G_CHECKSUM_SHA256, version->text, -1);
		g_autoptr(Statement) row = connection_prepare(dossier, sql_add_version, error);

		if (!row)
			return false;
		statement_bind_text(row, ":source", id);
		statement_bind_number(row, ":version", (int64_t)i + 1);
		statement_bind_text(row, ":title", version->title);
		statement_bind_text(row, ":author", version->author);
		statement_bind_text(row, ":published", version->published);
		statement_bind_text(row, ":text", version->text);
		statement_bind_text(row, ":sha256", sha256);
		statement_bind_text(row, ":replaced", version->replaced);
		if (!connection_run(dossier, row, error))
			return false;
	}
	return true;
}
