#include "gather/sets.h"

struct Sets {
	guint n;
	guint parents[];
};

Sets *
sets_new(guint n)
{
	Sets *sets = g_malloc(sizeof *sets + n * sizeof *sets->parents);

	sets->n = n;
	for (guint i = 0; i < n; i++)
		sets->parents[i] = i;
	return sets;
}

void
sets_free(Sets *sets)
{
	g_free(sets);
}

guint
sets_find(Sets *sets, guint i)
{
	while (sets->parents[i] != i)
		i = sets->parents[i] = sets->parents[sets->parents[i]];
	return i;
}

void
sets_join(Sets *sets, guint i, guint j)
{
	i = sets_find(sets, i);
	j = sets_find(sets, j);
	if (i < j)
		sets->parents[j] = i;
	else
		sets->parents[i] = j;
}

void
sets_to_groups(Sets *sets, Gathering *gathering, EntenteKind kind, const GPtrArray *lists)
{
	g_autofree Group **groups = g_new0(Group *, sets->n + 1);

	for (guint i = 0; i < sets->n; i++) {
		guint root = sets_find(sets, i);
		const GPtrArray *mentions = lists->pdata[i];

		if (!groups[root] && mentions->len)
			groups[root] = group_new(gathering, kind);
		for (guint j = 0; j < mentions->len; j++)
			group_add(groups[root], mentions->pdata[j]);
	}
}
