/* Parties in the text, by the lexicon's names, metonyms, demonyms and group nouns. */
#include "extract/cast.h"

#include "extract/words.h"

#include <string.h>

int
cast_add_party(Cast *cast, const char *name, const char *kind)
{
	gpointer known = g_hash_table_lookup(cast->party_index, name);

	if (known)
		return GPOINTER_TO_INT(known) - 1;
	Party party = { .name = name, .kind = kind, .aliases = g_ptr_array_new() };
	g_array_append_val(cast->parties, party);
	g_hash_table_insert(cast->party_index, (gpointer)name,
	                    GINT_TO_POINTER((int)cast->parties->len));
	return (int)cast->parties->len - 1;
}

void
cast_add_mention(Cast *cast, Mention mention)
{
	g_array_append_val(cast->mentions, mention);
	for (uint32_t i = 0; i < mention.n_words; i++)
		cast->at[mention.first_word + i] = (int)cast->mentions->len - 1;
}

/* The form counts only where it is written as a name: "US" in capitals, "May" is no month
 * here; "common" nouns name a side in small letters. */
static bool
written_as(const Document *document, uint32_t word, const LexiconEntry *entry, const char *class)
{
	bool caps = strstr(class, "caps") != NULL;

	if (g_str_equal(class, "common")) { /* no side in "the State of the Union" */
		uint16_t last = document->words[word + entry->n_words - 1].flags;

		return !(last & WORD_CAPITAL) || last & WORD_FIRST;
	}
	for (uint32_t i = 0; i < (caps ? entry->n_words : 1); i++) {
		uint16_t flags = document->words[word + i].flags;
		const char *at = document->article->text + document->words[word + i].span.start;

		if (caps && !(flags & WORD_ALL_CAPS) && at[1] != '.')
			return false;
		if (!caps && !(flags & WORD_CAPITAL) && !word_is(document, word, "det"))
			return false;
	}
	return true;
}

typedef struct {
	const LexiconEntry *entry;
	const char *name, *kind, *class;
} PartyMatch;

static bool
match_table(const Document *document, LexiconTableId table, uint32_t word, PartyMatch *match)
{
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, table, document->words[word].form);

	for (; entries && *entries; entries++) {
		const LexiconEntry *entry = *entries;
		const char *class = entry_cell(document, table, entry, "class");

		if ((match->entry && entry->n_words <= match->entry->n_words) ||
		    g_str_equal(class, "government-word") || !entry_stands(document, entry, word) ||
		    !written_as(document, word, entry, class))
			continue;
		*match = (PartyMatch){ entry, entry_cell(document, table, entry, "name"),
		                       entry_cell(document, table, entry, "kind"), class };
	}
	return match->entry;
}

static bool
is_possessive(const Document *document, uint32_t after, uint32_t end)
{
	return after < end && (document->words[after].flags & WORD_POSSESSIVE);
}

/* "in Moscow", "near Kyiv": the capital as a place. */
static bool
is_place(const Document *document, uint32_t word, const char *class)
{
	uint32_t first = sentence_of(document, word)->first_word;

	if (!(g_str_equal(class, "capital") || g_str_equal(class, "metonym")))
		return false;
	while (word > first && word_is(document, word - 1, "det"))
		word--;
	if (word == first)
		return false;
	static const char *const before[] = { "in", "at", "near", "outside", "to", "around", "visited", "visiting" };
	for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
		if (word_equals(document, word - 1, before[i]))
			return !(g_str_equal(before[i], "to") && is_possessive(document, word + 1, (uint32_t)document->n_words));
	return false;
}

static void
note_alias(Cast *cast, int party, const char *written)
{
	Party *known = cast_party(cast, party);

	if (g_ascii_strcasecmp(known->name, written) == 0)
		return;
	for (guint i = 0; i < known->aliases->len; i++)
		if (g_str_equal(known->aliases->pdata[i], written))
			return;
	g_ptr_array_add(known->aliases, (gpointer)written);
}

/* A noun for people who act for a side: "officials", "government", "negotiating team". */
static bool
is_group_noun(const Document *document, uint32_t word, uint32_t *n_words)
{
	const LexiconEntry *title = word_match(document, LEXICON_TITLES, word);

	*n_words = title ? title->n_words : 1;
	return title || word_names_government(document, word) ||
	       word_has_class(document, LEXICON_WORDS, word, "group");
}

/* "Russian" + "foreign policy" + "officials": extends the mention over the noun if one comes
 * within a few small words, and says so. */
static bool
extend_to_group(const Document *document, Mention *mention, uint32_t end)
{
	uint32_t from = mention->first_word + mention->n_words + (mention->possessive ? 1 : 0);

	for (uint32_t word = from, n; word < end && word < from + 3; word++) {
		uint16_t flags = document->words[word].flags;

		if (is_group_noun(document, word, &n)) {
			/* "Kremlin aide Yuri Ushakov": the noun is the person's title */
			if (word + n < end && (document->words[word + n].flags & WORD_CAPITAL))
				return false;
			mention->n_words = word + n - mention->first_word;
			mention->possessive = is_possessive(document, word + n, end);
			return true;
		}
		if (flags & (WORD_PUNCT | WORD_CAPITAL | WORD_NUMBER) || word_is(document, word, "prep") ||
		    word_is(document, word, "det") || word_is(document, word, "conj"))
			return false;
	}
	return false;
}

/* "Labour Court": one word of a longer name, not the party. */
static bool
begins_longer_name(const Document *document, uint32_t word, const PartyMatch *match)
{
	uint32_t next = word + 1;

	return match->entry->n_words == 1 && g_str_equal(match->class, "name") &&
	       !g_str_equal(match->kind, "state") &&
	       next < sentence_end(sentence_of(document, word)) &&
	       document->words[next].flags & WORD_CAPITAL &&
	       word_has_class(document, LEXICON_NAMES, next, "organisation");
}

/* "governments in Europe", "the leaders of Oslo": the mention grows back over the noun. */
static void
extend_back(const Cast *cast, Mention *mention)
{
	const Document *document = cast->document;
	uint32_t first = document->sentences[mention->sentence].first_word;
	uint32_t joint = mention->first_word - 1, noun = joint - 1, n;

	if (mention->first_word < first + 2 || !(word_equals(document, joint, "in") ||
	                                         word_equals(document, joint, "of")) ||
	    cast->at[noun] != NOBODY)
		return;
	if (!word_match(document, LEXICON_TITLES, noun) && !word_names_government(document, noun) &&
	    !word_has_class(document, LEXICON_WORDS, noun, "both"))
		return;
	if (!is_group_noun(document, noun, &n) || n != 1)
		return;
	mention->n_words += mention->first_word - noun;
	mention->first_word = noun;
	mention->kind = MENTION_GROUP;
}

static uint32_t
add_party_at(Cast *cast, uint32_t word)
{
	const Document *document = cast->document;
	PartyMatch match = { 0 };

	match_table(document, LEXICON_PARTIES, word, &match);
	match_table(document, LEXICON_COUNTRIES, word, &match);
	if (!match.entry || begins_longer_name(document, word, &match))
		return 1;
	uint32_t n = match.entry->n_words, end = sentence_end(sentence_of(document, word));
	Mention mention = {
		.first_word = word,
		.n_words = n,
		.sentence = document->words[word].sentence,
		.kind = g_str_equal(match.class, "adjective") ? MENTION_ADJECTIVE : MENTION_NAME,
		.person = NOBODY,
		.party = cast_add_party(cast, match.name, match.kind),
		.possessive = is_possessive(document, word + n, end),
	};
	if (g_str_equal(match.class, "common"))
		cast_party(cast, mention.party)->generic = true;
	if (mention.kind == MENTION_NAME)
		note_alias(cast, mention.party, words_text(document, word, word + n));
	if (is_place(document, word, match.class))
		mention.kind = MENTION_PLACE;
	else if ((mention.kind == MENTION_ADJECTIVE || mention.possessive ||
	          strstr(match.class, "caps") || g_str_equal(match.class, "name")) &&
	         extend_to_group(document, &mention, end))
		mention.kind = MENTION_GROUP;
	else if (g_str_equal(match.class, "common"))
		mention.kind = MENTION_GROUP;
	if (mention.kind == MENTION_NAME || mention.kind == MENTION_PLACE)
		extend_back(cast, &mention);
	cast_add_mention(cast, mention);
	return mention.first_word + mention.n_words - word;
}

static int
by_first_word(gconstpointer a, gconstpointer b)
{
	const Mention *left = a, *right = b;

	return left->first_word < right->first_word ? -1 : left->first_word > right->first_word;
}

/* Sorts the mentions, drops those that others have covered, and points `at` to the rest. */
static void
settle_mentions(Cast *cast)
{
	g_autoptr(GArray) kept = g_array_new(false, false, sizeof(Mention));

	for (guint i = 0; i < cast->mentions->len; i++) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);

		if (cast->at[mention->first_word] == (int)i)
			g_array_append_vals(kept, mention, 1);
	}
	g_array_sort(kept, by_first_word);
	for (size_t i = 0; i < cast->document->n_words; i++)
		cast->at[i] = NOBODY;
	g_array_set_size(cast->mentions, 0);
	for (guint i = 0; i < kept->len; i++)
		cast_add_mention(cast, g_array_index(kept, Mention, i));
}

/* "Kenyan and Ugandan delegations": the first adjective too stands for its side. */
static void
share_group_noun(Cast *cast)
{
	for (guint i = cast->mentions->len; i-- > 1;) {
		const Mention *group = &g_array_index(cast->mentions, Mention, i);
		Mention *adjective = &g_array_index(cast->mentions, Mention, i - 1);

		if (group->kind == MENTION_GROUP && adjective->kind == MENTION_ADJECTIVE &&
		    adjective->first_word + adjective->n_words + 1 == group->first_word &&
		    (word_equals(cast->document, group->first_word - 1, "and") ||
		     word_equals(cast->document, group->first_word - 1, ",")))
			adjective->kind = MENTION_GROUP;
	}
}

guint
cast_mentions_before(const Cast *cast, uint32_t word)
{
	guint low = 0, high = cast->mentions->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (g_array_index(cast->mentions, Mention, middle).first_word < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

Cast *
cast_find(const Document *document)
{
	Cast *cast = g_new0(Cast, 1);

	cast->document = document;
	cast->parties = g_array_new(false, true, sizeof(Party));
	cast->people = g_array_new(false, true, sizeof(Person));
	cast->mentions = g_array_new(false, false, sizeof(Mention));
	cast->party_index = g_hash_table_new(g_str_hash, g_str_equal);
	cast->person_index = g_hash_table_new(g_str_hash, g_str_equal);
	cast->at = g_new(int, document->n_words + 1);
	for (size_t i = 0; i <= document->n_words; i++)
		cast->at[i] = NOBODY;
	for (uint32_t word = 0; word < document->n_words;)
		word += add_party_at(cast, word);
	share_group_noun(cast);
	cast_find_organisations(cast);
	cast_find_people(cast);
	settle_mentions(cast);
	cast_settle_home(cast);
	return cast;
}

void
cast_free(Cast *cast)
{
	if (!cast)
		return;
	for (guint i = 0; i < cast->parties->len; i++)
		g_ptr_array_unref(cast_party(cast, (int)i)->aliases);
	for (guint i = 0; i < cast->people->len; i++) {
		g_ptr_array_unref(cast_person(cast, (int)i)->roles);
		g_array_unref(cast_person(cast, (int)i)->sentences);
	}
	g_array_unref(cast->parties);
	g_array_unref(cast->people);
	g_array_unref(cast->mentions);
	g_hash_table_unref(cast->party_index);
	g_hash_table_unref(cast->person_index);
	g_free(cast->at);
	g_free(cast);
}
