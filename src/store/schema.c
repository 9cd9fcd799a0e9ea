/* The tables of records, generated from the kinds' field tables: a new field is a new column.
 */
#include "store/schema.h"

#include "store/column.h"
#include "store/setting.h"
#include "store/sql-text.h"

static void
append_definition(GString *out, const EntenteField *field)
{
	g_string_append_printf(out, "\"%s\" %s", field->name, column_definition(field));
	if (field->type != ENTENTE_FIELD_CHOICE)
		return;
	g_string_append_printf(out, " CHECK (\"%s\" IN (", field->name);
	for (size_t i = 0; field->choices[i]; i++)
		g_string_append_printf(out, i ? ", '%s'" : "'%s'", field->choices[i]);
	g_string_append(out, "))");
}

char *
schema_fill(const char *sql, EntenteKind kind)
{
	const EntenteField *field;
	g_autoptr(GString) columns = g_string_new(NULL);
	g_autoptr(GString) parameters = g_string_new(NULL);
	g_autoptr(GString) definitions = g_string_new(NULL);
	GString *filled = g_string_new(sql);

	for (size_t i = 0; (field = column_field(kind, i)); i++) {
		g_string_append_printf(columns, i ? ", \"%s\"" : "\"%s\"", field->name);
		g_string_append_printf(parameters, i ? ", :%s" : ":%s", field->name);
		g_string_append(definitions, i ? ",\n\t" : "");
		append_definition(definitions, field);
	}
	g_string_replace(filled, "$kinds", entente_kind(kind)->plural, 0);
	g_string_replace(filled, "$columns", columns->str, 0);
	g_string_replace(filled, "$parameters", parameters->str, 0);
	g_string_replace(filled, "$definitions", definitions->str, 0);
	return g_string_free(filled, FALSE);
}

/* The statements that make every derived table. */
static char *
derived_script(void)
{
	GString *script = g_string_new(sql_derived);

	for (EntenteKind kind = 0; kind < ENTENTE_N_KINDS; kind++) {
		g_autofree char *merged = schema_fill(sql_kind, kind);
		g_autofree char *page = schema_fill(sql_page_kind, kind);

		g_string_append(script, merged);
		if (kind != ENTENTE_SOURCE) /* a page's source is its article */
			g_string_append(script, page);
	}
	g_string_append(script, sql_cells);
	g_string_append(script, sql_full_text);
	return g_string_free(script, FALSE);
}

static char *
digest(const char *script)
{
	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, script, -1);
}

bool
schema_make_derived(EntenteDossier *dossier, GError **error)
{
	g_autofree char *script = derived_script();
	g_autofree char *own = digest(script);

	return connection_script(dossier, script, error) &&
	       setting_put(dossier, SETTING_DERIVED, own, error);
}

bool
schema_check_derived(EntenteDossier *dossier, bool *ours, GError **error)
{
	g_autofree char *script = derived_script();
	g_autofree char *own = digest(script);
	g_autofree char *theirs = NULL;

	if (!setting_get(dossier, SETTING_DERIVED, &theirs, error))
		return false;
	*ours = g_strcmp0(own, theirs) == 0;
	return true;
}
