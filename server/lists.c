/* Drafts, people and meetings: what of each kind is known, in portions. */
#include "page.h"

#include <string.h>

enum { PORTION = 25, FEW = 3 };

static EntenteRecords *
read_portion(Visit *visit, EntenteKind kind, guint *from, GError **error)
{
	*from = request_number(visit->request, "from", 0, G_MAXINT32);
	const EntenteFilter filter = { .kind = kind, .skip = *from, .most = PORTION };

	return entente_dossier_records(visit->dossier, &filter, error);
}

/* The first sentences of a record, each with where it stands. */
static void
write_sentences(GString *out, const EntenteRecord *record, GHashTable *sources, gsize most)
{
	g_string_append(out, "<ul class=\"sentences\">");
	for (gsize i = 0; i < MIN(record->n_evidence, most); i++) {
		g_autofree char *text = html_cut(record->evidence[i].text, 600);

		html(out, "<li class=\"sentence\"><blockquote>%s</blockquote>", text);
		page_cite(out, sources, &record->evidence[i]);
		g_string_append(out, "</li>");
	}
	g_string_append(out, "</ul>\n");
	if (record->n_evidence > most)
		html(out, "<p class=\"more\"><a href=\"/record/%s\">all %" G_GSIZE_FORMAT
		          " sentences</a></p>\n",
		     record->ref, record->n_evidence);
}

static void
write_heading(GString *out, const EntenteRecord *record, const char *title)
{
	g_autofree char *cut = html_cut(title, 160);

	html(out, "<article class=\"record\" data-item><h2><a href=\"/record/%s\">%s</a></h2>\n",
	     record->ref, cut);
}

static void
write_list(GString *out, const char *label, const char *const *list)
{
	g_autofree char *joined = list && *list ? g_strjoinv("; ", (char **)list) : NULL;

	if (joined)
		html(out, "<div><dt>%s</dt><dd>%s</dd></div>", label, joined);
}

static void
write_text(GString *out, const char *label, const char *text)
{
	if (text && *text)
		html(out, "<div><dt>%s</dt><dd>%s</dd></div>", label, text);
}

static const char *
choice_of(const EntenteRecord *record, const char *name)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	for (gsize i = 0; i < spec->n_fields; i++)
		if (g_str_equal(spec->fields[i].name, name))
			return spec->fields[i]
			    .choices[*(const int *)entente_field(record, &spec->fields[i])];
	return "";
}

/* Whether a quote, an assessment or a position rests on it. */
static const char *
saying_of(const EntenteHit *hit)
{
	for (gsize i = 0; hit->refs && hit->refs[i]; i++)
		if (hit->refs[i][0] == 'q' || hit->refs[i][0] == 'a' || hit->refs[i][0] == 'p')
			return hit->refs[i];
	return NULL;
}

/* Who said what of it: the sentences that name it on which more rests than the draft itself. */
static void
write_said(Visit *visit, const EntenteDraft *draft)
{
	enum { MOST = 6, LOOK_AT = 12 };
	g_autofree char *name = g_strdelimit(html_cut(draft->name, 100), "\"", ' ');
	g_autofree char *query = g_strdup_printf("\"%s\"", name);
	g_autoptr(EntenteHits) hits =
	    entente_dossier_search(visit->dossier, query, LOOK_AT, NULL);
	guint n = 0;

	for (gsize i = 0; hits && i < entente_hits_count(hits) && n < MOST; i++) {
		const EntenteHit *hit = entente_hits_get(hits, i);
		const char *saying = saying_of(hit);
		g_autofree char *text = html_cut(hit->text, 400);
		g_autofree char *address = html_address(hit->source);

		if (!saying)
			continue;
		if (!n++)
			g_string_append(visit->out, "<h3>Said of it</h3><ul class=\"said\">\n");
		html(visit->out,
		     "<li><a data-panel href=\"/record/%s\">%s</a> <cite><a "
		     "href=\"/article/%s#b%u\">%s</a></cite></li>\n",
		     saying, text, address, hit->span.start,
		     hit->outlet && *hit->outlet ? hit->outlet : hit->source);
	}
	if (n)
		g_string_append(visit->out, "</ul>\n");
}

static void
write_draft(Visit *visit, const EntenteRecord *record, GHashTable *sources)
{
	const EntenteDraft *draft = &record->draft;
	GString *out = visit->out;

	write_heading(out, record, draft->name ? draft->name : "a draft");
	g_string_append(out, "<dl class=\"fields\">");
	write_text(out, "status", choice_of(record, "status"));
	write_text(out, "by", draft->by);
	if (draft->points != ENTENTE_UNKNOWN)
		html(out, "<div><dt>points</dt><dd>%d</dd></div>", draft->points);
	write_text(out, "revises", draft->revises);
	write_list(out, "terms", draft->terms);
	write_list(out, "also called", draft->aliases);
	g_string_append(out, "</dl>\n");
	write_sentences(out, record, sources, FEW);
	if (draft->name)
		write_said(visit, draft);
	g_string_append(out, "</article>\n");
}

Answer *
view_drafts(Visit *visit)
{
	const EntenteFilter every_source = { .kind = ENTENTE_SOURCE };
	g_autoptr(GError) error = NULL;
	guint from;
	g_autoptr(EntenteRecords) drafts = read_portion(visit, ENTENTE_DRAFT, &from, &error);
	g_autoptr(EntenteRecords) pages =
	    drafts ? entente_dossier_records(visit->dossier, &every_source, &error) : NULL;

	if (!pages)
		return visit_error(visit->house, visit->request, error);
	g_autoptr(GHashTable) sources = page_sources(pages);
	gsize n = entente_records_count(drafts);
	page_begin(visit, "Drafts");
	if (!n)
		g_string_append(visit->out, "<p>No draft is told of.</p>\n");
	for (gsize i = 0; i < n; i++)
		write_draft(visit, entente_records_get(drafts, i), sources);
	page_portions(visit, from, (guint)n, PORTION);
	return page_end(visit, 200);
}

/* The quotes by their speakers. */
static GHashTable *
quotes_of(const EntenteRecords *quotes)
{
	GHashTable *by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
	                                            (GDestroyNotify)g_ptr_array_unref);

	for (gsize i = 0; i < entente_records_count(quotes); i++) {
		const EntenteRecord *quote = entente_records_get(quotes, i);
		const char *speaker = quote->quote.speaker;
		GPtrArray *those = speaker ? g_hash_table_lookup(by_name, speaker) : NULL;

		if (!speaker)
			continue;
		if (!those) {
			those = g_ptr_array_new();
			g_hash_table_insert(by_name, (gpointer)speaker, those);
		}
		g_ptr_array_add(those, (gpointer)quote);
	}
	return by_name;
}

static void
write_quotes(GString *out, const GPtrArray *quotes, GHashTable *sources)
{
	for (guint i = 0; quotes && i < MIN(quotes->len, FEW); i++) {
		const EntenteRecord *quote = quotes->pdata[i];
		g_autofree char *text = html_cut(quote->quote.text, 400);

		html(out, "<blockquote class=\"quote\">“%s” ", text);
		if (quote->n_evidence)
			page_cite(out, sources, &quote->evidence[0]);
		html(out, " <a class=\"go\" href=\"/record/%s\">open<span class=\"unseen\"> quote %s</span></a></blockquote>\n",
		     quote->ref, quote->ref);
	}
	if (quotes && quotes->len > FEW)
		html(out, "<p class=\"more\">and %u quotes more</p>\n", quotes->len - FEW);
}

static int
by_party(gconstpointer a, gconstpointer b)
{
	const EntenteRecord *left = *(const EntenteRecord *const *)a;
	const EntenteRecord *right = *(const EntenteRecord *const *)b;

	if (!left->person.party != !right->person.party)
		return left->person.party ? -1 : 1;
	int order = g_strcmp0(left->person.party, right->person.party);
	if (order)
		return order;
	return left->n_sources != right->n_sources
	           ? (left->n_sources < right->n_sources ? 1 : -1)
	           : g_strcmp0(left->person.name, right->person.name);
}

Answer *
view_people(Visit *visit)
{
	const EntenteFilter every_quote = { .kind = ENTENTE_QUOTE };
	const EntenteFilter every_source = { .kind = ENTENTE_SOURCE };
	g_autoptr(GError) error = NULL;
	guint from;
	g_autoptr(EntenteRecords) people = read_portion(visit, ENTENTE_PERSON, &from, &error);
	g_autoptr(EntenteRecords) quotes =
	    people ? entente_dossier_records(visit->dossier, &every_quote, &error) : NULL;
	g_autoptr(EntenteRecords) pages =
	    quotes ? entente_dossier_records(visit->dossier, &every_source, &error) : NULL;

	if (!pages)
		return visit_error(visit->house, visit->request, error);
	g_autoptr(GHashTable) by_name = quotes_of(quotes);
	g_autoptr(GHashTable) sources = page_sources(pages);
	g_autoptr(GPtrArray) sorted = g_ptr_array_new();
	const char *party = NULL;

	for (gsize i = 0; i < entente_records_count(people); i++)
		g_ptr_array_add(sorted, (gpointer)entente_records_get(people, i));
	g_ptr_array_sort(sorted, by_party);
	page_begin(visit, "People");
	if (!sorted->len)
		g_string_append(visit->out, "<p>Nobody is named.</p>\n");
	for (guint i = 0; i < sorted->len; i++) {
		const EntenteRecord *record = sorted->pdata[i];
		const char *side = record->person.party ? record->person.party : "No known side";

		if (g_strcmp0(party, side))
			html(visit->out, "<h2 class=\"side\">%s</h2>\n", side);
		party = side;
		g_autofree char *name = html_cut(record->person.name, 160);
		html(visit->out,
		     "<article class=\"record\" data-item><h3><a href=\"/record/%s\">%s</a></h3>\n"
		     "<dl class=\"fields\">",
		     record->ref, name);
		write_list(visit->out, "roles", record->person.roles);
		write_list(visit->out, "also", record->person.aliases);
		g_string_append(visit->out, "</dl>\n");
		write_quotes(visit->out,
		             g_hash_table_lookup(by_name, record->person.name), sources);
		g_string_append(visit->out, "</article>\n");
	}
	page_portions(visit, from, sorted->len, PORTION);
	return page_end(visit, 200);
}

Answer *
view_meetings(Visit *visit)
{
	const EntenteFilter every_source = { .kind = ENTENTE_SOURCE };
	g_autoptr(GError) error = NULL;
	guint from;
	g_autoptr(EntenteRecords) meetings = read_portion(visit, ENTENTE_MEETING, &from, &error);
	g_autoptr(EntenteRecords) pages =
	    meetings ? entente_dossier_records(visit->dossier, &every_source, &error) : NULL;

	if (!pages)
		return visit_error(visit->house, visit->request, error);
	g_autoptr(GHashTable) sources = page_sources(pages);
	gsize n = entente_records_count(meetings);
	page_begin(visit, "Meetings");
	for (gsize i = 0; i < n; i++) {
		const EntenteRecord *record = entente_records_get(meetings, i);
		g_autofree char *line = page_say(record);

		write_heading(visit->out, record, line);
		write_sentences(visit->out, record, sources, FEW);
		g_string_append(visit->out, "</article>\n");
	}
	page_portions(visit, from, (guint)n, PORTION);
	return page_end(visit, 200);
}
