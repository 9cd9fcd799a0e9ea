/* What sides want told differently: stances that exclude one another, other numbers in the same
 * words. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/wordings.h"

#include <string.h>

enum { LONGEST_LIST = 64, FEWEST_STEMS = 2, TOLERANCE = 10 /* one part in so many */ };

static const double same_object = 0.6;

/* Stances of which a party has only one on one object. */
static const EntenteStance exclusions[][2] = {
	{ ENTENTE_ACCEPTS, ENTENTE_REFUSES }, { ENTENTE_DEMANDS, ENTENTE_REFUSES },
	{ ENTENTE_OFFERS, ENTENTE_REFUSES },  { ENTENTE_ACCEPTS, ENTENTE_OPEN },
	{ ENTENTE_REFUSES, ENTENTE_OPEN },
};

static bool
stances_exclude(int a, int b)
{
	for (size_t i = 0; i < G_N_ELEMENTS(exclusions); i++)
		if ((a == (int)exclusions[i][0] && b == (int)exclusions[i][1]) ||
		    (b == (int)exclusions[i][0] && a == (int)exclusions[i][1]))
			return true;
	return false;
}

/* Whether they contradict: an own stance without condition, on one object, in one round. */
static bool
positions_exclude(const Gathering *gathering, const Group *a, const Group *b)
{
	const EntentePosition *x = &a->record->position, *y = &b->record->position;
	Stems left = words_stems(gathering->words, x->what);
	Stems right = words_stems(gathering->words, y->what);

	return stances_exclude(x->stance, y->stance) && !x->reported_by && !y->reported_by &&
	       !x->condition && !y->condition && stems_overlap(left, right) >= same_object &&
	       group_round(gathering, a) == group_round(gathering, b);
}

static const char *
stance_name(int stance)
{
	const EntenteKindSpec *spec = entente_kind(ENTENTE_POSITION);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (spec->fields[i].offset == offsetof(EntenteRecord, position.stance))
			return spec->fields[i].choices[stance];
	return "";
}

static void
add_stance(Differing *differing, const Gathering *gathering, const Group *position)
{
	const char *stance = stance_name(position->record->position.stance);
	const char *value =
	    arena_printf(gathering->arena, "%s %s", stance, position->record->position.what);
	for (guint i = 0; i < position->members->len; i++)
		differing_add(differing, value, group_at(position, i));
}

static void
check_stances_of(Gathering *gathering, const GPtrArray *positions)
{
	for (guint i = 0; i < positions->len; i++)
		for (guint j = i + 1; j < positions->len; j++) {
			const Group *one = positions->pdata[i], *other = positions->pdata[j];

			if (!positions_exclude(gathering, one, other))
				continue;
			g_autoptr(Differing) differing = differing_new(gathering);
			g_autofree char *about =
			    g_strdup_printf("stance of %s on %s", one->record->position.party,
			                    one->record->position.issue);
			add_stance(differing, gathering, one);
			add_stance(differing, gathering, other);
			differing_report(differing, gathering, about);
		}
}

typedef struct {
	const Lexicon *lexicon;
	GArray *ids; /* of the words, 0 for those not in the lexicon */
} Ids;

static void
add_id(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Ids *ids = user_data;
	uint32_t id = lexicon_word(ids->lexicon, word, length);

	(void)quoted;
	g_array_append_val(ids->ids, id);
}

/* How the words of a stance accept: NULL if they are no words of accepting. */
static const char *
acceptance(const Lexicon *lexicon, const char *wording)
{
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	Ids ids = { lexicon, words };
	unsigned stance = lexicon_column(lexicon, LEXICON_STANCES, "stance");
	unsigned holder = lexicon_column(lexicon, LEXICON_STANCES, "holder");

	each_word(wording, add_id, &ids);
	for (guint i = 0; i < words->len; i++) {
		const uint32_t *at = &g_array_index(words, uint32_t, i);
		const LexiconEntry *entry =
		    lexicon_match(lexicon, LEXICON_STANCES, at, words->len - i, sizeof *at);

		if (entry && g_str_equal(entry->cells[stance], stance_name(ENTENTE_ACCEPTS)))
			return g_str_equal(entry->cells[holder], "sayer") ? "only acceptable"
			                                                  : "accepted";
	}
	return NULL;
}

/* Accepted in one source, in another only found acceptable. */
static void
check_acceptance(Gathering *gathering, const Group *position)
{
	const EntentePosition *held = &position->record->position;

	if (held->stance != ENTENTE_ACCEPTS || position->n_independent < 2 || !held->party)
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	for (guint i = 0; i < position->members->len; i++) {
		const Mention *mention = group_at(position, i);
		const char *wording = mention->record->position.wording;
		const char *value = wording ? acceptance(gathering->lexicon, wording) : NULL;

		if (value)
			differing_add(differing, value, mention);
	}
	g_autofree char *about =
	    g_strdup_printf("stance of %s on %s: accepted or only acceptable", held->party,
	                    held->what ? held->what : held->issue);
	differing_report(differing, gathering, about);
}

void
check_stances(Gathering *gathering)
{
	const GPtrArray *positions = gathering->groups[ENTENTE_POSITION];
	g_autoptr(GHashTable) by_key =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) lists =
	    g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GString) key = g_string_new(NULL);

	for (guint i = 0; i < positions->len; i++) {
		const EntentePosition *position =
		    &((Group *)positions->pdata[i])->record->position;

		check_acceptance(gathering, positions->pdata[i]);
		if (!position->party || !position->issue || !position->what)
			continue;
		g_string_truncate(key, 0);
		key_text(key, position->party);
		key_text(key, position->issue);
		GPtrArray *list = g_hash_table_lookup(by_key, key->str);
		if (!list) {
			list = g_ptr_array_new();
			g_ptr_array_add(lists, list);
			g_hash_table_insert(by_key, g_strdup(key->str), list);
		}
		if (list->len < LONGEST_LIST)
			g_ptr_array_add(list, positions->pdata[i]);
	}
	for (guint i = 0; i < lists->len; i++)
		check_stances_of(gathering, lists->pdata[i]);
}

/* A text with one number in it. */
typedef struct {
	GString *rest; /* without the number */
	double number;
	guint n_numbers;
} Numbered;

static void
scan_number(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Numbered *numbered = user_data;

	(void)quoted;
	if (g_ascii_isdigit(*word)) {
		numbered->number = g_ascii_strtod(word, NULL);
		numbered->n_numbers++;
		return;
	}
	g_string_append_len(numbered->rest, word, (gssize)length);
	g_string_append_c(numbered->rest, ' ');
}

/* The number of a text that has one; its other stems in `rest`. */
static bool
find_number(const Gathering *gathering, const char *text, double *number, Stems *rest)
{
	g_autoptr(GString) words = g_string_new(NULL);
	Numbered numbered = { words, 0, 0 };

	if (!text)
		return false;
	each_word(text, scan_number, &numbered);
	*number = numbered.number;
	*rest = words_stems(gathering->words, words->str);
	return numbered.n_numbers == 1 && rest->n >= FEWEST_STEMS;
}

/* Other numbers in the same words: "1,000 soldiers", "400 soldiers". */
static void
check_numbers_of(Gathering *gathering, const Group *group, size_t offset, const char *by)
{
	g_autoptr(Differing) differing = NULL;
	double first = 0, number;
	Stems words = { NULL, 0 }, rest;
	const char *about = NULL;

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);
		const char *text = *(char **)((char *)mention->record + offset);

		if (!find_number(gathering, text, &number, &rest))
			continue;
		if (!differing) {
			differing = differing_new(gathering);
			first = number;
			words = rest;
			about = text;
		} else if (words.n != rest.n || stems_shared(words, rest) != rest.n) {
			continue;
		}
		bool near = TOLERANCE * ABS(number - first) <= MAX(number, first);
		differing_add(differing,
		              arena_printf(gathering->arena, "%.15g", near ? first : number),
		              mention);
	}
	if (!differing)
		return;
	g_autofree char *phrase = by ? g_strdup_printf("number told by %s: %s", by, about)
	                             : g_strdup_printf("number: %s", about);
	differing_report(differing, gathering, phrase);
}

void
check_numbers(Gathering *gathering)
{
	const GPtrArray *positions = gathering->groups[ENTENTE_POSITION];
	const GPtrArray *claims = gathering->groups[ENTENTE_CLAIM];

	for (guint i = 0; i < positions->len; i++) {
		const Group *group = positions->pdata[i];

		if (group->n_independent > 1)
			check_numbers_of(gathering, group,
			                 offsetof(EntenteRecord, position.what),
			                 group->record->position.party);
	}
	for (guint i = 0; i < claims->len; i++) {
		const Group *group = claims->pdata[i];

		if (group->n_independent > 1)
			check_numbers_of(gathering, group, offsetof(EntenteRecord, claim.what),
			                 group->record->claim.by);
	}
}
