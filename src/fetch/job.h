#ifndef FETCH_JOB_H
#define FETCH_JOB_H

#include "fetch/fetch.h"
#include "fetch/hosts.h"
#include "fetch/proxy.h"
#include "fetch/transfer.h"
#include "fetch/url.h"

/* A fetcher from within: what it has to do. */

struct Fetcher {
	CURLM *multi;
	EntenteFetching how; /* its strings are owned */
	Hosts hosts;
	const FetchMemory *memory; /* or NULL */
	gpointer memory_data;
	GPtrArray *jobs; /* Job */
	GQueue done;     /* Job, out of `jobs`: not told yet */
	guint n_running;
};

/* A request that somebody waits for, or one for the robots.txt that such a request waits for.
 */
typedef struct {
	Url *url; /* where the way has led so far */
	Fetched *fetched;
	char *etag, *last_modified;
	FetchDone told;
	gpointer user_data;
	char *robots_of; /* an origin: the job is for its robots.txt */
	guint n_redirects;
	Lookup *lookup; /* of the url's host, behind a proxy */
	bool looked_up;
	Transfer *transfer; /* under way */
} Job;

void job_free(gpointer job);

/* A new one among the fetcher's, for what is at `url`; it is led there next. */
Job *job_new(Fetcher *fetcher, const char *url);

/* Sends the job to where `text` leads, seen from where it is. */
void job_lead(Fetcher *fetcher, Job *job, const char *text);

/* Takes the job out; whoever waits for it is told later. */
void job_end(Fetcher *fetcher, Job *job);

/* Ends the job with an error (taken over), which gets the name of what was asked for. */
void job_fail(Fetcher *fetcher, Job *job, GError *why);
void job_fail_with(Fetcher *fetcher, Job *job, bool lasting, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The proxy by which the URL is asked for, NULL for none. */
const char *job_proxy(const Fetcher *fetcher, const Url *url);

/* Whether the robots.txt of where the job leads lets it pass; asks for it where it is not
 * known, and ends the job where it forbids. */
bool job_may_pass(Fetcher *fetcher, Job *job);

/* Whether the host may be asked for as far as this machine knows; ends the job where not.
 * What is connected to from here is checked then. */
bool job_may_be_asked(Fetcher *fetcher, Job *job);

/* Learns from the answer to a job for robots.txt, and from there having been none. */
void job_take_robots(Fetcher *fetcher, Job *job, Answer *answer);
void job_miss_robots(Fetcher *fetcher, Job *job);

#endif
