#ifndef GATHER_GATHERING_H
#define GATHER_GATHERING_H

#include "gather/gather.h"
#include "gather/words.h"
#include "model/records.h"

/* The workspace of one gathering: pages in an order of their own (not the input's), their
 * records as mentions, and the groups of mentions that tell the same. */

/* Pages stand by day of publication, undated ones last, then by id. */
typedef struct {
	EntenteSource source; /* copy_of and round are set on the way */
	uint32_t head; /* the page whose text it repeats, or itself: one independent source */
} Page;

/* A page's record, of which gathering rewrites the names. */
typedef struct {
	EntenteRecord *record;
	uint32_t page;
	uint32_t order;   /* of the mention among all of its kind */
	uint32_t in_page; /* and among all of its page */
	bool is_focus;    /* a meeting: the one that the page tells most of */
} Mention;

/* Mentions that tell the same, in page order, and the record made of them. */
typedef struct {
	EntenteRecord *record;
	GPtrArray *members;     /* Mention * */
	uint32_t n_independent; /* sources, copies not counted */
} Group;

typedef struct People People;
typedef struct Parties Parties;

typedef struct {
	const Lexicon *lexicon;
	Arena *arena; /* what is made on the way */
	Words *words;
	Page *pages;
	uint32_t n_pages;
	GPtrArray *mentions[ENTENTE_N_KINDS]; /* Mention *, by page */
	GPtrArray *groups[ENTENTE_N_KINDS];   /* Group * */
	Parties *parties;
	People *people;
	const GPtrArray *rulings; /* Ruling *: what the desk lays down */
	const GatherTexts *texts; /* of what the pages lack; may be NULL */
} Gathering;

Gathering *gathering_new(EntenteRecords *pages, const Lexicon *lexicon,
                         const GPtrArray *rulings);
void gathering_free(Gathering *gathering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Gathering, gathering_free)

/* The instant of an ISO 8601 date or time, in seconds; without a zone it is UTC's.  The last of
 * all for what is none. */
gint64 instant(const char *iso);

/* A new, empty group of this kind. */
Group *group_new(Gathering *gathering, EntenteKind kind);
void group_add(Group *group, Mention *mention);

/* Puts the members in page order, starts the record from the first and gives it the evidence
 * of all. */
void group_finish(const Gathering *gathering, Group *group);

static inline Mention *
group_at(const Group *group, guint i)
{
	return group->members->pdata[i];
}

/* The value of a text field (its offset in EntenteRecord) that most independent sources give;
 * of equals the longest.  NULL where none gives one. */
const char *group_most_told(const Gathering *gathering, const Group *group, size_t offset);

/* All values of a list field, those of most sources first.  NULL where there are none. */
const char *const *group_unite(const Gathering *gathering, const Group *group, size_t offset);

/* The same for a number (UNKNOWN is no value) and a choice. */
int32_t group_most_told_number(const Gathering *gathering, const Group *group, size_t offset);
int group_most_told_choice(const Gathering *gathering, const Group *group, size_t offset);

/* How many independent sources are among the pages in `pages` (GArray of uint32_t; reordered).
 */
uint32_t count_independent(const Gathering *gathering, GArray *pages);

/* The round of talks of which most of the group's independent sources tell, the latest of
 * equals. */
int32_t group_round(const Gathering *gathering, const Group *group);

/* The same for a meeting: of the rounds in which it is a page's focus; where it is none's, of
 * all, the earliest of equals, for later pages tell it as background. */
int32_t meeting_round(const Gathering *gathering, const Group *meeting);

/* The steps, in the order in which gather() takes them. */
void find_copies(Gathering *gathering);
void unite_parties(Gathering *gathering);
void unite_people(Gathering *gathering);
void rewrite_names(Gathering *gathering);
void unite_meetings(Gathering *gathering);
void find_rounds(Gathering *gathering);
void unite_meetings_of_rounds(Gathering *gathering);
void unite_positions(Gathering *gathering);
void unite_drafts(Gathering *gathering);
void unite_quotes(Gathering *gathering);
void unite_claims(Gathering *gathering);
void unite_assessments(Gathering *gathering);
void find_discrepancies(Gathering *gathering);

void parties_free(Parties *parties);
void people_free(People *people);

/* The one name of a party; NULL if no party is known by `name`. */
const char *party_name(const Gathering *gathering, const char *name);

/* Whether a party of this name is known to be a state. */
bool party_is_state(const Gathering *gathering, const char *name);

/* By how many sources each side is named, and the sides of a meeting without those that repeat
 * another under a second name. */
typedef struct Usage Usage;
Usage *usage_new(const Gathering *gathering);
void usage_free(Usage *usage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Usage, usage_free)
const char *const *drop_repeated_sides(const Usage *usage, const char *const *parties);

/* The one name of the person whom this page calls `name`; NULL if it is nobody's. */
const char *person_name(const Gathering *gathering, uint32_t page, const char *name);

/* Whether `name` is the one name of a person. */
bool person_is_known(const Gathering *gathering, const char *name);

/* The side of a person known by this (one) name, or NULL. */
const char *person_party(const Gathering *gathering, const char *name);

#endif
