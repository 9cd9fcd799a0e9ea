/* An article: its cleaned text with every record marked where it is said, and what it was before
 * it was edited. */
#include "page.h"

#include <string.h>

/* A sentence and the records that rest on it. */
typedef struct {
	EntenteSpan span;
	GPtrArray *records;
} Said;

static void
said_clear(gpointer pointer)
{
	g_ptr_array_unref(((Said *)pointer)->records);
}

static int
by_place(gconstpointer a, gconstpointer b)
{
	const Said *left = a, *right = b;

	if (left->span.start != right->span.start)
		return left->span.start < right->span.start ? -1 : 1;
	return (left->span.end > right->span.end) - (left->span.end < right->span.end);
}

/* Spans that lie over one another become one. */
static GArray *
join(GArray *all)
{
	GArray *joined = g_array_new(FALSE, FALSE, sizeof(Said));

	g_array_set_clear_func(joined, said_clear);
	for (guint i = 0; i < all->len; i++) {
		Said *said = &g_array_index(all, Said, i);
		Said *last =
		    joined->len ? &g_array_index(joined, Said, joined->len - 1) : NULL;

		if (!last || said->span.start >= last->span.end) {
			g_ptr_array_ref(said->records);
			g_array_append_vals(joined, said, 1);
			continue;
		}
		last->span.end = MAX(last->span.end, said->span.end);
		if (!g_ptr_array_find(last->records, said->records->pdata[0], NULL))
			g_ptr_array_add(last->records, said->records->pdata[0]);
	}
	return joined;
}

static GArray *
said_in(const EntenteRecords *records, const EntenteSource *source)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Said));
	gsize length = strlen(source->text);

	g_array_set_clear_func(all, said_clear);
	for (gsize i = 1; i < entente_records_count(records); i++) {
		const EntenteRecord *record = entente_records_get(records, i);

		for (gsize e = 0; e < record->n_evidence; e++) {
			const EntenteEvidence *evidence = &record->evidence[e];

			if (!g_str_equal(evidence->source, source->id) ||
			    evidence->span.end > length ||
			    evidence->span.start >= evidence->span.end)
				continue;
			Said said = { evidence->span, g_ptr_array_new() };
			g_ptr_array_add(said.records, (gpointer)record);
			g_array_append_val(all, said);
		}
	}
	g_array_sort(all, by_place);
	return join(all);
}

static void
write_stretch(GString *out, const char *text, guint32 start, guint32 end)
{
	g_autofree char *stretch = g_strndup(text + start, end - start);
	g_auto(GStrv) paragraphs = g_strsplit(stretch, "\n\n", -1);

	for (char **paragraph = paragraphs; *paragraph; paragraph++)
		html(out, paragraph == paragraphs ? "%s" : "</p>\n<p>%s", *paragraph);
}

/* The sentence, and in small what it says: each leads to its record. */
static void
write_said(GString *out, const char *text, const Said *said)
{
	html(out, "<mark id=\"b%u\" data-item>", said->span.start);
	write_stretch(out, text, said->span.start, said->span.end);
	g_string_append(out, "</mark><span class=\"says\">");
	for (guint i = 0; i < said->records->len; i++) {
		const EntenteRecord *record = said->records->pdata[i];
		g_autofree char *line = page_say(record);

		html(out, " <a data-panel class=\"%s\" href=\"/record/%s\" title=\"%s\">",
		     entente_kind(record->kind)->name, record->ref, line);
		if (record->kind == ENTENTE_POSITION)
			page_stance(out, record->position.stance);
		else
			html(out, "%s", entente_kind(record->kind)->name);
		html(out, "<span class=\"unseen\"> %s</span></a>", record->ref);
	}
	g_string_append(out, "</span>");
}

static void
write_text(GString *out, const char *text, const GArray *said)
{
	guint32 at = 0;

	g_string_append(out, "<div class=\"text\"><p>");
	for (guint i = 0; i < said->len; i++) {
		const Said *one = &g_array_index(said, Said, i);

		write_stretch(out, text, at, one->span.start);
		write_said(out, text, one);
		at = one->span.end;
	}
	write_stretch(out, text, at, (guint32)strlen(text));
	g_string_append(out, "</p></div>\n");
}

static void
write_link(GString *out, const char *url)
{
	bool leads = g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://");

	if (leads)
		html(out, "<div><dt>address</dt><dd><a rel=\"noreferrer noopener\" "
		          "href=\"%s\">%s</a></dd></div>",
		     url, url);
	else
		html(out, "<div><dt>address</dt><dd>%s</dd></div>", url);
}

static void
write_facts(GString *out, const EntenteSource *source)
{
	const struct {
		const char *name, *value;
	} facts[] = {
		{ "outlet", source->outlet },     { "author", source->author },
		{ "published", source->published }, { "changed", source->modified },
		{ "fetched", source->fetched },   { "id", source->id },
		{ "not read, since in", source->unread },
	};

	g_string_append(out, "<dl class=\"fields\">");
	for (gsize i = 0; i < G_N_ELEMENTS(facts); i++)
		if (facts[i].value && *facts[i].value)
			html(out, "<div><dt>%s</dt><dd>%s</dd></div>", facts[i].name,
			     facts[i].value);
	if (source->url && *source->url)
		write_link(out, source->url);
	if (source->copy_of) {
		g_autofree char *address = html_address(source->copy_of);

		html(out, "<div><dt>copies</dt><dd><a href=\"/article/%s\">%s</a></dd></div>",
		     address, source->copy_of);
	}
	g_string_append(out, "</dl>\n");
}

static void
write_versions(GString *out, const EntenteSource *source)
{
	for (gsize i = source->n_versions; i > 0; i--) {
		const EntenteVersion *version = &source->versions[i - 1];

		html(out,
		     "<details><summary>As it was until %s</summary><div "
		     "class=\"text\"><p>",
		     version->replaced ? version->replaced : "then");
		write_stretch(out, version->text, 0, (guint32)strlen(version->text));
		g_string_append(out, "</p></div></details>\n");
	}
}

/* What the reading missed. */
static void
write_correct(Visit *visit, const EntenteSource *source)
{
	g_string_append(visit->out, "<details class=\"correct\"><summary>Add what a sentence "
	                            "says</summary>\n<form method=\"post\" action=\"/correct\">");
	page_token(visit);
	html(visit->out,
	     "<input type=\"hidden\" name=\"action\" value=\"add\">"
	     "<input type=\"hidden\" name=\"source\" value=\"%s\">\n"
	     "<label>Sentence, as it stands above <textarea name=\"sentence\" "
	     "required></textarea></label>\n"
	     "<label>Kind <select name=\"kind\"><option>position</option>"
	     "<option>claim</option><option>quote</option><option>meeting</option>"
	     "<option>draft</option><option>assessment</option></select></label>\n"
	     "<label>Says, one FIELD=VALUE a line <textarea name=\"fields\" required>party=&#10;"
	     "issue=&#10;stance=demands&#10;what=</textarea></label>\n"
	     "<label>Why (for the log) <input name=\"why\" autocomplete=\"off\"></label>\n"
	     "<button>Add</button></form></details>\n",
	     source->id);
}

Answer *
view_article(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records =
	    entente_dossier_article(visit->dossier, visit->rest, &error);

	if (!records)
		return visit_error(visit->house, visit->request, error);
	const EntenteSource *source = &entente_records_get(records, 0)->source;
	g_autoptr(GArray) said = said_in(records, source);
	g_autofree char *title = html_cut(source->title ? source->title : source->id, 300);

	page_begin(visit, title);
	write_facts(visit->out, source);
	write_text(visit->out, source->text, said);
	write_correct(visit, source);
	write_versions(visit->out, source);
	return page_end(visit, 200);
}
