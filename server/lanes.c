#include "lanes.h"

#include <glib/gstdio.h>
#include <string.h>

enum {
	MOST_WAITING = 512, /* on a lane */
	MOST_KEPT = 64 << 20, /* bytes */
	MOST_ANSWERS = 4096, /* that are kept */
	BESIDE = 2048, /* bytes, about, that an answer takes beside its body and key */
	LOOK_EVERY = 250, /* milliseconds: whether somebody changed the dossier */
};

typedef struct {
	const Request *request;
	const Route *route;
	const char *rest;
	LanesDone done;
	gpointer user_data;
	bool end; /* of the lane */
} Task;

/* A dossier that is opened when it is first asked for, and anew when another file has its
 * name. */
typedef struct {
	EntenteDossier *dossier;
	guint64 device, file;
	guint64 n; /* how often it was opened */
} Opened;

typedef struct {
	Lanes *lanes;
	Lane lane;
	GAsyncQueue *tasks;
	GThread *thread;
	Opened opened;
	gint64 state;  /* of the dossier … */
	guint64 n_seen; /* … and which opening of it, when this was last looked at */
} Worker;

struct Lanes {
	const House *house;
	LanesChanged changed;
	gpointer user_data;
	Worker workers[N_LANES];
	GMutex lock; /* of what follows */
	GHashTable *kept; /* char * → Answer * */
	gsize n_kept; /* bytes */
	guint64 age;  /* how often the dossier changed */
	bool ends;    /* no task comes any more */
};

static char *
key_of(const House *house, const Request *request)
{
	g_autofree char *reader = visit_reader(house, request);

	return g_strjoin("\n", reader, request->target, NULL);
}

Answer *
lanes_kept(Lanes *lanes, const Request *request)
{
	g_autofree char *key = request_is_safe(request) ? key_of(lanes->house, request) : NULL;

	if (!key)
		return NULL;
	g_mutex_lock(&lanes->lock);
	Answer *answer = g_hash_table_lookup(lanes->kept, key);
	if (answer)
		answer_ref(answer);
	g_mutex_unlock(&lanes->lock);
	return answer;
}

static void
forget(Lanes *lanes)
{
	g_hash_table_remove_all(lanes->kept);
	lanes->n_kept = 0;
}

/* Keeps an answer that was made of the dossier as it was at `age`, if that is what it is. */
static void
keep(Lanes *lanes, const Request *request, guint64 age, Answer *answer)
{
	if (!request_is_safe(request) || answer->status != 200 || answer->stream ||
	    answer->cut_short)
		return;
	g_autofree char *key = key_of(lanes->house, request);
	gsize size = answer_size(answer) + strlen(key) + BESIDE;
	if (size > MOST_KEPT)
		return;
	g_mutex_lock(&lanes->lock);
	if (age == lanes->age && !g_hash_table_contains(lanes->kept, key)) {
		if (lanes->n_kept + size > MOST_KEPT ||
		    g_hash_table_size(lanes->kept) >= MOST_ANSWERS)
			forget(lanes);
		g_hash_table_insert(lanes->kept, g_steal_pointer(&key), answer_ref(answer));
		lanes->n_kept += size;
	}
	g_mutex_unlock(&lanes->lock);
}

static guint64
age_of(Lanes *lanes)
{
	g_mutex_lock(&lanes->lock);
	guint64 age = lanes->age;
	g_mutex_unlock(&lanes->lock);
	return age;
}

static void
grow_older(Lanes *lanes)
{
	g_mutex_lock(&lanes->lock);
	lanes->age++;
	forget(lanes);
	g_mutex_unlock(&lanes->lock);
}

void
lanes_keep(Lanes *lanes, const Request *request, Answer *answer)
{
	keep(lanes, request, age_of(lanes), answer);
}

static void
opened_close(Opened *opened)
{
	g_clear_pointer(&opened->dossier, entente_dossier_close);
}

static EntenteDossier *
opened_get(Opened *opened, const char *path, Lane lane, GError **error)
{
	GStatBuf status;
	bool there = g_stat(path, &status) == 0;

	if (opened->dossier && there && opened->device == status.st_dev &&
	    opened->file == status.st_ino)
		return opened->dossier;
	opened_close(opened);
	opened->dossier = entente_dossier_open(
	    path, lane == LANE_WRITE ? ENTENTE_DOSSIER_CHANGE : ENTENTE_DOSSIER_READ, error);
	opened->n += opened->dossier != NULL;
	opened->device = there ? status.st_dev : 0;
	opened->file = there ? status.st_ino : 0;
	return opened->dossier;
}

/* Whether anybody changed the dossier since this was last asked. */
static bool
has_changed(Worker *worker)
{
	EntenteDossier *dossier =
	    opened_get(&worker->opened, worker->lanes->house->path, worker->lane, NULL);
	gint64 state = -1;

	if (dossier && !entente_dossier_state(dossier, &state, NULL))
		state = -1;
	bool changed = state != worker->state || worker->opened.n != worker->n_seen;
	worker->state = state;
	worker->n_seen = worker->opened.n;
	return changed;
}

static void
look(Worker *worker)
{
	if (worker->lane != LANE_READ || !has_changed(worker))
		return;
	grow_older(worker->lanes);
	worker->lanes->changed(worker->lanes->user_data);
}

static Answer *
answer_task(Worker *worker, const Task *task)
{
	const House *house = worker->lanes->house;
	g_autoptr(GError) error = NULL;
	EntenteDossier *dossier = opened_get(&worker->opened, house->path, worker->lane, &error);

	return dossier ? visit_answer(house, task->request, task->route, task->rest, dossier)
	               : visit_error(house, task->request, error);
}

static void
do_task(Worker *worker, const Task *task)
{
	Lanes *lanes = worker->lanes;

	look(worker);
	guint64 age = age_of(lanes);
	g_autoptr(Answer) answer = lanes_kept(lanes, task->request); /* another asked the same */
	if (!answer) {
		answer = answer_task(worker, task);
		keep(lanes, task->request, age, answer);
	}
	/* who changed the dossier sees it changed */
	if (!request_is_safe(task->request))
		grow_older(lanes);
	task->done(answer, task->user_data);
}

static gpointer
work(gpointer user_data)
{
	Worker *worker = user_data;

	while (true) {
		g_autofree Task *task =
		    g_async_queue_timeout_pop(worker->tasks, LOOK_EVERY * G_TIME_SPAN_MILLISECOND);

		if (!task)
			look(worker);
		else if (task->end)
			break;
		else
			do_task(worker, task);
	}
	opened_close(&worker->opened);
	return NULL;
}

static void
begin(Lanes *lanes, Lane lane)
{
	Worker *worker = &lanes->workers[lane];

	worker->lanes = lanes;
	worker->lane = lane;
	worker->state = -1;
	worker->tasks = g_async_queue_new();
	worker->thread = g_thread_new("lane", work, worker);
}

Lanes *
lanes_new(const House *house, LanesChanged changed, gpointer user_data)
{
	Lanes *lanes = g_new0(Lanes, 1);

	lanes->house = house;
	lanes->changed = changed;
	lanes->user_data = user_data;
	g_mutex_init(&lanes->lock);
	lanes->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
	                                    (GDestroyNotify)answer_unref);
	begin(lanes, LANE_READ);
	begin(lanes, LANE_WRITE);
	begin(lanes, LANE_DEAL);
	return lanes;
}

static void
end(Worker *worker)
{
	Task *last = g_new0(Task, 1);

	last->end = true;
	g_async_queue_push_front(worker->tasks, last);
	g_thread_join(worker->thread);
	for (Task *task; (task = g_async_queue_try_pop(worker->tasks)); g_free(task)) {
		g_autoptr(Answer) answer =
		    answer_new(503, type_text, g_string_new("the server stops\n"));

		task->done(answer, task->user_data);
	}
}

void
lanes_end(Lanes *lanes)
{
	g_mutex_lock(&lanes->lock);
	lanes->ends = true;
	g_mutex_unlock(&lanes->lock);
	room_wants(lanes->house->room); /* what is computed stops */
	end(&lanes->workers[LANE_DEAL]);
	end(&lanes->workers[LANE_WRITE]);
	end(&lanes->workers[LANE_READ]);
}

void
lanes_free(Lanes *lanes)
{
	for (Lane lane = LANE_READ; lane < N_LANES; lane++)
		g_async_queue_unref(lanes->workers[lane].tasks);
	g_hash_table_unref(lanes->kept);
	g_mutex_clear(&lanes->lock);
	g_free(lanes);
}

bool
lanes_ask(Lanes *lanes, const Request *request, const Route *route, const char *rest,
          LanesDone done, gpointer user_data)
{
	const Task task = { request, route, rest, done, user_data, false };
	GAsyncQueue *tasks = lanes->workers[route->lane].tasks;

	g_mutex_lock(&lanes->lock);
	bool good = !lanes->ends && g_async_queue_length(tasks) < MOST_WAITING;
	if (good && route->lane == LANE_DEAL && !request_is_safe(request))
		room_wants(lanes->house->room);
	if (good)
		g_async_queue_push(tasks, g_memdup2(&task, sizeof task));
	g_mutex_unlock(&lanes->lock);
	return good;
}
