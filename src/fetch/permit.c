/* What may be asked for: as the robots.txt of the host has it, which is asked for before, and
 * as far as this machine knows where the host is. */
#include "fetch/job.h"

#include "fetch/address.h"

#include <entente/error.h>
#include <string.h>

static const char product[] = "entente";

static void
learn_robots(Fetcher *fetcher, const char *origin_name, const char *text, size_t length,
             int64_t seconds)
{
	Origin *origin = hosts_origin(&fetcher->hosts, origin_name);
	g_autoptr(Url) url = url_new(origin_name, NULL, NULL);
	Host *host = hosts_host(&fetcher->hosts, url);

	origin_learn(origin, robots_parse(text, length, product), seconds);
	host->pause = MAX(host->pause, robots_delay(origin->robots) * (gint64)G_USEC_PER_SEC);
}

/* Whether the robots.txt of where the job leads was kept. */
static bool
recall_robots(Fetcher *fetcher, const Job *job)
{
	const FetchMemory *memory = fetcher->memory;
	const char *origin = job->url->origin;
	int64_t seconds = 0;
	g_autofree char *rules =
	    memory ? memory->load(origin, &seconds, fetcher->memory_data) : NULL;

	if (rules)
		learn_robots(fetcher, origin, rules, strlen(rules), seconds);
	return rules != NULL;
}

static void
ask_for_robots(Fetcher *fetcher, const Job *job)
{
	g_autofree char *address = g_strconcat(job->url->origin, "/robots.txt", NULL);
	Job *robots = job_new(fetcher, address);

	robots->robots_of = g_strdup(job->url->origin);
	job_lead(fetcher, robots, address);
}

bool
job_may_pass(Fetcher *fetcher, Job *job)
{
	if (job->robots_of)
		return true;
	Origin *origin = hosts_origin(&fetcher->hosts, job->url->origin);
	if (origin->state == ROBOTS_UNKNOWN && !recall_robots(fetcher, job)) {
		origin->state = ROBOTS_ASKED;
		ask_for_robots(fetcher, job);
		return false;
	}
	if (origin->state == ROBOTS_ASKED)
		return false;
	if (origin->state == ROBOTS_MISSING) {
		const Host *host = hosts_host(&fetcher->hosts, job->url);

		job->fetched->wait = host_wait(host) / G_USEC_PER_SEC;
		job->fetched->lasting = origin->lasting;
		job_fail(fetcher, job, g_error_copy(origin->why));
	} else if (!robots_allow(origin->robots, job->url->path))
		job_fail_with(fetcher, job, true, "its host's robots.txt forbids it");
	else
		return true;
	return false;
}

bool
job_may_be_asked(Fetcher *fetcher, Job *job)
{
	if (fetcher->how.allow_private || job->looked_up || !job_proxy(fetcher, job->url))
		return true;
	const char *what = address_refused_host(job->url->host);
	if (!what && !job->lookup)
		job->lookup = lookup_begin(job->url->host);
	if (!what && !lookup_done(job->lookup, &what))
		return false;
	job->looked_up = true;
	if (!what)
		return true;
	job_fail_with(fetcher, job, true,
	              "its host is near (%s), which is read only if allowed", what);
	return false;
}

/* What robots.txt says, or why nothing may be fetched.  RFC 9309, 2.3.1: one that is not there
 * or at the end of too many redirects allows all, one that cannot be had nothing. */
void
job_take_robots(Fetcher *fetcher, Job *job, Answer *answer)
{
	Origin *origin = hosts_origin(&fetcher->hosts, job->robots_of);
	bool none = answer->status >= 400 && answer->status < 500 && answer->status != 429;

	if (answer->error && !none) {
		if (answer->status)
			g_prefix_error(&answer->error, "its host's robots.txt: ");
		origin_miss(origin, g_steal_pointer(&answer->error), answer->lasting);
		return;
	}
	guint length = answer->body ? answer->body->len : 0;
	g_autofree char *rules = g_malloc(length + 1);
	for (guint i = 0; i < length; i++)
		rules[i] = answer->body->data[i] ? (char)answer->body->data[i] : ' ';
	rules[length] = '\0';
	learn_robots(fetcher, job->robots_of, rules, length, ROBOTS_SECONDS);
	if (fetcher->memory)
		fetcher->memory->save(job->robots_of, rules, ROBOTS_SECONDS,
		                      fetcher->memory_data);
}

/* A job for robots.txt that ended on its way. */
void
job_miss_robots(Fetcher *fetcher, Job *job)
{
	Origin *origin = hosts_origin(&fetcher->hosts, job->robots_of);

	if (job->n_redirects)
		g_prefix_error(&job->fetched->error, "its host's robots.txt: ");
	origin_miss(origin, g_steal_pointer(&job->fetched->error), job->fetched->lasting);
}
