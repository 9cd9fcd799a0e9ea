#ifndef SERVER_LANES_H
#define SERVER_LANES_H

#include "visit.h"

/* The threads that ask the dossier: one reads, one writes, one computes agreements, each with a dossier of its own, so
 * that reading goes on while pages are merged.  What was answered once is kept until the
 * dossier changes. */
typedef struct Lanes Lanes;

/* An answer is there.  On a thread of a lane. */
typedef void (*LanesDone)(Answer *answer, gpointer user_data);

/* The dossier is another one than before.  On the thread that reads. */
typedef void (*LanesChanged)(gpointer user_data);

Lanes *lanes_new(const House *house, LanesChanged changed, gpointer user_data);

/* Ends the threads, after what they are at; what waits is answered with 503, and nobody may ask
 * any more.  What was kept is there until lanes_free(). */
void lanes_end(Lanes *lanes);

/* After lanes_end(), when no connection is left that could ask. */
void lanes_free(Lanes *lanes);

/* What was kept for this request; NULL where nothing was. */
Answer *lanes_kept(Lanes *lanes, const Request *request);

/* Keeps an answer that has nothing of the dossier. */
void lanes_keep(Lanes *lanes, const Request *request, Answer *answer);

/* Has a lane answer the request, which stays there until then.  False where too many wait, or
 * the lanes end. */
bool lanes_ask(Lanes *lanes, const Request *request, const Route *route, const char *rest,
               LanesDone done, gpointer user_data);

#endif
