/* A crew hands on what it was given, in that order and each once, whoever did the work. */
#include "base/crew.h"

typedef struct {
	int number, square;
} Task;

enum { N_TASKS = 200, NEVER = N_TASKS };

typedef struct {
	int stop_at; /* the task whose hand_on stops */
	int n_given, n_handed_on, n_foreign;
	int n_tools, n_elsewhere; /* atomic; tools in use, tasks done on other threads */
	int n_dropped;
	int most_at_hand;
	GThread *caller;
} Watch;

static Watch *watched; /* drop and return_tools get no user_data */

static gpointer
take_tools(gpointer user_data)
{
	Watch *watch = user_data;

	g_atomic_int_inc(&watch->n_tools);
	return g_new0(int, 1);
}

static void
return_tools(gpointer tools)
{
	g_atomic_int_add(&watched->n_tools, -1);
	g_free(tools);
}

/* Tasks take unequal time, the first of them the longest; `tools` are one worker's alone. */
static void
work(gpointer user_data, gpointer tools, gpointer watch)
{
	Task *task = user_data;
	int *in_use = tools;

	g_assert_cmpint(g_atomic_int_add(in_use, 1), ==, 0);
	if (task->number % 7 == 0)
		g_usleep(task->number ? 200 : 20000);
	task->square = task->number * task->number;
	if (g_thread_self() != ((Watch *)watch)->caller)
		g_atomic_int_inc(&((Watch *)watch)->n_elsewhere);
	g_assert_cmpint(g_atomic_int_add(in_use, -1), ==, 1);
}

static bool
hand_on(gpointer user_data, gpointer given)
{
	g_autofree Task *task = user_data;
	Watch *watch = given;

	g_assert_cmpint(task->number, ==, watch->n_handed_on);
	g_assert_cmpint(task->square, ==, task->number * task->number);
	watch->n_foreign += g_thread_self() != watch->caller;
	watch->n_handed_on++;
	return task->number != watch->stop_at;
}

static void
drop(gpointer task)
{
	watched->n_dropped++;
	g_free(task);
}

static const CrewPlan plan = { take_tools, return_tools, work, hand_on, drop };

/* Gives the tasks until the crew stops, then ends it; false if it stopped. */
static bool
run(Watch *watch, unsigned n_workers, size_t weight)
{
	bool go_on = true;

	watched = watch;
	watch->caller = g_thread_self();
	Crew *crew = crew_new(&plan, n_workers, watch);
	for (int i = 0; i < N_TASKS && go_on; i++) {
		Task *task = g_new0(Task, 1);

		task->number = i;
		watch->n_given++;
		go_on = crew_give(crew, task, weight);
		watch->most_at_hand =
		    MAX(watch->most_at_hand, watch->n_given - watch->n_handed_on);
	}
	go_on = go_on && crew_finish(crew);
	if (!go_on) /* it stays so, and the task is the crew's */
		g_assert_false(crew_give(crew, g_new0(Task, 1), 0));
	crew_free(crew);
	return go_on;
}

static const struct {
	unsigned n_workers;
	size_t weight;
	int most; /* tasks at hand */
} crews[] = {
	{ 0, 1, 0 },  { 1, 1, 0 },           { 2, 1, 8 },
	{ 3, 0, 12 }, { 8, 1000 * 1000, 4 }, { 8, 1u << 30, 1 },
};

static void
test_order(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(crews); i++) {
		Watch watch = { .stop_at = NEVER };

		g_assert_true(run(&watch, crews[i].n_workers, crews[i].weight));
		g_assert_cmpint(watch.n_given, ==, N_TASKS);
		g_assert_cmpint(watch.n_handed_on, ==, N_TASKS);
		g_assert_cmpint(watch.n_dropped, ==, 0);
		g_assert_cmpint(watch.n_foreign, ==, 0);
		g_assert_cmpint(watch.n_tools, ==, 0);
		g_assert_cmpint(watch.most_at_hand, <=, crews[i].most);
		g_assert_cmpint(watch.n_elsewhere > 0, ==, crews[i].n_workers > 1);
	}
}

static void
test_stop(void)
{
	static const int stops[] = { 0, 1, 50, N_TASKS - 1 };

	for (guint i = 0; i < G_N_ELEMENTS(crews); i++) {
		for (guint k = 0; k < G_N_ELEMENTS(stops); k++) {
			Watch watch = { .stop_at = stops[k] };

			g_assert_false(run(&watch, crews[i].n_workers, crews[i].weight));
			g_assert_cmpint(watch.n_handed_on, ==, stops[k] + 1);
			g_assert_cmpint(watch.n_dropped, ==,
			                watch.n_given + 1 - watch.n_handed_on);
			g_assert_cmpint(watch.n_tools, ==, 0);
		}
	}
}

static void
test_nothing(void)
{
	Watch watch = { .stop_at = NEVER };
	g_autoptr(Crew) crew = crew_new(&plan, 4, &watch);

	g_assert_true(crew_finish(crew));
	g_assert_cmpint(watch.n_tools, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/crew/order", test_order);
	g_test_add_func("/crew/stop", test_stop);
	g_test_add_func("/crew/nothing", test_nothing);
	return g_test_run();
}
