/* Titles that exclude one another: an office held in one source and past in another, two
 * offices of one rank.  Only offices count, and only where a sentence gives the title to the
 * person in so many words. */
#include "gather/differing.h"
#include "gather/discrepancies.h"
#include "gather/encounter.h"
#include "gather/names.h"
#include "gather/roles.h"
#include "gather/texts.h"

#include <string.h>

enum {
	BESIDE_BYTES = 24, /* between a title and the name that bears it */
	MOST_MORE_WORDS =
	    2, /* of one title beyond the other: "President", "Norland President" */
	SEASON_DAYS = 60
};

static const char *const office_classes[] = { "office", "lawmaker", NULL };

/* The office that the role names ("foreign minister"), or NULL. */
static const LexiconEntry *
office_of(const Gathering *gathering, const char *role)
{
	const Lexicon *lexicon = gathering->lexicon;
	unsigned class_column = lexicon_column(lexicon, LEXICON_TITLES, "class");
	WordIds ids = word_ids(lexicon, role);

	for (guint i = 0; i < ids.n; i++) {
		const LexiconEntry *entry = lexicon_match(lexicon, LEXICON_TITLES, ids.ids + i,
		                                          ids.n - i, sizeof *ids.ids);

		if (entry && g_strv_contains(office_classes, entry->cells[class_column]))
			return entry;
	}
	return NULL;
}

/* Whether the sentence gives the title to the person: it stands just before the name or, after
 * a comma, just behind it. */
static bool
gives_title(const char *sentence, const char *title, const char *name)
{
	g_autofree char *text = fold_text(sentence), *before = fold_text(title);
	g_autofree char *folded = fold_text(name);
	const char *surname = strrchr(folded, ' ') ? strrchr(folded, ' ') + 1 : folded;

	for (const char *at = text; (at = strstr(at, before)); at++) {
		const char *end = at + strlen(before), *found = strstr(end, surname);
		const char *previous = g_strrstr_len(text, at - text, surname);

		if ((found && found - end <= BESIDE_BYTES) ||
		    (previous && at - previous - (gssize)strlen(surname) <= BESIDE_BYTES))
			return true;
	}
	return false;
}

static bool
is_given(const Gathering *gathering, const Mention *mention, const char *title)
{
	for (size_t i = 0; i < mention->record->n_evidence; i++) {
		g_autofree char *text =
		    texts_sentence(gathering->texts, &mention->record->evidence[i]);

		if (text && gives_title(text, title, mention->record->person.name))
			return true;
	}
	return false;
}

/* The office in question: one that some sources call past and others do not. */
typedef struct {
	const char *past, *held;
	Role office;
} Dispute;

static bool
same_office(const Gathering *gathering, const Role *a, const Role *b)
{
	return a->office.n && stems_overlap(a->office, b->office) == 1 &&
	       MAX(a->office.n, b->office.n) - MIN(a->office.n, b->office.n) <=
	           MOST_MORE_WORDS &&
	       office_of(gathering, a->text) && office_of(gathering, b->text);
}

static bool
find_dispute(const Gathering *gathering, const char *const *roles, Dispute *dispute)
{
	for (const char *const *past = roles; past && *past; past++) {
		Role left = role_of(gathering, *past);

		for (const char *const *now = roles; left.marks == ROLE_PAST && *now; now++) {
			Role held = role_of(gathering, *now);

			if (held.marks || !same_office(gathering, &left, &held))
				continue;
			*dispute = (Dispute){ *past, *now, left };
			return true;
		}
	}
	return false;
}

/* Whether the pages of two mentions were published in one season, as far as known. */
static bool
in_season(const Gathering *gathering, const Mention *a, const Mention *b)
{
	int day = iso_day(gathering->pages[a->page].source.published);
	int other = iso_day(gathering->pages[b->page].source.published);

	return !day || !other || ABS(day - other) <= SEASON_DAYS;
}

/* The value that the mention gives in the dispute, or NULL. */
static const char *
take_side(const Gathering *gathering, const Dispute *dispute, const Mention *mention)
{
	const char *const *roles = mention->record->person.roles;

	for (; roles && *roles; roles++) {
		Role role = role_of(gathering, *roles);

		if ((role.marks & ~(uint32_t)ROLE_PAST) == 0 &&
		    same_office(gathering, &dispute->office, &role) &&
		    is_given(gathering, mention, *roles))
			return role.marks ? dispute->past : dispute->held;
	}
	return NULL;
}

/* "former President" in one source against "President" in the others, told in one season: an
 * office ends some day.  Where most call it past, the others do so out of courtesy. */
static void
check_past(Gathering *gathering, const Group *person)
{
	Dispute dispute;
	guint n_past = 0, n_held = 0;
	const Mention *first = NULL;

	if (!find_dispute(gathering, person->record->person.roles, &dispute))
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);

		if (take_side(gathering, &dispute, mention) != dispute.past)
			continue;
		first = first ? first : mention;
		n_past++;
		differing_add(differing, dispute.past, mention);
	}
	for (guint i = 0; first && i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);

		if (!in_season(gathering, mention, first) ||
		    take_side(gathering, &dispute, mention) != dispute.held)
			continue;
		n_held++;
		differing_add(differing, dispute.held, mention);
	}
	if (n_held < n_past)
		return;
	g_autofree char *about = g_strdup_printf("title of %s", person->record->person.name);
	differing_report(differing, gathering, about);
}

/* Two offices of one rank ("foreign minister", "finance minister"): the same last word, the
 * first neither the same nor spelt alike. */
static bool
exclude(const Gathering *gathering, const LexiconEntry *a, const LexiconEntry *b)
{
	const Lexicon *lexicon = gathering->lexicon;

	return a && b && a->n_words == 2 && b->n_words == 2 && a->words[1] == b->words[1] &&
	       a->words[0] != b->words[0] &&
	       !words_near(lexicon_word_text(lexicon, a->words[0]),
	                   lexicon_word_text(lexicon, b->words[0]));
}

/* The office that the mention gives and that is `of`'s rank or `of` itself, or NULL. */
static const LexiconEntry *
office_given(const Gathering *gathering, const Mention *mention, const LexiconEntry *of)
{
	const char *const *roles = mention->record->person.roles;

	for (; roles && *roles; roles++) {
		const LexiconEntry *office = office_of(gathering, *roles);

		if (office && (office == of || exclude(gathering, of, office)) &&
		    !role_of(gathering, *roles).marks && is_given(gathering, mention, *roles))
			return office;
	}
	return NULL;
}

/* "foreign minister" in one source against "finance minister" in another of the season. */
static void
check_offices(Gathering *gathering, const Group *person)
{
	const char *const *roles = person->record->person.roles;
	const LexiconEntry *office = NULL;
	const Mention *first = NULL;

	for (const char *const *role = roles; role && *role && !office; role++)
		for (const char *const *other = role + 1; *other && !office; other++)
			if (exclude(gathering, office_of(gathering, *role),
			            office_of(gathering, *other)))
				office = office_of(gathering, *role);
	if (!office)
		return;
	g_autoptr(Differing) differing = differing_new(gathering);
	for (guint i = 0; i < person->members->len; i++) {
		const Mention *mention = group_at(person, i);
		const LexiconEntry *given = office_given(gathering, mention, office);

		if (!given || (first && !in_season(gathering, mention, first)))
			continue;
		first = first ? first : mention;
		differing_add(differing, given->cells[0], mention);
	}
	g_autofree char *about = g_strdup_printf("title of %s", person->record->person.name);
	differing_report(differing, gathering, about);
}

void
check_titles(Gathering *gathering)
{
	const GPtrArray *people = gathering->groups[ENTENTE_PERSON];

	for (guint i = 0; i < people->len; i++) {
		check_past(gathering, people->pdata[i]);
		check_offices(gathering, people->pdata[i]);
	}
}
