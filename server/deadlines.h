#ifndef SERVER_DEADLINES_H
#define SERVER_DEADLINES_H

#include <glib.h>
#include <microhttpd.h>

/* Until when each connection has to have come on; one that has not is shut.  A client that sends
 * or takes a byte now and then is no better than one that sends none: what counts is when the
 * request is complete, and when the answer is gone. */
typedef struct Deadlines Deadlines;

/* `seconds` for a request to be complete, `idle` between two of them; of `most` connections
 * those that idle longest are shut when nearly all are taken. */
Deadlines *deadlines_new(guint seconds, guint idle, guint most);
void deadlines_free(Deadlines *deadlines);

/* What happens to a connection, in this order; on the thread that has the sockets. */
void deadlines_begin(Deadlines *deadlines, struct MHD_Connection *connection);
void deadlines_reading(Deadlines *deadlines, struct MHD_Connection *connection);
void deadlines_asking(Deadlines *deadlines, struct MHD_Connection *connection);
void deadlines_sending(Deadlines *deadlines, struct MHD_Connection *connection, gsize bytes);
void deadlines_idle(Deadlines *deadlines, struct MHD_Connection *connection);
void deadlines_end(Deadlines *deadlines, struct MHD_Connection *connection);

#endif
