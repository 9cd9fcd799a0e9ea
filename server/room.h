#ifndef SERVER_ROOM_H
#define SERVER_ROOM_H

#include <glib.h>
#include <stdbool.h>

/* The bargaining model of the deal room: derived from the dossier until the desk changes it,
 * then the desk's until the server ends or the desk begins anew.  Asked by any thread. */
typedef struct Room Room;

Room *room_new(void);
void room_free(Room *room);

/* The desk's model as JSON, to be freed; NULL where it changed nothing. */
char *room_model(Room *room);

/* NULL begins anew. */
void room_set_model(Room *room, const char *json);

/* Somebody wants a change: what is computed of the model as it was may stop.  And how often that
 * was so. */
void room_wants(Room *room);
int room_wanted(Room *room);

#endif
