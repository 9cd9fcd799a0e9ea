#ifndef BASE_TEAM_H
#define BASE_TEAM_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Threads that share out numbered tasks which do not depend on one another: each task writes
 * what is its own alone, so that what comes out does not depend on the number of threads. */
typedef struct Team Team;

/* As many threads, the calling one among them; those that the system does not give are missed
 * by nobody.  NULL for one: a team of NULL is the calling thread alone. */
Team *team_new(unsigned n_threads);
void team_free(Team *team);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Team, team_free)

typedef void (*TeamTask)(size_t i, gpointer user_data);

/* Asked on the calling thread between its tasks; false: no more tasks are begun. */
typedef bool (*TeamTick)(gpointer user_data);

/* Does tasks 0 to n - 1 and returns when all are done; false where `tick` (or NULL) stopped.
 * One call at a time, and none from within a task. */
bool team_work(Team *team, size_t n, TeamTask task, TeamTick tick, gpointer user_data);

/* As many as there are processors, at most 8. */
unsigned team_usual_size(void);

#endif
