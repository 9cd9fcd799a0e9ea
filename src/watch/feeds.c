/* Feeds: when they are asked, and what becomes of the pages that they name. */
#include "watch/watch.h"

#include "base/paths.h"
#include "read/reader.h"
#include "read/xml-feed.h"
#include "watch/times.h"

#include <entente/error.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int64_t
watch_feed_due(const EntenteWatch *watch, const Watched *watched)
{
	const Feed *feed = watched->state;
	int64_t regular = feed->checked == NEVER ? 0 : feed->checked + watch->every;

	if (watched->busy || (watch->once && watched->polled))
		return NEVER;
	return watch->once ? feed->hold : MAX(regular, feed->hold);
}

bool
watch_add_feed(EntenteWatch *watch, const char *address, GError **error)
{
	if (watch->feeds->len >= MAX_FEEDS ||
	    !g_hash_table_add(watch->known, g_strdup(address)))
		return true;
	Feed *state = watched_feed(watch->dossier, address, error);
	if (!state)
		return false;
	Watched *watched = g_new0(Watched, 1);
	watched->watch = watch;
	watched->state = state;
	g_ptr_array_add(watch->feeds, watched);
	return true;
}

/* A feed that is being read. */
typedef struct {
	Watched *watched;
	const char *found; /* where it was */
	guint n_items, n_new;
	int64_t n_waiting; /* pages of it that were not read yet */
	bool skipped;      /* a page was left for another time */
	bool page;         /* it is none */
} Taking;

/* What goes wrong is noted in watch->error. */
static void
put(EntenteWatch *watch, const Visit *visit)
{
	if (!watch->error && !watched_put(watch->dossier, visit, &watch->error))
		return;
}

static char *
digest_of(const Article *article)
{
	g_autofree char *whole =
	    g_strconcat(article->title ? article->title : "", "\n", article->text, NULL);

	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);
}

/* What the feed says of the page, as a line of JSON that reads as an article. */
static char *
given_of(const Article *article)
{
	json_t *line = json_pack("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s?, s:s?}", "id",
	                         article->id, "url", article->url, "title", article->title,
	                         "outlet", article->outlet, "author", article->author,
	                         "published", article->published, "text", article->text);
	char *dumped = json_dumps(line, 0), *given = g_strdup(dumped);

	free(dumped);
	json_decref(line);
	return given;
}

/* The page as this feed has it now.  It is to be fetched from a host where the feed has but a
 * part of it. */
static Visit *
visit_of(const Taking *taking, Article *article)
{
	const char *feed = taking->watched->state->url;
	Visit *visit = g_new0(Visit, 1);

	if (article->url)
		visit->address = fetch_address(article->url, taking->found, &visit->host);
	if (!visit->address)
		visit->address = g_strdup_printf("%s#%s", feed, article->id);
	else if (!is_web_address(article->url))
		article->url = arena_strdup(article->arena, visit->address);
	if (!visit->host || !article->full_url)
		watch_set(&visit->host, "");
	visit->feed = g_strdup(feed);
	visit->item = g_strdup(article->id);
	visit->digest = digest_of(article);
	visit->found = watch_now();
	visit->checked = visit->due = NEVER;
	return visit;
}

/* A page that no feed named before. */
static bool
take_new(Taking *taking, Visit *visit, Article *taken)
{
	EntenteWatch *watch = taking->watched->watch;
	g_autoptr(Article) article = taken;

	if (*visit->host ? taking->n_waiting >= MAX_WAITING : taking->n_new >= MAX_NEW)
		taking->skipped = true;
	else if (!*visit->host) {
		taking->n_new++;
		watch_keep(watch, visit, g_steal_pointer(&article));
		put(watch, visit);
	} else {
		taking->n_waiting++;
		visit->given = given_of(article);
		visit->due = visit->found;
		put(watch, visit);
	}
	return watch_goes_on(watch);
}

/* A page of which the feed says other things than before: its text is read again or, where the
 * feed does not have it, the page is looked at again. */
static bool
take_changed(Taking *taking, Visit *known, const Visit *visit, Article *taken)
{
	EntenteWatch *watch = taking->watched->watch;
	g_autoptr(Article) article = taken;
	int64_t look = MAX(visit->found, known->checked + LOOK_PAUSE);

	watch_set(&known->digest, visit->digest);
	if (!*visit->host && !*known->host)
		watch_keep(watch, known, g_steal_pointer(&article));
	else if (known->given) {
		g_free(known->given);
		known->given = given_of(article);
	} else if (*known->host && (known->due == NEVER || look < known->due))
		known->due = look;
	put(watch, known);
	return watch_goes_on(watch);
}

static bool
is_page(const char *bytes, size_t length)
{
	char root[16];

	return xml_root(bytes, MIN(length, (size_t)SNIFF_BYTES), root, sizeof root) &&
	       g_ascii_strcasecmp(root, "html") == 0;
}

static bool
take_item(Article *taken, gpointer user_data)
{
	Taking *taking = user_data;
	EntenteWatch *watch = taking->watched->watch;
	g_autoptr(Article) article = taken;
	g_autoptr(Visit) visit = visit_of(taking, article), known = NULL;

	if (taking->n_items++ >= MAX_ITEMS)
		return false;
	taking->page = taking->n_items == 1 && g_strcmp0(article->url, taking->found) == 0;
	if (taking->page)
		return false;
	if (!watched_find(watch->dossier, visit, &known, &watch->error))
		return false;
	if (!known)
		return take_new(taking, visit, g_steal_pointer(&article));
	/* another feed says other things of it all the time */
	if (strcmp(known->digest, visit->digest) == 0 || strcmp(known->feed, visit->feed) != 0)
		return true;
	return take_changed(taking, known, visit, g_steal_pointer(&article));
}

static bool
take_item_problem(const GError *why, gpointer user_data)
{
	const Taking *taking = user_data;

	return watch_problem(taking->watched->watch, why, true);
}

/* Sets `*page` where what came is no feed.  Returns whether all of it was taken. */
static bool
read_feed(Watched *watched, const Fetched *fetched, bool *page)
{
	EntenteWatch *watch = watched->watch;
	const char *bytes = (const char *)fetched->body->data;
	size_t length = fetched->body->len;
	Taking taking = { .watched = watched, .found = fetched->found };
	const ReadSink sink = { .article = take_item,
		                .problem = take_item_problem,
		                .user_data = &taking };

	if ((*page = is_page(bytes, length)))
		return false;
	if (watch_is_list(bytes, length)) {
		watch_add_list(watch, fetched->found, bytes, length);
		return false; /* whoever goes on another time must hear of the feeds again */
	}
	if (!watched_waiting(watch->dossier, watched->state->url, &taking.n_waiting,
	                     &watch->error))
		return false;
	engine_read_fetched(watch->engine, fetched, &sink);
	*page = taking.page;
	return watch_goes_on(watch) && !taking.skipped;
}

static void
feed_failed(Watched *watched, const GError *why, const Fetched *fetched)
{
	EntenteWatch *watch = watched->watch;
	Feed *feed = watched->state;

	feed->failures += !fetched->unsent;
	feed->hold = feed->checked + pause_after(feed->failures, watch->every, fetched->wait);
	watch_set(&feed->error, why->message);
	watch_problem(watch, why, false);
}

static void
feed_is_page(Watched *watched, const Fetched *fetched)
{
	g_autofree char *name = display_name(fetched->url);
	g_autoptr(GError) error =
	    g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': a page, not a feed", name);

	feed_failed(watched, error, fetched);
}

/* The validators count for what was taken only: else the rest would not come again. */
static void
feed_came(Watched *watched, const Fetched *fetched)
{
	Feed *feed = watched->state;
	bool page = false, taken = fetched->unchanged || read_feed(watched, fetched, &page);

	if (page) {
		feed_is_page(watched, fetched);
		return;
	}
	feed->failures = feed->hold = 0;
	watch_set(&feed->error, NULL);
	if (!fetched->unchanged) {
		watch_set(&feed->etag, taken ? fetched->etag : NULL);
		watch_set(&feed->last_modified, taken ? fetched->last_modified : NULL);
	}
}

static void
take_feed(Fetched *taken, gpointer user_data)
{
	Watched *watched = user_data;
	EntenteWatch *watch = watched->watch;
	g_autoptr(Fetched) fetched = taken;

	watched->busy = false;
	watched->polled = true;
	watched->state->checked = watch_now();
	if (fetched->error)
		feed_failed(watched, fetched->error, fetched);
	else
		feed_came(watched, fetched);
	if (!watch->error && !watched_put_feed(watch->dossier, watched->state, &watch->error))
		return;
}

void
watch_ask_feeds(EntenteWatch *watch, int64_t now)
{
	Fetcher *fetcher = engine_fetcher(watch->engine);

	for (guint i = 0; i < watch->feeds->len && fetcher_pending(fetcher) < MAX_ASKED; i++) {
		Watched *watched = watch->feeds->pdata[i];
		const Feed *feed = watched->state;
		int64_t due = watch_feed_due(watch, watched);

		if (due == NEVER || due > now)
			continue;
		watched->busy = true;
		fetcher_ask(fetcher, feed->url, feed->etag, feed->last_modified, take_feed,
		            watched);
	}
}
