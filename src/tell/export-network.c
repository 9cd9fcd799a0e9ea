/* Positions counted into a two-mode network.  An issue of its own name is another node than a
 * party of the same name. */
#include "tell/export-network.h"

#include <string.h>

/* Wanting, offering and taking a thing are for it; a network cannot tell an offer to give from
 * a wish to have, so the stance itself stays with the edge. */
static const int signs[] = {
	[ENTENTE_DEMANDS] = 1,  [ENTENTE_OFFERS] = 1, [ENTENTE_ACCEPTS] = 1,
	[ENTENTE_REFUSES] = -1, [ENTENTE_OPEN] = 0,
};

typedef struct {
	Network *network;
	ExportSources *sources;
	GHashTable *nodes, *edges; /* by their keys */
	GHashTable *kinds;         /* party -> its kind */
	GHashTable *told;          /* edge and source, told before */
} Counting;

int
network_sign(int stance)
{
	return signs[stance];
}

const char *
network_stance(int stance)
{
	const EntenteKindSpec *spec = entente_kind(ENTENTE_POSITION);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (spec->fields[i].type == ENTENTE_FIELD_CHOICE)
			return spec->fields[i].choices[stance];
	return "";
}

static NetworkNode *
node_of(Counting *counting, const char *class, const char *name)
{
	Arena *arena = counting->network->arena;
	g_autofree char *key = g_strconcat(class, "\n", name, NULL);
	NetworkNode *node = g_hash_table_lookup(counting->nodes, key);

	if (node)
		return node;
	node = arena_new0(arena, NetworkNode, 1);
	node->name = arena_strdup(arena, name);
	node->class = class;
	g_hash_table_insert(counting->nodes, g_steal_pointer(&key), node);
	g_ptr_array_add(counting->network->nodes, node);
	return node;
}

static NetworkEdge *
edge_of(Counting *counting, const NetworkNode *party, const NetworkNode *issue, int stance)
{
	g_autofree char *key = g_strdup_printf("%s\n%s\n%d", party->name, issue->name, stance);
	NetworkEdge *edge = g_hash_table_lookup(counting->edges, key);

	if (edge)
		return edge;
	edge = arena_new0(counting->network->arena, NetworkEdge, 1);
	edge->party = party;
	edge->issue = issue;
	edge->stance = stance;
	g_hash_table_insert(counting->edges, g_steal_pointer(&key), edge);
	g_ptr_array_add(counting->network->edges, edge);
	return edge;
}

static void
count_sources(Counting *counting, NetworkEdge *edge, const EntenteRecord *record)
{
	for (size_t i = 0; i < record->n_evidence; i++) {
		const char *id = record->evidence[i].source;
		const EntenteSource *source = export_source(counting->sources, id);
		const char *original = source && source->copy_of ? source->copy_of : id;
		char *key = g_strdup_printf("%p %s", (void *)edge, original);

		edge->sources += g_hash_table_add(counting->told, key);
	}
	edge->sentences += (guint)record->n_evidence;
}

static void
date(Counting *counting, NetworkEdge *edge, const EntenteRecord *record)
{
	char day[DAY_SIZE];

	if (!export_day(record->position.date, day) &&
	    !export_day(record->first_published, day))
		return;
	if (!edge->first || strcmp(day, edge->first) < 0)
		edge->first = arena_strdup(counting->network->arena, day);
	if (!edge->last || strcmp(day, edge->last) > 0)
		edge->last = arena_strdup(counting->network->arena, day);
}

static void
count_position(Export *export, const EntenteRecord *record)
{
	Counting *counting = export->own;
	const EntentePosition *position = &record->position;

	if (!position->party || !position->issue)
		return;
	NetworkNode *party = node_of(counting, "party", position->party);
	NetworkNode *issue = node_of(counting, "issue", position->issue);
	NetworkEdge *edge = edge_of(counting, party, issue, position->stance);
	party->frequency++;
	issue->frequency++;
	edge->weight++;
	count_sources(counting, edge, record);
	date(counting, edge, record);
	export->done->n_told++;
}

static bool
note_kind(const EntenteRecord *record, gpointer user_data)
{
	Counting *counting = user_data;
	const EntenteKindSpec *spec = entente_kind(ENTENTE_PARTY);

	for (size_t i = 0; i < spec->n_fields && record->party.name; i++)
		if (spec->fields[i].type == ENTENTE_FIELD_CHOICE)
			g_hash_table_insert(
			    counting->kinds, g_strdup(record->party.name),
			    (gpointer)spec->fields[i].choices[record->party.kind]);
	return true;
}

static int
by_class_and_name(gconstpointer a, gconstpointer b)
{
	const NetworkNode *left = *(const NetworkNode *const *)a;
	const NetworkNode *right = *(const NetworkNode *const *)b;
	int order = strcmp(right->class, left->class); /* parties first */

	return order ? order : strcmp(left->name, right->name);
}

static int
by_ends(gconstpointer a, gconstpointer b)
{
	const NetworkEdge *left = *(const NetworkEdge *const *)a;
	const NetworkEdge *right = *(const NetworkEdge *const *)b;
	int order = strcmp(left->party->name, right->party->name);

	if (!order)
		order = strcmp(left->issue->name, right->issue->name);
	return order ? order : left->stance - right->stance;
}

static bool
count(Export *export, Counting *counting, GError **error)
{
	const EntenteFilter parties = { .kind = ENTENTE_PARTY };
	Network *network = counting->network;

	export->own = counting;
	if (!entente_dossier_each(export->dossier, &parties, note_kind, counting, error) ||
	    !export_each(export, ENTENTE_POSITION, count_position, error))
		return false;
	for (guint i = 0; i < network->nodes->len; i++) {
		NetworkNode *node = network->nodes->pdata[i];
		const char *type = g_hash_table_lookup(counting->kinds, node->name);

		if (g_str_equal(node->class, "party"))
			node->type = type;
	}
	g_ptr_array_sort(network->nodes, by_class_and_name);
	for (guint i = 0; i < network->nodes->len; i++)
		((NetworkNode *)network->nodes->pdata[i])->number = i + 1;
	g_ptr_array_sort(network->edges, by_ends);
	return true;
}

Network *
network_new(Export *export, GError **error)
{
	g_autoptr(ExportSources) sources = export_sources_new(export, error);
	g_autoptr(GHashTable) nodes =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) edges =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) kinds =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) told =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(Network) network = g_new0(Network, 1);
	Counting counting = { network, sources, nodes, edges, kinds, told };

	network->arena = arena_new();
	network->nodes = g_ptr_array_new();
	network->edges = g_ptr_array_new();
	if (!sources || !count(export, &counting, error))
		return NULL;
	return g_steal_pointer(&network);
}

void
network_free(Network *network)
{
	if (!network)
		return;
	g_ptr_array_unref(network->nodes);
	g_ptr_array_unref(network->edges);
	arena_free(network->arena);
	g_free(network);
}
