#include "fetch/ahead.h"

#include "base/paths.h"

enum { MAX_AHEAD = 16 };

typedef struct {
	Fetched *fetched; /* NULL: not there yet, or no address */
} Slot;

struct Ahead {
	Fetcher *fetcher;
	const char *const *paths;
	GPtrArray *slots; /* Slot, one for each path up to the last that was asked for */
	size_t n_out;     /* asked for and not taken */
};

static void
slot_free(gpointer user_data)
{
	Slot *slot = user_data;

	fetched_free(slot->fetched);
	g_free(slot);
}

Ahead *
ahead_new(Fetcher *fetcher, const char *const *paths)
{
	Ahead *ahead = g_new0(Ahead, 1);

	ahead->fetcher = fetcher;
	ahead->paths = paths;
	ahead->slots = g_ptr_array_new_with_free_func(slot_free);
	return ahead;
}

void
ahead_free(Ahead *ahead)
{
	if (!ahead)
		return;
	fetcher_forget(ahead->fetcher);
	g_ptr_array_unref(ahead->slots);
	g_free(ahead);
}

static void
note(Fetched *fetched, gpointer user_data)
{
	Slot *slot = user_data;

	slot->fetched = fetched;
}

/* Asks for what comes next, up to path i and as far ahead of it as may be. */
static void
ask(Ahead *ahead, size_t i)
{
	const char *path;

	while ((ahead->n_out < MAX_AHEAD || ahead->slots->len <= i) &&
	       (path = ahead->paths[ahead->slots->len])) {
		Slot *slot = g_new0(Slot, 1);

		g_ptr_array_add(ahead->slots, slot);
		if (!is_web_address(path))
			continue;
		fetcher_ask(ahead->fetcher, path, NULL, NULL, note, slot);
		ahead->n_out++;
	}
}

bool
ahead_is_there(const Ahead *ahead, size_t i)
{
	return i < ahead->slots->len && ((const Slot *)ahead->slots->pdata[i])->fetched;
}

Fetched *
ahead_take(Ahead *ahead, size_t i)
{
	ask(ahead, i);
	Slot *slot = ahead->slots->pdata[i];
	while (!slot->fetched && fetcher_goes_on(ahead->fetcher))
		fetcher_work(ahead->fetcher, G_USEC_PER_SEC);
	ahead->n_out -= slot->fetched != NULL;
	return g_steal_pointer(&slot->fetched);
}
