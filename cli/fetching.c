#include "fetching.h"

#include "arguments.h"
#include "reading.h"

enum { MAX_TIMEOUT = 3600 };

static bool
goes_on(gpointer user_data)
{
	(void)user_data;
	return !reading_interrupted();
}

/* The first of the variables that is set to something; NULL for none. */
static const char *
variable(const char *const *names)
{
	for (; *names; names++) {
		const char *value = g_getenv(*names);

		if (value && *value)
			return value;
	}
	return NULL;
}

/* HTTP_PROXY in capitals does not count: a web server sets it to what a stranger sent. */
void
fetching_init(EntenteFetching *fetching)
{
	static const char *const http[] = { "http_proxy", "all_proxy", "ALL_PROXY", NULL };
	static const char *const https[] = { "https_proxy", "HTTPS_PROXY", "all_proxy",
		                             "ALL_PROXY", NULL };
	static const char *const none[] = { "no_proxy", "NO_PROXY", NULL };

	*fetching = (EntenteFetching){
		.http_proxy = variable(http),
		.https_proxy = variable(https),
		.no_proxy = variable(none),
		.go_on = goes_on,
	};
}

bool
fetching_options(EntenteFetching *fetching, const Command *self, const char *allow,
                 const char *timeout)
{
	guint64 seconds = 0;

	if (!number_argument(self, "timeout", timeout, 1, MAX_TIMEOUT, &seconds))
		return false;
	fetching->allow_private = allow != NULL;
	fetching->timeout = (unsigned)seconds;
	return true;
}
