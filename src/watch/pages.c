/* Pages: when they are asked for, what becomes of what comes, and when they are looked at
 * again. */
#include "watch/watch.h"

#include "watch/times.h"

#include <entente/error.h>
#include <string.h>

/* A page that has been asked for. */
typedef struct {
	EntenteWatch *watch;
	char *address, *host;
} PageAsk;

void
watch_free_ask(gpointer user_data)
{
	PageAsk *ask = user_data;

	g_free(ask->address);
	g_free(ask->host);
	g_free(ask);
}

typedef struct {
	EntenteWatch *watch;
	Article *article; /* the first that was read, or NULL */
} Reading;

static bool
take_article(Article *article, gpointer user_data)
{
	Reading *reading = user_data;

	reading->article = article;
	return false;
}

static bool
take_problem(const GError *why, gpointer user_data)
{
	const Reading *reading = user_data;

	return watch_problem(reading->watch, why, true);
}

/* The page's article; NULL where there is none, which has been told. */
static Article *
read_page(EntenteWatch *watch, const Fetched *fetched)
{
	Reading reading = { watch, NULL };
	const ReadSink sink = { .article = take_article,
		                .problem = take_problem,
		                .user_data = &reading };

	engine_read_fetched(watch->engine, fetched, &sink);
	return reading.article;
}

/* A page that was not read yet, and cannot be: what the feed says of it is. */
static void
give_up(EntenteWatch *watch, Visit *visit)
{
	visit->due = NEVER;
	if (!visit->given)
		return;
	watch_keep_given(watch, visit);
	g_clear_pointer(&visit->given, g_free);
}

/* Fails for good at once or after some time; what fails for now is not told. */
static void
page_failed(EntenteWatch *watch, Visit *visit, const Fetched *fetched, int64_t now)
{
	visit->failures += !fetched->unsent;
	if (!fetched->lasting && visit->failures < MOST_FAILURES) {
		visit->due = now + (fetched->unsent ? fetched->wait
		                                    : pause_after(visit->failures - 1,
		                                                  PAGE_PAUSE, fetched->wait));
		return;
	}
	if (watch_problem(watch, fetched->error, true))
		give_up(watch, visit);
}

/* Another address of a feed led to the same page, which was read then. */
static bool
is_elsewhere(EntenteWatch *watch, Visit *visit, const Article *article)
{
	g_autoptr(Visit) other = NULL;

	watch_set(&visit->url, article->url);
	if (!watched_find_page(watch->dossier, visit, &other, &watch->error) || !other)
		return false;
	watch_set(&visit->given_id, other->given_id);
	g_clear_pointer(&visit->given, g_free);
	visit->due = NEVER;
	return true;
}

static void
page_came(EntenteWatch *watch, Visit *visit, const Fetched *fetched, int64_t now)
{
	g_autoptr(Article) article = read_page(watch, fetched);

	if (!watch_goes_on(watch))
		return;
	if (!article && !visit->given_id) {
		give_up(watch, visit);
		return;
	}
	if (article && !visit->given_id && is_elsewhere(watch, visit, article))
		return;
	if (watch->error ||
	    (article && !watch_keep(watch, visit, g_steal_pointer(&article)) && watch->error))
		return;
	g_clear_pointer(&visit->given, g_free);
	watch_set(&visit->etag, fetched->etag);
	watch_set(&visit->last_modified, fetched->last_modified);
	visit->due = next_look(visit->found, now);
}

static void
take(EntenteWatch *watch, Visit *visit, const Fetched *fetched)
{
	int64_t now = watch_now();

	if (fetched->error)
		page_failed(watch, visit, fetched, now);
	else {
		visit->failures = 0;
		visit->checked = now;
		if (fetched->unchanged)
			visit->due = next_look(visit->found, now);
		else
			page_came(watch, visit, fetched, now);
	}
	if (!watch->error && !watched_put(watch->dossier, visit, &watch->error))
		return;
}

/* What is known of the page may have changed while it was waited for, so it is looked up anew.
 */
static void
take_page(Fetched *taken, gpointer user_data)
{
	const PageAsk *ask = user_data;
	EntenteWatch *watch = ask->watch;
	g_autoptr(Fetched) fetched = taken;
	g_autoptr(Visit) visit = NULL;
	const Visit like = { .address = ask->address };

	if (!watch->error && watched_find(watch->dossier, &like, &visit, &watch->error) &&
	    visit)
		take(watch, visit, fetched);
	g_hash_table_remove(watch->busy, ask->host);
}

static void
ask_for(EntenteWatch *watch, const Visit *visit)
{
	PageAsk *ask = g_new0(PageAsk, 1);

	ask->watch = watch;
	ask->address = g_strdup(visit->address);
	ask->host = g_strdup(visit->host);
	g_hash_table_insert(watch->busy, g_strdup(visit->host), ask);
	fetcher_ask(engine_fetcher(watch->engine), visit->address, visit->etag,
	            visit->last_modified, take_page, ask);
}

void
watch_ask_pages(EntenteWatch *watch, int64_t now)
{
	size_t pending = fetcher_pending(engine_fetcher(watch->engine));
	size_t n_busy = g_hash_table_size(watch->busy);

	if (watch->error || pending >= MAX_ASKED)
		return;
	g_autoptr(GPtrArray) due =
	    watched_due(watch->dossier, now, MAX_ASKED - pending + n_busy, &watch->error);
	for (guint i = 0; due && i < due->len; i++) {
		const Visit *visit = due->pdata[i];

		if (!g_hash_table_contains(watch->busy, visit->host))
			ask_for(watch, visit);
	}
}
