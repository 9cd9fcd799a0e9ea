#ifndef ENTENTE_RECORD_H
#define ENTENTE_RECORD_H

#include <entente/api.h>
#include <entente/span.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* The records that a reading yields, one plain struct a kind.
 *
 * A table (entente_kind) names each kind's fields, in the order in which they are printed and
 * stored, so that JSON, CSV, tables and the dossier are written once for all kinds.  Strings
 * are UTF-8 and live as long as the EntenteRecords (or reading) that holds the record; a text
 * field may be NULL (unknown), a list may be NULL (empty) and else ends with NULL. */

typedef enum {
	ENTENTE_SOURCE,
	ENTENTE_PERSON,
	ENTENTE_PARTY,
	ENTENTE_MEETING,
	ENTENTE_POSITION,
	ENTENTE_DRAFT,
	ENTENTE_QUOTE,
	ENTENTE_CLAIM,
	ENTENTE_ASSESSMENT,
	ENTENTE_DISCREPANCY,
	ENTENTE_N_KINDS
} EntenteKind;

enum { ENTENTE_UNKNOWN = -1 }; /* a number that the source does not give */

typedef enum {
	ENTENTE_STATE,
	ENTENTE_ALLIANCE,
	ENTENTE_GOVERNMENT_BRANCH,
	ENTENTE_UNION,
	ENTENTE_COMPANY,
	ENTENTE_MOVEMENT,
	ENTENTE_OTHER_PARTY
} EntentePartyKind;

typedef enum {
	ENTENTE_HELD,
	ENTENTE_ONGOING,
	ENTENTE_PLANNED,
	ENTENTE_PROPOSED,
	ENTENTE_CANCELLED
} EntenteMeetingStatus;

typedef enum {
	ENTENTE_DEMANDS,
	ENTENTE_OFFERS,
	ENTENTE_ACCEPTS,
	ENTENTE_REFUSES,
	ENTENTE_OPEN
} EntenteStance;

typedef enum {
	ENTENTE_DRAFT_FLOATED,
	ENTENTE_DRAFT_TABLED,
	ENTENTE_DRAFT_REVISED,
	ENTENTE_DRAFT_ACCEPTED,
	ENTENTE_DRAFT_REJECTED,
	ENTENTE_DRAFT_SIGNED,
	ENTENTE_DRAFT_IN_FORCE,
	ENTENTE_DRAFT_WITHDRAWN,
	ENTENTE_DRAFT_UNKNOWN
} EntenteDraftStatus;

typedef enum { ENTENTE_POSITIVE, ENTENTE_MIXED, ENTENTE_NEGATIVE } EntenteTone;

/* The sentence that says so: its bytes in the cleaned text of `source`, and a copy of them. */
typedef struct {
	const char *source;
	EntenteSpan span;
	const char *text;
	uint32_t record; /* of a merged record: which of the source's records says so; else 0 */
} EntenteEvidence;

/* A state that a page had before it was edited. */
typedef struct {
	const char *title, *author, *published;
	const char *text;
	const char *replaced; /* when another state was read, ISO 8601 */
} EntenteVersion;

/* One page read.  Gathering sets `copy_of` (a source with none counts as independent) and
 * `round`. */
typedef struct {
	const char *id;
	const char *path;
	const char *url;
	const char *outlet;
	const char *title;
	const char *author;
	const char *published; /* ISO 8601 date or date and time */
	const char *modified;  /* likewise: when it was last changed */
	const char *fetched; /* likewise; not a field: kept apart in the dossier, like `text` */
	const char *language;
	const char
	    *unread;   /* the language, in words, for which the page was kept but not read */
	int32_t chars; /* code points of the cleaned text */
	const char *copy_of;
	int32_t round;    /* which round of talks the page tells of, from 1; UNKNOWN before
	                     gathering */
	const char *text; /* the cleaned text; not a field: kept apart in the dossier */
	/* No fields either, and of a page that comes from a dossier alone: what it is called
	 * itself, if `id` is another, and its states before, the oldest first. */
	const char *given_id;
	const EntenteVersion *versions;
	size_t n_versions;
} EntenteSource;

typedef struct {
	const char *name;
	const char *party;
	const char *const *roles;
	const char *const *aliases; /* other spellings and short forms seen */
} EntentePerson;

typedef struct {
	const char *name;
	int kind; /* EntentePartyKind */
	const char *const *aliases;
} EntenteParty;

typedef struct {
	const char *const *parties;
	const char *const *people;
	const char *place;
	const char *when; /* as written */
	const char *date; /* ISO 8601 date */
	int32_t minutes;
	const char *medium; /* "phone", "video"; NULL: in person, or not told */
	int status;         /* EntenteMeetingStatus */
	int32_t round;
} EntenteMeeting;

typedef struct {
	const char *party;
	const char *issue;
	int stance; /* EntenteStance */
	const char *what;
	const char *wording;     /* the words of the stance: "was rejected", "acceptable" */
	const char *speaker;     /* the person through whom the side speaks, if one is named */
	const char *reported_by; /* the other side or person who says that the party holds it */
	const char *condition;   /* "unless …", "only if …", in the source's words */
	const char *date;        /* ISO 8601: when said or, failing that, published */
	bool red_line;           /* the desk says that the party will not give it up */
} EntentePosition;

typedef struct {
	const char *name;
	const char *by; /* several comma-joined */
	int32_t points;
	const char *revises;
	int status; /* EntenteDraftStatus */
	const char *const *terms;
	const char *const *aliases;
} EntenteDraft;

typedef struct {
	const char *speaker;
	const char *text;
	bool direct;
} EntenteQuote;

typedef struct {
	const char *by;
	const char *what;
	const char *const *disputed_by;
} EntenteClaim;

typedef struct {
	const char *by; /* NULL: the outlet's own voice */
	int tone;       /* EntenteTone */
	const char *words;
	int32_t round;
} EntenteAssessment;

typedef struct {
	const char *value;
	const char *const *sources;
} EntenteVariant;

typedef struct {
	const char *about;
	const EntenteVariant *values;
	size_t n_values;
} EntenteDiscrepancy;

typedef struct {
	EntenteKind kind;
	const EntenteEvidence *evidence;
	size_t n_evidence;
	int32_t confidence; /* how sure the reading is: hundredths, 0 to 100, or UNKNOWN */
	/* Of a merged record; NULL and 0 of what one page says. */
	const char *ref; /* of one in a dossier: what it stays called as pages are added */
	const char *first_published; /* of the pages that say so, those known … */
	const char *last_published;
	int32_t n_sources;    /* … and how many of them copy no other */
	const char *sort_key; /* as gathering gives it: merged records stand in its order */
	/* Which words, relations and rows of the lexicon made it, a line each with line feeds
	 * between; NULL unless the engine explains.  Not kept in a dossier. */
	const char *why;
	union {
		EntenteSource source;
		EntentePerson person;
		EntenteParty party;
		EntenteMeeting meeting;
		EntentePosition position;
		EntenteDraft draft;
		EntenteQuote quote;
		EntenteClaim claim;
		EntenteAssessment assessment;
		EntenteDiscrepancy discrepancy;
	};
} EntenteRecord;

typedef enum {
	ENTENTE_FIELD_TEXT,    /* const char * */
	ENTENTE_FIELD_TEXTS,   /* const char *const * */
	ENTENTE_FIELD_NUMBER,  /* int32_t, ENTENTE_UNKNOWN if none */
	ENTENTE_FIELD_FLAG,    /* bool */
	ENTENTE_FIELD_CHOICE,  /* int, an index into `choices` */
	ENTENTE_FIELD_VARIANTS /* values and n_values of a discrepancy */
} EntenteFieldType;

typedef struct {
	const char *name; /* the JSON key */
	EntenteFieldType type;
	size_t offset;              /* into EntenteRecord */
	const char *const *choices; /* NULL-terminated, for ENTENTE_FIELD_CHOICE */
	bool optional;              /* left out of JSON when empty or unknown */
} EntenteField;

typedef struct {
	const char *name;   /* the JSON "type" */
	const char *plural; /* as `entente show` takes it */
	const EntenteField *fields;
	size_t n_fields;
} EntenteKindSpec;

/* The description of a kind.  Never NULL for a kind below ENTENTE_N_KINDS. */
ENTENTE_API const EntenteKindSpec *entente_kind(EntenteKind kind);

/* The kind of this singular or plural name, or -1. */
ENTENTE_API int entente_kind_from_name(const char *name);

/* The address of a field within a record; cast it after the field's type. */
static inline const void *
entente_field(const EntenteRecord *record, const EntenteField *field)
{
	return (const char *)record + field->offset;
}

/* A set of records that live and die together, in a fixed order. */
typedef struct EntenteRecords EntenteRecords;

ENTENTE_API size_t entente_records_count(const EntenteRecords *records);
ENTENTE_API const EntenteRecord *entente_records_get(const EntenteRecords *records,
                                                     size_t index);
/* How many records of this kind the dossier has beside these
 * (entente_dossier_main_records). */
ENTENTE_API size_t entente_records_left_out(const EntenteRecords *records, EntenteKind kind);
/* Takes out the records of this kind. */
ENTENTE_API void entente_records_drop(EntenteRecords *records, EntenteKind kind);

ENTENTE_API void entente_records_free(EntenteRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteRecords, entente_records_free)

G_END_DECLS

#endif
