/* What is said of an analysis.  Plain words first: what the answer rests on, whether there is a
 * zone, which package, who gains, what blocks, what to ask next; then the tables. */
#include "tell/deal-page.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 40, MOST_QUESTIONS = 8 };

/* Too little is known where no less than this share of the numbers are intervals, and the
 * package is accepted in no more than this share of the models drawn. */
static const double LEAST_UNKNOWN = 0.8, MOST_DOUBTFUL = 1 / 3.0;

static void
part_free(gpointer pointer)
{
	DealPart *part = pointer;

	g_free(part->text);
	if (part->rows)
		g_ptr_array_unref(part->rows);
	g_free(part);
}

static void
section_free(gpointer pointer)
{
	DealSection *section = pointer;

	g_ptr_array_unref(section->parts);
	g_free(section);
}

static DealSection *
add_section(GPtrArray *page, const char *id, const char *title)
{
	DealSection *section = g_new0(DealSection, 1);

	section->id = id;
	section->title = title;
	section->parts = g_ptr_array_new_with_free_func(part_free);
	g_ptr_array_add(page, section);
	return section;
}

static DealPart *
add_part(DealSection *section, PartKind kind, char *text)
{
	DealPart *part = g_new0(DealPart, 1);

	part->kind = kind;
	part->text = text;
	g_ptr_array_add(section->parts, part);
	return part;
}

static void G_GNUC_PRINTF(2, 3) say(DealSection *section, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	add_part(section, PART_WORDS, g_strdup_vprintf(format, list));
	va_end(list);
}

static void G_GNUC_PRINTF(2, 3) add_item(DealSection *section, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	add_part(section, PART_ITEM, g_strdup_vprintf(format, list));
	va_end(list);
}

static DealPart *
add_table(DealSection *section, char *caption, guint n_names)
{
	DealPart *part = add_part(section, PART_TABLE, caption);

	part->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	part->n_names = n_names;
	return part;
}

static GPtrArray *
add_row(DealPart *table)
{
	GPtrArray *row = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(table->rows, row);
	return row;
}

/* Takes the text over. */
static void
add_cell(GPtrArray *row, char *text)
{
	g_ptr_array_add(row, text);
}

char *
deal_number(double number)
{
	g_autofree char *text = NULL;

	if (!isfinite(number))
		return g_strdup("–");
	if (fabs(number) >= 1e6 || (number == floor(number)))
		return g_strdup_printf("%.10g", number);
	text = g_strdup_printf("%.4f", number);
	for (char *end = text + strlen(text); end[-1] == '0' && end[-2] != '.';)
		*--end = '\0';
	return g_steal_pointer(&text);
}

static char *
percent(double share)
{
	return share > 0 && share < 0.005 ? g_strdup("less than 1 %")
	                                  : g_strdup_printf("%.0f %%", share * 100);
}

static char *
count_text(const DealCount *count)
{
	if (g_str_equal(count->least, count->most))
		return g_strdup(count->least);
	return g_strdup_printf("between %s and %s", count->least, count->most);
}

/* "A, B and C" of the parties in the set. */
static char *
names_of(const EntenteDeal *deal, DealSet set)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; set[i] >= 0; i++)
		g_string_append_printf(text, "%s%s",
		                       !i                ? ""
		                       : set[i + 1] >= 0 ? ", "
		                                         : " and ",
		                       deal->model->parties[set[i]].name);
	return g_string_free(text, FALSE);
}

static void
append_conditions(const EntenteBargain *model, const BargainRedLine *line, GString *text)
{
	for (size_t i = 0; i < line->n_conditions; i++) {
		const BargainCondition *condition = &line->conditions[i];
		const BargainIssue *issue = &model->issues[condition->issue];
		size_t n_in = 0, n_named = 0;

		for (size_t o = 0; o < issue->n_options; o++)
			n_in += condition->in[o];
		bool inside = n_in * 2 <= issue->n_options + 1;
		g_string_append_printf(text, "%s%s: %s", i ? " with " : "", issue->name,
		                       inside ? "" : "anything but ");
		for (size_t o = 0; o < issue->n_options; o++) {
			if (condition->in[o] != inside)
				continue;
			if (n_named++ < 3)
				g_string_append_printf(text, "%s'%s'",
				                       n_named > 1 ? " or " : "",
				                       issue->options[o].name);
		}
		if (n_named > 3)
			g_string_append_printf(text, " or %zu more", n_named - 3);
	}
}

static char *
line_text(const EntenteDeal *deal, size_t index)
{
	const EntenteBargain *model = deal->model;
	const BargainRedLine *line = &model->red_lines[index];
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s refuses ", model->parties[line->party].name);
	append_conditions(model, line, text);
	return g_string_free(text, FALSE);
}

static char *
lines_text(const EntenteDeal *deal, DealSet set)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; set[i] >= 0; i++) {
		g_autofree char *line = line_text(deal, (size_t)set[i]);

		g_string_append_printf(text, "%s%s", i ? "; " : "", line);
	}
	return g_string_free(text, FALSE);
}

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
	say(section, "%s", text->str);
}

static const DealResult *
find_solution(const EntenteDeal *deal, const char *name)
{
	for (size_t i = 0; i < deal->n_solutions; i++)
		if (g_str_equal(deal->solutions[i].name, name) && deal->solutions[i].found)
			return &deal->solutions[i];
	return NULL;
}

/* The package that is shown: the recommended one, or failing that the fairest of all. */
static const DealResult *
shown_result(const EntenteDeal *deal)
{
	return deal->recommended ? deal->recommended : find_solution(deal, "share_of_best");
}

/* What the models drawn make of this package, or NULL. */
static const DealLikely *
find_likely(const EntenteDeal *deal, const int *package)
{
	for (size_t i = 0; i < deal->n_likely; i++)
		if (memcmp(deal->likely[i].at.package, package,
		           deal->model->n_issues * sizeof *package) == 0)
			return &deal->likely[i];
	return NULL;
}

/* Where next to nothing is known for sure, and what follows seldom holds. */
static void
tell_doubt(const EntenteDeal *deal, DealSection *section)
{
	const DealResult *shown = shown_result(deal);
	const DealLikely *own = shown ? find_likely(deal, shown->at.package) : NULL;
	size_t all, unknown, assumed;

	count_numbers(deal->model, &all, &unknown, &assumed);
	if (!own || own->acceptable.share > MOST_DOUBTFUL ||
	    (double)unknown < LEAST_UNKNOWN * (double)all)
		return;
	g_autofree char *share = percent(own->acceptable.share);
	say(section,
	    "Not enough is known to tell: %zu of %zu numbers are known only as intervals, and "
	    "the package named below is accepted in only %s of the models drawn from them.",
	    unknown, all, share);
}

static void
tell_zone(const EntenteDeal *deal, DealSection *section)
{
	g_autofree char *outcomes = count_text(&deal->outcomes);
	g_autofree char *acceptable = count_text(&deal->acceptable);
	g_autofree char *unanimous = count_text(&deal->unanimous);

	tell_doubt(deal, section);
	tell_ground(deal, section);
	if (!deal->n_front)
		say(section, "The clauses of the model exclude every package.");
	else if (deal->has_zone)
		say(section,
		    "%s: of %s packages %s are accepted, %s of them by all parties; some are "
		    "better "
		    "for somebody than no deal and worse for none who has to agree.",
		    deal->is_uncertain ? "As far as that holds, there is a zone of agreement"
		                       : "There is a zone of agreement",
		    outcomes, acceptable, unanimous);
	else
		say(section,
		    "While these red lines and fallbacks hold, there is no zone of agreement: "
		    "of %s "
		    "packages %s are accepted%s.  What parties state in public is not always "
		    "where "
		    "they stop.",
		    outcomes, acceptable,
		    g_str_equal(deal->acceptable.most, "0")
		        ? ""
		        : ", and none is better for anybody than no deal");
	if (!deal->n_samples)
		return;
	g_autofree char *share = percent(deal->zone.share);
	g_autofree char *error = deal_number(deal->zone.error * 100);
	say(section,
	    "With each unknown number drawn from its interval, %s of %zu models have a zone "
	    "(standard "
	    "error %s points; seed %u).",
	    share, deal->n_samples, error, deal->seed);
}

static void
list_package(const EntenteDeal *deal, const int *package, DealSection *section)
{
	DealPart *table = add_table(section, NULL, 2);
	GPtrArray *row = add_row(table);

	add_cell(row, g_strdup("issue"));
	add_cell(row, g_strdup("option"));
	for (size_t i = 0; i < deal->model->n_issues; i++) {
		row = add_row(table);
		add_cell(row, g_strdup(deal->model->issues[i].name));
		add_cell(row, g_strdup(package[i] < 0
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

static void
tell_package(const EntenteDeal *deal, DealSection *section)
{
	const DealResult *shown = shown_result(deal);

	if (!shown) {
		say(section, "None can be named.");
		return;
	}
	if (deal->recommended)
		say(section, "Nash's solution: %s.", shown->definition);
	else
		say(section,
		    "No package is accepted by all.  The one that comes nearest to what each "
		    "wants: %s.",
		    shown->definition);
	list_package(deal, shown->at.package, section);
	if (!deal->n_likely)
		return;
	const DealLikely *likeliest = &deal->likely[0];
	const DealLikely *own = find_likely(deal, shown->at.package);
	if (own) {
		g_autofree char *nash = percent(own->nash.share);
		g_autofree char *accepted = percent(own->acceptable.share);
		g_autofree char *efficient = percent(own->efficient.share);

		say(section,
		    "In the models drawn it is accepted in %s, efficient in %s and Nash's "
		    "solution in %s.",
		    accepted, efficient, nash);
	}
	if (own != likeliest && likeliest->nash.share > 0.05) {
		g_autofree char *nash = percent(likeliest->nash.share);

		say(section, "%s is Nash's solution more often, in %s: see below.",
		    is_no_deal(deal->model, likeliest->at.package) ? "No deal at all"
		                                                   : "Another package",
		    nash);
	}
}

static void
tell_gains(const EntenteDeal *deal, DealSection *section)
{
	const DealResult *shown = shown_result(deal);

	if (!shown)
		return;
	DealPart *table = add_table(section, NULL, 1);
	GPtrArray *row = add_row(table);
	add_cell(row, g_strdup("party"));
	add_cell(row, g_strdup("utility"));
	add_cell(row, g_strdup("fallback"));
	add_cell(row, g_strdup("gain"));
	add_cell(row, g_strdup("share of its best"));
	for (size_t p = 0; p < deal->model->n_parties; p++) {
		double utility = shown->at.utilities[p], range = deal->best[p] - deal->worst[p];

		row = add_row(table);
		add_cell(row, g_strdup(deal->model->parties[p].name));
		add_cell(row, deal_number(utility));
		add_cell(row, deal_number(deal->threshold[p]));
		add_cell(row, deal_number(utility - deal->threshold[p]));
		add_cell(row, range > 0 ? percent((utility - deal->worst[p]) / range)
		                        : g_strdup("–"));
	}
}

static void
tell_blocks(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; deal->clashes && deal->clashes[i] && i < 5; i++) {
		g_autofree char *lines = lines_text(deal, deal->clashes[i]);

		add_item(section, "Together these red lines leave no package: %s.", lines);
	}
	for (size_t i = 0; deal->relaxations && deal->relaxations[i] && i < 5; i++) {
		g_autofree char *lines = lines_text(deal, deal->relaxations[i]);

		add_item(section, "It would be enough to give up: %s.", lines);
	}
	for (size_t i = 0; i < deal->model->n_issues && deal->zones; i++)
		if (deal->zones[i].clashing) {
			g_autofree char *lines = lines_text(deal, deal->zones[i].clashing);

			add_item(section, "%s alone has no option left: %s.",
			         deal->model->issues[i].name, lines);
		}
	for (size_t i = 0; deal->refusing && deal->refusing[i] && i < 5; i++) {
		if (deal->refusing[i][0] < 0)
			break;
		g_autofree char *names = names_of(deal, deal->refusing[i]);
		add_item(section,
		         "Every efficient package is refused by somebody; some by %s alone.",
		         names);
	}
	for (size_t p = 0; p < deal->model->n_parties; p++)
		if (g_str_equal(deal->acceptable_to[p].most, "0"))
			add_item(section, "%s accepts no package at all.",
			         deal->model->parties[p].name);
	if (!section->parts->len)
		say(section, deal->has_zone
		                 ? "Nothing in the model: some package suits all."
		                 : "No red line: the parties' fallbacks are better than "
		                   "what is possible.");
}

static void
tell_questions(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; i < MIN(deal->n_questions, MOST_QUESTIONS); i++) {
		const DealQuestion *question = &deal->questions[i];
		g_autofree char *low = percent(question->share_low);
		g_autofree char *high = percent(question->share_high);
		g_autofree char *matters = percent(question->matters);

		add_item(
		    section,
		    "%s  Where that is low, %s %s; where it is high, %s (%s of the variance).",
		    question->text,
		    deal->concludes_zone ? "there is a zone in"
					 : "the package above is accepted in",
		    low, high, matters);
	}
	if (deal->n_samples && !deal->n_questions)
		say(section,
		    "No single unknown number changes the conclusion more than chance would.");
	if (deal->is_uncertain && !deal->n_samples)
		say(section, "The model is too large to draw its unknown numbers.");
	size_t n = 0;
	while (deal->model->questions && deal->model->questions[n])
		n++;
	for (size_t i = 0; i < MIN(n, MOST_QUESTIONS); i++)
		add_item(section, "%s", deal->model->questions[i]);
	if (n > MOST_QUESTIONS)
		say(section, "The model lists %zu more.", n - MOST_QUESTIONS);
	if (!section->parts->len)
		say(section, "All numbers of the model are known.");
}

static void
append_changes(const EntenteDeal *deal, const int *from, const int *to, GString *text)
{
	bool first = true;

	for (size_t i = 0; i < deal->model->n_issues; i++) {
		if (from[i] == to[i])
			continue;
		g_string_append_printf(text, "%s%s: '%s'", first ? "" : ", ",
		                       deal->model->issues[i].name,
		                       deal->model->issues[i].options[to[i]].name);
		first = false;
	}
}

static void
tell_draft(const EntenteDeal *deal, const DealDraft *draft, DealSection *section)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(
	    text, "%s%s%s%s ", draft->draft->name, draft->draft->by ? " (" : "",
	    draft->draft->by ? draft->draft->by : "", draft->draft->by ? ")" : "");
	if (!draft->is_whole) {
		g_string_append(text, "leaves issues open that have no status quo.");
		add_item(section, "%s", text->str);
		return;
	}
	g_autofree char *refusing = names_of(deal, draft->refusing);
	g_string_append_printf(text, "%s",
	                       !draft->is_allowed   ? "is excluded by a clause"
	                       : draft->is_accepted ? "is accepted"
	                                            : "is not accepted");
	if (*refusing)
		g_string_append_printf(text, "; %s %s", refusing,
		                       draft->refusing[1] < 0 ? "refuses it" : "refuse it");
	g_string_append(text,
	                draft->is_efficient ? "; it is efficient." : "; it is not efficient.");
	if (draft->has_change) {
		g_string_append_printf(
		    text,
		    "  The smallest change that makes it acceptable (%zu): ", draft->n_changed);
		append_changes(deal, draft->package, draft->change.package, text);
		g_string_append_c(text, '.');
	}
	if (draft->has_better) {
		g_string_append(text, "  Nobody would lose, and somebody gain, by ");
		append_changes(deal, draft->package, draft->better.package, text);
		g_string_append_c(text, '.');
	}
	add_item(section, "%s", text->str);
}

static void
tell_trades(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; i < deal->n_trades; i++) {
		const DealTrade *trade = &deal->trades[i];
		const BargainIssue *give = &deal->model->issues[trade->give];
		const BargainIssue *take = &deal->model->issues[trade->take];
		g_autofree char *a = deal_number(trade->gain_a),
				*b = deal_number(trade->gain_b);

		add_item(
		    section,
		    "%s gives '%s' on %s for '%s' on %s from %s: %s gains %s, %s gains %s, "
		    "nobody "
		    "else loses.",
		    deal->model->parties[trade->a].name, give->options[trade->give_option].name,
		    give->name, take->options[trade->take_option].name, take->name,
		    deal->model->parties[trade->b].name, deal->model->parties[trade->a].name, a,
		    deal->model->parties[trade->b].name, b);
	}
}

static void
table_results(const EntenteDeal *deal, DealSection *section, const DealResult *results,
              size_t n, bool numbers)
{
	DealPart *table = add_table(section, NULL, 1);
	GPtrArray *row = add_row(table);

	add_cell(row, g_strdup(numbers ? "measure" : "solution"));
	if (numbers)
		add_cell(row, g_strdup("value"));
	for (size_t p = 0; p < deal->model->n_parties; p++)
		add_cell(row, g_strdup(deal->model->parties[p].name));
	for (size_t i = 0; i < n; i++) {
		const DealResult *one = &results[i];

		row = add_row(table);
		add_cell(row, g_strdup(one->name));
		if (numbers)
			add_cell(row, one->found ? deal_number(one->value) : g_strdup("–"));
		for (size_t p = 0; p < deal->model->n_parties; p++)
			add_cell(row, one->found ? deal_number(one->at.utilities[p])
			                         : g_strdup("–"));
	}
	for (size_t i = 0; i < n; i++)
		add_item(section, "%s: %s.", results[i].name, results[i].definition);
}

static void
table_front(const EntenteDeal *deal, DealSection *section, bool whole)
{
	size_t n = deal->model->n_parties, n_issues = deal->model->n_issues;
	size_t shown = whole ? deal->n_front : MIN(deal->n_front, MOST_ROWS);

	if (deal->is_exact)
		say(section,
		    "%zu points are efficient: nobody can have more without somebody having "
		    "less.",
		    deal->n_front);
	else
		say(section,
		    "%zu points stand for the efficient ones: no package gives a party more "
		    "than one of them by more than the error below.",
		    deal->n_front);
	if (!whole && n_issues > 8) {
		say(section, "--front lists them.");
		return;
	}
	if (!deal->is_exact) {
		DealPart *errors = add_table(section, NULL, 1);
		GPtrArray *head = add_row(errors), *row = add_row(errors);

		add_cell(head, g_strdup(""));
		add_cell(row, g_strdup("error"));
		for (size_t p = 0; p < n; p++) {
			add_cell(head, g_strdup(deal->model->parties[p].name));
			add_cell(row, deal_number(deal->error[p]));
		}
	}
	DealPart *table = add_table(section, NULL, 0);
	GPtrArray *row = add_row(table);
	for (size_t p = 0; p < n; p++)
		add_cell(row, g_strdup(deal->model->parties[p].name));
	add_cell(row, g_strdup("accepted"));
	for (size_t i = 0; i < n_issues; i++)
		add_cell(row, g_strdup(deal->model->issues[i].name));
	for (size_t i = 0; i < shown; i++) {
		row = add_row(table);
		for (size_t p = 0; p < n; p++)
			add_cell(row, deal_number(deal->front[i * n + p]));
		add_cell(row, g_strdup(deal->accepted[i] ? "yes" : "no"));
		for (size_t j = 0; j < n_issues; j++)
			add_cell(row, g_strdup(deal->model->issues[j]
			                           .options[deal->options[i * n_issues + j]]
			                           .name));
	}
	if (shown < deal->n_front)
		say(section, "%zu more; --front lists all.", deal->n_front - shown);
}

static void
table_power(const EntenteDeal *deal, DealSection *section)
{
	const EntenteBargain *model = deal->model;

	if (deal->shapley) {
		DealPart *table = add_table(
		    section,
		    g_strdup("of a party under the rule: how often its agreement decides"), 1);
		GPtrArray *row = add_row(table);

		add_cell(row, g_strdup("party"));
		add_cell(row, g_strdup("Shapley"));
		add_cell(row, g_strdup("Banzhaf"));
		add_cell(row, g_strdup("packages it accepts"));
		for (size_t p = 0; p < model->n_parties; p++) {
			row = add_row(table);
			add_cell(row, g_strdup(model->parties[p].name));
			add_cell(row, deal_number(deal->shapley[p]));
			add_cell(row, deal_number(deal->banzhaf[p]));
			add_cell(row, count_text(&deal->acceptable_to[p]));
		}
	}
	for (size_t i = 0; deal->blocking && deal->blocking[i] && i < 8; i++) {
		g_autofree char *names = names_of(deal, deal->blocking[i]);

		add_item(section, "%s can block%s.", names,
		         deal->blocking[i][1] < 0 ? " alone" : " together");
	}
	if (!deal->line_shapley)
		return;
	g_autofree char *lost = deal_number(deal->n_lost);
	g_autofree char *caption = g_strdup_printf(
	    "of a red line: its share of the %s packages that red lines cost", lost);
	DealPart *table = add_table(section, g_steal_pointer(&caption), 1);
	GPtrArray *row = add_row(table);
	add_cell(row, g_strdup("red line"));
	add_cell(row, g_strdup("Shapley"));
	add_cell(row, g_strdup("Banzhaf"));
	for (size_t i = 0; i < model->n_red_lines; i++) {
		row = add_row(table);
		add_cell(row, line_text(deal, i));
		add_cell(row, deal_number(deal->line_shapley[i]));
		add_cell(row, deal_number(deal->line_banzhaf[i]));
	}
}

static void
table_division(const EntenteDeal *deal, DealSection *section)
{
	const DealDivision *division = &deal->division;
	g_autofree char *points = deal_number(division->points);

	say(section,
	    "If issues can be divided, Adjusted Winner gives each party %s of 100 points%s:",
	    points, division->points_d > 1 ? " (exactly a fraction)" : "");
	DealPart *table = add_table(section, NULL, 1);
	GPtrArray *row = add_row(table);
	add_cell(row, g_strdup("issue"));
	for (size_t p = 0; p < 2; p++)
		add_cell(row, g_strdup_printf("share of %s", deal->model->parties[p].name));
	for (size_t i = 0; i < deal->model->n_issues; i++) {
		const DealShare *share = &division->shares[i];

		row = add_row(table);
		add_cell(row, g_strdup(deal->model->issues[i].name));
		add_cell(row, share->d == 1
		                  ? g_strdup_printf("%" G_GINT64_FORMAT, share->n)
		                  : g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
		                                    share->n, share->d));
		add_cell(row, share->d == 1
		                  ? g_strdup_printf("%" G_GINT64_FORMAT, 1 - share->n)
		                  : g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
		                                    share->d - share->n, share->d));
	}
}

static void
table_likely(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; i < deal->n_likely; i++) {
		const DealLikely *one = &deal->likely[i];
		g_autoptr(GString) text = g_string_new(NULL);
		const double shares[] = { one->nash.share,       one->nash.error,
			                  one->acceptable.share, one->acceptable.error,
			                  one->efficient.share,  one->efficient.error };

		g_string_append_printf(
		    text,
		    "Nash's in %.1f %% (±%.1f), accepted in %.1f %% (±%.1f), efficient "
		    "in %.1f %% (±%.1f): ",
		    shares[0] * 100, shares[1] * 100, shares[2] * 100, shares[3] * 100,
		    shares[4] * 100, shares[5] * 100);
		for (size_t j = 0; j < deal->model->n_issues; j++)
			g_string_append_printf(
			    text, "%s%s: '%s'", j ? ", " : "", deal->model->issues[j].name,
			    deal->model->issues[j].options[one->at.package[j]].name);
		add_item(section, "%s", text->str);
	}
}

static void
add_picture(DealSection *section, char *svg)
{
	if (svg)
		add_part(section, PART_PICTURE, svg);
}

GPtrArray *
deal_page(const EntenteDeal *deal, bool whole_front, bool pictures)
{
	GPtrArray *page = g_ptr_array_new_with_free_func(section_free);

	if (!deal->solutions) {
		DealSection *section = add_section(page, "stopped", "Not done");
		g_autofree char *outcomes = count_text(&deal->outcomes);
		g_autofree char *unanimous = count_text(&deal->unanimous);
		say(section,
		    "%s.  What is proven: of %s packages %s are accepted by all parties.",
		    deal->is_stopped
		        ? "Stopped before the efficient packages were found"
		        : "The efficient packages are out of reach: too much of the model "
		          "hangs together",
		    outcomes, unanimous);
		return page;
	}
	tell_zone(deal, add_section(page, "zone", "Is there a zone of agreement?"));
	DealSection *package = add_section(page, "package", "Which package?");
	tell_package(deal, package);
	if (pictures && deal->recommended) {
		add_picture(package, deal_picture_package(deal));
		say(package, "Dark is a party's best option of the issue, light its worst; grey is "
		             "an issue that it does not mind.");
	}
	tell_gains(deal, add_section(page, "gains", "Who gains what?"));
	tell_blocks(deal, add_section(page, "blocks", "What blocks?"));
	tell_questions(deal, add_section(page, "questions", "What to ask next?"));
	if (deal->n_drafts) {
		DealSection *section = add_section(page, "drafts", "The drafts");

		for (size_t i = 0; i < deal->n_drafts; i++)
			tell_draft(deal, &deal->drafts[i], section);
	}
	if (deal->n_trades)
		tell_trades(
		    deal,
		    add_section(page, "trades",
		                deal->n_drafts && deal->base == deal->drafts[0].package
		                    ? "Trades that help both sides, from the first draft"
		                    : "Trades that help both sides, from how things stand"));
	if (deal->n_likely)
		table_likely(deal, add_section(page, "likely", "How likely"));
	table_results(deal, add_section(page, "solutions", "Solutions and their definitions"),
	              deal->solutions, deal->n_solutions, false);
	if (deal->division.applies)
		table_division(deal, add_section(page, "division", "Dividing the issues"));
	table_results(deal, add_section(page, "opposition", "How opposed the parties are"),
	              deal->oppositions, deal->n_oppositions, true);
	table_power(deal, add_section(page, "power", "Power"));
	DealSection *front = add_section(page, "front", "The efficient packages");
	if (pictures)
		add_picture(front, deal_picture_front(deal));
	table_front(deal, front, whole_front);
	return page;
}
