/* A correction as JSON and back: whatever it is about is written down as the pages said it, so
 * that it is found again when they are read again. */
#include "correct/correction.h"

#include "base/json.h"
#include "model/records-json.h"

#include <entente/tell.h>
#include <jansson.h>
#include <string.h>

Target *
target_new(void)
{
	Target *target = g_new0(Target, 1);

	target->anchors = g_array_new(FALSE, FALSE, sizeof(Anchor));
	return target;
}

void
target_free(gpointer pointer)
{
	Target *target = pointer;

	g_array_unref(target->anchors);
	entente_records_free(target->records);
	g_free(target);
}

void
correction_free(Correction *correction)
{
	if (!correction)
		return;
	g_ptr_array_unref(correction->targets);
	arena_free(correction->arena);
	g_free(correction);
}

static const char *
text_of(const json_t *object, const char *key, Arena *arena)
{
	return arena_strdup(arena, json_string_value(json_object_get(object, key)));
}

static const char *const *
texts_of(const json_t *object, const char *key, Arena *arena)
{
	const json_t *list = json_object_get(object, key);
	size_t n = json_array_size(list), kept = 0;
	const char **texts = arena_new0(arena, const char *, n + 1);

	for (size_t i = 0; i < n; i++) {
		const json_t *text = json_array_get(list, i);

		texts[kept] = arena_strdup(arena, json_string_value(text));
		kept += texts[kept] != NULL;
	}
	return n ? texts : NULL;
}

/* The anchors' records, one a line. */
static void
read_anchors(Target *target, const json_t *list)
{
	g_autoptr(GString) lines = g_string_new(NULL);

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *record = json_object_get(json_array_get(list, i), "record");
		char *line = json_dumps(record, JSON_COMPACT);

		g_string_append_printf(lines, "%s\n", line ? line : "");
		free(line);
	}
	target->records = records_from_json(lines->str, NULL);
	if (!target->records || entente_records_count(target->records) != json_array_size(list))
		return;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		Anchor anchor = {
			.record = entente_records_get(target->records, i),
			.alone = json_is_true(json_object_get(item, "alone")),
			.added = json_is_true(json_object_get(item, "added")),
		};

		if (anchor.record->kind == target->kind)
			g_array_append_val(target->anchors, anchor);
	}
}

static void
read_target(Correction *correction, const json_t *object)
{
	const char *name = json_string_value(json_object_get(object, "kind"));
	int kind = name ? entente_kind_from_name(name) : -1;

	if (kind < 0)
		return;
	Target *target = target_new();
	target->kind = (EntenteKind)kind;
	target->ref = text_of(object, "ref", correction->arena);
	target->label = text_of(object, "label", correction->arena);
	target->name = text_of(object, "name", correction->arena);
	read_anchors(target, json_object_get(object, "anchors"));
	g_ptr_array_add(correction->targets, target);
}

Correction *
correction_new(const EntenteCorrection *row)
{
	Correction *correction = g_new0(Correction, 1);
	json_t *what = row->what ? json_loads(row->what, 0, NULL) : NULL;
	const char *kind = json_string_value(json_object_get(what, "kind"));
	const json_t *targets = json_object_get(what, "targets");

	correction->row = row;
	correction->arena = arena_new();
	correction->targets = g_ptr_array_new_with_free_func(target_free);
	correction->kind = !kind                        ? -1
	                   : g_str_equal(kind, "issue") ? OF_ISSUES
	                                                : entente_kind_from_name(kind);
	correction->names = texts_of(what, "names", correction->arena);
	correction->set = texts_of(what, "set", correction->arena);
	correction->source = text_of(what, "source", correction->arena);
	correction->sentence = text_of(what, "sentence", correction->arena);
	for (size_t i = 0; i < json_array_size(targets); i++)
		read_target(correction, json_array_get(targets, i));
	json_decref(what);
	return correction;
}

static void
begin_key(GString *out, const char *key)
{
	if (out->str[out->len - 1] != '{')
		g_string_append(out, ", ");
	json_append_text(out, key);
	g_string_append(out, ": ");
}

static void
write_text(GString *out, const char *key, const char *text)
{
	if (!text)
		return;
	begin_key(out, key);
	json_append_text(out, text);
}

static void
write_texts(GString *out, const char *key, const char *const *texts)
{
	if (!texts)
		return;
	begin_key(out, key);
	json_append_texts(out, texts);
}

static void
write_anchor(GString *out, const Anchor *anchor)
{
	g_string_append_c(out, '{');
	if (anchor->alone)
		g_string_append(out, "\"alone\": true, ");
	if (anchor->added)
		g_string_append(out, "\"added\": true, ");
	g_string_append(out, "\"record\": ");
	entente_tell_record(anchor->record, out);
	g_string_truncate(out, out->len - 1); /* the line feed */
	g_string_append_c(out, '}');
}

static void
write_target(GString *out, const Target *target)
{
	g_string_append_c(out, '{');
	write_text(out, "kind", entente_kind(target->kind)->name);
	write_text(out, "ref", target->ref);
	write_text(out, "label", target->label);
	write_text(out, "name", target->name);
	if (target->anchors->len)
		begin_key(out, "anchors");
	for (guint i = 0; i < target->anchors->len; i++) {
		g_string_append(out, i ? ", " : "[");
		write_anchor(out, &g_array_index(target->anchors, Anchor, i));
	}
	g_string_append(out, target->anchors->len ? "]}" : "}");
}

char *
correction_write(const Correction *correction)
{
	GString *out = g_string_new("{");

	if (correction->kind >= 0)
		write_text(out, "kind",
		           correction->kind == OF_ISSUES
		               ? "issue"
		               : entente_kind((EntenteKind)correction->kind)->name);
	write_texts(out, "names", correction->names);
	write_text(out, "source", correction->source);
	write_text(out, "sentence", correction->sentence);
	write_texts(out, "set", correction->set);
	if (correction->targets->len)
		begin_key(out, "targets");
	for (guint i = 0; i < correction->targets->len; i++) {
		g_string_append(out, i ? ", " : "[");
		write_target(out, correction->targets->pdata[i]);
	}
	g_string_append(out, correction->targets->len ? "]}" : "}");
	return g_string_free(out, FALSE);
}
