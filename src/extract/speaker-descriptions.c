/* Speakers who are described: "the president", "a senior official", "the ministry", "the
 * statement".
 *
 * A description with "the" means the person last named who bears the title; else what was
 * described before with the same noun ("one source familiar with the talks", "the Commerce
 * Ministry"); else, for a title, the person last spoken of to whom it may belong.  What is
 * described for the first time keeps its words. */
#include "extract/speakers.h"

#include "extract/people.h"
#include "extract/tree.h"

#include <string.h>

enum { FARTHEST = 1500, MOST_BACK = 6 };

/* The title ("vice president") with which the words from `first` to `head` end; NULL for none. */
static const LexiconEntry *
title_at(const Document *document, uint32_t first, uint32_t head)
{
	for (uint32_t word = first; word <= head; word++) {
		const LexiconEntry *title = word_match(document, LEXICON_TITLES, word);

		if (title && word + title->n_words == head + 1)
			return title;
	}
	return NULL;
}

/* A description as it stands: its words from `first` (without the article) to `head`. */
typedef struct {
	uint32_t first, head;
	const LexiconEntry *title; /* NULL for none */
	const char *class;         /* of the title, "" for none */
	const char *label;         /* "Republicans" in "the Kentucky Republican", or NULL */
	int state;                 /* the state that it names beside the noun, or NOBODY */
} Description;

static Description
describe(const Hearing *hearing, uint32_t first, uint32_t head)
{
	const Document *document = hearing->extraction->document;
	const Cast *cast = hearing->extraction->cast;
	const Mention *label = cast_mention(cast, head);
	Description description = { .first = first, .head = head, .class = "", .state = NOBODY };

	description.title = title_at(document, first, head);
	if (description.title)
		description.class =
		    entry_cell(document, LEXICON_TITLES, description.title, "class");
	if (label && label->kind == MENTION_ADJECTIVE && label->party != NOBODY &&
	    label->first_word == head)
		description.label = cast_party(cast, label->party)->name;
	for (uint32_t word = first; word < head; word++) {
		const Mention *mention = cast_mention(cast, word);

		if (mention && mention->party != NOBODY && mention->kind != MENTION_PLACE &&
		    g_str_equal(cast_party(cast, mention->party)->kind, "state"))
			description.state = mention->party;
	}
	return description;
}

/* Whether the role ("Secretary of State", "vice president") holds the title as whole words, for
 * that office and not the one below it. */
static bool
role_has(const Document *document, const char *role, const char *title)
{
	g_autofree char *lower = g_utf8_strdown(role, -1);
	const char *at = strstr(lower, title);
	size_t length = strlen(title);

	if (!at || (at > lower && at[-1] != ' ') || strchr(" ,-'", at[length]) == NULL)
		return false;
	if (at == lower)
		return true;
	const char *before = at - 1;
	while (before > lower && before[-1] != ' ')
		before--;
	unsigned below = lexicon_word(document->lexicon, before, (size_t)(at - 1 - before));
	const LexiconEntry *const *marks =
	    lexicon_entries(document->lexicon, LEXICON_TITLE_MARKS, below);
	return !marks || !*marks || !g_str_equal((*marks)->cells[1], "below");
}

static bool
bears_title(const Hearing *hearing, const Person *person, const Description *description)
{
	const Document *document = hearing->extraction->document;
	const char *title = description->title->cells[0];
	const char *chamber = entry_cell(document, LEXICON_TITLES, description->title, "chamber");

	if (*chamber && person->chamber && g_str_equal(person->chamber, chamber))
		return true;
	for (guint i = 0; i < person->roles->len; i++)
		if (role_has(document, person->roles->pdata[i], title))
			return true;
	return false;
}

/* Whether nothing that is known of the person speaks against the description. */
static bool
may_be(const Hearing *hearing, int index, const Description *description)
{
	const Cast *cast = hearing->extraction->cast;
	const Person *person = cast_person(cast, index);
	Sex sex = SEX_UNKNOWN;

	if (description->state != NOBODY && person->party != NOBODY &&
	    person->party != description->state &&
	    g_str_equal(cast_party(cast, person->party)->kind, "state"))
		return false;
	if (word_has_class(cast->document, LEXICON_WORDS, description->head, "man"))
		sex = SEX_MALE;
	if (word_has_class(cast->document, LEXICON_WORDS, description->head, "woman"))
		sex = SEX_FEMALE;
	return sex == SEX_UNKNOWN || person->sex == SEX_UNKNOWN || person->sex == sex;
}

/* The person last spoken of, or else named last, before the description who bears its title. */
static bool
find_bearer(const Hearing *hearing, const Description *description, Speaker *speaker)
{
	const Cast *cast = hearing->extraction->cast;
	uint32_t sentence = cast->document->words[description->head].sentence;

	for (uint32_t back = 0; back <= MOST_BACK && back <= sentence; back++) {
		const Speaker *topic = &hearing->topics[sentence - back];

		if (sentence - back < hearing->n_topics && topic->actor.person != NOBODY &&
		    bears_title(hearing, cast_person(cast, topic->actor.person), description) &&
		    may_be(hearing, topic->actor.person, description)) {
			*speaker = *topic;
			return true;
		}
	}
	for (uint32_t word = description->first, back = 0; word-- > 0 && back < FARTHEST; back++) {
		const Mention *mention = cast_mention(cast, word);

		if (!mention || mention->person == NOBODY ||
		    !bears_title(hearing, cast_person(cast, mention->person), description) ||
		    !may_be(hearing, mention->person, description))
			continue;
		take_person(hearing, mention->person, speaker);
		return true;
	}
	return false;
}

static bool
is_definite(const Document *document, uint32_t first)
{
	uint32_t start = sentence_of(document, first)->first_word;

	return word_is(document, first, "det-the") || word_equals(document, first, "that") ||
	       (first > start && (word_is(document, first - 1, "det-the") ||
	                          word_equals(document, first - 1, "that")));
}

/* The words of a description without its article. */
static uint32_t
without_article(const Document *document, uint32_t first, uint32_t head)
{
	while (first < head &&
	       (word_is(document, first, "det-a") || word_is(document, first, "det-the") ||
	        word_is(document, first, "poss") || word_equals(document, first, "that") ||
	        word_equals(document, first, "another")))
		first++;
	return first;
}

/* Whether the noun at `word` opens a description to which a later "the official" leads back:
 * new in the text, or with a side's name beside it. */
static bool
introduces(const Hearing *hearing, uint32_t first, uint32_t word)
{
	const Document *document = hearing->extraction->document;

	if (!is_definite(document, first) && first < word &&
	    (word_is(document, first, "det") || document->words[first].flags & WORD_NUMBER))
		return true;
	for (uint32_t at = first; at < word; at++)
		if (cast_mention(hearing->extraction->cast, at) ||
		    (document->words[at].flags & (WORD_CAPITAL | WORD_FIRST)) == WORD_CAPITAL)
			return true;
	return false;
}

static bool
same_noun(const Document *document, uint32_t a, uint32_t b)
{
	size_t n, m;
	const char *left = word_text(document, a, &n), *right = word_text(document, b, &m);

	return n == m && g_ascii_strncasecmp(left, right, n) == 0;
}

/* What was described before by the same noun. */
static bool
find_first_description(const Hearing *hearing, const Description *description, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	uint32_t n_words = description->head - description->first;

	for (uint32_t word = description->first, back = 0; word-- > 0 && back < FARTHEST; back++) {
		if (!same_noun(document, word, description->head) ||
		    document->words[word].flags & WORD_QUOTED)
			continue;
		uint32_t start = phrase_start(document, word);
		uint32_t first = without_article(document, start, word);
		const Mention *mention = cast_mention(hearing->extraction->cast, word);

		if (!introduces(hearing, start, word) || word - first < n_words)
			continue;
		int person = person_beside(hearing, word);
		if (person != NOBODY) {
			take_person(hearing, person, speaker);
			return true;
		}
		speaker->name = words_text(document, first, word + 1);
		if (mention && mention->kind == MENTION_GROUP)
			speaker->actor = actor_of(hearing->extraction->cast, mention);
		return true;
	}
	return false;
}

/* The person last spoken of whom the description may mean: one without a title where it tells an
 * office, one of the party that it names. */
static bool
find_topic(const Hearing *hearing, const Description *description, bool strict,
           Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	const Cast *cast = hearing->extraction->cast;
	uint32_t sentence = document->words[description->head].sentence;
	bool office = g_str_equal(description->class, "office");

	for (uint32_t back = 0; back <= MOST_BACK && back <= sentence; back++) {
		const Speaker *topic = &hearing->topics[sentence - back];

		if (sentence - back >= hearing->n_topics || topic->actor.person == NOBODY)
			continue;
		const Person *person = cast_person(cast, topic->actor.person);
		if ((strict && office && person->roles->len) || !may_be(hearing, topic->actor.person, description))
			continue;
		if (description->label && person->party != NOBODY &&
		    !strstr(cast_party(cast, person->party)->name, description->label) &&
		    (strict || !g_str_equal(cast_party(cast, person->party)->kind, "state")))
			continue;
		*speaker = *topic;
		return true;
	}
	return false;
}

/* "the group", "the statement": the side last spoken of. */
static bool
find_side(const Hearing *hearing, uint32_t head, Speaker *speaker)
{
	uint32_t sentence = hearing->extraction->document->words[head].sentence;

	for (uint32_t back = 0; back <= MOST_BACK && back <= sentence; back++) {
		const Speaker *topic = &hearing->topics[sentence - back];

		if (sentence - back < hearing->n_topics && !topic->human &&
		    topic->actor.party != NOBODY) {
			*speaker = *topic;
			return true;
		}
	}
	return false;
}

/* "a White House statement", "its letter": the owner speaks. */
static bool
find_author(const Hearing *hearing, uint32_t first, uint32_t head, Speaker *speaker)
{
	const Cast *cast = hearing->extraction->cast;

	for (uint32_t word = head; word-- > first;) {
		const Mention *mention = cast_mention(cast, word);

		if (!mention)
			continue;
		Actor actor = actor_of(cast, mention);
		if (actor.person != NOBODY)
			take_person(hearing, actor.person, speaker);
		else
			*speaker = (Speaker){ actor, actor_name(hearing->extraction, actor), false };
		return speaker->name;
	}
	return false;
}

static bool
is_text(const Document *document, uint32_t head)
{
	return word_has_class(document, LEXICON_SPEECH, head, "document");
}

/* "the group", "the party", "the statement". */
static bool
stands_for_side(const Document *document, uint32_t head)
{
	return is_text(document, head) || word_has_class(document, LEXICON_WORDS, head, "body");
}

/* "Lauren Evans" where the cast has no such person: the words of the name around its head. */
static bool
take_unknown_person(const Document *document, uint32_t head, Speaker *speaker)
{
	uint32_t first = head, end = head + 1, last = sentence_end(sentence_of(document, head));

	if (!document->syntax || document->syntax[head].name != NAME_PERSON)
		return false;
	while (end < last && document->syntax[end].name == NAME_PERSON &&
	       !document->syntax[end].name_begins)
		end++;
	while (!document->syntax[first].name_begins &&
	       first > sentence_of(document, head)->first_word)
		first--;
	*speaker = (Speaker){ { NOBODY, NOBODY }, words_text(document, first, end), true };
	return true;
}

static bool
can_speak(const Document *document, const Description *description)
{
	uint32_t head = description->head;

	if (description->title || description->label || word_names_government(document, head) ||
	    word_has_class(document, LEXICON_WORDS, head, "group") ||
	    word_has_class(document, LEXICON_WORDS, head, "speaker") ||
	    word_has_class(document, LEXICON_WORDS, head, "body") ||
	    word_match(document, LEXICON_DRAFTS, head))
		return true;
	return document->syntax && (document->syntax[head].upos == UPOS_PROPN ||
	                            document->syntax[head].name == NAME_ORGANISATION);
}

bool
speaker_described(const Hearing *hearing, uint32_t start, uint32_t head, Speaker *speaker)
{
	const Document *document = hearing->extraction->document;
	uint32_t first = without_article(document, start, head);
	Description description = describe(hearing, first, head);
	bool definite = is_definite(document, start);

	*speaker = (Speaker){ { NOBODY, NOBODY }, NULL, false };
	if (!definite && take_unknown_person(document, head, speaker))
		return true;
	if (is_text(document, head) && find_author(hearing, first, head, speaker))
		return true;
	if (is_text(document, head) && first < head &&
	    document->words[head - 1].flags & WORD_CAPITAL)
		return speaker_described(hearing, start, head - 1, speaker);
	bool singular = description.label ||
	                (description.title && description.title->form != FORM_PLURAL);
	speaker->human = singular;
	if (definite && description.title && singular &&
	    find_bearer(hearing, &description, speaker))
		return true;
	if (definite && first == head && is_text(document, head) &&
	    find_side(hearing, head, speaker))
		return true;
	if (definite && find_first_description(hearing, &description, speaker))
		return true;
	if (definite && singular && !word_has_class(document, LEXICON_WORDS, head, "unnamed") &&
	    (find_topic(hearing, &description, true, speaker) ||
	     find_topic(hearing, &description, false, speaker)))
		return true;
	if (definite && first == head && !singular && stands_for_side(document, head) &&
	    find_side(hearing, head, speaker))
		return true;
	if (!can_speak(document, &description))
		return false;
	speaker->name = words_text(document, first, head + 1);
	return true;
}
