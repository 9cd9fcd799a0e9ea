/* Claims: a statement of fact by one side that another denies.
 *
 * A verb of claiming or accusing, then a verb of denying whose subject is somebody else, in the
 * same sentence or the next two. */
#include "extract/clause.h"
#include "extract/objects.h"

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

	/* "accused X of doing": what is after "of" */
	if (word_has_class(document, LEXICON_SPEECH, claim->verb, "accuse"))
		for (uint32_t word = claim->after; word + 1 < end && word < claim->after + 8; word++)
			if (word_equals(document, word, "of"))
				return object_after(document, word + 1, "np", object);
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
try_claim(const Extraction *extraction, const Saying *claim)
{
	const Document *document = extraction->document;
	uint32_t last = MIN(claim->sentence + REACH, (uint32_t)document->n_sentences - 1);
	uint32_t end = sentence_end(&document->sentences[last]);
	Object object;
	Saying denial;

	if (!claimed(document, claim, &object))
		return;
	for (uint32_t word = claim->after; find_saying(extraction, word, end, "deny", &denial) ||
	                                   find_saying(extraction, word, end, "dispute", &denial);
	     word = denial.after) {
		if (!is_other(extraction, &claim->actors, &denial.actors) ||
		    !denies_statement(document, &denial))
			continue;
		const char **names = arena_new0(extraction->records->arena, const char *, 2);
		EntenteClaim *record = &add_record(extraction, ENTENTE_CLAIM, claim->sentence,
		                                   denial.sentence)->claim;
		record->by = actor_side(extraction, claim->actors.items[0]);
		record->what = words_text(document, object.first, object.end);
		names[0] = actor_side(extraction, denial.actors.items[0]);
		record->disputed_by = names;
		return;
	}
}

void
extract_claims(Extraction *extraction)
{
	const Document *document = extraction->document;
	static const char *const classes[] = { "claim", "accuse" };

	for (uint32_t i = 0; i < document->n_sentences; i++) {
		const Sentence *sentence = &document->sentences[i];
		Saying claim;

		if (!sentence_tells(document, i))
			continue;
		for (size_t c = 0; c < G_N_ELEMENTS(classes); c++)
			if (find_saying(extraction, sentence->first_word, sentence_end(sentence),
			                classes[c], &claim))
				try_claim(extraction, &claim);
	}
}
