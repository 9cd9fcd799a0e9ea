/* The deal room: what each party makes of each option, to be changed, and what follows from it:
 * whether there is a zone of agreement, which packages are efficient, who blocks, what to ask
 * next, which outcomes hold, where issues are likely to end.  All of it is computed here, anew
 * for every change; a change that comes meanwhile stops what is under way. */
#include "model.h"
#include "page.h"

#include <string.h>

static void
json_free(json_t *json)
{
	json_decref(json);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_free)

enum {
	LONG = 70,
	/* of a table of values: more make a page that nobody reads, and a form too long to send
	 */
	MOST_PARTIES = 8,
	MOST_ISSUES = 16,
	MOST_OPTIONS = 30,
};

static gsize
shown_parties(const json_t *model)
{
	return MIN(model_count(model, "parties"), MOST_PARTIES);
}

static gsize
shown_issues(const json_t *model)
{
	return MIN(model_count(model, "issues"), MOST_ISSUES);
}

static gsize
shown_options(const json_t *options)
{
	return MIN(json_array_size(options), MOST_OPTIONS);
}

static const json_t *
value_of(const json_t *stance, const char *option)
{
	return json_object_get(json_object_get(stance, "values"), option);
}

/* What a value rests on: its sentences, an assumption, or the desk. */
static void
write_ground(GString *out, const json_t *value)
{
	enum { MOST = 3 };
	const json_t *evidence = json_object_get(value, "evidence");

	if (json_is_string(evidence)) {
		g_string_append(out, "<span class=\"meta\">assumed</span>");
		return;
	}
	if (!json_array_size(evidence)) {
		g_string_append(out, value ? "<span class=\"meta\">the desk's</span>" : "");
		return;
	}
	g_string_append(out, "<details><summary class=\"meta\">");
	page_count(out, (guint)json_array_size(evidence), "sentence", "sentences");
	g_string_append(out, "</summary>");
	for (gsize i = 0; i < MIN(json_array_size(evidence), MOST); i++) {
		const json_t *one = json_array_get(evidence, i);
		const char *source = json_string_value(json_object_get(one, "source"));
		const char *text = json_string_value(json_object_get(one, "text"));
		g_autofree char *address = html_address(source ? source : "");

		html(out,
		     "<blockquote>%s <cite><a "
		     "href=\"/article/%s#b%lld\">%s</a></cite></blockquote>",
		     text ? text : "", address,
		     (long long)json_integer_value(json_object_get(one, "start")),
		     source ? source : "");
	}
	g_string_append(out, "</details>");
}

static void
write_value(GString *out, const json_t *model, const char *party, gsize p, const char *issue,
            const char *option, gsize o)
{
	const json_t *value = value_of(model_stance(model, party, issue), option);
	g_autofree char *range = model_say_range(value);
	g_autofree char *label = g_strdup_printf("%s, %s", party, option);
	g_autofree char *short_label = html_cut(label, LONG);

	html(out,
	     "<td><input class=\"range\" name=\"v-%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT
	     "\" value=\"%s\" aria-label=\"%s: worth\">",
	     p, o, range, short_label);
	html(out,
	     "<label class=\"choice\"><input type=\"checkbox\" name=\"r-%" G_GSIZE_FORMAT
	     "-%" G_GSIZE_FORMAT "\" value=\"1\"",
	     p, o);
	if (model_red_line(model, party, issue, option) >= 0)
		g_string_append(out, " checked");
	html(out, "> red line<span class=\"unseen\"> of %s</span></label>", short_label);
	write_ground(out, value);
	g_string_append(out, "</td>");
}

static void
write_saliences(GString *out, const json_t *model, const char *issue)
{
	g_string_append(out, "<tr><th scope=\"row\">how much it minds</th>");
	for (gsize p = 0; p < shown_parties(model); p++) {
		const char *party = model_name(model, "parties", p);
		const json_t *stance = model_stance(model, party, issue);
		g_autofree char *range = model_say_range(json_object_get(stance, "salience"));

		html(out,
		     "<td><input class=\"range\" name=\"s-%" G_GSIZE_FORMAT
		     "\" value=\"%s\" aria-label=\"%s: how much it minds\"></td>",
		     p, range, party);
	}
	g_string_append(out, "</tr>\n");
}

static void
write_issue(Visit *visit, const json_t *model, const char *tag, gsize i)
{
	GString *out = visit->out;
	const char *issue = model_name(model, "issues", i);
	const json_t *options = model_options(model, i);
	g_autofree char *words = page_issue(issue);

	html(out,
	     "<details class=\"issue\" id=\"issue-%" G_GSIZE_FORMAT
	     "\"><summary>%s</summary>\n",
	     i, words);
	/* a browser that brings back what stood here brings back an old model's name, too */
	g_string_append(out, "<form method=\"post\" action=\"/deal\" autocomplete=\"off\">");
	page_token(visit);
	html(out,
	     "<input type=\"hidden\" name=\"model\" value=\"%s\"><input type=\"hidden\" "
	     "name=\"issue\" value=\"%" G_GSIZE_FORMAT "\">\n<div class=\"scroll\" "
	     "role=\"region\" tabindex=\"0\" aria-label=\"Values: %s\"><table "
	     "class=\"values\"><thead><tr><th scope=\"col\">Option</th>",
	     tag, i, words);
	for (gsize p = 0; p < shown_parties(model); p++)
		html(out, "<th scope=\"col\">%s</th>", model_name(model, "parties", p));
	g_string_append(out, "</tr></thead><tbody>\n");
	for (gsize o = 0; o < shown_options(options); o++) {
		char buffer[32];
		const char *option = model_option(options, o, buffer);
		g_autofree char *name = html_cut(option, 120);

		html(out, "<tr><th scope=\"row\">%s</th>", name);
		for (gsize p = 0; p < shown_parties(model); p++)
			write_value(out, model, model_name(model, "parties", p), p, issue,
			            option, o);
		g_string_append(out, "</tr>\n");
	}
	write_saliences(out, model, issue);
	if (shown_options(options) < json_array_size(options))
		html(out,
		     "<tr><td colspan=\"2\">… and %" G_GSIZE_FORMAT " more options</td></tr>\n",
		     json_array_size(options) - shown_options(options));
	g_string_append(out, "</tbody></table></div><button>Compute anew</button></form>"
	                     "</details>\n");
}

static void
write_table(Visit *visit, const json_t *model)
{
	g_autofree char *tag = model_tag(model);
	g_autofree char *own = room_model(visit->house->room);

	g_string_append(
	    visit->out,
	    "<section id=\"table\"><h2>What each option is worth to each "
	    "party</h2>\n<p>A number, or an interval as <kbd>0.2 to 0.8</kbd> "
	    "where it is not known; 0 is the worst of an issue, 1 the best. These "
	    "are the parties and issues of which most is told, six and eight at "
	    "most; <code>entente model</code> makes a model of all. What is changed here is "
	    "there for all readers until the server stops: download the model to "
	    "keep it.</p>\n");
	for (gsize i = 0; i < shown_issues(model); i++)
		write_issue(visit, model, tag, i);
	if (shown_parties(model) < model_count(model, "parties") ||
	    shown_issues(model) < model_count(model, "issues"))
		html(visit->out,
		     "<p>Shown are the first %d parties and %d issues at most, of "
		     "%" G_GSIZE_FORMAT " and %" G_GSIZE_FORMAT
		     "; all of them are in the model as JSON.</p>\n",
		     MOST_PARTIES, MOST_ISSUES, model_count(model, "parties"),
		     model_count(model, "issues"));
	html(visit->out, "<p><a href=\"/api/v1/model\" download=\"model.json\">The model as "
	                 "JSON</a>, for <code>entente deal</code>.</p>\n");
	if (own) {
		g_string_append(visit->out, "<form method=\"post\" action=\"/deal\">");
		page_token(visit);
		g_string_append(
		    visit->out,
		    "<input type=\"hidden\" name=\"anew\" value=\"1\"><button>Begin "
		    "anew from the dossier</button></form>\n");
	}
	g_string_append(visit->out, "</section>\n");
}

/* Whoever computes asks this now and then: nobody waits for ever. */
typedef struct {
	Room *room;
	int wanted;
	gint64 until; /* as g_get_monotonic_time() */
	bool ended;
} Patience;

static Patience
patience_of(Room *room)
{
	enum { SECONDS = 20 };

	return (Patience){ room, room_wanted(room),
		           g_get_monotonic_time() + SECONDS * G_USEC_PER_SEC, false };
}

/* For what comes next of the same page. */
static void
wait_more(Patience *patience)
{
	enum { SECONDS = 10 };

	patience->until = g_get_monotonic_time() + SECONDS * G_USEC_PER_SEC;
}

static bool
goes_on(double done, gpointer user_data)
{
	Patience *patience = user_data;
	bool on = room_wanted(patience->room) == patience->wanted &&
	          g_get_monotonic_time() < patience->until;

	(void)done;
	patience->ended |= !on;
	return on;
}

/* The answer is whole only if nothing was stopped; else another may be given soon. */
static Answer *
mark(Answer *answer, const Patience *patience)
{
	answer->cut_short = patience->ended;
	return answer;
}

/* Whether there still is time to begin something. */
static bool
may_begin(Patience *patience, GError **error)
{
	if (goes_on(0, patience))
		return true;
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
	            "not computed in time, or the model changed meanwhile: reload the page");
	return false;
}

/* Few models are drawn, so that a change is answered at once; the address may ask for more. */
static EntenteDeal *
compute(const Visit *visit, const EntenteBargain *bargain, Patience *patience, GError **error)
{
	enum { USUAL = 100, MOST = 10000 };
	const EntenteDealOptions options = {
		.seed = 1,
		.threads = 1, /* others ask, too */
		.samples = MAX(request_number(visit->request, "samples", USUAL, MOST), 1),
		.progress = goes_on,
		.user_data = patience
	};

	return entente_deal_new(bargain, &options, error);
}

static bool
write_deal(Visit *visit, const char *text, Patience *patience, GError **error)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_HTML, .site = "/" };
	g_autoptr(EntenteBargain) bargain =
	    entente_bargain_parse(text, strlen(text), "model", error);
	g_autoptr(EntenteDeal) deal = bargain ? compute(visit, bargain, patience, error) : NULL;

	if (!deal)
		return false;
	entente_tell_deal(deal, &style, false, visit->out);
	return true;
}

/* Pictures and words of the library's, or why there are none. */
static void
write_answer(GString *out, const char *id, const char *title, const char *text,
             const char *picture, const GError *error)
{
	html(out, "<section id=\"%s\"><h2>%s</h2>\n", id, title);
	if (error)
		html(out, "<p class=\"problem\">%s</p>\n", error->message);
	if (picture && *picture)
		g_string_append_printf(out,
		                       "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		                       "aria-label=\"%s\">%s</div>\n",
		                       title, picture);
	if (text && *text)
		html(out, "<pre>%s</pre>\n", text);
	g_string_append(out, "</section>\n");
}

/* A picture, without what stands before its element. */
static const char *
svg_of(const GString *picture)
{
	return strstr(picture->str, "<svg");
}

static void
write_stability(GString *out, const char *model, Patience *patience)
{
	const EntenteConflictPlan plan = { .progress = goes_on, .user_data = patience };
	EntenteStableQuestion question = { .form = ENTENTE_STABLE_TEXT,
		                           .jobs = 1,
		                           .progress = goes_on,
		                           .user_data = patience };
	g_autoptr(GError) error = NULL, no_picture = NULL;
	g_autoptr(GString) text = g_string_new(NULL), picture = g_string_new(NULL);
	g_autoptr(EntenteConflict) conflict =
	    may_begin(patience, &error)
		? entente_conflict_parse(model, strlen(model), "model", &plan, &error)
		: NULL;

	if (conflict && entente_conflict_stable(conflict, &question, text, &error) &&
	    goes_on(1, patience)) {
		question.form = ENTENTE_STABLE_SVG;
		if (!entente_conflict_stable(conflict, &question, picture, &no_picture))
			g_string_truncate(picture, 0);
	}
	write_answer(out, "stable", "Which outcomes would hold", text->str, svg_of(picture),
	             error);
}

static void
write_forecast(GString *out, const char *model, Patience *patience)
{
	g_autoptr(GError) error = NULL, no_picture = NULL;
	g_autoptr(GString) text = g_string_new(NULL), picture = g_string_new(NULL);
	g_autofree char *caution = NULL, *again = NULL;

	if (may_begin(patience, &error) &&
	    entente_forecast_text(model, strlen(model), "model", ENTENTE_FORECAST_TEXT, false,
	                          text, &caution, &error) &&
	    goes_on(1, patience) &&
	    !entente_forecast_text(model, strlen(model), "model", ENTENTE_FORECAST_SVG, false,
	                           picture, &again, &no_picture))
		g_string_truncate(picture, 0);
	if (caution)
		g_string_append_printf(text, "\n%s\n", caution);
	write_answer(out, "forecast", "Where issues are likely to end", text->str,
	             svg_of(picture), error);
}

Answer *
view_deal(Visit *visit)
{
	Patience patience = patience_of(visit->house->room);
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) model = model_read(visit, &error);
	g_autofree char *text = model ? model_text(model) : NULL;

	page_begin(visit, "What agreement is possible");
	if (!model) {
		html(visit->out, "<p>%s</p>\n", error->message);
		return page_end(
		    visit,
		    g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT) ? 200 : 503);
	}
	g_string_append(
	    visit->out,
	    "<p class=\"meta\"><a href=\"#table\">Change the values</a> · <a "
	    "href=\"#front\">The efficient packages</a> · <a href=\"#stable\">Which "
	    "outcomes would hold</a> · <a href=\"#forecast\">Where issues are likely "
	    "to end</a> · <a href=\"/deal?samples=1000\">Draw a thousand models, not a "
	    "hundred</a></p>\n");
	if (!write_deal(visit, text, &patience, &error))
		html(visit->out, "<p class=\"problem\" role=\"alert\">%s</p>\n",
		     error->message);
	write_table(visit, model);
	wait_more(&patience);
	write_stability(visit->out, text, &patience);
	wait_more(&patience);
	write_forecast(visit->out, text, &patience);
	return mark(page_end(visit, 200), &patience);
}

/* The number after a field's prefix and a dash: 3 of "s-3"; -1 where the party is none. */
static const char *
form_of(const Request *request, const char *prefix, gsize party, gssize option)
{
	g_autofree char *name =
	    option < 0 ? g_strdup_printf("%s-%" G_GSIZE_FORMAT, prefix, party)
		       : g_strdup_printf("%s-%" G_GSIZE_FORMAT "-%" G_GSSIZE_FORMAT, prefix,
	                                 party, option);

	return request_form(request, name);
}

static double
low_of(const json_t *range)
{
	return json_number_value(json_is_array(range) ? json_array_get(range, 0) : range);
}

static double
high_of(const json_t *range)
{
	return json_number_value(json_is_array(range) ? json_array_get(range, 1) : range);
}

/* Sets a number where the form has another one; false where that is none from 0 to `most`. */
static bool
change_range(json_t *in, const char *key, const char *given, double most)
{
	g_autofree char *was = model_say_range(json_object_get(in, key));

	if (!given || g_str_equal(was, given))
		return true;
	g_autoptr(json_t) range = model_take_range(given);
	return range && low_of(range) >= 0 && high_of(range) <= most &&
	       json_object_set(in, key, range) == 0;
}

static void
change_red_line(json_t *model, const char *party, const char *issue, const char *option,
                bool wanted)
{
	gssize at = model_red_line(model, party, issue, option);

	if (wanted == (at >= 0))
		return;
	if (!wanted) {
		json_array_remove(json_object_get(model, "red_lines"), (gsize)at);
		return;
	}
	if (!json_object_get(model, "red_lines"))
		json_object_set_new(model, "red_lines", json_array());
	json_array_append_new(
	    json_object_get(model, "red_lines"),
	    json_pack("{s:s, s:{s:[s]}}", "party", party, "refuses", issue, option));
}

/* What the form of one issue says; NULL, or what is wrong, to be freed. */
static char *
change_issue(json_t *model, const Request *request, gsize i)
{
	const char *issue = model_name(model, "issues", i);
	const json_t *options = model_options(model, i);

	for (gsize p = 0; p < shown_parties(model); p++) {
		const char *party = model_name(model, "parties", p);
		json_t *stance = model_make_stance(model, party, issue);

		if (!json_object_get(stance, "values"))
			json_object_set_new(stance, "values", json_object());
		if (!change_range(stance, "salience", form_of(request, "s", p, -1),
		                  G_MAXDOUBLE))
			return g_strdup_printf("how much %s minds is neither a number nor an "
			                       "interval from 0 on",
			                       party);
		for (gsize o = 0; o < shown_options(options); o++) {
			char buffer[32];
			const char *option = model_option(options, o, buffer);

			if (!change_range(json_object_get(stance, "values"), option,
			                  form_of(request, "v", p, (gssize)o), 1))
				return g_strdup_printf(
				    "what '%s' is worth to %s is neither a "
				    "number nor an interval from 0, the worst, "
				    "to 1, the best",
				    option, party);
			change_red_line(model, party, issue, option,
			                form_of(request, "r", p, (gssize)o) != NULL);
		}
	}
	return NULL;
}

Answer *
act_deal(Visit *visit)
{
	const Request *request = visit->request;
	const char *given = request_form(request, "issue");
	g_autoptr(GError) error = NULL;
	guint64 issue;

	if (request_form(request, "anew")) {
		room_set_model(visit->house->room, NULL);
		return answer_go("/deal");
	}
	g_autoptr(json_t) model = model_read(visit, &error);
	if (!model)
		return visit_error(visit->house, request, error);
	g_autofree char *tag = model_tag(model);
	if (g_strcmp0(request_form(request, "model"), tag))
		return visit_fail(visit->house, request, 409,
		                  "the model has changed since the page was made, here or in "
		                  "another window: reload the deal room and change it there");
	if (!given || !model_count(model, "issues") ||
	    !g_ascii_string_to_unsigned(given, 10, 0, model_count(model, "issues") - 1, &issue,
	                                NULL))
		return visit_fail(visit->house, request, 400, "no such issue");
	g_autofree char *wrong = change_issue(model, request, (gsize)issue);
	if (wrong)
		return visit_fail(visit->house, request, 422, wrong);
	if (!model_keep(visit, model, &error))
		return visit_error(visit->house, request, error);
	g_autofree char *place = g_strdup_printf("/deal#issue-%u", (guint)issue);
	return answer_go(place);
}

Answer *
api_model(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) model = model_read(visit, &error);

	if (!model)
		return visit_error(visit->house, visit->request, error);
	g_autofree char *text = model_text(model);
	GString *out = g_string_new(text);
	g_string_append_c(out, '\n');
	return answer_new(200, type_json, out);
}

/* The whole model, put in place of what was. */
Answer *
api_put_model(Visit *visit)
{
	const GString *body = visit->request->body;
	g_autoptr(json_t) model =
	    json_loadb(body->str, body->len, JSON_REJECT_DUPLICATES, NULL);
	g_autoptr(GError) error = NULL;

	if (!model)
		return visit_fail(visit->house, visit->request, 400, "the model is no JSON");
	if (!model_keep(visit, model, &error))
		return visit_error(visit->house, visit->request, error);
	return answer_new(201, type_json, g_string_new("{}\n"));
}

Answer *
api_deal(Visit *visit)
{
	const EntenteStyle style = { .format = ENTENTE_FORMAT_JSON };
	Patience patience = patience_of(visit->house->room);
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) model = model_read(visit, &error);
	g_autofree char *text = model ? model_text(model) : NULL;
	g_autoptr(EntenteBargain) bargain =
	    text ? entente_bargain_parse(text, strlen(text), "model", &error) : NULL;
	g_autoptr(EntenteDeal) deal =
	    bargain ? compute(visit, bargain, &patience, &error) : NULL;

	if (!deal)
		return visit_error(visit->house, visit->request, error);
	GString *out = g_string_new(NULL);
	entente_tell_deal(deal, &style, false, out);
	return mark(answer_new(200, type_json, out), &patience);
}
