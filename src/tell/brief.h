#ifndef TELL_BRIEF_H
#define TELL_BRIEF_H

#include "tell/line.h"
#include "tell/story.h"

#include <entente/record.h>

/* What the sections of a brief are told from: the records ranked, positions grouped by issue,
 * meetings by track.  Every list is ordered by weight (independent sources), meetings and
 * drafts then by how much is known of them, and last as gathered. */

typedef struct {
	const EntenteRecord *record;
	guint weight;   /* independent sources that tell it */
	guint fullness; /* of a meeting or a draft: fields that are known */
} Told;

typedef enum {
	ISSUE_TOLD,    /* nothing that needs a word */
	ISSUE_BLOCKED, /* one side demands, another refuses */
	ISSUE_SPLIT,   /* one side offers or accepts, another refuses */
	ISSUE_AGREED   /* two sides or more accept, none refuses or demands */
} IssueState;

/* What one party holds on an issue. */
typedef struct {
	const char *party;
	GArray *told; /* Told of positions, the most telling first */
	guint weight;
} Stand;

typedef struct {
	const char *name;
	GPtrArray *stands; /* Stand * */
	guint n_sources;   /* independent */
	guint rank;
	IssueState state;
	const Stand *presses, *refuses;  /* of a blocked or split issue */
	const Told *pressing, *refusing; /* their positions, of one negotiation */
	bool comes_next; /* about holding the talks, refused by nobody: told under Next */
} Issue;

/* The meetings of one set of parties, two at least. */
typedef struct {
	const char *const *parties; /* as the first meeting has them */
	GArray *told;               /* Told of meetings held, ongoing or cancelled */
	guint weight, fullness;     /* of all its meetings; of the fullest */
} Track;

typedef struct {
	const EntenteRecords *records;
	SourceIndex *sources;
	Arena *arena;
	GArray *told[ENTENTE_N_KINDS]; /* Told */
	GPtrArray *issues;             /* Issue * */
	GPtrArray *tracks;             /* Track * */
	const char **main_parties;     /* the sides that most is told of, at most four */
	guint n_main_parties;
	Stories *stories;
	bool has_rounds;    /* the meetings belong to several rounds */
	int32_t main_round; /* of which most independent sources tell */
} Brief;

/* Grouping (brief-facts.c, issue.c, track.c). */
Brief *brief_new(const EntenteRecords *records);
void brief_free(Brief *brief);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Brief, brief_free)

GPtrArray *issues_group(const Brief *brief);
GPtrArray *tracks_group(const Brief *brief);

/* The most telling position of a stand with this stance, NULL if none. */
const Told *stand_find(const Stand *stand, EntenteStance stance);

/* Whether two sides are named. */
bool meeting_is_told(const EntenteMeeting *meeting);

/* Nothing is told of the meeting but who met. */
bool meeting_is_bare(const EntenteMeeting *meeting);

/* Meetings that lie ahead: planned or proposed. */
bool meeting_is_ahead(const EntenteMeeting *meeting);

static inline const Told *
told_get(const GArray *told, guint index)
{
	return &g_array_index(told, Told, index);
}

/* Heaviest first; ties keep their order. */
void told_rank(GArray *told);

/* "territory" for "territory", "security guarantees" for "security-guarantees". */
const char *issue_words(const Brief *brief, const char *issue);

/* Phrases that several sections use (brief-phrases.c). */
/* A position; after `before` on the same line (NULL if it is the first), whose stance is not
 * repeated. */
void say_position(Section *section, Line *line, const EntenteRecord *record,
                  const EntenteRecord *before);
bool say_when_where(Section *section, Line *line, const EntenteMeeting *meeting);
void say_meeting(Section *section, Line *line, const EntenteMeeting *meeting);
void say_more(Section *section, LineRole role, guint n, const char *one, const char *many,
              const char *where);
const char *stance_past(EntenteStance stance);
const char *say_date(Arena *arena, const char *iso);
const char *say_minutes(Arena *arena, int minutes);
/* The draft among them that this one revises, or NULL. */
const Told *draft_revised(const GArray *drafts, const Told *told);

bool draft_is_bare(const EntenteDraft *draft);
const char *say_medium(Arena *arena, const EntenteMeeting *meeting);
const char *meeting_status(const EntenteMeeting *meeting);

/* The sections (a file one or two). */
void brief_short(const Brief *brief, Section *section);
void brief_mood(const Brief *brief, Section *section); /* a line of In short */
void brief_issues(const Brief *brief, Section *section);
void brief_meetings(const Brief *brief, Section *section);
void brief_drafts(const Brief *brief, Section *section);
void brief_progress(const Brief *brief, Section *section);
void brief_contested(const Brief *brief, Section *section);
void brief_differences(const Brief *brief, Section *section);
void brief_next(const Brief *brief, Section *section);
void brief_unknown(const Brief *brief, Section *section);
void brief_sources(const Brief *brief, Section *section);

#endif
