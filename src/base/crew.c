/* One queue in the order of the input, whose front is handed on as soon as it is done, and one
 * of what no worker has begun; a mutex guards both.  The tasks at hand are bounded in number and
 * in weight, so that neither a slow receiver nor huge tasks fill the memory: a task that weighs
 * more than the bound is worked on alone. */
#include "base/crew.h"

enum { TASKS_A_WORKER = 4, MOST_WEIGHT = 4 * 1000 * 1000 };

typedef struct {
	gpointer task;
	size_t weight;
	bool done;
} Slot;

struct Crew {
	const CrewPlan *plan;
	gpointer user_data;
	unsigned n_workers;
	GPtrArray *threads;
	gpointer tools; /* the calling thread's, where it does the work */
	size_t weight;  /* of the tasks at hand */
	bool stopped;   /* by hand_on */

	GMutex mutex;
	GCond begin, done;
	GQueue at_hand, waiting; /* Slot */
	bool over;
};

Crew *
crew_new(const CrewPlan *plan, unsigned n_workers, gpointer user_data)
{
	Crew *crew = g_new0(Crew, 1);

	crew->plan = plan;
	crew->user_data = user_data;
	crew->n_workers = n_workers < 2 ? 0 : n_workers;
	crew->threads = g_ptr_array_new();
	g_mutex_init(&crew->mutex);
	g_cond_init(&crew->begin);
	g_cond_init(&crew->done);
	g_queue_init(&crew->at_hand);
	g_queue_init(&crew->waiting);
	return crew;
}

/* Waits for a task that nobody has begun; NULL when the work is over. */
static Slot *
next_slot(Crew *crew)
{
	while (!crew->over && g_queue_is_empty(&crew->waiting))
		g_cond_wait(&crew->begin, &crew->mutex);
	return crew->over ? NULL : g_queue_pop_head(&crew->waiting);
}

static gpointer
labour(gpointer user_data)
{
	Crew *crew = user_data;
	gpointer tools = crew->plan->take_tools(crew->user_data);

	g_mutex_lock(&crew->mutex);
	for (Slot *slot; (slot = next_slot(crew));) {
		g_mutex_unlock(&crew->mutex);
		crew->plan->work(slot->task, tools, crew->user_data);
		g_mutex_lock(&crew->mutex);
		slot->done = true;
		g_cond_signal(&crew->done);
	}
	g_mutex_unlock(&crew->mutex);
	crew->plan->return_tools(tools);
	return NULL;
}

/* One more worker, while there are fewer than may be. */
static void
hire(Crew *crew)
{
	if (crew->threads->len >= crew->n_workers)
		return;
	GThread *thread = g_thread_try_new("entente-worker", labour, crew, NULL);

	if (thread)
		g_ptr_array_add(crew->threads, thread);
	else
		crew->n_workers = crew->threads->len;
}

static void
work_alone(Crew *crew, Slot *slot)
{
	if (!crew->tools)
		crew->tools = crew->plan->take_tools(crew->user_data);
	crew->plan->work(slot->task, crew->tools, crew->user_data);
	slot->done = true;
}

static bool
is_full(const Crew *crew, size_t weight)
{
	guint n = crew->at_hand.length;

	return n && (n >= TASKS_A_WORKER * crew->n_workers || crew->weight + weight > MOST_WEIGHT);
}

/* The first task at hand, taken off, if it is done or once it is; else NULL. */
static Slot *
first_done(Crew *crew, bool wait)
{
	g_mutex_lock(&crew->mutex);
	Slot *slot = g_queue_peek_head(&crew->at_hand);

	while (wait && slot && !slot->done)
		g_cond_wait(&crew->done, &crew->mutex);
	slot = slot && slot->done ? g_queue_pop_head(&crew->at_hand) : NULL;
	g_mutex_unlock(&crew->mutex);
	return slot;
}

static void
hand_on(Crew *crew, Slot *taken)
{
	g_autofree Slot *slot = taken;

	crew->weight -= slot->weight;
	crew->stopped = !crew->plan->hand_on(slot->task, crew->user_data);
}

static void
add(Crew *crew, gpointer task, size_t weight)
{
	Slot *slot = g_new0(Slot, 1);

	slot->task = task;
	slot->weight = weight;
	crew->weight += weight;
	hire(crew);
	if (!crew->n_workers)
		work_alone(crew, slot);
	g_mutex_lock(&crew->mutex);
	g_queue_push_tail(&crew->at_hand, slot);
	if (!slot->done)
		g_queue_push_tail(&crew->waiting, slot);
	g_cond_signal(&crew->begin);
	g_mutex_unlock(&crew->mutex);
}

bool
crew_give(Crew *crew, gpointer task, size_t weight)
{
	Slot *slot;

	while (!crew->stopped && is_full(crew, weight))
		hand_on(crew, first_done(crew, true));
	if (crew->stopped) {
		crew->plan->drop(task);
		return false;
	}
	add(crew, task, weight);
	while (!crew->stopped && (slot = first_done(crew, false)))
		hand_on(crew, slot);
	return !crew->stopped;
}

bool
crew_finish(Crew *crew)
{
	Slot *slot;

	while (!crew->stopped && (slot = first_done(crew, true)))
		hand_on(crew, slot);
	return !crew->stopped;
}

static void
drop_slot(gpointer slot, gpointer crew)
{
	((Crew *)crew)->plan->drop(((Slot *)slot)->task);
	g_free(slot);
}

void
crew_free(Crew *crew)
{
	if (!crew)
		return;
	g_mutex_lock(&crew->mutex);
	crew->over = true;
	g_cond_broadcast(&crew->begin);
	g_mutex_unlock(&crew->mutex);
	for (guint i = 0; i < crew->threads->len; i++)
		g_thread_join(crew->threads->pdata[i]);
	g_queue_foreach(&crew->at_hand, drop_slot, crew);
	g_queue_clear(&crew->at_hand);
	g_queue_clear(&crew->waiting);
	if (crew->tools)
		crew->plan->return_tools(crew->tools);
	g_ptr_array_free(crew->threads, TRUE);
	g_cond_clear(&crew->begin);
	g_cond_clear(&crew->done);
	g_mutex_clear(&crew->mutex);
	g_free(crew);
}
