/* Requests on their way: robots.txt first, then in turn with the others of the host, over
 * redirects, each of them checked as if it had been asked for.
 *
 * A job is a request that somebody waits for, or one for the robots.txt that such a request
 * waits for.  Jobs are gone over whenever something may have changed; there are never many,
 * since who asks keeps the number at bay. */
#include "fetch/job.h"

#include <entente/error.h>

enum {
	MAX_RUNNING = 16,
	MAX_REDIRECTS = 5,
	HOLD_PATIENCE = 60 * G_USEC_PER_SEC, /* a host that is held longer is not waited for */
	LOOK_EVERY = G_USEC_PER_SEC / 4,     /* between two questions whether to go on */
	LOOKUP_EVERY = G_USEC_PER_SEC / 50,  /* whether a name has been looked up */
	DEFAULT_TIMEOUT = 30,
};

void
fetched_free(Fetched *fetched)
{
	if (!fetched)
		return;
	g_free(fetched->url);
	g_free(fetched->found);
	g_clear_pointer(&fetched->body, g_byte_array_unref);
	g_free(fetched->encoding);
	g_free(fetched->etag);
	g_free(fetched->last_modified);
	g_clear_error(&fetched->error);
	g_free(fetched);
}

static void
begin_libcurl(void)
{
	static gsize begun;

	if (!g_once_init_enter(&begun))
		return;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	g_once_init_leave(&begun, 1);
}

Fetcher *
fetcher_new(const EntenteFetching *how)
{
	Fetcher *fetcher = g_new0(Fetcher, 1);

	begin_libcurl();
	fetcher->multi = curl_multi_init();
	fetcher->how = *how;
	fetcher->how.http_proxy = g_strdup(how->http_proxy);
	fetcher->how.https_proxy = g_strdup(how->https_proxy);
	fetcher->how.no_proxy = g_strdup(how->no_proxy);
	fetcher->how.timeout = how->timeout ? how->timeout : DEFAULT_TIMEOUT;
	hosts_init(&fetcher->hosts);
	fetcher->jobs = g_ptr_array_new_with_free_func(job_free);
	g_queue_init(&fetcher->done);
	return fetcher;
}

/* A robots.txt that was under way is asked for again when it is next needed. */
void
fetcher_forget(Fetcher *fetcher)
{
	for (guint i = 0; i < fetcher->jobs->len; i++) {
		const Job *job = fetcher->jobs->pdata[i];

		if (job->robots_of)
			hosts_origin(&fetcher->hosts, job->robots_of)->state = ROBOTS_UNKNOWN;
		if (!job->transfer)
			continue;
		curl_multi_remove_handle(fetcher->multi, job->transfer->easy);
		host_end(hosts_host(&fetcher->hosts, job->url), 0);
	}
	fetcher->n_running = 0;
	g_ptr_array_set_size(fetcher->jobs, 0);
	g_queue_clear_full(&fetcher->done, job_free);
}

void
fetcher_remember(Fetcher *fetcher, const FetchMemory *memory, gpointer user_data)
{
	fetcher->memory = memory;
	fetcher->memory_data = user_data;
}

void
fetcher_free(Fetcher *fetcher)
{
	if (!fetcher)
		return;
	fetcher_forget(fetcher);
	g_ptr_array_unref(fetcher->jobs);
	hosts_clear(&fetcher->hosts);
	curl_multi_cleanup(fetcher->multi);
	g_free((char *)fetcher->how.http_proxy);
	g_free((char *)fetcher->how.https_proxy);
	g_free((char *)fetcher->how.no_proxy);
	g_free(fetcher);
}

void
fetcher_ask(Fetcher *fetcher, const char *url, const char *etag, const char *last_modified,
            FetchDone done, gpointer user_data)
{
	Job *job = job_new(fetcher, url);

	job->etag = g_strdup(etag);
	job->last_modified = g_strdup(last_modified);
	job->told = done;
	job->user_data = user_data;
	job_lead(fetcher, job, url);
}

size_t
fetcher_pending(const Fetcher *fetcher)
{
	return fetcher->jobs->len + g_queue_get_length((GQueue *)&fetcher->done);
}

bool
fetcher_goes_on(const Fetcher *fetcher)
{
	return !fetcher->how.go_on || fetcher->how.go_on(fetcher->how.user_data);
}

static void
start(Fetcher *fetcher, Job *job)
{
	const Request request = {
		.url = job->url,
		.etag = job->etag,
		.last_modified = job->last_modified,
		.proxy = job_proxy(fetcher, job->url),
		.allow_private = fetcher->how.allow_private,
		.timeout = fetcher->how.timeout,
		.cut = job->robots_of ? MAX_ROBOTS_BYTES : 0,
	};

	host_begin(hosts_host(&fetcher->hosts, job->url));
	job->transfer = transfer_new(&request);
	curl_easy_setopt(job->transfer->easy, CURLOPT_PRIVATE, job);
	curl_multi_add_handle(fetcher->multi, job->transfer->easy);
	fetcher->n_running++;
}

/* Brings the job as far as it gets without waiting.  Returns in how many microseconds to look
 * at it again. */
static gint64
advance(Fetcher *fetcher, Job *job)
{
	if (job->transfer)
		return G_MAXINT64;
	if (!job_may_be_asked(fetcher, job))
		return LOOKUP_EVERY;
	if (!job_may_pass(fetcher, job))
		return G_MAXINT64;
	Host *host = hosts_host(&fetcher->hosts, job->url);
	gint64 wait = host_wait(host);
	if (wait > HOLD_PATIENCE) {
		job->fetched->wait = wait / G_USEC_PER_SEC;
		job->fetched->unsent = true;
		job_fail_with(fetcher, job, false, "its host asks to be left alone for %d s",
		              (int)job->fetched->wait);
		return G_MAXINT64;
	}
	if (host->busy || fetcher->n_running >= MAX_RUNNING)
		return G_MAXINT64;
	if (!wait)
		start(fetcher, job);
	return wait ? wait : G_MAXINT64;
}

/* Goes over all jobs.  Returns in how many microseconds to do so again if nothing happens. */
static gint64
advance_all(Fetcher *fetcher)
{
	gint64 soonest = G_MAXINT64;

	for (guint i = 0; i < fetcher->jobs->len;) {
		Job *job = fetcher->jobs->pdata[i];
		gint64 wait = job->url ? advance(fetcher, job) : G_MAXINT64;

		soonest = MIN(soonest, wait);
		i += i < fetcher->jobs->len && fetcher->jobs->pdata[i] == job;
	}
	return soonest;
}

static void
deliver(Job *job, Answer *answer)
{
	Fetched *fetched = job->fetched;

	fetched->found = g_strdup(job->url->text);
	fetched->body = g_steal_pointer(&answer->body);
	fetched->encoding = g_steal_pointer(&answer->encoding);
	fetched->etag = g_steal_pointer(&answer->etag);
	fetched->last_modified = g_steal_pointer(&answer->last_modified);
	fetched->unchanged = answer->status == 304;
}

static void
take_answer(Fetcher *fetcher, Job *job, Answer *answer)
{
	bool leads = answer->location && job->n_redirects++ < MAX_REDIRECTS;

	job->fetched->wait = answer->wait;
	job->fetched->lasting = answer->lasting;
	if (leads)
		job_lead(fetcher, job, answer->location);
	else if (job->robots_of) {
		job_take_robots(fetcher, job, answer);
		job_end(fetcher, job);
	} else if (answer->location)
		job_fail_with(fetcher, job, true, "more than %d redirects", MAX_REDIRECTS);
	else if (answer->error)
		job_fail(fetcher, job, g_steal_pointer(&answer->error));
	else if (answer->status == 304 && !job->etag && !job->last_modified)
		job_fail_with(fetcher, job, false, "its host sent no page (status 304)");
	else {
		deliver(job, answer);
		job_end(fetcher, job);
	}
}

static void
finish(Fetcher *fetcher, CURL *easy, CURLcode code)
{
	g_auto(Answer) answer = { 0 };
	char *owner = NULL;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
	Job *job = (Job *)owner;
	Transfer *transfer = g_steal_pointer(&job->transfer);
	transfer_finish(transfer, code, &answer);
	curl_multi_remove_handle(fetcher->multi, easy);
	transfer_free(transfer);
	fetcher->n_running--;
	host_end(hosts_host(&fetcher->hosts, job->url), answer.wait);
	take_answer(fetcher, job, &answer);
}

static void
finish_all(Fetcher *fetcher)
{
	CURLMsg *message;
	int n;

	while ((message = curl_multi_info_read(fetcher->multi, &n)))
		if (message->msg == CURLMSG_DONE)
			finish(fetcher, message->easy_handle, message->data.result);
}

/* Tells of what is done.  Returns whether anybody was told. */
static bool
tell(Fetcher *fetcher)
{
	bool told = false;

	for (Job *job; (job = g_queue_pop_head(&fetcher->done));) {
		if (job->robots_of) {
			if (job->fetched->error)
				job_miss_robots(fetcher, job);
		} else {
			told = true;
			job->told(g_steal_pointer(&job->fetched), job->user_data);
		}
		job_free(job);
	}
	return told;
}

char *
fetch_address(const char *text, const char *base, char **host)
{
	g_autoptr(Url) from = base ? url_new(base, NULL, NULL) : NULL;
	g_autoptr(Url) url = url_new(text, from, NULL);

	if (!url)
		return NULL;
	*host = g_strdup(url->host);
	return url_untracked(url);
}

void
fetcher_keep_up(Fetcher *fetcher)
{
	int n;

	curl_multi_perform(fetcher->multi, &n);
}

bool
fetcher_work(Fetcher *fetcher, gint64 patience)
{
	gint64 deadline = g_get_monotonic_time() + patience;

	while (fetcher_pending(fetcher)) {
		gint64 soonest = advance_all(fetcher);
		int n;

		curl_multi_perform(fetcher->multi, &n);
		finish_all(fetcher);
		bool moved = !g_queue_is_empty(&fetcher->done);
		gint64 left = deadline - g_get_monotonic_time();
		if (tell(fetcher) || left <= 0 || !fetcher_goes_on(fetcher))
			break;
		if (moved)
			continue;
		gint64 wait = MIN(MIN(soonest, left), LOOK_EVERY);
		curl_multi_poll(fetcher->multi, NULL, 0, (int)(wait / 1000 + 1), NULL);
	}
	return fetcher_pending(fetcher) > 0;
}
