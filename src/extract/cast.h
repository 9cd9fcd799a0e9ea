#ifndef EXTRACT_CAST_H
#define EXTRACT_CAST_H

#include "model/document.h"

#include <glib.h>

/* Who appears in an article: its people and parties, and every place where they are named.
 *
 * A person's side is learned from the text itself: "Kremlin aide", "Ukraine's president",
 * "a foreign policy adviser to X" give the side of the party or person named there. */

enum { NOBODY = -1 };

typedef struct {
	const char *name; /* canonical: "United States" */
	const char *kind; /* as the lexicon has it: "state", "union", … */
	GPtrArray *aliases; /* const char *: other forms, as written */
	bool generic;       /* a common noun: "union", "company" */
} Party;

typedef enum { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE } Sex;

typedef struct {
	const char *name;    /* the fullest form: "Yuri Ushakov" */
	const char *surname; /* its last word */
	int party;           /* index of the side, or NOBODY */
	int attached;        /* the person whose aide, envoy or relative this is, or NOBODY */
	Sex sex;             /* as a given name or "Ms" tells it */
	bool no_side;        /* an analyst or reporter: speaks for nobody */
	bool surmised;       /* the side is taken from words at some distance */
	bool past;           /* the page calls an office "former" */
	const char *title_party; /* the side that the title alone tells, NULL for none */
	const char *title_kind;  /* the kind of side that it tells ("union"), NULL for none */
	uint32_t title_word;     /* where */
	const char *side_from;   /* what tells the side, in words for people; NULL: nothing */
	uint32_t side_first, side_end; /* the words that tell it; equal: none */
	const char *chamber; /* in which a lawmaker sits, NULL if untold */
	const char *label;   /* a lawmaker's party as "(D-Md.)" and the like tell it, or NULL */
	GPtrArray *roles;    /* const char *, as written */
	GArray *sentences;   /* uint32_t: where the name, a role or the side is told */
} Person;

typedef enum {
	MENTION_NAME,      /* "Russia", "Yuri Ushakov", "Ushakov" */
	MENTION_ADJECTIVE, /* "Russian": names a side only with a noun such as "officials" */
	MENTION_GROUP,     /* "Russian officials", "the union", "Ukraine's negotiating team" */
	MENTION_PLACE      /* "in Moscow": where, not who */
} MentionKind;

typedef struct {
	uint32_t first_word, n_words; /* title and group noun included */
	uint32_t sentence;
	MentionKind kind;
	int person; /* index, or NOBODY */
	int party;  /* index of the party named; for a person NOBODY: see mention_party */
	bool possessive;
} Mention;

typedef struct {
	const Document *document;
	GArray *parties;  /* Party */
	GArray *people;   /* Person */
	GArray *mentions; /* Mention, by first word, not overlapping */
	int *at;          /* word -> index of the mention that covers it, or NOBODY */
	GHashTable *party_index;  /* canonical name -> index + 1 */
	GHashTable *person_index; /* full name, surname, leading name -> index + 1 */
} Cast;

/* Finds the cast.  Strings live in the article's arena, the rest is freed by cast_free. */
Cast *cast_find(const Document *document);
void cast_free(Cast *cast);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cast, cast_free)

static inline Party *
cast_party(const Cast *cast, int index)
{
	return &g_array_index(cast->parties, Party, index);
}

static inline Person *
cast_person(const Cast *cast, int index)
{
	return &g_array_index(cast->people, Person, index);
}

/* The mention that covers a word, or NULL. */
static inline const Mention *
cast_mention(const Cast *cast, uint32_t word)
{
	int index = cast->at[word];

	return index == NOBODY ? NULL : &g_array_index(cast->mentions, Mention, index);
}

/* How many mentions begin before this word. */
guint cast_mentions_before(const Cast *cast, uint32_t word);

/* The side that a mention stands for: the party, or the person's. */
static inline int
mention_party(const Cast *cast, const Mention *mention)
{
	return mention->person == NOBODY ? mention->party : cast_person(cast, mention->person)->party;
}

/* The index of the party of this canonical name, made if need be. */
int cast_add_party(Cast *cast, const char *name, const char *kind);

/* Adds a mention; its words no longer lead to those that covered them before. */
void cast_add_mention(Cast *cast, Mention mention);

/* Finds the organisations that no table knows, every mention of them, and which of them "the
 * union" means (organisations.c). */
void cast_find_organisations(Cast *cast);

/* The side of this kind ("union") that the article names last before the word, else first
 * after it; NOBODY if it names none near. */
int cast_named_side(const Cast *cast, const char *kind, uint32_t word);

/* In talks within one state, calls its government what it is called there (home.c). */
void cast_settle_home(Cast *cast);

/* Finds the people, once the parties are found (people.c). */
void cast_find_people(Cast *cast);

#endif
