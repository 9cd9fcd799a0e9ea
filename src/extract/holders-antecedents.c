/* For whom "they", "the minister" and "both" may stand: all who were named shortly before and
 * fit, nearest first, where the rules of actors.c decide for one of them or for none. */
#include "extract/holders-antecedents.h"

#include "extract/words.h"

#include <string.h>

enum {
	BACK = 3,             /* sentences */
	MOST_ANTECEDENTS = 3, /* of one pronoun */
	MOST_OF_ROLE = 2,
	ROLE_FARTHEST = 400, /* words back in which the bearer of a role has to be named */
	MOST_OF_SEVERAL = 4,
};

static const Mention *
mention_at(const Cast *cast, guint index)
{
	return &g_array_index(cast->mentions, Mention, index);
}

static bool
is_among(const Actors *actors, Actor actor)
{
	for (unsigned i = 0; i < actors->n; i++)
		if (actors->items[i].party == actor.party &&
		    (actor.party != NOBODY || actors->items[i].person == actor.person))
			return true;
	return false;
}

/* Adds the actor as one more holder at the word; `told` are those whom the word has already. */
static bool
add_another(GArray *holders, HolderKind kind, uint32_t word, Actor actor, Actors *told)
{
	Holder holder = { .kind = kind, .word = word };

	if (is_among(told, actor))
		return false;
	actors_add(told, actor);
	actors_add(&holder.actors, actor);
	holders_add(holders, holder);
	return holder.actors.n > 0;
}

typedef enum { OF_PERSON_MALE, OF_PERSON_FEMALE, OF_SIDE, OF_SPEAKER } Pronoun;

static Pronoun
pronoun_of(const Document *document, uint32_t word)
{
	if (word_is(document, word, "pron-he") || word_is(document, word, "poss-he"))
		return OF_PERSON_MALE;
	if (word_is(document, word, "pron-she") || word_is(document, word, "poss-she"))
		return OF_PERSON_FEMALE;
	if (word_is(document, word, "pron-they") || word_is(document, word, "poss-they") ||
	    word_is(document, word, "pron-it") || word_is(document, word, "poss-it"))
		return OF_SIDE;
	return OF_SPEAKER;
}

static bool
fits(const Cast *cast, const Mention *mention, Pronoun pronoun)
{
	bool person = mention->person != NOBODY && mention->kind != MENTION_GROUP;

	if (pronoun == OF_SIDE)
		return !person &&
		       (mention->kind == MENTION_NAME || mention->kind == MENTION_GROUP);
	if (!person)
		return false;
	Sex sex = cast_person(cast, mention->person)->sex;
	return sex != (pronoun == OF_PERSON_MALE ? SEX_FEMALE : SEX_MALE);
}

void
holders_of_pronoun(const Extraction *extraction, uint32_t word, Actors *told, GArray *holders)
{
	const Cast *cast = extraction->cast;
	Pronoun pronoun = pronoun_of(extraction->document, word);
	uint32_t sentence = extraction->document->words[word].sentence;
	unsigned n = 0;

	if (pronoun == OF_SPEAKER)
		return;
	for (guint i = cast_mentions_before(cast, word); i-- > 0 && n < MOST_ANTECEDENTS;) {
		const Mention *mention = mention_at(cast, i);

		if (mention->sentence + BACK < sentence || told->n == MOST_ACTORS)
			return;
		if (fits(cast, mention, pronoun))
			n += add_another(holders, HOLDER_ANTECEDENT, word,
			                 actor_of(cast, mention), told);
	}
}

/* Whether one of the person's roles has this word: "minister". */
static bool
has_role(const Person *person, const char *text, size_t length)
{
	for (guint i = 0; i < person->roles->len; i++) {
		const char *role = person->roles->pdata[i];

		for (size_t at = 0; role[at]; at++)
			if ((at == 0 || role[at - 1] == ' ') &&
			    g_ascii_strncasecmp(role + at, text, length) == 0 &&
			    !g_ascii_isalnum(role[at + length]))
				return true;
	}
	return false;
}

static bool
same_noun(const Document *document, uint32_t word, const char *text, size_t length)
{
	size_t n;
	const char *noun = word_text(document, word, &n);

	n -= n > 1 && noun[n - 1] == 's';
	length -= length > 1 && text[length - 1] == 's';
	return n == length && g_ascii_strncasecmp(noun, text, length) == 0;
}

/* "Peruvian officials" or "a Foreign Office official" for "the official". */
static bool
has_noun(const Document *document, const Mention *mention, const char *text, size_t length)
{
	uint32_t after = mention->first_word + mention->n_words;

	if (mention->kind == MENTION_GROUP)
		return same_noun(document, after - 1, text, length);
	return mention->kind == MENTION_NAME && mention->person == NOBODY &&
	       after < sentence_end(&document->sentences[mention->sentence]) &&
	       same_noun(document, after, text, length);
}

static bool
bears_role(const Extraction *extraction, const Mention *mention, const char *text, size_t length)
{
	return has_noun(extraction->document, mention, text, length) ||
	       (mention->kind != MENTION_GROUP && mention->person != NOBODY &&
	        has_role(cast_person(extraction->cast, mention->person), text, length));
}

/* The kind of side for which the noun may stand: of states for "the ministry", of chambers and
 * factions for "parliament", "lawmakers"; NULL for any other noun. */
static const char *
kind_meant(const Document *document, uint32_t word)
{
	const LexiconEntry *body = word_match(document, LEXICON_PARTIES, word);
	const LexiconEntry *title = word_match(document, LEXICON_TITLES, word);

	if (title && title->form == FORM_PLURAL &&
	    g_str_equal(entry_cell(document, LEXICON_TITLES, title, "class"), "lawmaker"))
		return "government branch";
	return body && word_names_government(document, word)
	           ? entry_cell(document, LEXICON_PARTIES, body, "kind")
	           : NULL;
}

/* A side of this kind; a state may go by the name that its government has at home. */
static bool
is_of_kind(const Extraction *extraction, const Mention *mention, const char *kind)
{
	if (mention->person != NOBODY || mention->kind != MENTION_NAME)
		return false;
	const Document *document = extraction->document;
	const LexiconEntry *entry = word_match(document, LEXICON_PARTIES, mention->first_word);
	return g_str_equal(cast_party(extraction->cast, mention->party)->kind, kind) ||
	       (g_str_equal(kind, "state") && entry &&
	        *entry_cell(document, LEXICON_PARTIES, entry, "home"));
}

bool
holders_of_role(const Extraction *extraction, uint32_t word, GArray *holders)
{
	const Cast *cast = extraction->cast;
	const char *kind = kind_meant(extraction->document, word);
	guint before = cast_mentions_before(cast, word);
	Actors told = { 0 };
	size_t length;
	const char *text = word_text(extraction->document, word, &length);

	for (int pass = 0; pass < (kind ? 2 : 1); pass++)
		for (guint i = before; i-- > 0 && told.n < MOST_OF_ROLE;) {
			const Mention *mention = mention_at(cast, i);

			if (word - mention->first_word >= ROLE_FARTHEST)
				break;
			if (pass == 0 ? bears_role(extraction, mention, text, length)
			              : is_of_kind(extraction, mention, kind))
				add_another(holders, told.n ? HOLDER_ANTECEDENT : HOLDER_ROLE, word,
				            actor_of(cast, mention), &told);
		}
	return told.n > 0;
}

/* "all" that stands alone, as in "all agreed": not "all tariffs", "both A and B". */
static bool
stands_for_all(const Document *document, uint32_t word)
{
	Relation relation = document->syntax[word].relation;

	return relation != REL_DET && relation != REL_DET_PREDET && relation != REL_CC_PRECONJ &&
	       relation != REL_ADVMOD && word_has_class(document, LEXICON_WORDS, word, "all");
}

void
holders_of_several(const Extraction *extraction, uint32_t word, GArray *holders)
{
	const Document *document = extraction->document;
	const Cast *cast = extraction->cast;
	bool all = stands_for_all(document, word);
	unsigned most = all ? MOST_OF_SEVERAL : 2;
	Holder holder = { .kind = HOLDER_BOTH, .word = word };

	if (!all && !word_has_class(document, LEXICON_WORDS, word, "both"))
		return;
	for (guint i = cast_mentions_before(cast, word); i-- > 0 && holder.actors.n < most;) {
		const Mention *mention = mention_at(cast, i);

		if (mention->sentence + BACK < document->words[word].sentence)
			break;
		if (mention->kind != MENTION_PLACE)
			actors_add(&holder.actors, (Actor){ NOBODY, mention_party(cast, mention) });
	}
	if (holder.actors.n > 1)
		holders_add(holders, holder);
}
