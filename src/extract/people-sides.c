/* Which side a person speaks for, from the words beside the name.
 *
 * "Russian President X", "the Kremlin's spokesman X", "Y's son-in-law X" (Y's side),
 * "X, a foreign policy adviser to Y", "the head of Ukraine's team, X", "X (D-Md.)". */
#include "extract/people.h"

#include "extract/words.h"

#include <string.h>

enum { MOST_ROLES = 40 }; /* of one person; no page of news tells as many */

static bool
has_class(const Document *document, const LexiconEntry *title, const char *class)
{
	return g_str_equal(entry_cell(document, LEXICON_TITLES, title, "class"), class);
}

static void
add_role(const Document *document, Person *person, uint32_t first, uint32_t end)
{
	const char *role = words_text(document, first, end);

	if (person->roles->len == MOST_ROLES)
		return;
	for (guint i = 0; i < person->roles->len; i++)
		if (g_ascii_strcasecmp(person->roles->pdata[i], role) == 0)
			return;
	g_ptr_array_add(person->roles, (gpointer)role);
}

/* Takes the side of what is mentioned, if the person has none yet. */
static void
take_side(Cast *cast, int index, const Mention *mention)
{
	Person *person = cast_person(cast, index);

	if (person->party != NOBODY || person->no_side || mention->person == index)
		return;
	if (mention->person == NOBODY)
		person->party = mention->party;
	else
		person->attached = mention->person;
	person->side_from = "the words beside the name";
	person->side_first = mention->first_word;
	person->side_end = mention->first_word + mention->n_words;
}

/* The same from words at some distance, of which less is certain. */
static void
surmise_side(Cast *cast, int index, const Mention *mention)
{
	Person *person = cast_person(cast, index);
	bool told = person->party != NOBODY || person->attached != NOBODY;

	take_side(cast, index, mention);
	person->surmised |= !told;
	if (!told && person->side_from)
		person->side_from = "words at some distance";
}

/* What the title itself tells: analysts speak for nobody, a senator's side is his chamber's.
 * Returns the number of its words: no "Trade Secretary" speaks in "Shadow Trade Secretary". */
static uint32_t
weigh_title(Cast *cast, int index, uint32_t word)
{
	const Document *document = cast->document;
	const LexiconEntry *title = word_match(document, LEXICON_TITLES, word);
	Person *person = cast_person(cast, index);

	if (!title)
		return 1;
	learn_sex(document, person, word);
	if (title->form != FORM_PLURAL &&
	    (has_class(document, title, "expert") || has_class(document, title, "media")))
		person->no_side = person->party == NOBODY && person->attached == NOBODY;
	bool of_union = has_class(document, title, "union");
	if (of_union || has_class(document, title, "business")) {
		person->title_kind = of_union ? "union" : "company";
		person->title_word = word;
	}
	const char *side = entry_cell(document, LEXICON_TITLES, title, "party");
	if (*side && !person->title_party && !person->past)
		person->title_party = side;
	if (*side && has_class(document, title, "lawmaker") && !person->label)
		person->label = side;
	const char *chamber = entry_cell(document, LEXICON_TITLES, title, "chamber");
	if (*chamber && !person->chamber)
		person->chamber = chamber;
	return title->n_words;
}

/* The mention that ends just before `word` (a possessive clitic may stand between). */
static const Mention *
mention_before(const Cast *cast, uint32_t word, uint32_t start)
{
	while (word > start && cast->document->words[word - 1].flags & WORD_POSSESSIVE)
		word--;
	return word > start ? cast_mention(cast, word - 1) : NULL;
}

/* The first side named between two words, other than the person's own. */
static const Mention *
side_within(const Cast *cast, uint32_t first, uint32_t end, int person)
{
	for (uint32_t word = first; word < end; word++) {
		const Mention *mention = cast_mention(cast, word);

		if (mention && mention->person != person &&
		    (mention->person != NOBODY || mention->party != NOBODY))
			return mention;
	}
	return NULL;
}

/* "former": whoever held an office for a side need not speak for it. */
static bool
is_past(const Document *document, uint32_t first, uint32_t end)
{
	for (uint32_t word = first; word < end; word++)
		if (g_str_equal(name_class(document, word), "past-title-word"))
			return true;
	return false;
}

/* A word that can stand between a side and a title: "US *special* envoy", not "envoys *met*
 * President". */
static bool
may_qualify(const Document *document, uint32_t word)
{
	static const char *const never[] = { "det", "prep", "conj", "aux", "subord" };
	static const LexiconTableId verbs[] = { LEXICON_SPEECH, LEXICON_MEETINGS, LEXICON_STANCES };

	if (document->words[word].flags & (WORD_PUNCT | WORD_NUMBER) ||
	    (document->syntax && document->syntax[word].upos == UPOS_VERB))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
		if (word_is(document, word, never[i]))
			return false;
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		const LexiconEntry *entry = word_match(document, verbs[i], word);

		if (entry && entry->cells[1][0] == 'v')
			return false;
	}
	return true;
}

/* "Norway's ambassador to Russia X": the side stands before the title, not before the name. */
static void
look_before_post(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t start = document->sentences[candidate->sentence].first_word;
	const Mention *post = mention_before(cast, candidate->first, start);

	if (candidate->n_title || !post || post->possessive)
		return;
	uint32_t to = post->first_word;
	while (to > start && word_is(document, to - 1, "det"))
		to--;
	if (to < start + 3 || !word_equals(document, to - 1, "to") ||
	    !word_match(document, LEXICON_TITLES, to - 2))
		return;
	const Mention *sender = mention_before(cast, to - 2, start);
	if (!sender) /* "Norwegian ambassador", a group by itself */
		sender = cast_mention(cast, to - 2);
	if (!sender || is_past(document, start, to))
		return;
	take_side(cast, candidate->person, sender);
	add_role(document, cast_person(cast, candidate->person), to - 2, candidate->first);
}

/* Title and side before the name; the mention grows over them. */
static void
look_before(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t start = document->sentences[candidate->sentence].first_word;
	uint32_t first = candidate->n_title ? candidate->title : candidate->first;
	uint32_t end = candidate->first + candidate->n;
	const Mention *before = mention_before(cast, first, start);
	uint32_t skipped = 0;

	/* "US special envoy": small words may stand between side and title, and an office's name */
	while (!before && candidate->n_title && first > start + 1 &&
	       skipped < (document->words[first - 1].flags & WORD_CAPITAL ? 4 : 2) &&
	       may_qualify(document, first - 1)) {
		first--;
		skipped++;
		before = mention_before(cast, first, start);
	}
	if (!candidate->n_title && !(before && before->kind == MENTION_ADJECTIVE))
		return;
	if (!before)
		first = candidate->n_title ? candidate->title : candidate->first;
	Mention grown = { .first_word = first,
		          .n_words = end - first,
		          .sentence = candidate->sentence,
		          .kind = MENTION_NAME,
		          .person = candidate->person,
		          .party = NOBODY,
		          .possessive = end < document->n_words &&
		                        document->words[end].flags & WORD_POSSESSIVE };
	bool past = is_past(document, before ? before->first_word - (before->first_word > start) : first,
	                    candidate->first);
	if (candidate->n_title) {
		cast_person(cast, candidate->person)->past |= past;
		for (uint32_t w = candidate->title; w < candidate->first;)
			w += weigh_title(cast, candidate->person, w);
		add_role(document, cast_person(cast, candidate->person), first, candidate->first);
	}
	if (before && before->kind != MENTION_PLACE) {
		Mention side = *before;

		if (!past)
			take_side(cast, candidate->person, &side);
		if (side.first_word < grown.first_word) {
			grown.n_words += grown.first_word - side.first_word;
			grown.first_word = side.first_word;
		}
	}
	cast_add_mention(cast, grown);
}

/* Words from `word` up to the comma, bracket or other mark that ends the apposition. */
static uint32_t
apposition_end(const Document *document, uint32_t word, uint32_t end)
{
	uint32_t limit = MIN(end, word + 16);

	while (word < limit && !word_is_punct(document, word) && !word_is(document, word, "rel"))
		word++;
	return word;
}

/* "chairman of China research": the state is what the work is about.  In "a US foreign policy
 * adviser" it is not, since a title follows. */
static bool
is_topic(const Document *document, const Mention *side, uint32_t stop)
{
	uint32_t next = side->first_word + side->n_words;

	if (side->kind != MENTION_NAME || side->possessive || next >= stop ||
	    word_is(document, next, "prep") || word_is(document, next, "conj"))
		return false;
	for (uint32_t word = next; word < stop; word++)
		if (word_match(document, LEXICON_TITLES, word))
			return false;
	return true;
}

/* Whether the side named beside the title is one for the bearer: not the state in which a
 * company works or that it studies, nor the home of a lawmaker whose party is told ("Georgia Republican"). */
static bool
may_speak_for(const Cast *cast, const LexiconEntry *title, const Mention *side, uint32_t stop)
{
	bool state = side->party != NOBODY &&
	             g_str_equal(cast_party(cast, side->party)->kind, "state");

	return !(state && (is_topic(cast->document, side, stop) ||
	                   has_class(cast->document, title, "business") ||
	                   *entry_cell(cast->document, LEXICON_TITLES, title, "party")));
}

/* The word after the name of a place, as in "Rep. X of New York, a Democrat". */
static uint32_t
place_end(const Document *document, uint32_t word, uint32_t end)
{
	while (word < end && document->words[word].flags & WORD_CAPITAL)
		word++;
	return word;
}

/* ", a foreign policy adviser to Y," after the name. */
static void
look_after(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t end = sentence_end(&document->sentences[candidate->sentence]);
	uint32_t comma = candidate->first + candidate->n;

	if (comma + 1 < end && word_equals(document, comma, "of")) {
		const Mention *country = cast_mention(cast, comma + 1);

		if (country && country->person == NOBODY)
			take_side(cast, candidate->person, country);
		uint32_t after = place_end(document, comma + 1, end);
		if (after + 1 < end && word_is(document, after + 1, "det"))
			comma = after;
	}
	if (comma + 2 >= end || !word_equals(document, comma, ",") ||
	    name_in_apposition(document, candidate->first) ||
	    word_is(document, comma + 1, "subord"))
		return;
	uint32_t first = comma + 1, stop = apposition_end(document, first, end);
	const LexiconEntry *title = NULL;
	bool past = is_past(document, first, stop);

	for (uint32_t word = first; word < stop && !title; word++) {
		const LexiconEntry *verb = word_match(document, LEXICON_SPEECH, word);

		title = word_match(document, LEXICON_TITLES, word);
		if (verb && !title && verb->cells[1][0] == 'v')
			return;
		if (!title)
			continue;
		cast_person(cast, candidate->person)->past |= past;
		weigh_title(cast, candidate->person, word);
	}
	if (!title)
		return;
	const Mention *side = side_within(cast, first, stop, candidate->person);
	if (side && !past && may_speak_for(cast, title, side, stop))
		surmise_side(cast, candidate->person, side);
	if (word_is(document, first, "det"))
		first++;
	add_role(document, cast_person(cast, candidate->person), first, stop);
}

static const Mention *
last_side_within(const Cast *cast, uint32_t first, uint32_t end)
{
	for (uint32_t word = end; word-- > first;) {
		const Mention *mention = cast_mention(cast, word);

		if (mention)
			return mention;
	}
	return NULL;
}

/* "The head of Ukraine's negotiating team, X," before the name, "Y's envoys, X and Z". */
static void
look_before_comma(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t start = document->sentences[candidate->sentence].first_word;

	if (candidate->n_title || candidate->first < start + 3 ||
	    !word_equals(document, candidate->first - 1, ","))
		return;
	uint32_t first = candidate->first - 1;
	while (first > start && candidate->first - first < 12 &&
	       !word_is_punct(document, first - 1) && !word_match(document, LEXICON_SPEECH, first - 1))
		first--;
	for (uint32_t word = first; word < candidate->first - 1; word++)
		if (word_match(document, LEXICON_TITLES, word)) {
			const Mention *side = last_side_within(cast, first, candidate->first - 1);

			weigh_title(cast, candidate->person, word);
			if (side)
				surmise_side(cast, candidate->person, side);
			return;
		}
}

/* Whether a title or a group noun stands a few words before "and": "envoys X and Z", not
 * "between X and Z". */
static bool
shares_title(const Document *document, uint32_t start, uint32_t and)
{
	for (uint32_t word = and, back = 0; word-- > start && back < 6; back++) {
		if (word_equals(document, word, "between"))
			return false;
		if (word_match(document, LEXICON_TITLES, word) ||
		    word_has_class(document, LEXICON_WORDS, word, "group"))
			return true;
	}
	return false;
}

/* "X and Z": Z shares X's side where nothing else tells it. */
static void
look_at_pair(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t start = document->sentences[candidate->sentence].first_word;

	uint32_t first = candidate->n_title ? candidate->title : candidate->first;
	if (first < start + 2 || !word_equals(document, first - 1, "and"))
		return;
	if (!shares_title(document, start, first - 1))
		return;
	const Mention *partner = mention_before(cast, first - 1, start);
	if (partner && partner->person != NOBODY && partner->person != candidate->person &&
	    cast_person(cast, partner->person)->attached != candidate->person)
		take_side(cast, candidate->person, partner);
}

/* "the Trump administration", "Trump's delegation": the side of the person named, not the person. */
static void
find_administration(Cast *cast, const Candidate *candidate)
{
	const Document *document = cast->document;
	uint32_t end = sentence_end(&document->sentences[candidate->sentence]);
	uint32_t after = candidate->first + candidate->n;
	bool owner = after + 1 < end && document->words[after].flags & WORD_POSSESSIVE;

	after += owner;
	bool group = after < end && (word_names_government(document, after) ||
	                             (owner && word_has_class(document, LEXICON_WORDS, after, "group")));
	if (!group)
		return;
	cast_add_mention(cast, (Mention){ .first_word = candidate->first,
	                                  .n_words = after + 1 - candidate->first,
	                                  .sentence = candidate->sentence,
	                                  .kind = MENTION_GROUP,
	                                  .person = candidate->person,
	                                  .party = NOBODY });
}

/* Sides through others: an aide's is that of the person aided; a few steps at most. */
static void
follow_attachments(Cast *cast)
{
	for (int step = 0; step < 4; step++)
		for (guint i = 0; i < cast->people->len; i++) {
			Person *person = cast_person(cast, (int)i);

			if (person->party == NOBODY && person->attached != NOBODY)
				person->party = cast_person(cast, person->attached)->party;
		}
}

/* "Secretary of State" alone is American, "Foreign Secretary" British; "union president" is
 * of the union that the article names. */
static void
take_title_sides(Cast *cast)
{
	for (guint i = 0; i < cast->people->len; i++) {
		Person *person = cast_person(cast, (int)i);

		if (person->party != NOBODY || person->no_side)
			continue;
		if (person->title_party)
			person->party = cast_add_party(cast, person->title_party, "state");
		else if (person->title_kind && person->attached == NOBODY)
			person->party = cast_named_side(cast, person->title_kind, person->title_word);
		if (person->party != NOBODY)
			person->side_from = "the title (titles.tsv)";
	}
}

static void
look_at_all(Cast *cast, const GArray *candidates, void (*look)(Cast *, const Candidate *))
{
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = &g_array_index(candidates, Candidate, i);

		if (candidate->person != NOBODY)
			look(cast, candidate);
	}
}

void
cast_find_sides(Cast *cast, const GArray *candidates)
{
	look_at_all(cast, candidates, look_before_post);
	look_at_all(cast, candidates, look_before);
	look_at_all(cast, candidates, cast_look_at_label);
	look_at_all(cast, candidates, look_after);
	cast_settle_factions(cast);
	look_at_all(cast, candidates, look_before_comma);
	/* "between Putin and Trump": who is known goes before who stands beside whom */
	cast_know_people(cast);
	look_at_all(cast, candidates, look_at_pair);
	look_at_all(cast, candidates, find_administration);
	follow_attachments(cast);
	take_title_sides(cast);
	follow_attachments(cast);
}
