#ifndef BASE_CREW_H
#define BASE_CREW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Tasks worked on by several threads and handed on by the calling one, in the order in which
 * they were given: what comes out does not depend on the number of threads. */
typedef struct Crew Crew;

/* What a crew does.  `work` may run on any thread, with tools that nobody else uses meanwhile;
 * all else runs on the thread that gives the tasks, but that a worker takes and returns its
 * tools itself. */
typedef struct {
	gpointer (*take_tools)(gpointer user_data);
	void (*return_tools)(gpointer tools);
	void (*work)(gpointer task, gpointer tools, gpointer user_data);
	bool (*hand_on)(gpointer task, gpointer user_data); /* takes it over; false stops */
	void (*drop)(gpointer task);                        /* frees what is not handed on */
} CrewPlan;

/* A crew of up to `n_workers` threads, each begun when there is a task for it.  With fewer than
 * two, or where the system gives no thread, the calling thread does the work. */
Crew *crew_new(const CrewPlan *plan, unsigned n_workers, gpointer user_data);

/* Drops what was not handed on. */
void crew_free(Crew *crew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crew, crew_free)

/* Gives the crew a task, which it takes over; hands on what is done, and waits for that while
 * the tasks at hand are more than a few for each worker or weigh too much, `weight` being
 * bytes.  False once `hand_on` stopped. */
bool crew_give(Crew *crew, gpointer task, size_t weight);

/* Hands on all that was given.  False once `hand_on` stopped. */
bool crew_finish(Crew *crew);

#endif
