/* What changes the dossier: the same corrections as on the command line, sent by forms. */
#include "acts.h"

#include "page.h"

#include <string.h>

bool
act_keep(Visit *visit, const EntenteWord *word, gint64 *number, GError **error)
{
	EntenteEngine *engine = visit->house->engine;

	/* REFs are of what is there now */
	return entente_dossier_gather(visit->dossier, engine, error) &&
	       entente_dossier_correct(visit->dossier, word, number, error) &&
	       entente_dossier_gather(visit->dossier, engine, error);
}

bool
act_take_back(Visit *visit, gint64 number, const char *reason, GError **error)
{
	return entente_dossier_undo(visit->dossier, number, visit->reader, reason, error) &&
	       entente_dossier_gather(visit->dossier, visit->house->engine, error);
}

/* Back to the page with the form; only ever to one of ours. */
static Answer *
go_back(Visit *visit)
{
	const char *back = request_form(visit->request, "back");
	bool ours = back && back[0] == '/' && back[1] != '/' && back[1] != '\\';

	for (const char *at = back; ours && *at; at++)
		ours = (guchar)*at > ' ' && (guchar)*at < 0x7f;
	return answer_go(ours ? back : "/");
}

/* "new-what=…" where it is another value than "old-what". */
static void
add_changed(GPtrArray *arguments, const Request *request)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(request->form),
	                                     (GCompareFunc)strcmp);

	for (GList *at = names; at; at = at->next) {
		const char *name = at->data;

		if (!g_str_has_prefix(name, "new-"))
			continue;
		const char *field = name + strlen("new-");
		g_autofree char *old = g_strconcat("old-", field, NULL);
		const char *was = g_hash_table_lookup(request->form, old);
		const char *is = g_hash_table_lookup(request->form, name);

		if (g_strcmp0(was, is) != 0)
			g_ptr_array_add(arguments, g_strconcat(field, "=", is, NULL));
	}
}

static void
add_chosen(GPtrArray *arguments, const Request *request)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(request->form),
	                                     (GCompareFunc)strcmp);

	for (GList *at = names; at; at = at->next)
		if (g_str_has_prefix(at->data, "with-"))
			g_ptr_array_add(arguments,
			                g_strdup((const char *)at->data + strlen("with-")));
}

/* "add": kind, source, sentence, then a line a field. */
static void
add_addition(GPtrArray *arguments, const Request *request)
{
	static const char *const parts[] = { "kind", "source", "sentence", NULL };
	const char *fields = request_form(request, "fields");
	g_auto(GStrv) lines = fields ? g_strsplit(fields, "\n", -1) : NULL;

	for (const char *const *part = parts; *part; part++) {
		const char *value = request_form(request, *part);

		g_ptr_array_add(arguments, g_strstrip(g_strdup(value ? value : "")));
	}
	for (char **line = lines; line && *line; line++)
		if (*g_strstrip(*line))
			g_ptr_array_add(arguments, g_strdup(*line));
}

/* What each of the actions that forms offer takes beside the record. */
static const struct {
	const char *action;
	bool has_ref;
	void (*add)(GPtrArray *arguments, const Request *request);
	const char *lacks; /* what is said where that is nothing */
} offers[] = {
	{ "accept", true, NULL, NULL },
	{ "reject", true, NULL, NULL },
	{ "red-line", true, NULL, NULL },
	{ "change", true, add_changed, "nothing was changed" },
	{ "merge", true, add_chosen, "nothing was chosen to be merged with" },
	{ "add", false, add_addition, NULL },
};

Answer *
act_correct(Visit *visit)
{
	const Request *request = visit->request;
	const char *action = request_form(request, "action");
	const char *ref = request_form(request, "ref");
	g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	gsize i = 0;
	gint64 number;

	while (i < G_N_ELEMENTS(offers) && g_strcmp0(action, offers[i].action))
		i++;
	if (i == G_N_ELEMENTS(offers) || (offers[i].has_ref && !ref))
		return visit_fail(visit->house, request, 400, "no such correction");
	if (offers[i].has_ref)
		g_ptr_array_add(arguments, g_strdup(ref));
	if (offers[i].add)
		offers[i].add(arguments, request);
	if (offers[i].lacks && arguments->len < 2)
		return visit_fail(visit->house, request, 422, offers[i].lacks);
	g_ptr_array_add(arguments, NULL);
	const EntenteWord word = { visit->reader, request_form(request, "why"), action,
		                   (const char *const *)arguments->pdata };
	return act_keep(visit, &word, &number, &error)
	           ? go_back(visit)
	           : visit_error(visit->house, request, error);
}

Answer *
act_undo(Visit *visit)
{
	const char *text = request_form(visit->request, "number");
	g_autoptr(GError) error = NULL;
	gint64 number;

	if (!text || !g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, &number, NULL))
		return visit_fail(visit->house, visit->request, 400, "no number of a correction");
	return act_take_back(visit, number, request_form(visit->request, "why"), &error)
	           ? go_back(visit)
	           : visit_error(visit->house, visit->request, error);
}

Answer *
act_seen(Visit *visit)
{
	const char *text = request_form(visit->request, "number");
	g_autoptr(GError) error = NULL;
	gint64 number;

	if (!text || !g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, &number, NULL))
		return visit_fail(visit->house, visit->request, 400, "no number of a change");
	return entente_dossier_look(visit->dossier, visit->reader, number, &error)
	           ? go_back(visit)
	           : visit_error(visit->house, visit->request, error);
}

Answer *
act_reader(Visit *visit)
{
	const char *name = request_form(visit->request, "reader");
	g_autofree char *escaped = html_address(name ? name : "");
	Answer *answer = go_back(visit);

	answer->cookie = g_strdup_printf(
	    "entente-reader=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000", escaped);
	return answer;
}
