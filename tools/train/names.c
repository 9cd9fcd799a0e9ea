/* Name tags from GUM's entities, which are mentions of any kind with all that hangs on them: a
 * mention is a name if its head is a proper noun, and the name is the run of proper nouns (with
 * "of", "the", "and", "for" between them) about the head.  Titles are left out. */
#include "names.h"

#include <stdlib.h>
#include <string.h>

enum { MENTIONS_MAX = 128 };

typedef struct {
	unsigned long id;
	Name name;
	size_t first, last;
	bool closed;
} Mention;

static Name
class_of(const char *type)
{
	static const struct {
		const char *type;
		Name name;
	} classes[] = {
		{ "person-", NAME_PERSON },
		{ "place-", NAME_PLACE },
		{ "organization-", NAME_ORGANISATION },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
		if (g_str_has_prefix(type, classes[i].type))
			return classes[i].name;
	return NAME_NONE;
}

/* Notes the mentions that open and close at word `i`: "(12-person-new-...", "12)". */
static void
read_entities(const char *text, size_t i, Mention *mentions, size_t *n)
{
	while (*text && *text != '|') {
		if (*text == '(' && *n < MENTIONS_MAX) {
			char *type;
			Mention *mention = &mentions[(*n)++];
			*mention = (Mention){ .id = strtoul(text + 1, &type, 10),
				              .first = i,
				              .last = i };
			mention->name = class_of(*type ? type + 1 : type);
			text = type + strcspn(type, "()|");
			mention->closed = *text == ')';
			text += *text == ')';
			continue;
		}
		char *end;
		unsigned long id = strtoul(text, &end, 10);
		for (size_t m = *n; m-- > 0 && end > text;)
			if (!mentions[m].closed && mentions[m].id == id) {
				mentions[m].last = i;
				mentions[m].closed = true;
				break;
			}
		text = end > text ? end + (*end == ')') : text + 1;
	}
}

static bool
is_proper(const ConlluSentence *sentence, size_t i)
{
	return g_str_has_prefix(sentence->rows[i]->columns[CONLLU_XPOS], "NNP");
}

static bool
is_bridge(const ConlluSentence *sentence, size_t i)
{
	static const char *const bridges[] = {
		"of", "the", "and", "for", "&", "-", "de", "al"
	};
	const char *form = sentence->rows[i]->columns[CONLLU_FORM];

	for (size_t b = 0; b < G_N_ELEMENTS(bridges); b++)
		if (strcmp(form, bridges[b]) == 0)
			return true;
	return false;
}

/* Where the run of proper nouns about `head` ends in this direction, within the mention. */
static size_t
run_end(const ConlluSentence *sentence, const Mention *mention, size_t head, int step)
{
	size_t limit = step > 0 ? mention->last : mention->first, end = head, at = head;
	int bridges = 0;

	while (at != limit && bridges <= 2) {
		at += (size_t)(ptrdiff_t)step;
		if (is_proper(sentence, at)) {
			end = at;
			bridges = 0;
		} else if (mention->name != NAME_PERSON && is_bridge(sentence, at)) {
			bridges++;
		} else {
			break;
		}
	}
	return end;
}

void
names_mark(uint8_t *tags, size_t from, size_t n, Name name)
{
	for (size_t i = 0; i < n; i++)
		tags[from + i] = (uint8_t)(name ? 2 * name - (i == 0) : 0);
}

static void
mark_mention(const Gazetteer *gazetteer, const ConlluSentence *sentence, const Mention *mention,
             uint8_t *tags)
{
	size_t head = mention->first;

	while (head < mention->last && conllu_head(sentence, head) > mention->first &&
	       conllu_head(sentence, head) <= mention->last + 1)
		head++;
	if (!mention->name || !mention->closed || !is_proper(sentence, head) || tags[head])
		return;
	size_t first = run_end(sentence, mention, head, -1);
	size_t last = run_end(sentence, mention, head, 1);
	for (size_t i = first; mention->name == NAME_PERSON && i < last; i++)
		if (gazetteer_is_title(gazetteer, &sentence->words[i]))
			first = i + 1;
		else if (!gazetteer_is_title_part(gazetteer, &sentence->words[i]))
			break;
	if (gazetteer_is_title(gazetteer, &sentence->words[first]) && first == last)
		return;
	for (size_t i = first; i <= last; i++)
		if (tags[i])
			return;
	names_mark(tags, first, last - first + 1, mention->name);
}

/* "Swiss" and "Germans", but not the language. */
static void
mark_nationalities(const Gazetteer *gazetteer, const ConlluSentence *sentence, uint8_t *tags)
{
	for (size_t i = 0; i < sentence->n_words; i++) {
		const char *xpos = sentence->rows[i]->columns[CONLLU_XPOS];
		bool alone = !tags[i] || (tags[i] % 2 == 1 && (i + 1 == sentence->n_words ||
		                                               tags[i + 1] != tags[i] + 1));
		if (!alone ||
		    (strcmp(xpos, "JJ") != 0 && strcmp(xpos, "NNPS") != 0 && !tags[i]) ||
		    !g_ascii_isupper(sentence->words[i].text[0]))
			continue;
		if (gazetteer_find(gazetteer, &sentence->words[i], 1) == NAME_NATIONALITY)
			names_mark(tags, i, 1, NAME_NATIONALITY);
	}
}

static int
by_length(gconstpointer a, gconstpointer b)
{
	const Mention *x = a, *y = b;
	size_t x_length = x->last - x->first, y_length = y->last - y->first;

	if (x_length != y_length)
		return x_length < y_length ? 1 : -1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static bool
read_ready(const ConlluSentence *sentence, uint8_t *tags)
{
	bool found = false;

	for (size_t i = 0; i < sentence->n_words; i++) {
		const char *name = strstr(sentence->rows[i]->columns[CONLLU_MISC], "Name=");
		if (!name)
			continue;
		found = true;
		for (int c = 1; c < N_NAMES; c++)
			if (g_str_has_prefix(name + strlen("Name=B-"), name_name(c)))
				tags[i] = (uint8_t)(2 * c - (name[strlen("Name=")] == 'B'));
	}
	return found;
}

void
names_read(const Gazetteer *gazetteer, const Conllu *conllu, const ConlluSentence *sentence,
           uint8_t *tags)
{
	Mention mentions[MENTIONS_MAX];
	size_t n = 0;

	memset(tags, 0, sentence->n_words);
	if (read_ready(sentence, tags))
		return;
	if (!conllu->has_entities) {
		memset(tags, NAME_UNKNOWN, sentence->n_words);
		return;
	}
	for (size_t i = 0; i < sentence->n_words; i++) {
		const char *entity = strstr(sentence->rows[i]->columns[CONLLU_MISC], "Entity=");
		if (entity)
			read_entities(entity + strlen("Entity="), i, mentions, &n);
	}
	qsort(mentions, n, sizeof *mentions, by_length);
	for (size_t m = 0; m < n; m++)
		mark_mention(gazetteer, sentence, &mentions[m], tags);
	mark_nationalities(gazetteer, sentence, tags);
}
