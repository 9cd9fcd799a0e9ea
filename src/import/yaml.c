/* YAML as the JSON that says the same, for files that are made by programs: plain scalars that
 * look like numbers and truth values are these, keys are texts, tags are passed over. */
#include "import/scenario.h"

#include <string.h>
#include <yaml.h>

enum { MOST_NODES = 1000000, DEEPEST = 64 };

typedef struct {
	yaml_document_t document;
	size_t n_nodes; /* made so far: aliases may stand for very many, and for long texts */
} Yaml;

enum { TEXT_OF_A_NODE = 16 }; /* bytes of text that count as one more */

static json_t *
scalar(const yaml_node_t *node)
{
	const char *text = (const char *)node->data.scalar.value;
	char *end;

	if (node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return json_string(text);
	if (!*text || g_str_equal(text, "~") || g_str_equal(text, "null"))
		return json_null();
	if (g_str_equal(text, "true") || g_str_equal(text, "false"))
		return json_boolean(*text == 't');
	double number = g_ascii_strtod(text, &end);
	if (!*end && strspn(text, "+-.0123456789eE") == strlen(text) && isfinite(number))
		return json_real(number);
	return json_string(text);
}

static json_t *convert(Yaml *yaml, int index, int depth);

static json_t *
sequence(Yaml *yaml, const yaml_node_t *node, int depth)
{
	json_t *list = json_array();

	for (const yaml_node_item_t *at = node->data.sequence.items.start;
	     at < node->data.sequence.items.top; at++) {
		json_t *item = convert(yaml, *at, depth + 1);

		if (!item || json_array_append_new(list, item)) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *
mapping(Yaml *yaml, const yaml_node_t *node, int depth)
{
	json_t *object = json_object();

	for (const yaml_node_pair_t *at = node->data.mapping.pairs.start;
	     at < node->data.mapping.pairs.top; at++) {
		const yaml_node_t *key = yaml_document_get_node(&yaml->document, at->key);
		bool is_text = key && key->type == YAML_SCALAR_NODE;

		if (is_text)
			yaml->n_nodes += key->data.scalar.length / TEXT_OF_A_NODE;
		json_t *value = is_text ? convert(yaml, at->value, depth + 1) : NULL;
		if (!value ||
		    json_object_set_new(object, (const char *)key->data.scalar.value, value)) {
			json_decref(object);
			return NULL;
		}
	}
	return object;
}

static json_t *
convert(Yaml *yaml, int index, int depth)
{
	const yaml_node_t *node = yaml_document_get_node(&yaml->document, index);

	if (node && node->type == YAML_SCALAR_NODE)
		yaml->n_nodes += node->data.scalar.length / TEXT_OF_A_NODE;
	if (!node || depth > DEEPEST || ++yaml->n_nodes > MOST_NODES)
		return NULL;
	switch (node->type) {
	case YAML_SCALAR_NODE: return scalar(node);
	case YAML_SEQUENCE_NODE: return sequence(yaml, node, depth);
	case YAML_MAPPING_NODE: return mapping(yaml, node, depth);
	case YAML_NO_NODE: break;
	}
	return NULL;
}

json_t *
import_yaml(const char *bytes, size_t length, char **wrong)
{
	yaml_parser_t parser;
	Yaml yaml = { .n_nodes = 0 };
	json_t *json = NULL;

	if (!yaml_parser_initialize(&parser))
		return NULL;
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
	if (!yaml_parser_load(&parser, &yaml.document)) {
		*wrong = g_strdup_printf("line %zu: %s", parser.problem_mark.line + 1,
		                         parser.problem ? parser.problem : "not YAML");
	} else {
		if (yaml_document_get_root_node(&yaml.document))
			json = convert(&yaml, 1, 0);
		if (!json)
			*wrong = g_strdup("YAML that stands for too much, or for nothing");
		yaml_document_delete(&yaml.document);
	}
	yaml_parser_delete(&parser);
	return json;
}
