#include "visit.h"

#include "page.h"

#include <string.h>

char *
visit_reader(const House *house, const Request *request)
{
	enum { MOST = 40 };
	g_autofree char *name = request_cookie(request, "entente-reader");

	if (!name || !*name || g_utf8_strlen(name, -1) > MOST)
		return g_strdup(house->author);
	for (const char *at = name; *at; at = g_utf8_next_char(at))
		if (!g_unichar_isprint(g_utf8_get_char(at)))
			return g_strdup(house->author);
	return g_steal_pointer(&name);
}

Answer *
visit_answer(const House *house, const Request *request, const Route *route, const char *rest,
             EntenteDossier *dossier)
{
	g_autofree char *reader = visit_reader(house, request);
	Visit visit = { house, request, rest, dossier, reader, NULL };

	Answer *answer = route->answer(&visit);
	if (visit.out) /* a page that was begun before something failed */
		g_string_free(visit.out, TRUE);
	return answer;
}

Answer *
house_answer(const House *house, const Request *request, OpenDossier open, gpointer user_data)
{
	g_autoptr(GError) error = NULL;
	Answer *refused = gate_check(&house->gate, request);
	const char *rest;

	if (refused)
		return refused;
	const Route *route = route_find(request, &rest, &refused);
	if (!route)
		return refused;
	if (!request_is_safe(request) &&
	    (refused = gate_check_token(&house->gate, request)) != NULL)
		return refused;
	EntenteDossier *dossier =
	    route->lane == LANE_FRONT ? NULL : open(route->lane, user_data, &error);
	return dossier || route->lane == LANE_FRONT
	           ? visit_answer(house, request, route, rest, dossier)
	           : visit_error(house, request, error);
}

static bool
is_api(const Request *request)
{
	return request->segments[0] && g_str_equal(request->segments[0], "api");
}

/* What helps, by the words of the library's message. */
static const struct {
	const char *says, *helps;
} remedies[] = {
	{ "no such dossier", "Give the file's right name, or make the dossier: 'entente read -d "
	                     "DOSSIER PAGES' reads pages into a new one." },
	{ "newer version", "Use the version of entente that made it, or a newer one." },
	{ "another version", "'entente rebuild -d DOSSIER' makes it one of this version; what was "
	                     "read and corrected stays." },
	{ "not a dossier", "Name a file that 'entente read -d' made." },
	{ "in use", "Another program writes it at the moment. Reload the page in a while." },
	{ "may not be read", "Ask whoever owns the file to let you read it." },
	{ "read-only", "The file may be looked at but not changed: ask whoever owns it." },
	{ "damaged", "'entente check -d DOSSIER' says what is damaged; 'entente rebuild -d "
	             "DOSSIER' remakes what can be made again." },
};

static const char *
remedy_of(const char *what)
{
	for (gsize i = 0; i < G_N_ELEMENTS(remedies); i++)
		if (strstr(what, remedies[i].says))
			return remedies[i].helps;
	return NULL;
}

static Answer *
fail_json(guint status, const char *what, const char *remedy)
{
	GString *out = g_string_new("{\"error\": ");

	page_json(out, what);
	g_string_append(out, ", \"remedy\": ");
	page_json(out, remedy);
	g_string_append(out, "}\n");
	return answer_new(status, type_json, out);
}

Answer *
visit_fail(const House *house, const Request *request, guint status, const char *what)
{
	const char *remedy = remedy_of(what);

	if (is_api(request))
		return fail_json(status, what, remedy);
	g_autofree char *reader = visit_reader(house, request);
	Visit visit = { house, request, NULL, NULL, reader, NULL };

	page_begin(&visit, "This cannot be shown");
	html(visit.out, "<p class=\"problem\">%s</p>\n", what);
	if (remedy)
		html(visit.out, "<p>%s</p>\n", remedy);
	return page_end(&visit, status);
}

Answer *
visit_error(const House *house, const Request *request, const GError *error)
{
	bool asked = g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT);

	return visit_fail(house, request,
	                  !asked                        ? 503
	                  : request_is_safe(request) ? 404
	                                             : 422,
	                  error->message);
}
