#include "extract/holders.h"

#include "extract/clause.h"
#include "extract/holders-antecedents.h"
#include "extract/holders-around.h"
#include "extract/holders-nouns.h"
#include "extract/tree.h"

#include <string.h>

enum { MOST_HOLDERS = 48 };

const char *
holder_side(const Extraction *extraction, const Holder *holder, unsigned i)
{
	if (holder->noun)
		return i ? NULL : holder->noun;
	return i < holder->actors.n ? actor_side(extraction, holder->actors.items[i]) : NULL;
}

void
holders_add(GArray *holders, Holder holder)
{
	if (holders->len < MOST_HOLDERS && (holder.actors.n || holder.noun))
		g_array_append_val(holders, holder);
}

static bool
has_self(const GArray *holders, int person)
{
	for (guint i = 0; i < holders->len; i++) {
		const Holder *holder = &g_array_index(holders, Holder, i);

		if (holder->kind == HOLDER_SELF && holder->actors.items[0].person == person)
			return true;
	}
	return false;
}

/* Each of the holder's people once more, in his own name. */
static void
add_selves(const Holder *holder, GArray *holders)
{
	for (unsigned i = 0; i < holder->actors.n; i++) {
		Holder self = { .kind = HOLDER_SELF, .word = holder->word };
		Actor actor = holder->actors.items[i];

		if (actor.party == NOBODY || has_self(holders, actor.person))
			continue;
		actors_add(&self.actors, (Actor){ actor.person, NOBODY });
		holders_add(holders, self);
	}
}

static void
add_mention(const Extraction *extraction, const Mention *mention, GArray *holders)
{
	static const HolderKind kinds[] = {
		[MENTION_NAME] = HOLDER_PARTY,
		[MENTION_ADJECTIVE] = HOLDER_ADJECTIVE,
		[MENTION_GROUP] = HOLDER_GROUP,
		[MENTION_PLACE] = HOLDER_PLACE,
	};
	Holder holder = {
		.kind = mention->person != NOBODY ? HOLDER_PERSON : kinds[mention->kind],
		.word = tree_head(extraction->document, mention->first_word,
		                  mention->first_word + mention->n_words),
	};

	actors_add(&holder.actors, actor_of(extraction->cast, mention));
	holders_add(holders, holder);
	holders_called(extraction, mention, holders);
}

static bool
is_pronoun(const Document *document, uint32_t word)
{
	static const char *const classes[] = { "pron-i",  "pron-we", "pron-he", "pron-she", "pron-it",
		                               "pron-they", "poss-i", "poss-we", "poss-he", "poss-she",
		                               "poss-it", "poss-they" };

	if (document->syntax[word].upos != UPOS_PRON)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
		if (word_is(document, word, classes[i]))
			return true;
	return false;
}

static void
add_pronoun(const Extraction *extraction, uint32_t word, GArray *holders)
{
	Holder holder = { .kind = HOLDER_PRONOUN, .word = word };

	if (resolve(extraction, word, &holder.actors))
		holders_add(holders, holder);
	holders_of_pronoun(extraction, word, &holder.actors, holders);
}

static void
add_speakers(const Extraction *extraction, uint32_t sentence, GArray *holders)
{
	const Document *document = extraction->document;

	for (size_t i = 0; i < document->n_quotations; i++) {
		const Quotation *quotation = &document->quotations[i];
		Holder holder = { .kind = HOLDER_SPEAKER, .word = quotation->first_word };

		if (quotation->first_sentence > sentence)
			break;
		if (quotation->last_sentence < sentence)
			continue;
		actors_add(&holder.actors, extraction->speakers[i]);
		holders_add(holders, holder);
	}
}

/* Whom the nearest sentence before is about that is about somebody. */
static void
add_before(const Extraction *extraction, uint32_t sentence, GArray *holders)
{
	for (uint32_t back = 1; back <= 2 && back <= sentence; back++) {
		guint before = holders->len;

		for (int person = 0; person < 2; person++) {
			Holder holder = { .kind = HOLDER_BEFORE };

			if (!tree_main_actor(extraction, sentence - back, person, &holder.actors))
				continue;
			holder.word = holder.actors.first_word;
			holders_add(holders, holder);
		}
		if (holders->len > before)
			return;
	}
}

void
holders_of(const Extraction *extraction, uint32_t sentence, GArray *holders)
{
	const Document *document = extraction->document;
	const Sentence *within = &document->sentences[sentence];

	g_array_set_size(holders, 0);
	add_speakers(extraction, sentence, holders);
	add_before(extraction, sentence, holders);
	uint32_t end = sentence_end(within);
	for (uint32_t word = within->first_word; word < end && holders->len < MOST_HOLDERS; word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (mention && mention->first_word == word)
			add_mention(extraction, mention, holders);
		else if (!mention && is_pronoun(document, word))
			add_pronoun(extraction, word, holders);
		else if (!mention)
			holders_of_noun(extraction, word, holders);
	}
	for (guint i = 0, n = holders->len; i < n; i++) {
		Holder holder = g_array_index(holders, Holder, i);
		add_selves(&holder, holders);
	}
	holders_around(extraction, sentence, holders);
}
