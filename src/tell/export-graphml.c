/* The network of parties and issues as GraphML, with typed attributes: for visone, Gephi,
 * igraph and whoever works with what Discourse Network Analyzer exports. */
#include "tell/export-network.h"

#include <string.h>

static const struct {
	const char *id, *domain, *type;
} keys[] = {
	{ "name", "node", "string" },   { "class", "node", "string" },
	{ "type", "node", "string" },   { "frequency", "node", "int" },
	{ "stance", "edge", "string" }, { "sign", "edge", "int" },
	{ "weight", "edge", "int" },    { "sentences", "edge", "int" },
	{ "sources", "edge", "int" },   { "first", "edge", "string" },
	{ "last", "edge", "string" },
};

/* Text for XML 1.0, which has no place for most control characters. */
static char *
xml(const char *text)
{
	g_autofree char *clean = g_strdup(text);

	for (char *at = clean; *at; at++)
		if ((unsigned char)*at < 0x20)
			*at = ' ';
	return g_markup_escape_text(clean, -1);
}

static void
append_text(GString *out, const char *key, const char *value)
{
	if (!value)
		return;
	g_autofree char *escaped = xml(value);
	g_string_append_printf(out, "      <data key=\"%s\">%s</data>\n", key, escaped);
}

static void
append_number(GString *out, const char *key, int number)
{
	g_string_append_printf(out, "      <data key=\"%s\">%d</data>\n", key, number);
}

static void
write_node(GString *out, const NetworkNode *node)
{
	g_string_append_printf(out, "    <node id=\"n%u\">\n", node->number);
	append_text(out, "name", node->name);
	append_text(out, "class", node->class);
	append_text(out, "type", node->type);
	append_number(out, "frequency", (int)node->frequency);
	g_string_append(out, "    </node>\n");
}

static void
write_edge(GString *out, const NetworkEdge *edge, guint number)
{
	g_string_append_printf(out, "    <edge id=\"e%u\" source=\"n%u\" target=\"n%u\">\n",
	                       number, edge->party->number, edge->issue->number);
	append_text(out, "stance", network_stance(edge->stance));
	append_number(out, "sign", network_sign(edge->stance));
	append_number(out, "weight", (int)edge->weight);
	append_number(out, "sentences", (int)edge->sentences);
	append_number(out, "sources", (int)edge->sources);
	append_text(out, "first", edge->first);
	append_text(out, "last", edge->last);
	g_string_append(out, "    </edge>\n");
}

static bool
write_graphml(Export *export, GError **error)
{
	g_autoptr(Network) network = network_new(export, error);
	GString *out = export->out;

	if (!network)
		return false;
	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                     "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		g_string_append_printf(out,
		                       "  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" "
		                       "attr.type=\"%s\"/>\n",
		                       keys[i].id, keys[i].domain, keys[i].id, keys[i].type);
	g_string_append(out, "  <graph id=\"positions\" edgedefault=\"undirected\">\n");
	for (guint i = 0; i < network->nodes->len && export_hand_on(export); i++)
		write_node(out, network->nodes->pdata[i]);
	for (guint i = 0; i < network->edges->len && export_hand_on(export); i++)
		write_edge(out, network->edges->pdata[i], i + 1);
	g_string_append(out, "  </graph>\n</graphml>\n");
	return true;
}

const ExportFormat export_graphml = {
	{ "graphml", "the network of parties and issues, edges signed by stance", "graphml",
	  1u << ENTENTE_POSITION, false },
	write_graphml,
};
