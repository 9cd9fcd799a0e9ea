/* What is named to be watched: a feed, or a list of feeds, in a file or on the web. */
#include "watch/watch.h"

#include "base/paths.h"
#include "read/feed.h"

#include <entente/error.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

bool
watch_is_list(const char *bytes, size_t length)
{
	return opml_sniff(bytes, MIN(length, (size_t)SNIFF_BYTES)) > 0;
}

static bool
no_feed(const char *text, const char *why, GError **error)
{
	g_autofree char *name = feed_line(text);

	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s", name, why);
	return false;
}

/* A feed by its address, seen from that of the list that has it, if one has. */
static bool
add_address(EntenteWatch *watch, const char *text, const char *base, GError **error)
{
	g_autofree char *host = NULL, *address = fetch_address(text, base, &host);

	return address ? watch_add_feed(watch, address, error)
	               : no_feed(text, "no address of a feed", error);
}

/* Tells of each entry that is no feed, and returns how many are. */
static guint
add_links(EntenteWatch *watch, const GPtrArray *links, const char *base,
          void (*tell)(EntenteWatch *, const GError *, gpointer), gpointer user_data)
{
	guint n = 0;

	for (guint i = 0; i < links->len; i++) {
		const FeedLink *link = links->pdata[i];
		g_autoptr(GError) error = NULL;

		if (add_address(watch, link->url, base, &error))
			n++;
		else
			tell(watch, error, user_data);
	}
	return n;
}

static void
tell_problem(EntenteWatch *watch, const GError *why, gpointer user_data)
{
	(void)user_data;
	watch_problem(watch, why, true);
}

void
watch_add_list(EntenteWatch *watch, const char *found, const char *bytes, size_t length)
{
	g_autofree char *name = feed_line(found), *where = g_strdup_printf("'%s'", name);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) links = opml_feeds(bytes, length, where, &error);

	if (links)
		add_links(watch, links, found, tell_problem, NULL);
	else
		watch_problem(watch, error, true);
}

/* Keeps the first that goes wrong. */
static void
note_first(EntenteWatch *watch, const GError *why, gpointer user_data)
{
	GError **first = user_data;

	(void)watch;
	if (!*first)
		*first = g_error_copy(why);
}

/* The file's bytes, to be freed; NULL with the error set where it cannot be read or is too
 * long. */
static char *
read_file(const char *path, size_t *length, GError **error)
{
	g_autofree char *name = display_name(path), *bytes = g_malloc(MAX_PAGE_BYTES + 1);
	FILE *file = fopen(path, "re");

	if (!file) {
		set_errno_error(error, name, errno);
		return NULL;
	}
	*length = fread(bytes, 1, MAX_PAGE_BYTES + 1, file);
	int failed = ferror(file) ? errno : 0;
	fclose(file);
	if (failed)
		set_errno_error(error, name, failed);
	else if (*length > MAX_PAGE_BYTES)
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LIMIT,
		            "'%s': longer than %d MB, the limit for a list of feeds", name,
		            MAX_PAGE_BYTES / 1000000);
	else
		return g_steal_pointer(&bytes);
	return NULL;
}

static bool
add_file(EntenteWatch *watch, const char *path, GError **error)
{
	size_t length;
	g_autofree char *bytes = read_file(path, &length, error);
	g_autofree char *name = display_name(path), *where = g_strdup_printf("'%s'", name);

	if (!bytes)
		return false;
	if (!watch_is_list(bytes, length))
		return no_feed(path, "neither the URL of a feed nor an OPML", error);
	g_autoptr(GPtrArray) links = opml_feeds(bytes, length, where, error);
	g_autoptr(GError) first = NULL;
	if (!links)
		return false;
	if (!links->len)
		return no_feed(path, "a list of feeds that is empty", error);
	if (add_links(watch, links, NULL, note_first, &first) == links->len)
		return true;
	g_propagate_prefixed_error(error, g_steal_pointer(&first), "%s: ", where);
	return false;
}

bool
entente_watch_add(EntenteWatch *watch, const char *feed, GError **error)
{
	return is_web_address(feed) ? add_address(watch, feed, NULL, error)
	                            : add_file(watch, feed, error);
}
