#ifndef DERIVE_H
#define DERIVE_H

#include "compare/compare.h"
#include "model/bargain.h"
#include "store/filter.h"

/* A bargaining model that is being made of the positions of a dossier. */

/* What red-lines.tsv has. */
typedef struct {
	GPtrArray *firm, *not ; /* phrases, in lower case */
} RedWords;

void red_words_clear(RedWords *words);
bool red_words_load(RedWords *words, const char *share, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RedWords, red_words_clear)

/* Positions of one issue that are about one object: an option. */
typedef struct {
	const char *what;
	GPtrArray *positions; /* EntenteRecord */
	int sources;
	double at; /* its place on the issue's line; NAN: it has none */
} DerivedObject;

typedef struct {
	const char *name;
	const char *unit; /* of the amounts on its line; NULL: it is no line */
	GPtrArray
	    *objects; /* DerivedObject, the best sourced first; on a line by their places */
} DerivedTopic;

typedef struct {
	const EntenteRecords *records;
	ChangeWords *words;
	RedWords red;
	GPtrArray *topics;    /* DerivedTopic */
	GPtrArray *parties;   /* const char * */
	GPtrArray *questions; /* char * */
	const char *latest;   /* the last day of which anything is told */
	EntenteBargain *model;
} Deriving;

/* A question to the desk. */
void derive_ask(Deriving *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Adds the record's sentences to what an entry rests on. */
void derive_cite(Arena *arena, const EntenteRecord *record, BargainGround *ground);

/* The day that the record is of: when it was said, or told last; as a number, -1 for none. */
const char *derive_day(const EntenteRecord *record);
int64_t derive_day_number(const char *date);

/* Whether some sentence says that the party will not move. */
bool derive_is_firm(const RedWords *words, const EntenteRecord *record);

/* The parties that hold most positions, or those that are named; the issues they speak of. */
void derive_parties(Deriving *self, const char *const *parties, const char *const *issues);
void derive_topics(Deriving *self, const char *const *issues);
void derive_topic_free(gpointer topic);
DerivedTopic *derive_topic_new(const char *name);
int derive_party(const Deriving *self, const char *name);

/* Objects that name amounts of one unit become places on a line: of the whole issue, where all
 * of it do, else of an issue of its own.  Fails with ENTENTE_ERROR_LEXICON. */
bool derive_lines(Deriving *self, const char *share, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the party makes of the issue; `all` is how many sources tell of it anywhere. */
void derive_stance(Deriving *self, size_t party, size_t issue, int all);
int derive_sources(const Deriving *self, size_t party, const DerivedTopic *topic);

#endif
