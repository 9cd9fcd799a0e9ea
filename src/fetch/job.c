#include "fetch/job.h"

#include <entente/error.h>

void
job_free(gpointer user_data)
{
	Job *job = user_data;

	url_free(job->url);
	fetched_free(job->fetched);
	g_free(job->etag);
	g_free(job->last_modified);
	g_free(job->robots_of);
	lookup_free(job->lookup);
	transfer_free(job->transfer);
	g_free(job);
}

const char *
job_proxy(const Fetcher *fetcher, const Url *url)
{
	const EntenteFetching *how = &fetcher->how;
	const char *proxy = url->secure ? how->https_proxy : how->http_proxy;

	return proxy && *proxy && !proxy_excepts(how->no_proxy, url->host) ? proxy : NULL;
}

void
job_end(Fetcher *fetcher, Job *job)
{
	guint index;

	g_ptr_array_find(fetcher->jobs, job, &index);
	g_ptr_array_steal_index(fetcher->jobs, index);
	g_queue_push_tail(&fetcher->done, job);
}

void
job_fail(Fetcher *fetcher, Job *job, GError *why)
{
	g_autofree char *name = url_display(job->fetched->url);

	if (!job->robots_of)
		g_prefix_error(&why, "'%s': ", name);
	job->fetched->error = why;
	job_end(fetcher, job);
}

void
job_fail_with(Fetcher *fetcher, Job *job, bool lasting, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	job->fetched->lasting = lasting;
	job_fail(fetcher, job,
	         g_error_new_valist(ENTENTE_ERROR, ENTENTE_ERROR_NETWORK, format, arguments));
	va_end(arguments);
}

Job *
job_new(Fetcher *fetcher, const char *url)
{
	Job *job = g_new0(Job, 1);

	job->fetched = g_new0(Fetched, 1);
	job->fetched->url = g_strdup(url);
	g_ptr_array_add(fetcher->jobs, job);
	return job;
}

void
job_lead(Fetcher *fetcher, Job *job, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Url) from = g_steal_pointer(&job->url);

	g_clear_pointer(&job->lookup, lookup_free);
	job->looked_up = false;
	job->url = url_new(text, from, &error);
	if (job->url)
		return;
	if (!from) {
		job_fail_with(fetcher, job, true, "%s", error->message);
		return;
	}
	g_autofree char *name = url_display(text);
	job_fail_with(fetcher, job, true, "leads to '%s': %s", name, error->message);
}
