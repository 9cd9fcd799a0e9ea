/* Claims: a statement of fact by one side that another denies.
 *
 * A verb of claiming or accusing, then a verb of denying whose subject is somebody else, in the
 * same sentence or the next two. */
#include "extract/clause.h"
#include "extract/explain.h"
#include "extract/objects.h"
#include "extract/verdicts.h"

#include <string.h>

enum { REACH = 2 }; /* sentences after a claim in which a denial is looked for */

typedef struct {
	uint32_t verb, after;
	uint32_t sentence;
	Actors actors;
} Saying;

static bool
is_verb_of(const Document *document, uint32_t word, const char *class, const LexiconEntry **entry)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_SPEECH, document->words[word].form);

	for (; entries && *entries; entries++)
		if ((*entries)->cells[1][0] == 'v' && (*entries)->n_words == 1 &&
		    g_str_equal((*entries)->cells[2], class)) {
			*entry = *entries;
			return true;
		}
	return false;
}

/* The next verb of this class from `word` up to `end`, with its subject or agent. */
static bool
find_saying(const Extraction *extraction, uint32_t word, uint32_t end, const char *class,
            Saying *saying)
{
	const Document *document = extraction->document;
	const LexiconEntry *entry;

	for (; word < end; word++) {
		if (document->words[word].flags & WORD_QUOTED ||
		    !is_verb_of(document, word, class, &entry))
			continue;
		VerbGroup group = verb_group(document, word, entry->form);
		*saying = (Saying){ .verb = word, .after = word + 1,
		                     .sentence = document->words[word].sentence };
		if (group.infinitive || group.negated || group.participle)
			continue;
		if (entry->form == FORM_PAST && passive_agent(extraction, word + 1, &saying->actors))
			return true;
		if (!group.passive && clause_subject(extraction, &group, &saying->actors))
			return true;
	}
	return false;
}

/* Whether the denial is of a statement: "the claim", "it", "that", "these accusations". */
static bool
denies_statement(const Document *document, const Saying *denial)
{
	uint32_t end = sentence_end(&document->sentences[denial->sentence]);

	if (word_has_class(document, LEXICON_SPEECH, denial->verb, "deny"))
		return true;
	for (uint32_t word = denial->after; word < MIN(end, denial->after + 5); word++)
		if (word_has_class(document, LEXICON_SPEECH, word, "claim-noun"))
			return true;
	/* "charges that the Kremlin denies", "accusations rejected by" */
	for (uint32_t word = denial->verb, back = 0; back < 7 && word > 0; back++)
		if (word_has_class(document, LEXICON_SPEECH, --word, "claim-noun"))
			return true;
	return false;
}

static bool
claimed(const Document *document, const Saying *claim, Object *object)
{
	uint32_t end = sentence_end(&document->sentences[claim->sentence]);

	/* "accused X of doing": with the verb, or nobody would know who is said to do it */
	if (word_has_class(document, LEXICON_SPEECH, claim->verb, "accuse"))
		for (uint32_t word = claim->after; word + 1 < end && word < claim->after + 8; word++) {
			if (!word_equals(document, word, "of") ||
			    !object_after(document, word + 1, "np", object))
				continue;
			object->first = claim->verb;
			return true;
		}
	return object_after(document, claim->after, "np|that|to", object);
}

static bool
is_other(const Extraction *extraction, const Actors *a, const Actors *b)
{
	const char *left = actor_side(extraction, a->items[0]);
	const char *right = actor_side(extraction, b->items[0]);

	return left && right && !g_str_equal(left, right);
}

static void
explain_claim(const Extraction *extraction, EntenteRecord *record, const Actors *by,
              const Object *object, const Saying *denial)
{
	static const char *const classes[] = { "claim", "accuse", "say" };
	const Document *document = extraction->document;
	const LexiconEntry *entry = NULL;

	/* what is claimed stands behind the verb, or begins with it */
	for (uint32_t word = by->first_word; record->claim.by && word <= object->first; word++)
		for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
			if (is_verb_of(document, word, classes[i], &entry))
				explain(extraction, record, "%s",
				        explained_row(document, LEXICON_SPEECH, entry, word));
	if (record->claim.by)
		explain(extraction, record, "claimed by %s, in the words \"%s\"", record->claim.by,
		        words_text(document, by->first_word, MAX(by->end_word, by->first_word + 1)));
	if (is_verb_of(document, denial->verb, "deny", &entry) ||
	    is_verb_of(document, denial->verb, "dispute", &entry))
		explain(extraction, record, "%s",
		        explained_row(document, LEXICON_SPEECH, entry, denial->verb));
	explain(extraction, record, "disputed by %s",
	        explained_actor(extraction, &denial->actors, denial->actors.items[0], denial->verb));
}

static void
add_claim(const Extraction *extraction, const Actors *by, const Object *object,
          const Saying *denial, uint32_t sentence)
{
	const char **names = arena_new0(extraction->records->arena, const char *, 2);
	EntenteRecord *added = add_record(extraction, ENTENTE_CLAIM, sentence, denial->sentence);
	EntenteClaim *record = &added->claim;

	record->by = by->n ? actor_side(extraction, by->items[0]) : NULL;
	record->what = words_text(extraction->document, object->first, object->end);
	names[0] = actor_side(extraction, denial->actors.items[0]);
	record->disputed_by = names;
	if (extraction->explaining)
		explain_claim(extraction, added, by, object, denial);
}

/* A claim, and who denies it soon after. */
static bool
try_claim(const Extraction *extraction, const Saying *claim)
{
	const Document *document = extraction->document;
	uint32_t last = MIN(claim->sentence + REACH, (uint32_t)document->n_sentences - 1);
	uint32_t end = sentence_end(&document->sentences[last]);
	Object object;
	Saying denial;

	if (!claimed(document, claim, &object))
		return false;
	for (uint32_t word = claim->after; find_saying(extraction, word, end, "deny", &denial) ||
	                                   find_saying(extraction, word, end, "dispute", &denial);
	     word = denial.after) {
		if (!is_other(extraction, &claim->actors, &denial.actors) ||
		    !denies_statement(document, &denial))
			continue;
		add_claim(extraction, &claim->actors, &object, &denial, claim->sentence);
		return true;
	}
	return false;
}

/* "denied Oslo's claim that …", "rejected accusations that …": the noun, whose it is, what it says. */
static bool
denied_noun(const Extraction *extraction, const Saying *denial, Actors *by, Object *object)
{
	const Document *document = extraction->document;
	uint32_t end = sentence_end(&document->sentences[denial->sentence]);

	for (uint32_t word = denial->after; word < MIN(end, denial->after + 7); word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (mention && (mention->possessive || mention->kind == MENTION_ADJECTIVE))
			actors_add(by, actor_of(extraction->cast, mention));
		if (word_is_punct(document, word))
			return false;
		if (!word_has_class(document, LEXICON_SPEECH, word, "claim-noun"))
			continue;
		return word + 1 < end && (word_equals(document, word + 1, "that") ||
		                          word_equals(document, word + 1, "of")) &&
		       object_after(document, word + 1, "that|of", object);
	}
	return false;
}

/* "Oslo says that …, a charge Bergen denies": the clause before the dash or comma, and who says it. */
static bool
denied_clause(const Extraction *extraction, const Saying *denial, Saying *claim, Object *object)
{
	const Document *document = extraction->document;
	uint32_t first = document->sentences[denial->sentence].first_word;
	uint32_t subject = denial->actors.first_word;

	if (subject < first + 3 || subject > denial->verb)
		return false;
	bool relative = word_is(document, subject - 1, "rel") ||
	                word_has_class(document, LEXICON_SPEECH, subject - 1, "claim-noun");
	return relative && find_saying(extraction, first, subject, "say", claim) &&
	       is_other(extraction, &claim->actors, &denial->actors) &&
	       object_after(document, claim->after, "np|that|to", object);
}

/* "… Bergen denied the claim": what was said just before, by somebody else. */
static bool
denied_saying(const Extraction *extraction, const Saying *denial, Saying *claim, Object *object)
{
	const Document *document = extraction->document;
	uint32_t end = sentence_end(&document->sentences[denial->sentence]);
	uint32_t from = denial->sentence ? denial->sentence - 1 : 0, word = denial->after;

	while (word < MIN(end, denial->after + 3) && !word_is(document, word, "pron-it") &&
	       !word_has_class(document, LEXICON_SPEECH, word, "claim-noun") && !word_equals(document, word, "that"))
		word++;
	if (word >= MIN(end, denial->after + 3) ||
	    (word + 1 < end && !word_is_punct(document, word + 1) && !word_is(document, word + 1, "conj")))
		return false;
	return find_saying(extraction, document->sentences[from].first_word, denial->actors.first_word,
	                   "say", claim) &&
	       is_other(extraction, &claim->actors, &denial->actors) &&
	       object_after(document, claim->after, "np|that", object);
}

/* A denial that itself tells what is denied. */
static void
try_denial(const Extraction *extraction, const Saying *denial)
{
	Actors nobody = { 0 };
	Object object;
	Saying claim;

	if (!actor_side(extraction, denial->actors.items[0]))
		return;
	if (denied_saying(extraction, denial, &claim, &object))
		add_claim(extraction, &claim.actors, &object, denial, claim.sentence);
	else if (denied_noun(extraction, denial, &nobody, &object))
		add_claim(extraction, &nobody, &object, denial, denial->sentence);
	else if (denied_clause(extraction, denial, &claim, &object))
		add_claim(extraction, &claim.actors, &object, denial, denial->sentence);
}

static void
add_judged(const Extraction *extraction, const Verdict *verdict)
{
	const Bearers *claimants = &verdict->bearers[0], *deniers = &verdict->bearers[1];
	float denies = verdict_limit(extraction, LIMIT_DENIER);
	g_autoptr(GPtrArray) disputed_by = g_ptr_array_new();

	if (!claimants->n ||
	    claimants->items[0].chance * verdict->chance < verdict_limit(extraction, LIMIT_CLAIMANT))
		return;
	EntenteRecord *record =
	    add_record(extraction, ENTENTE_CLAIM, verdict->sentence, verdict->sentence);
	EntenteClaim *claim = &record->claim;
	claim->by = claimants->items[0].side;
	claim->what = verdict_text(extraction, verdict);
	for (unsigned i = 0; i < deniers->n; i++)
		if (deniers->items[i].chance >= denies && !g_str_equal(deniers->items[i].side, claim->by))
			g_ptr_array_add(disputed_by, (gpointer)deniers->items[i].side);
	claim->disputed_by = arena_texts(extraction->records->arena, disputed_by);
	set_confidence(extraction, record, verdict, claimants->items[0].chance * verdict->chance);
}

void
extract_claims(Extraction *extraction)
{
	const Document *document = extraction->document;
	static const char *const claims[] = { "claim", "accuse" }, *const denials[] = { "deny", "dispute" };

	const Verdict *verdict = next_verdict(extraction, VERDICT_CLAIM, NULL);

	for (uint32_t i = 0; i < document->n_sentences; i++) {
		uint32_t first = document->sentences[i].first_word;
		uint32_t end = sentence_end(&document->sentences[i]);
		bool claimed_here = false;
		Saying saying;

		if (!sentence_tells(document, i))
			continue;
		size_t known = entente_records_count(extraction->records);
		for (size_t c = 0; c < G_N_ELEMENTS(claims); c++)
			if (find_saying(extraction, first, end, claims[c], &saying))
				claimed_here = try_claim(extraction, &saying) || claimed_here;
		for (size_t d = 0; d < G_N_ELEMENTS(denials) && !claimed_here; d++)
			if (find_saying(extraction, first, end, denials[d], &saying))
				try_denial(extraction, &saying);
		bool told = entente_records_count(extraction->records) != known;
		/* where a rule finds none */
		for (; verdict && verdict->sentence == i;
		     verdict = next_verdict(extraction, VERDICT_CLAIM, verdict))
			if (!told)
				add_judged(extraction, verdict);
	}
}
