/* Verbs and adjectives of wanting and refusing: "Oslo rejected the plan", "is ready to talk",
 * "such terms were rejected by Bergen". */
#include "extract/positions.h"
#include "extract/tree.h"

#include <string.h>

bool
in_condition(const Document *document, uint32_t word)
{
	uint32_t start = clause_start(document, word);
	uint32_t first = sentence_of(document, word)->first_word;

	return word_has_class(document, LEXICON_WORDS, start, "hypothetical") ||
	       (start > first &&
	        word_has_class(document, LEXICON_WORDS, start - 1, "hypothetical"));
}

/* "analysts doubt that Oslo is ready": not told as a fact. */
bool
is_doubted(const Document *document, uint32_t holder)
{
	uint32_t first = sentence_of(document, holder)->first_word;

	for (uint32_t word = holder, back = 0; word-- > first && back < 4; back++)
		if (word_has_class(document, LEXICON_SPEECH, word, "doubt") ||
		    word_has_class(document, LEXICON_SPEECH, word, "deny"))
			return true;
	return false;
}

/* "continue to reject": the group of the verb before, which has the subject. */
static bool
pass_through(const Document *document, VerbGroup *group)
{
	if (!group->infinitive)
		return true;
	uint32_t first = sentence_of(document, group->verb)->first_word;
	if (group->start == first)
		return false;
	const LexiconEntry *entry = word_match(document, LEXICON_STANCES, group->start - 1);
	if (!entry || !g_str_equal(entry->cells[2], "through"))
		return false;
	bool negated = group->negated;
	*group = verb_group(document, group->start - 1, entry->form);
	group->negated ^= negated;
	return !group->infinitive;
}

/* Modals that take the stance away from the subject: "Russia must accept" is another's demand.
 */
static bool
modal_fits(const VerbGroup *group)
{
	static const char *const foreign[] = { "must",  "should", "ought",
		                               "might", "may",    "could" };

	if (!group->modal || group->negated)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
		if (g_str_equal(group->modal, foreign[i]))
			return false;
	return true;
}

static bool
find_object(const Document *document, const Trigger *trigger, Object *object)
{
	uint32_t after = trigger->word + trigger->entry->n_words;

	if (g_str_has_suffix(trigger->entry->cells[0], " to"))
		return object_after(document, after, "np", object);
	return object_after(document, after, trigger->frame, object);
}

/* "NATO membership - a move opposed by Moscow": what the move is stands before the dash. */
static void
step_over_move(const Document *document, Object *object)
{
	uint32_t first = sentence_of(document, object->end)->first_word;

	if (object->first == object->end || object->first <= first + 1 ||
	    !word_is_punct(document, object->first - 1))
		return;
	for (uint32_t word = object->first; word < object->end; word++)
		if (word_has_class(document, LEXICON_DRAFTS, word, "terms")) {
			*object = object_before(document, object->first - 1);
			return;
		}
}

/* "an offer which the union rejected": the noun phrase before the relative pronoun. */
static bool
relative_object(const Document *document, uint32_t subject, Object *object)
{
	uint32_t first = sentence_of(document, subject)->first_word;

	while (subject > first && word_is(document, subject - 1, "det"))
		subject--;
	if (subject < first + 2 || !word_is(document, subject - 1, "rel"))
		return false;
	uint32_t end = subject - 1;
	if (word_equals(document, end - 1, ","))
		end--;
	*object = object_before(document, end);
	return object->end > object->first;
}

/* "neither Chile nor Peru accepts", "no party accepts". */
static bool
is_nobody(const Document *document, uint32_t holder)
{
	uint32_t first = sentence_of(document, holder)->first_word;

	while (holder > first && word_is(document, holder - 1, "det-the"))
		holder--;
	return holder > first && (word_equals(document, holder - 1, "neither") ||
	                          word_equals(document, holder - 1, "nor") ||
	                          word_equals(document, holder - 1, "no"));
}

/* "rejected the assertion that it would have to …": a statement is denied, not a term. */
static bool
is_statement(const Document *document, const Object *object)
{
	for (uint32_t word = object->first; word < MIN(object->end, object->first + 6); word++)
		if (word_has_class(document, LEXICON_SPEECH, word, "claim-noun"))
			return true;
	return false;
}

/* "insisted that the talks had not collapsed": a claim about what was or will be. */
static bool
states_fact(const Document *document, const Object *object)
{
	if (!document->syntax)
		return false;
	for (uint32_t word = object->first; word < object->end; word++) {
		if (document->syntax[word].relation != REL_CCOMP)
			continue;
		if (document->syntax[word].xpos == XPOS_VBD)
			return true;
		uint32_t auxiliary = tree_child(document, word, REL_AUX);
		return auxiliary != word && (document->syntax[auxiliary].xpos == XPOS_VBD ||
		                             word_is(document, auxiliary, "modal-future"));
	}
	return false;
}

static bool
begins_negated(const Document *document, const Object *object)
{
	for (uint32_t word = object->first; word < MIN(object->end, object->first + 6); word++)
		if (word_is(document, word, "neg") && !word_is(document, word, "det"))
			return true;
	return false;
}

/* Verbs and adjectives. */

/* "rejected by Kyiv": the agent holds what stands before the verb. */
static bool
find_passive(const Extraction *extraction, const Trigger *trigger, const VerbGroup *group,
             Finding *finding)
{
	const Document *document = extraction->document;
	WordForm form = trigger->entry->form;

	if (form != FORM_PAST && form != FORM_PARTICIPLE)
		return false;
	if (passive_agent(extraction, finding->after, &finding->holders)) {
		finding->object = object_before(document, group->start);
		step_over_move(document, &finding->object);
		return true;
	}
	/* "X said that some proposals were accepted": by X's side; of verbs that negation turns
	 */
	if (!group->passive || group->modal || group->negated ||
	    !g_str_equal(trigger->stance, "accepts") ||
	    !*entry_cell(document, LEXICON_STANCES, trigger->entry, "negated") ||
	    !find_sayer(extraction, trigger->word, &finding->holders))
		return false;
	finding->object = object_before(document, group->start);
	return true;
}

/* "Kyiv has rejected", "is ready to": the subject holds what follows. */
static bool
find_active(const Extraction *extraction, const Trigger *trigger, VerbGroup *group,
            Finding *finding)
{
	const Document *document = extraction->document;
	bool adjective = g_str_equal(trigger->pos, "adj");
	/* a bare base form ("roll back") needs its subject right before it */
	bool bare =
	    trigger->entry->form == FORM_BASE && group->start == group->verb && !adjective;

	if ((bare && !phrase_actors(extraction, group->start, &(Actors){ 0 })) ||
	    group->participle || (group->passive && !adjective) ||
	    !pass_through(document, group) || !modal_fits(group) ||
	    !clause_subject(extraction, group, &finding->holders))
		return false;
	return find_object(document, trigger, &finding->object) ||
	       relative_object(document, finding->holders.first_word, &finding->object);
}

/* "Moscow's demands, which include ceding territory": what they include. */
static void
narrow_to_included(const Document *document, Object *object)
{
	Object included;

	for (uint32_t word = object->first + 1; word <= object->end; word++)
		if (included_object(document, word, &included)) {
			*object = included;
			return;
		}
}

/* Where "no longer" stands in the group. */
static uint32_t
ended_at(const Document *document, const VerbGroup *group)
{
	uint32_t word = group->start;

	while (word < group->verb && !word_has_class(document, LEXICON_WORDS, word, "ended"))
		word++;
	return word;
}

void
try_verb(Search *search, const Trigger *trigger)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	Finding finding = finding_at(document, trigger);
	VerbGroup group = verb_group(document, trigger->word, trigger->entry->form);
	bool adjective = g_str_equal(trigger->pos, "adj");

	if ((adjective && group.start == group.verb) || in_condition(document, trigger->word) ||
	    is_noun_here(extraction, group.start))
		return;
	if (gives_up_noun(document, trigger->word)) /* which tells of it */
		return;
	if (!find_passive(extraction, trigger, &group, &finding) &&
	    !find_active(extraction, trigger, &group, &finding))
		return;
	if (group.ended && !is_nobody(document, finding.holders.first_word))
		give_up(&finding, ended_at(document, &group));
	else if (group.negated || is_nobody(document, finding.holders.first_word))
		finding.stance = stance_from_name(
		    entry_cell(document, LEXICON_STANCES, trigger->entry, "negated"));
	if (finding.stance < 0 || finding.object.first == finding.object.end)
		return;
	if (points_back(document, &finding.object)) {
		add_backward(search, &finding);
		return;
	}
	if (is_statement(document, &finding.object))
		return;
	if (finding.stance == ENTENTE_DEMANDS && states_fact(document, &finding.object))
		return;
	/* "insists that it cannot accept": the inner verb tells the stance */
	if (is_doubted(document, finding.holders.first_word) ||
	    (finding.stance == ENTENTE_DEMANDS && begins_negated(document, &finding.object)))
		return;
	narrow_to_included(document, &finding.object);
	add_finding(search, &finding);
}
