#include "extract/judge-features.h"

#include <string.h>

/* The kinds of key, each with a space of values of its own. */
typedef enum {
	KEY_UPOS,
	KEY_XPOS,
	KEY_RELATION,
	KEY_NAME,
	KEY_FLAGS,
	KEY_MENTION,
	KEY_FUNCTION,
	KEY_FORM,
	KEY_TABLE,             /* and one more for each lexicon table */
	KEY_HEAD = KEY_TABLE + LEXICON_N_TABLES, /* a table's value at the word's head */
	KEY_HEAD_RELATION,
} KeyKind;

/* The tables that tell a word's sense, with the columns that do. */
static const struct {
	LexiconTableId table;
	const char *columns[2];
} senses[] = {
	{ LEXICON_STANCES, { "pos", "stance" } }, { LEXICON_TONES, { "tone" } },
	{ LEXICON_SPEECH, { "pos", "class" } },   { LEXICON_DRAFTS, { "class", "value" } },
	{ LEXICON_MEETINGS, { "class" } },        { LEXICON_ISSUES, { "issue" } },
	{ LEXICON_TITLES, { "class" } },          { LEXICON_WORDS, { "class" } },
	{ LEXICON_CALENDAR, { "class" } },        { LEXICON_NUMBERS, { "class" } },
	{ LEXICON_UNITS, { "kind" } },
};

/* FNV-1a. */
static uint32_t
hash(uint32_t seed, const char *text)
{
	uint32_t value = 2166136261u ^ (seed * 2654435761u);

	for (; *text; text++)
		value = (value ^ (uint8_t)*text) * 16777619u;
	return value;
}

static uint32_t
number_key(KeyKind kind, unsigned number)
{
	return hash(kind, "#") + number * 2246822519u;
}

/* The word itself in small letters, with a plain apostrophe. */
static uint32_t
form_key(const Document *document, uint32_t word)
{
	size_t length;
	const char *text = word_text(document, word, &length);
	uint32_t value = hash(KEY_FORM, "");

	for (size_t i = 0; i < length; i++) {
		uint8_t byte = (uint8_t)g_ascii_tolower(text[i]);

		if (i + 3 <= length && memcmp(text + i, "\xe2\x80\x99", 3) == 0) {
			byte = '\'';
			i += 2;
		}
		value = (value ^ byte) * 16777619u;
	}
	return value;
}

/* The key of a lexicon entry that begins at the word; 0 for none. */
static uint32_t
sense_key(const Document *document, size_t sense, uint32_t word)
{
	LexiconTableId table = senses[sense].table;
	const LexiconEntry *entry = word_match(document, table, word);
	uint32_t key = KEY_TABLE + table;

	if (!entry)
		return 0;
	for (size_t i = 0; i < 2 && senses[sense].columns[i]; i++)
		key = hash(key, entry_cell(document, table, entry, senses[sense].columns[i]));
	return key;
}

static unsigned
mention_number(const Extraction *extraction, uint32_t word)
{
	const Mention *mention = cast_mention(extraction->cast, word);

	if (!mention)
		return 0;
	bool person = mention->person != NOBODY, side = mention_party(extraction->cast, mention) != NOBODY;
	return 1 + mention->kind * 8 + person * 4 + side * 2 + (mention->first_word == word);
}

size_t
judge_keys(const Extraction *extraction, uint32_t word, uint32_t keys[MOST_KEYS])
{
	const Document *document = extraction->document;
	const Syntax *syntax = &document->syntax[word], *head = &document->syntax[syntax->head];
	uint16_t flags = document->words[word].flags;
	size_t n = 0;

	keys[n++] = form_key(document, word);
	keys[n++] = number_key(KEY_UPOS, syntax->upos);
	keys[n++] = number_key(KEY_XPOS, syntax->xpos);
	keys[n++] = number_key(KEY_RELATION, syntax->relation);
	keys[n++] = number_key(KEY_NAME, syntax->name * 2u + syntax->name_begins);
	keys[n++] = number_key(KEY_FLAGS, flags & (WORD_CAPITAL | WORD_NUMBER | WORD_QUOTED | WORD_FIRST));
	keys[n++] = number_key(KEY_MENTION, mention_number(extraction, word));
	keys[n++] = number_key(KEY_HEAD_RELATION, syntax->relation * 32u + head->upos);
	for (size_t i = 0; i < G_N_ELEMENTS(senses); i++) {
		uint32_t key = sense_key(document, i, word);

		if (key)
			keys[n++] = key;
	}
	uint32_t of_head = syntax->head != word ? sense_key(document, 0, syntax->head) : 0;
	if (of_head)
		keys[n++] = of_head ^ (KEY_HEAD * 2654435761u);
	const LexiconEntry *function = word_match(document, LEXICON_FUNCTION, word);
	if (function)
		keys[n++] = hash(KEY_FUNCTION, function->cells[1]);
	return n;
}
