/* Positions that the judge finds and no rule does: one a holder that is likely enough. */
#include "extract/positions.h"
#include "extract/tree.h"
#include "extract/verdicts.h"

/* Whether the object hangs on a verb of stance, whose subject then is the holder: "since Kyiv
 * turned down an early version". */
static bool
find_subject(const Extraction *extraction, const Verdict *verdict, Actors *subject)
{
	const Document *document = extraction->document;
	uint32_t verb = tree_governor(document, verdict->first, verdict->end);
	const LexiconEntry *entry =
	    verb != UINT32_MAX ? word_match(document, LEXICON_STANCES, verb) : NULL;

	if (!entry || entry->cells[1][0] != 'v')
		return false;
	VerbGroup group = verb_group(document, verb, entry->form);
	return !group.passive && clause_subject(extraction, &group, subject);
}

static bool
may_hold(const Extraction *extraction, const Actors *subject, const Bearer *bearer)
{
	for (unsigned i = 0; i < subject->n; i++) {
		Actor actor = subject->items[i];

		if (g_strcmp0(actor_side(extraction, actor), bearer->side) == 0 ||
		    (actor.person != NOBODY && actor.person == bearer->actor.person))
			return true;
	}
	return subject->n == 0;
}

/* The issue whose terms the object names; where it names none, what the judge takes it for. */
static const char *
issue_named(const Document *document, const Verdict *verdict)
{
	double weight;
	const char *issue = issue_of(document, verdict->first, verdict->end, &weight);

	return issue && weight >= 1.5 ? issue : verdict->issue;
}

/* Whoever tells of the position, where it is another than the holder. */
static void
set_teller(const Extraction *extraction, const Verdict *verdict, const Bearer *bearer,
           EntentePosition *position)
{
	Actors sayers = { 0 };

	if (bearer->actor.person != NOBODY && bearer->actor.party != NOBODY &&
	    !g_str_equal(actor_name(extraction, bearer->actor), bearer->side))
		position->speaker = actor_name(extraction, bearer->actor);
	if (!find_sayer(extraction, verdict->first, &sayers))
		return;
	const char *side = actor_side(extraction, sayers.items[0]);
	if (side && !g_str_equal(side, bearer->side) &&
	    (sayers.items[0].person == NOBODY ||
	     sayers.items[0].person != bearer->actor.person))
		position->reported_by = side;
}

static void
add_verdict(const Extraction *extraction, const Verdict *verdict, const Bearer *bearer)
{
	static const int stances[] = {
		[VERDICT_REFUSES] = ENTENTE_REFUSES, [VERDICT_OPEN] = ENTENTE_OPEN
	};
	const Document *document = extraction->document;
	EntenteRecord *record =
	    add_record(extraction, ENTENTE_POSITION, verdict->sentence, verdict->sentence);
	EntentePosition *position = &record->position;

	position->party = bearer->side;
	position->issue = issue_named(document, verdict);
	position->stance =
	    verdict->kind == VERDICT_PLUS ? verdict->choice : stances[verdict->kind];
	position->what = verdict_text(extraction, verdict);
	uint32_t governor = tree_governor(document, verdict->first, verdict->end);
	if (governor != UINT32_MAX)
		position->wording = words_text(document, governor, governor + 1);
	position->condition = condition_after(document, verdict->end);
	position->date = published_day(document);
	set_teller(extraction, verdict, bearer, position);
	set_confidence(extraction, record, verdict, bearer->chance * verdict->chance);
}

static bool
is_against(int stance)
{
	return stance == ENTENTE_REFUSES || stance == ENTENTE_OPEN;
}

static int
by_sentence(gconstpointer a, gconstpointer b)
{
	const Found *left = a, *right = b;

	return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

/* Whether a rule found the position: the same side, for or against, on some of the words; or
 * that it was given up. */
static bool
is_found(const GArray *found, const Verdict *verdict, const char *side)
{
	const Found *items = (const Found *)(const void *)found->data;
	guint low = 0, high = found->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (items[middle].sentence < verdict->sentence)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < found->len && items[low].sentence == verdict->sentence; low++)
		if (items[low].first < verdict->end && verdict->first < items[low].end &&
		    (items[low].given_up ||
		     is_against(items[low].stance) == (verdict->kind != VERDICT_PLUS)) &&
		    g_str_equal(items[low].side, side))
			return true;
	return false;
}

/* A condition, a question, a stance of the past: what the rules, too, take for none. */
static bool
is_unreal(const Document *document, const Verdict *verdict)
{
	return is_past_or_asked(document, verdict->first) ||
	       in_condition(document, verdict->first);
}

void
add_judged_positions(const Extraction *extraction, GArray *found)
{
	g_array_sort(found, by_sentence); /* "such terms" come after what they point back to */

	float least = verdict_limit(extraction, LIMIT_HOLDER);
	float joint = verdict_limit(extraction, LIMIT_JOINT);
	const Document *document = extraction->document;

	for (int kind = VERDICT_PLUS; kind <= VERDICT_OPEN; kind++) {
		const Verdict *verdict = NULL;

		while ((verdict = next_verdict(extraction, (VerdictKind)kind, verdict))) {
			Actors subject = { 0 };

			if (is_unreal(document, verdict))
				continue;
			find_subject(extraction, verdict, &subject);
			for (unsigned i = 0; i < verdict->bearers[0].n; i++) {
				const Bearer *bearer = &verdict->bearers[0].items[i];

				if (bearer->chance >= least &&
				    bearer->chance * verdict->chance >= joint &&
				    may_hold(extraction, &subject, bearer) &&
				    !is_found(found, verdict, bearer->side))
					add_verdict(extraction, verdict, bearer);
			}
		}
	}
}
