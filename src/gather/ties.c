/* What is tied is joined; what is kept apart is looked at before any two sets are joined, so
 * that no third name brings both together. */
#include "gather/ties.h"

#include "model/rulings.h"

typedef struct {
	guint one, other;
} Pair;

struct Ties {
	Sets *sets;
	GArray *tied, *apart; /* Pair */
};

typedef struct {
	const Gathering *gathering;
	EntenteKind kind;
	NameIndex index;
	gpointer user_data;
} Search;

/* A name that the desk gave stands for the one it had before. */
static guint
find(const Search *search, const char *name)
{
	guint index = search->index(search->gathering, name, search->user_data);

	for (guint i = search->gathering->rulings->len; !index && i-- > 0;) {
		const Ruling *ruling = search->gathering->rulings->pdata[i];

		if (ruling->type == RULE_NAME && ruling->kind == search->kind &&
		    !g_strcmp0(ruling->other, name))
			index =
			    search->index(search->gathering, ruling->name, search->user_data);
	}
	return index;
}

static void
take(Ties *ties, Ruling *ruling, const Search *search)
{
	guint one = find(search, ruling->name);
	guint other = ruling->other ? find(search, ruling->other) : 0;
	Pair pair = { one - 1, other - 1 };

	if (!one || !other || one == other)
		return;
	g_array_append_val(ruling->type == RULE_APART ? ties->apart : ties->tied, pair);
	ruling->applies = true;
}

Ties *
ties_new(const Gathering *gathering, EntenteKind kind, Sets *sets, NameIndex index,
         gpointer user_data)
{
	const Search search = { gathering, kind, index, user_data };
	Ties *ties = g_new0(Ties, 1);

	ties->sets = sets;
	ties->tied = g_array_new(FALSE, FALSE, sizeof(Pair));
	ties->apart = g_array_new(FALSE, FALSE, sizeof(Pair));
	for (guint i = 0; i < gathering->rulings->len; i++) {
		Ruling *ruling = gathering->rulings->pdata[i];

		/* what is given another's name is the other */
		if (ruling->kind == kind && !ruling->overruled &&
		    (ruling->type == RULE_SAME || ruling->type == RULE_APART ||
		     ruling->type == RULE_NAME))
			take(ties, ruling, &search);
	}
	return ties;
}

void
ties_free(Ties *ties)
{
	g_array_unref(ties->tied);
	g_array_unref(ties->apart);
	g_free(ties);
}

bool
ties_allow(const Ties *ties, guint i, guint j)
{
	for (guint k = 0; k < ties->apart->len; k++) {
		const Pair *pair = &g_array_index(ties->apart, Pair, k);
		guint one = sets_find(ties->sets, pair->one);
		guint other = sets_find(ties->sets, pair->other);
		guint left = sets_find(ties->sets, i), right = sets_find(ties->sets, j);

		if ((one == left && other == right) || (one == right && other == left))
			return false;
	}
	return true;
}

void
ties_join(const Ties *ties)
{
	for (guint k = 0; k < ties->tied->len; k++) {
		const Pair *pair = &g_array_index(ties->tied, Pair, k);

		if (ties_allow(ties, pair->one, pair->other))
			sets_join(ties->sets, pair->one, pair->other);
	}
}

static bool
has(const GArray *pairs, guint i)
{
	for (guint k = 0; k < pairs->len; k++) {
		const Pair *pair = &g_array_index(pairs, Pair, k);

		if (pair->one == i || pair->other == i)
			return true;
	}
	return false;
}

bool
ties_concern(const Ties *ties, guint i)
{
	return has(ties->tied, i) || has(ties->apart, i);
}
