#include "room.h"

struct Room {
	GMutex lock;
	char *model;
	int wanted; /* atomic */
};

Room *
room_new(void)
{
	Room *room = g_new0(Room, 1);

	g_mutex_init(&room->lock);
	return room;
}

void
room_free(Room *room)
{
	g_mutex_clear(&room->lock);
	g_free(room->model);
	g_free(room);
}

char *
room_model(Room *room)
{
	g_mutex_lock(&room->lock);
	char *model = g_strdup(room->model);
	g_mutex_unlock(&room->lock);
	return model;
}

void
room_set_model(Room *room, const char *json)
{
	g_mutex_lock(&room->lock);
	g_free(room->model);
	room->model = g_strdup(json);
	g_mutex_unlock(&room->lock);
}

void
room_wants(Room *room)
{
	g_atomic_int_inc(&room->wanted);
}

int
room_wanted(Room *room)
{
	return g_atomic_int_get(&room->wanted);
}
