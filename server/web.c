/* What stands in the program itself: style, scripts, the description of the API, help. */
#include "web.h"

#include "page.h"

static Answer *
give(Visit *visit, const char *name)
{
	for (const WebFile *file = web_files; file->name; file++)
		if (g_str_equal(file->name, name))
			return answer_new(200, file->type,
			                  g_string_new_len((const char *)file->bytes,
			                                   (gssize)file->length));
	return visit_fail(visit->house, visit->request, 404, "no such file");
}

Answer *
view_web(Visit *visit)
{
	return give(visit, visit->rest);
}

Answer *
api_openapi(Visit *visit)
{
	return give(visit, "openapi.json");
}

static const struct {
	const char *keys, *what;
} helps[] = {
	{ "/", "search" },
	{ "j, k", "the next item, the one before" },
	{ "Enter", "open the item" },
	{ "Esc", "close what was opened" },
	{ "g and a letter", "another view: b brief, g grid, c changes, t timeline, d drafts, p "
	                    "people, s sources, a deal room (agreements), l corrections" },
	{ "?", "this help" },
};

Answer *
view_help(Visit *visit)
{
	page_begin(visit, "Help");
	g_string_append(visit->out, "<h2>Keys</h2>\n<dl class=\"fields\">");
	for (gsize i = 0; i < G_N_ELEMENTS(helps); i++)
		html(visit->out, "<div><dt><kbd>%s</kbd></dt><dd>%s</dd></div>", helps[i].keys,
		     helps[i].what);
	g_string_append(
	    visit->out,
	    "</dl>\n<h2>What is what</h2>\n<p>Every record rests on sentences; each leads to its "
	    "place in the article. The number of sources counts those that copy no other. What "
	    "no page tells is unknown, and said to be.</p>\n<p>Under a record, "
	    "<em>Correct</em> keeps the desk's word over the machine's: it holds when more pages "
	    "come and when the dossier is rebuilt, and <a href=\"/log\">Corrections</a> takes "
	    "it back.</p>\n<h2>Stances</h2>\n<p>");
	for (int stance = 0; stance <= ENTENTE_OPEN; stance++) {
		page_stance(visit->out, stance);
		g_string_append(visit->out, "&emsp;");
	}
	g_string_append(visit->out, "</p>\n");
	return page_end(visit, 200);
}
