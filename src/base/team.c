/* Workers wait for the next piece of work; whoever is free takes the next task of it. */
#include "base/team.h"

enum { MOST_USUAL = 8 };

struct Team {
	GPtrArray *threads;
	GMutex mutex;
	GCond begin, done;
	guint n_begun;   /* pieces of work */
	guint n_working; /* threads that have not yet left this one */
	bool over;

	TeamTask task;
	gpointer user_data;
	size_t n;
	gsize next; /* the task; atomic */
};

/* False where no task is left. */
static bool
take_task(Team *team)
{
	size_t i = __atomic_fetch_add(&team->next, 1, __ATOMIC_RELAXED);

	if (i >= team->n)
		return false;
	team->task(i, team->user_data);
	return true;
}

static gpointer
labour(gpointer user_data)
{
	Team *team = user_data;
	guint seen = 0;

	g_mutex_lock(&team->mutex);
	while (true) {
		while (!team->over && team->n_begun == seen)
			g_cond_wait(&team->begin, &team->mutex);
		if (team->over)
			break;
		seen = team->n_begun;
		g_mutex_unlock(&team->mutex);
		while (take_task(team))
			;
		g_mutex_lock(&team->mutex);
		if (--team->n_working == 0)
			g_cond_signal(&team->done);
	}
	g_mutex_unlock(&team->mutex);
	return NULL;
}

Team *
team_new(unsigned n_threads)
{
	if (n_threads < 2)
		return NULL;
	Team *team = g_new0(Team, 1);
	team->threads = g_ptr_array_new();
	g_mutex_init(&team->mutex);
	g_cond_init(&team->begin);
	g_cond_init(&team->done);
	for (unsigned i = 1; i < n_threads; i++) {
		GThread *thread = g_thread_try_new("entente-team", labour, team, NULL);

		if (!thread)
			break;
		g_ptr_array_add(team->threads, thread);
	}
	return team;
}

void
team_free(Team *team)
{
	if (!team)
		return;
	g_mutex_lock(&team->mutex);
	team->over = true;
	g_cond_broadcast(&team->begin);
	g_mutex_unlock(&team->mutex);
	for (guint i = 0; i < team->threads->len; i++)
		g_thread_join(team->threads->pdata[i]);
	g_ptr_array_free(team->threads, TRUE);
	g_cond_clear(&team->begin);
	g_cond_clear(&team->done);
	g_mutex_clear(&team->mutex);
	g_free(team);
}

static bool
work_alone(size_t n, TeamTask task, TeamTick tick, gpointer user_data)
{
	for (size_t i = 0; i < n; i++) {
		task(i, user_data);
		if (tick && !tick(user_data))
			return false;
	}
	return true;
}

bool
team_work(Team *team, size_t n, TeamTask task, TeamTick tick, gpointer user_data)
{
	bool goes_on = true;

	if (!team || !team->threads->len || n < 2)
		return work_alone(n, task, tick, user_data);
	g_mutex_lock(&team->mutex);
	team->task = task;
	team->user_data = user_data;
	team->n = n;
	team->next = 0;
	team->n_working = team->threads->len;
	team->n_begun++;
	g_cond_broadcast(&team->begin);
	g_mutex_unlock(&team->mutex);
	while (take_task(team)) {
		if (!tick || tick(user_data))
			continue;
		goes_on = false;
		__atomic_store_n(&team->next, n, __ATOMIC_RELAXED);
	}
	g_mutex_lock(&team->mutex);
	while (team->n_working)
		g_cond_wait(&team->done, &team->mutex);
	g_mutex_unlock(&team->mutex);
	return goes_on;
}

unsigned
team_usual_size(void)
{
	return MIN(g_get_num_processors(), MOST_USUAL);
}
