#ifndef ANALYSE_COUNT_H
#define ANALYSE_COUNT_H

#include "analyse/space.h"

/* How many packages there are, and how many of them are accepted, without listing them: a
 * beginning of a package whose every end is accepted (or none is) counts as a whole.
 *
 * A party accepts a package that is worth no less than its fallback and crosses none of its red
 * lines; where it has no fallback, any that crosses none. */

/* The parties that accept are a set of bits; so is what follows. */
typedef uint64_t PartySet;

/* Whether a package that these accept is accepted. */
typedef bool (*CountRule)(const EntenteBargain *model, PartySet accepting,
                          gconstpointer user_data);

bool count_by_rule(const EntenteBargain *model, PartySet accepting, gconstpointer user_data);
/* `user_data`: a PartySet, all of which must accept. */
bool count_by_set(const EntenteBargain *model, PartySet accepting, gconstpointer user_data);

/* As decimals, since there may be more than any integer holds; equal where the count is exact.
 */
typedef struct {
	char *least, *most;
} Count;

void count_clear(Count *count);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Count, count_clear)

/* How many beginnings are looked at, at most, and who is asked now and then whether to go on
 * (NULL: nobody). */
typedef struct {
	uint64_t looks;
	bool (*goes_on)(gpointer user_data);
	gpointer user_data;
} CountLimits;

/* `rule` NULL: all packages that clauses allow.  Where the limits are not enough, what is not
 * decided by then is neither in `least` nor out of `most`. `space` is a plain one. */
Count count_packages(const Space *space, CountRule rule, gconstpointer user_data,
                     const CountLimits *limits);

/* Which parties accept this package. */
PartySet count_accepting(const Space *space, const int *package);

#endif
