/* What is said of the drafts on the table, and of trades that help two sides. */
#include "tell/deal-parts.h"

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

void
deal_tell_draft(const EntenteDeal *deal, const DealDraft *draft, DealSection *section)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(
	    text, "%s%s%s%s ", draft->draft->name, draft->draft->by ? " (" : "",
	    draft->draft->by ? draft->draft->by : "", draft->draft->by ? ")" : "");
	if (!draft->is_whole) {
		g_string_append(text, "leaves issues open that have no status quo.");
		deal_item(section, "%s", text->str);
		return;
	}
	g_autofree char *refusing = deal_names(deal, draft->refusing);
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
	deal_item(section, "%s", text->str);
}

void
deal_tell_trades(const EntenteDeal *deal, DealSection *section)
{
	for (size_t i = 0; i < deal->n_trades; i++) {
		const DealTrade *trade = &deal->trades[i];
		const BargainIssue *give = &deal->model->issues[trade->give];
		const BargainIssue *take = &deal->model->issues[trade->take];
		g_autofree char *a = deal_number(trade->gain_a),
				*b = deal_number(trade->gain_b);

		deal_item(
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
