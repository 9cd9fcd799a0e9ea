/* The network of parties and issues as a picture to be drawn by Graphviz. */
#include "tell/export-network.h"

/* Blue for, red against, grey undecided: told apart by most who do not see all colours. */
static const char *const colours[] = { "#b2182b", "#7f7f7f", "#2166ac" };

static void
append_quoted(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *at = text; *at; at++) {
		if (*at == '"' || *at == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, (unsigned char)*at < 0x20 ? ' ' : *at);
	}
	g_string_append_c(out, '"');
}

static void
write_node(GString *out, const NetworkNode *node)
{
	g_string_append_printf(out, "  n%u [label=", node->number);
	append_quoted(out, node->name);
	g_string_append_printf(out, ", shape=%s];\n",
	                       g_str_equal(node->class, "party") ? "box" : "ellipse");
}

static void
write_edge(GString *out, const NetworkEdge *edge)
{
	g_string_append_printf(out, "  n%u -- n%u [label=", edge->party->number,
	                       edge->issue->number);
	g_autofree char *label =
	    edge->weight == 1
		? g_strdup(network_stance(edge->stance))
		: g_strdup_printf("%s (%u)", network_stance(edge->stance), edge->weight);
	append_quoted(out, label);
	g_string_append_printf(out, ", weight=%u, color=\"%s\"%s];\n", edge->weight,
	                       colours[network_sign(edge->stance) + 1],
	                       network_sign(edge->stance) < 0 ? ", style=dashed" : "");
}

static bool
write_dot(Export *export, GError **error)
{
	g_autoptr(Network) network = network_new(export, error);

	if (!network)
		return false;
	g_string_append(export->out, "graph positions {\n  layout=neato; overlap=false; "
	                             "splines=true;\n  charset=\"UTF-8\";\n");
	for (guint i = 0; i < network->nodes->len && export_hand_on(export); i++)
		write_node(export->out, network->nodes->pdata[i]);
	for (guint i = 0; i < network->edges->len && export_hand_on(export); i++)
		write_edge(export->out, network->edges->pdata[i]);
	g_string_append(export->out, "}\n");
	return true;
}

const ExportFormat export_dot = {
	{ "dot", "the same network as a drawing for Graphviz", "dot", 1u << ENTENTE_POSITION,
	  false },
	write_dot,
};
