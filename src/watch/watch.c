/* Watching: the loop that asks for what is due and waits for what comes. */
#include "watch/watch.h"

#include "base/paths.h"
#include "store/store.h"
#include "watch/times.h"

#include <entente/error.h>
#include <poll.h>
#include <string.h>

enum { MOST_SLEEP = 1000 }; /* milliseconds between two questions whether to go on */

static void
watched_free(gpointer user_data)
{
	Watched *watched = user_data;

	feed_free(watched->state);
	g_free(watched);
}

/* The robots.txt of hosts, in the dossier. */
static char *
load_robots(const char *origin, int64_t *seconds, gpointer user_data)
{
	EntenteWatch *watch = user_data;
	int64_t now = watch_now(), until = now;
	char *rules = watch->error
	                  ? NULL
	                  : watched_robots(watch->dossier, origin, now, &until, &watch->error);

	*seconds = until - now;
	return rules;
}

static void
save_robots(const char *origin, const char *rules, int64_t seconds, gpointer user_data)
{
	EntenteWatch *watch = user_data;

	if (!watch->error && !watched_put_robots(watch->dossier, origin, rules,
	                                         watch_now() + seconds, &watch->error))
		return;
}

static const FetchMemory memory = { load_robots, save_robots };

EntenteWatch *
entente_watch_new(EntenteEngine *engine, EntenteDossier *dossier, unsigned every,
                  GError **error)
{
	if (!store_hold(dossier, error))
		return NULL;
	EntenteWatch *watch = g_new0(EntenteWatch, 1);
	watch->engine = engine;
	watch->dossier = dossier;
	watch->every = every;
	watch->feeds = g_ptr_array_new_with_free_func(watched_free);
	watch->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	watch->busy = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, watch_free_ask);
	return watch;
}

void
entente_watch_free(EntenteWatch *watch)
{
	if (!watch)
		return;
	fetcher_forget(engine_fetcher(watch->engine));
	g_ptr_array_unref(watch->feeds);
	g_hash_table_unref(watch->known);
	g_hash_table_unref(watch->busy);
	g_clear_error(&watch->error);
	g_free(watch);
}

size_t
entente_watch_count(const EntenteWatch *watch)
{
	return watch->feeds->len;
}

int64_t
watch_now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

void
watch_set(char **member, const char *value)
{
	g_free(*member);
	*member = g_strdup(value);
}

bool
watch_goes_on(const EntenteWatch *watch)
{
	return !watch->stopped && !watch->error &&
	       fetcher_goes_on(engine_fetcher(watch->engine));
}

bool
watch_problem(EntenteWatch *watch, const GError *why, bool noted)
{
	bool is_new = true;

	if (noted && !store_note_problem(watch->dossier, why->message, &is_new, &watch->error))
		return false;
	if (is_new && !watch->sink->problem(why, watch->user_data))
		watch->stopped = true;
	return watch_goes_on(watch);
}

/* An article that was read before keeps its name and address, so that it is known again. */
static void
keep_name(const Visit *visit, Article *article)
{
	if (!visit->given_id)
		return;
	article->id = arena_strdup(article->arena, visit->given_id);
	article->url = arena_strdup(article->arena, visit->url);
}

bool
watch_keep(EntenteWatch *watch, Visit *visit, Article *article)
{
	g_autoptr(GError) error = NULL;
	EntenteAdded added;

	keep_name(visit, article);
	g_autoptr(EntenteRecords) page = engine_understand(watch->engine, article);
	fetcher_keep_up(engine_fetcher(watch->engine));
	const EntenteSource *source = &entente_records_get(page, 0)->source;
	if (!entente_dossier_add(watch->dossier, page, &added, &error)) {
		if (g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT))
			return watch_problem(watch, error, true);
		watch->error = g_steal_pointer(&error);
		return false;
	}
	watch_set(&visit->given_id, source->id);
	watch_set(&visit->url, source->url);
	if (added == ENTENTE_UNCHANGED)
		return true;
	watch->unmerged = true;
	if (!watch->sink->page(page, added, visit->feed, watch->user_data))
		watch->stopped = true;
	return watch_goes_on(watch);
}

typedef struct {
	EntenteWatch *watch;
	Visit *visit;
} Given;

static bool
take_given(Article *article, gpointer user_data)
{
	const Given *given = user_data;

	watch_keep(given->watch, given->visit, article);
	return false;
}

static bool
take_given_problem(const GError *why, gpointer user_data)
{
	const Given *given = user_data;

	return watch_problem(given->watch, why, true);
}

bool
watch_keep_given(EntenteWatch *watch, Visit *visit)
{
	Given given = { watch, visit };
	const ReadSink sink = { .article = take_given,
		                .problem = take_given_problem,
		                .user_data = &given };

	engine_read_bytes(watch->engine, visit->address, visit->given, strlen(visit->given),
	                  &sink);
	return watch_goes_on(watch);
}

static void
merge(EntenteWatch *watch)
{
	if (!watch->unmerged || watch->error)
		return;
	watch->unmerged = !entente_dossier_gather(watch->dossier, watch->engine, &watch->error);
	watch->merged = watch_now();
}

int64_t
watch_next(EntenteWatch *watch)
{
	int64_t soonest;

	if (!watched_next(watch->dossier, &soonest, &watch->error))
		return NEVER;
	for (guint i = 0; i < watch->feeds->len; i++) {
		int64_t due = watch_feed_due(watch, watch->feeds->pdata[i]);

		if (due != NEVER && (soonest == NEVER || due < soonest))
			soonest = due;
	}
	return soonest;
}

/* Waits for what is due next; a signal ends it. */
static void
sleep_until(int64_t when)
{
	int64_t seconds = when == NEVER ? MOST_SLEEP : when - watch_now();

	if (seconds > 0)
		poll(NULL, 0, MOST_SLEEP);
}

/* Asks, and waits for what comes.  Returns false where with `once` nothing is left to do. */
static bool
turn(EntenteWatch *watch)
{
	Fetcher *fetcher = engine_fetcher(watch->engine);
	int64_t now = watch_now();

	watch_ask_feeds(watch, now);
	watch_ask_pages(watch, now);
	if (fetcher_pending(fetcher)) {
		fetcher_work(fetcher, G_USEC_PER_SEC);
		if (watch_now() - watch->merged > MERGE_EVERY)
			merge(watch);
		return true;
	}
	merge(watch);
	if (watch->once)
		return false;
	sleep_until(watch_next(watch));
	return true;
}

bool
entente_watch_run(EntenteWatch *watch, bool once, const EntenteWatchSink *sink,
                  gpointer user_data, GError **error)
{
	watch->sink = sink;
	watch->user_data = user_data;
	watch->once = once;
	watch->stopped = false;
	watch->merged = watch_now();
	fetcher_remember(engine_fetcher(watch->engine), &memory, watch);
	for (guint i = 0; i < watch->feeds->len; i++)
		((Watched *)watch->feeds->pdata[i])->polled = false;
	while (watch_goes_on(watch) && turn(watch))
		;
	fetcher_forget(engine_fetcher(watch->engine));
	fetcher_remember(engine_fetcher(watch->engine), NULL, NULL);
	g_hash_table_remove_all(watch->busy);
	for (guint i = 0; i < watch->feeds->len; i++)
		((Watched *)watch->feeds->pdata[i])->busy = false;
	merge(watch);
	if (!watch->error)
		return true;
	g_propagate_error(error, g_steal_pointer(&watch->error));
	return false;
}
