/* What is said of an analysis.  Plain words first: what the answer rests on, whether there is a
 * zone, which package, who gains, what blocks, what to ask next; then the tables. */
#include "tell/deal-parts.h"

static void
add_picture(DealSection *section, char *svg)
{
	if (svg)
		deal_part(section, PART_PICTURE, svg);
}

GPtrArray *
deal_page(const EntenteDeal *deal, bool whole_front, bool pictures)
{
	GPtrArray *page = deal_sections_new();

	if (!deal->solutions) {
		DealSection *section = deal_section(page, "stopped", "Not done");
		g_autofree char *outcomes = deal_count(&deal->outcomes);
		g_autofree char *unanimous = deal_count(&deal->unanimous);
		deal_say(section,
		         "%s.  What is proven: of %s packages %s are accepted by all parties.",
		         deal->is_stopped
		             ? "Stopped before the efficient packages were found"
		             : "The efficient packages are out of reach: too much of the model "
		               "hangs together",
		         outcomes, unanimous);
		return page;
	}
	deal_tell_zone(deal, deal_section(page, "zone", "Is there a zone of agreement?"));
	DealSection *package = deal_section(page, "package", "Which package?");
	deal_tell_package(deal, package);
	if (pictures && deal->recommended) {
		add_picture(package, deal_picture_package(deal));
		deal_say(package,
		         "Dark is a party's best option of the issue, light its worst; grey is "
		         "an issue that it does not mind.");
	}
	deal_tell_gains(deal, deal_section(page, "gains", "Who gains what?"));
	deal_tell_blocks(deal, deal_section(page, "blocks", "What blocks?"));
	deal_tell_questions(deal, deal_section(page, "questions", "What to ask next?"));
	if (deal->n_drafts) {
		DealSection *section = deal_section(page, "drafts", "The drafts");

		for (size_t i = 0; i < deal->n_drafts; i++)
			deal_tell_draft(deal, &deal->drafts[i], section);
	}
	if (deal->n_trades)
		deal_tell_trades(
		    deal,
		    deal_section(page, "trades",
		                 deal->n_drafts && deal->base == deal->drafts[0].package
		                     ? "Trades that help both sides, from the first draft"
		                     : "Trades that help both sides, from how things stand"));
	if (deal->n_likely)
		deal_table_likely(deal, deal_section(page, "likely", "How likely"));
	deal_table_solutions(
	    deal, deal_section(page, "solutions", "Solutions and their definitions"));
	if (deal->envy)
		deal_table_envy(deal, deal_section(page, "envy", "Envy"));
	if (deal->division.applies)
		deal_table_division(deal,
		                    deal_section(page, "division", "Dividing the issues"));
	deal_table_results(deal,
	                   deal_section(page, "opposition", "How opposed the parties are"),
	                   deal->oppositions, deal->n_oppositions, true);
	deal_table_power(deal, deal_section(page, "power", "Power"));
	DealSection *front = deal_section(page, "front", "The efficient packages");
	if (pictures)
		add_picture(front, deal_picture_front(deal));
	deal_table_front(deal, front, whole_front);
	return page;
}
