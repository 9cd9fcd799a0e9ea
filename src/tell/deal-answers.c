/* The answer in plain words: what it rests on, whether there is a zone, which package, who
 * gains, what blocks, what to ask next. */
#include "tell/deal-parts.h"

#include <math.h>
#include <string.h>

enum { MOST_QUESTIONS = 8 };

/* Too little is known where no less than this share of the numbers are intervals, and the
 * package is accepted in no more than this share of the models drawn. */
static const double LEAST_UNKNOWN = 0.8, MOST_DOUBTFUL = 1 / 3.0;

/* How many numbers the model has, and how many of them are intervals or assumed. */
static void
count_numbers(const EntenteBargain *model, size_t *all, size_t *unknown, size_t *assumed)
{
	*all = *unknown = *assumed = 0;
	for (size_t p = 0; p < model->n_parties; p++)
		for (size_t i = 0; i < model->n_issues; i++) {
			const BargainStance *stance = bargain_stance(model, p, i);

			*unknown += !bargain_is_known(stance->salience);
			*assumed += stance->ground.assumed;
			for (size_t o = 0; o < model->issues[i].n_options; o++) {
				*unknown += !bargain_is_known(stance->values[o]);
				*assumed += stance->grounds && stance->grounds[o].assumed;
			}
			*all += 1 + model->issues[i].n_options;
		}
}

static const char *
rule_text(const EntenteBargain *model)
{
	switch (model->rule.kind) {
	case BARGAIN_UNANIMITY: return "all parties have to agree";
	case BARGAIN_ALL_BUT:
		return model->rule.missing == 1
		           ? "all that have a veto and all others but one have to agree"
		           : "all that have a veto and all others but a few have to agree";
	case BARGAIN_MAJORITY:
		return "all that have a veto and a majority by power have to agree";
	}
	return "";
}

static void
tell_ground(const EntenteDeal *deal, DealSection *section)
{
	const EntenteBargain *model = deal->model;
	size_t all, unknown, assumed, n_fallbacks = 0, n_assumed = 0;
	g_autoptr(GString) text = g_string_new(NULL);

	count_numbers(model, &all, &unknown, &assumed);
	for (size_t p = 0; p < model->n_parties; p++) {
		n_fallbacks += model->parties[p].fallback.kind != BARGAIN_FALLBACK_NONE;
		n_assumed += model->parties[p].fallback.ground.assumed;
	}
	g_string_append(text, "This rests on ");
	if (n_assumed)
		g_string_append_printf(text, "%zu of %zu fallbacks being as assumed", n_assumed,
		                       model->n_parties);
	else if (n_fallbacks)
		g_string_append_printf(text, "the fallbacks of %zu of %zu parties", n_fallbacks,
		                       model->n_parties);
	else
		g_string_append(text,
		                "no fallback: nobody told what a party has without a deal");
	if (model->n_red_lines)
		g_string_append_printf(text, ", on %zu red %s holding", model->n_red_lines,
		                       model->n_red_lines == 1 ? "line" : "lines");
	if (unknown)
		g_string_append_printf(
		    text, ", and on %zu numbers of which %zu are known only as intervals%s",
		    all, unknown, assumed ? "" : " (the middle of each is taken)");
	if (assumed)
		g_string_append_printf(
		    text,
		    " (%zu are assumed, nobody tells of them; the middle of each "
		    "interval is taken)",
		    assumed);
	g_string_append_printf(text, "; %s.", rule_text(model));
	deal_say(section, "%s", text->str);
}

/* Whether next to nothing is known for sure, and what follows seldom holds. */
static bool
is_doubtful(const EntenteDeal *deal)
{
	const DealResult *shown = deal_shown(deal);
	const DealLikely *own = shown ? deal_likely(deal, shown->at.package) : NULL;
	size_t all, unknown, assumed;

	count_numbers(deal->model, &all, &unknown, &assumed);
	return own && own->acceptable.share <= MOST_DOUBTFUL &&
	       (double)unknown >= LEAST_UNKNOWN * (double)all;
}

static void
tell_doubt(const EntenteDeal *deal, DealSection *section)
{
	size_t all, unknown, assumed;

	if (!is_doubtful(deal))
		return;
	count_numbers(deal->model, &all, &unknown, &assumed);
	const DealLikely *own = deal_likely(deal, deal_shown(deal)->at.package);
	g_autofree char *share = deal_percent(own->acceptable.share);
	deal_say(
	    section,
	    "Not enough is known to tell: %zu of %zu numbers are known only as intervals, and "
	    "the package named below is accepted in only %s of the models drawn from them.",
	    unknown, all, share);
}

static const char *
is_or_are(const char *count)
{
	return g_str_equal(count, "1") ? "is" : "are";
}

/* Whether nobody has anything to fall back on or to refuse. */
static bool
is_all_accepted(const EntenteDeal *deal)
{
	const EntenteBargain *model = deal->model;

	for (size_t p = 0; p < model->n_parties; p++)
		if (model->parties[p].fallback.kind != BARGAIN_FALLBACK_NONE)
			return false;
	return !model->n_red_lines;
}

void
deal_tell_zone(const EntenteDeal *deal, DealSection *section)
{
	g_autofree char *outcomes = deal_count(&deal->outcomes);
	g_autofree char *acceptable = deal_count(&deal->acceptable);
	g_autofree char *unanimous = deal_count(&deal->unanimous);

	tell_doubt(deal, section);
	tell_ground(deal, section);
	if (!deal->n_front)
		deal_say(section, "The clauses of the model exclude every package.");
	else if (is_all_accepted(deal))
		deal_say(
		    section,
		    "Every one of %s packages is accepted, since nothing in the model is a "
		    "reason to refuse one: whether there is a zone of agreement hangs on what "
		    "the parties have without a deal, which it does not tell.",
		    outcomes);
	else if (deal->has_zone)
		deal_say(section,
		         "%s: of %s packages %s %s accepted, %s of them by all parties; some "
		         "package is "
		         "better "
		         "for somebody than no deal and worse for none who has to agree.",
		         deal->is_uncertain
		             ? "As far as that holds, there is a zone of agreement"
		             : "There is a zone of agreement",
		         outcomes, acceptable, is_or_are(acceptable), unanimous);
	else
		deal_say(
		    section,
		    "While these red lines and fallbacks hold, there is no zone of agreement: "
		    "of %s "
		    "packages %s %s accepted%s.  What parties state in public is not always "
		    "where "
		    "they stop.",
		    outcomes, acceptable, is_or_are(acceptable),
		    g_str_equal(deal->acceptable.most, "0")
			? ""
			: ", and none is better for anybody than no deal");
	if (!deal->n_samples)
		return;
	g_autofree char *share = deal_percent(deal->zone.share);
	deal_say(
	    section,
	    "With each unknown number drawn from its interval, %s of %zu models have a zone "
	    "(standard "
	    "error %.1f points; seed %u).",
	    share, deal->n_samples, deal->zone.error * 100, deal->seed);
}

static void
list_package(const EntenteDeal *deal, const int *package, DealSection *section)
{
	DealPart *table = deal_table(section, NULL, 2);
	GPtrArray *row = deal_row(table);

	deal_cell(row, g_strdup("issue"));
	deal_cell(row, g_strdup("option"));
	for (size_t i = 0; i < deal->model->n_issues; i++) {
		row = deal_row(table);
		deal_cell(row, g_strdup(deal->model->issues[i].name));
		deal_cell(row, g_strdup(package[i] < 0
		                            ? "–"
		                            : deal->model->issues[i].options[package[i]].name));
	}
}

/* Whether everything stays as it is. */
static bool
is_no_deal(const EntenteBargain *model, const int *package)
{
	for (size_t i = 0; i < model->n_issues; i++)
		if (package[i] < 0 || package[i] != model->issues[i].status_quo)
			return false;
	return true;
}

void
deal_tell_package(const EntenteDeal *deal, DealSection *section)
{
	const DealResult *shown = deal_shown(deal);

	if (!shown) {
		deal_say(section, "None can be named.");
		return;
	}
	if (deal->recommended)
		deal_say(section, "Nash's solution: %s.", shown->definition);
	else if (deal_solution(deal, "share_of_best_accepted"))
		deal_say(section,
		         "No package suits all.  Of those that the rule accepts, the one "
		         "in which the party that gets least of the way from its worst to "
		         "its best package gets most.");
	else
		deal_say(
		    section,
		    "No package is accepted by all.  The one that comes nearest to what each "
		    "wants: %s.",
		    shown->definition);
	list_package(deal, shown->at.package, section);
	if (!deal->n_likely)
		return;
	const DealLikely *likeliest = &deal->likely[0];
	const DealLikely *own = deal_likely(deal, shown->at.package);
	if (own) {
		g_autofree char *nash = deal_percent(own->nash.share);
		g_autofree char *accepted = deal_percent(own->acceptable.share);
		g_autofree char *efficient = deal_percent(own->efficient.share);

		deal_say(section,
		         "In the models drawn it is accepted in %s, efficient in %s and Nash's "
		         "solution in %s.",
		         accepted, efficient, nash);
	}
	if (own != likeliest && likeliest->nash.share > 0.05) {
		g_autofree char *nash = deal_percent(likeliest->nash.share);

		deal_say(section, "%s is Nash's solution more often, in %s: see below.",
		         is_no_deal(deal->model, likeliest->at.package) ? "No deal at all"
		                                                        : "Another package",
		         nash);
	}
}

/* Who would rather do as well as whom on every issue: the greatest envies first.  Nothing where
 * too little is known: the middles of wide intervals envy one another. */
static void
tell_envy(const EntenteDeal *deal, DealSection *section)
{
	enum { MOST = 3 };
	size_t n = deal->model->n_parties;
	g_autofree bool *told = g_new0(bool, n *n + 1);

	for (size_t k = 0; deal->envy && !is_doubtful(deal) && k < MOST; k++) {
		size_t best = n * n;

		for (size_t i = 0; i < n * n; i++)
			if (!told[i] && deal->envy[i] >= 0.005 &&
			    (best == n * n || deal->envy[i] > deal->envy[best]))
				best = i;
		if (best == n * n) {
			if (!k && deal->recommended)
				deal_say(section,
				         "Nobody envies another: no party would rather do "
				         "as well on every issue as another one does.");
			return;
		}
		told[best] = true;
		g_autofree char *points =
		    deal_number(floor(deal->envy[best] * 100 + 0.5) / 100);
		deal_say(
		    section,
		    "%s envies %s: doing as well as that on every issue would be worth %s of "
		    "its 100 points more.",
		    deal->model->parties[best / n].name, deal->model->parties[best % n].name,
		    points);
	}
}

void
deal_tell_gains(const EntenteDeal *deal, DealSection *section)
{
	const DealResult *shown = deal_shown(deal);

	if (!shown)
		return;
	DealPart *table = deal_table(section, NULL, 1);
	GPtrArray *row = deal_row(table);
	deal_cell(row, g_strdup("party"));
	deal_cell(row, g_strdup("utility"));
	deal_cell(row, g_strdup("fallback"));
	deal_cell(row, g_strdup("gain"));
	deal_cell(row, g_strdup("share of its best"));
	for (size_t p = 0; p < deal->model->n_parties; p++) {
		double utility = shown->at.utilities[p], range = deal->best[p] - deal->worst[p];

		row = deal_row(table);
		deal_cell(row, g_strdup(deal->model->parties[p].name));
		deal_cell(row, deal_number(utility));
		deal_cell(row, deal_number(deal->threshold[p]));
		deal_cell(row, deal_number(utility - deal->threshold[p]));
		deal_cell(row, range > 0 ? deal_percent((utility - deal->worst[p]) / range)
		                         : g_strdup("–"));
	}
	tell_envy(deal, section);
}

void
deal_tell_blocks(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; deal->clashes && deal->clashes[i] && i < 5; i++) {
		g_autofree char *lines = deal_lines(deal, deal->clashes[i]);

		deal_item(section, "Together these red lines leave no package: %s.", lines);
	}
	for (size_t i = 0; deal->relaxations && deal->relaxations[i] && i < 5; i++) {
		g_autofree char *lines = deal_lines(deal, deal->relaxations[i]);

		deal_item(section, "It would be enough to give up: %s.", lines);
	}
	for (size_t i = 0; i < deal->model->n_issues && deal->zones; i++)
		if (deal->zones[i].clashing) {
			g_autofree char *lines = deal_lines(deal, deal->zones[i].clashing);

			deal_item(section, "%s alone has no option left: %s.",
			          deal->model->issues[i].name, lines);
		}
	for (size_t i = 0; deal->refusing && deal->refusing[i] && i < 5; i++) {
		if (deal->refusing[i][0] < 0)
			break;
		if (deal->has_zone && deal->model->rule.kind != BARGAIN_UNANIMITY) {
			deal_item(section, "No efficient package suits everybody, but the rule "
			                   "does not ask for that.");
			break;
		}
		g_autofree char *names = deal_names(deal, deal->refusing[i]);
		deal_item(section,
		          "Every efficient package is refused by somebody; some by %s alone.",
		          names);
	}
	for (size_t p = 0; p < deal->model->n_parties; p++)
		if (g_str_equal(deal->acceptable_to[p].most, "0"))
			deal_item(section, "%s accepts no package at all.",
			          deal->model->parties[p].name);
	if (!section->parts->len)
		deal_say(section, deal->has_zone
		                      ? "Nothing in the model: some package suits all."
		                      : "No red line: the parties' fallbacks are better than "
		                        "what is possible.");
}

void
deal_tell_questions(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; i < MIN(deal->n_questions, MOST_QUESTIONS); i++) {
		const DealQuestion *question = &deal->questions[i];
		g_autofree char *low = deal_percent(question->share_low);
		g_autofree char *high = deal_percent(question->share_high);
		g_autofree char *matters = deal_percent(question->matters);

		deal_item(
		    section,
		    "%s  Where that is low, %s %s; where it is high, %s (%s of the variance).",
		    question->text,
		    deal->concludes_zone ? "there is a zone in"
					 : "the package above is accepted in",
		    low, high, matters);
	}
	if (deal->n_samples && !deal->n_questions)
		deal_say(
		    section,
		    "No single unknown number changes the conclusion more than chance would.");
	if (deal->is_uncertain && !deal->n_samples)
		deal_say(section, "The model is too large to draw its unknown numbers.");
	size_t n = 0;
	while (deal->model->questions && deal->model->questions[n])
		n++;
	for (size_t i = 0; i < MIN(n, MOST_QUESTIONS); i++)
		deal_item(section, "%s", deal->model->questions[i]);
	if (n > MOST_QUESTIONS)
		deal_say(section, "The model lists %zu more.", n - MOST_QUESTIONS);
	if (!section->parts->len)
		deal_say(section, "All numbers of the model are known.");
}
