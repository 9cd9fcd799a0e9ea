#ifndef SERVER_EVENTS_H
#define SERVER_EVENTS_H

#include <microhttpd.h>

/* Server-sent events: whoever listens is told when the dossier changes. */
typedef struct Events Events;

Events *events_new(void);

/* Ends all streams; before the daemon is stopped. */
void events_close(Events *events);
void events_free(Events *events);

/* A response without end for this connection; NULL where too many listen. */
struct MHD_Response *events_open(Events *events, struct MHD_Connection *connection);

/* Tells all who listen that the dossier changed. */
void events_tell(Events *events);

#endif
