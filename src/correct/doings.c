/* What each way to correct does to what pages say, or has gathering do. */
#include "correct/applying.h"
#include "correct/values.h"

#include <string.h>

static void
rule_by_name(Corrected *corrected, const Correction *correction, const Target *target,
             RuleType type)
{
	EntenteRecord *values = arena_new0(corrected->pages->arena, EntenteRecord, 1);
	Ruling *ruling = lay_down(corrected, type, target->kind);

	values->kind = target->kind;
	ruling->name = target->name;
	ruling->values = values;
	if (values_set(values, correction->set, corrected->pages->arena, &ruling->fields, NULL))
		note_found(corrected);
}

/* Sets a source's fields. */
static void
change_source(Corrected *corrected, const Correction *correction, const Target *target)
{
	EntenteRecord *source =
	    target->name ? match_source(corrected->match, target->name) : NULL;
	uint32_t fields = 0;

	if (source &&
	    values_set(source, correction->set, corrected->pages->arena, &fields, NULL))
		note_found(corrected);
}

/* accept, change, red-line: the records say what the desk sets, and are sure. */
static void
vouch(Corrected *corrected, const Correction *correction, const Target *target)
{
	GHashTableIter iter;
	gpointer record;
	uint32_t fields = 0;

	if (target->kind == ENTENTE_SOURCE) {
		change_source(corrected, correction, target);
		return;
	}
	if (is_known_by_name(target->kind)) {
		rule_by_name(corrected, correction, target, RULE_SET);
		return;
	}
	g_autoptr(GHashTable) found = find_meant(corrected, target, true);
	g_hash_table_iter_init(&iter, found);
	while (g_hash_table_iter_next(&iter, &record, NULL)) {
		EntenteRecord *changed = record;
		EntenteRecord trial = *changed;

		match_keep(corrected->match, changed);
		fields = 0;
		if (values_set(&trial, correction->set, corrected->pages->arena, &fields, NULL))
			*changed = trial;
		changed->confidence = 100;
		g_hash_table_remove(corrected->dropped, changed);
	}
	if (!g_hash_table_size(found))
		return;
	Ruling *ruling = lay_down(corrected, RULE_SET, target->kind);
	ruling->records = g_steal_pointer(&found);
	ruling->fields = fields;
}

static void
reject(Corrected *corrected, const Correction *correction, const Target *target)
{
	GHashTableIter iter;
	gpointer record;

	if (is_known_by_name(target->kind)) {
		rule_by_name(corrected, correction, target, RULE_DROP);
		return;
	}
	g_autoptr(GHashTable) found = find_meant(corrected, target, false);
	g_hash_table_iter_init(&iter, found);
	while (g_hash_table_iter_next(&iter, &record, NULL))
		g_hash_table_add(corrected->dropped, record);
}

static void
split(Corrected *corrected, const Correction *correction, const Target *target)
{
	g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);

	(void)correction;
	match_find(corrected->match, target, true, found);
	if (!g_hash_table_size(found))
		return;
	note_found(corrected);
	lay_down(corrected, RULE_SPLIT, target->kind)->records = g_steal_pointer(&found);
}

/* Applies where two of the targets are there. */
static void
merge(Corrected *corrected, const Correction *correction)
{
	g_autoptr(GHashTable) all = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) first = NULL;
	guint n_found = 0;

	for (guint i = 0; i < correction->targets->len; i++) {
		g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
		GHashTableIter iter;
		gpointer record;

		match_find(corrected->match, correction->targets->pdata[i], false, found);
		n_found += g_hash_table_size(found) > 0;
		g_hash_table_iter_init(&iter, found);
		while (g_hash_table_iter_next(&iter, &record, NULL))
			g_hash_table_add(all, record);
		if (!first && g_hash_table_size(found))
			first = g_steal_pointer(&found);
	}
	if (n_found < 2)
		return;
	note_found(corrected);
	const Target *target = correction->targets->pdata[0];
	Ruling *ruling = lay_down(corrected, RULE_MERGE, target->kind);
	ruling->records = g_steal_pointer(&all);
	ruling->first = g_steal_pointer(&first);
}

static void
rule_pairs(Corrected *corrected, const Correction *correction, RuleType type)
{
	const char *const *names = correction->names;

	for (size_t i = 1; names && names[0] && names[i]; i++) {
		Ruling *ruling = lay_down(corrected, type, (EntenteKind)correction->kind);

		ruling->name = names[0];
		ruling->other = *names[i] ? names[i] : NULL;
		note_found(corrected);
	}
}

static void
same(Corrected *corrected, const Correction *correction)
{
	rule_pairs(corrected, correction, RULE_SAME);
}

static void
apart(Corrected *corrected, const Correction *correction)
{
	rule_pairs(corrected, correction, RULE_APART);
}

/* The pages' own word of the side gives way, too, since gathering tells people by it. */
static void
side(Corrected *corrected, const Correction *correction)
{
	const char *const *names = correction->names;
	const char *party = names && names[0] && names[1] && *names[1] ? names[1] : NULL;

	for (guint i = 0; names && i < corrected->pages->items->len; i++) {
		EntenteRecord *record = corrected->pages->items->pdata[i];

		if (record->kind == ENTENTE_PERSON && !g_strcmp0(record->person.name, names[0]))
			record->person.party = party;
	}
	rule_pairs(corrected, correction, RULE_SIDE);
}

/* Gives the records that have the one issue the other; whether there were any. */
static bool
give_issue(Corrected *corrected, const GPtrArray *records, const char *old, const char *issue)
{
	bool any = false;

	for (guint i = 0; i < records->len; i++) {
		EntenteRecord *record = records->pdata[i];

		if (record->kind != ENTENTE_POSITION || !record->position.issue)
			continue;
		g_autofree char *own = fold_issue(record->position.issue);
		if (!g_str_equal(own, old))
			continue;
		match_keep(corrected->match, record);
		record->position.issue = issue;
		any = true;
	}
	return any;
}

static void
rename_issue(Corrected *corrected, const Correction *correction)
{
	const char *const *names = correction->names;
	g_autofree char *old = fold_issue(names[0]);
	bool read = give_issue(corrected, corrected->pages->items, old, names[1]);
	bool added = give_issue(corrected, corrected->additions, old, names[1]);

	if (read || added)
		note_found(corrected);
}

static void
rename_what(Corrected *corrected, const Correction *correction)
{
	if (correction->kind != OF_ISSUES)
		rule_pairs(corrected, correction, RULE_NAME);
	else if (correction->names && correction->names[0] && correction->names[1])
		rename_issue(corrected, correction);
}

/* The sentence with its place in the source's text; false where it is not there. */
bool
find_sentence(const EntenteSource *source, const char *sentence, EntenteEvidence *evidence)
{
	const char *at = source->text && *sentence ? strstr(source->text, sentence) : NULL;

	if (!at)
		return false;
	uint32_t start = (uint32_t)(at - source->text);
	*evidence = (EntenteEvidence){
		.source = source->id,
		.span = { start, start + (uint32_t)strlen(sentence) },
		.text = sentence,
	};
	return true;
}

static void
add(Corrected *corrected, const Correction *correction)
{
	const EntenteRecord *source =
	    correction->source ? match_source(corrected->match, correction->source) : NULL;
	g_autoptr(EntenteRecords) made = records_new();
	EntenteEvidence evidence;
	uint32_t fields = 0;

	if (!source || !correction->sentence || correction->kind < 0 ||
	    !find_sentence(&source->source, correction->sentence, &evidence))
		return;
	EntenteRecord *record = records_add(made, (EntenteKind)correction->kind);
	record->evidence = &evidence;
	record->n_evidence = 1;
	if (!values_set(record, correction->set, made->arena, &fields, NULL))
		return;
	g_hash_table_add(corrected->added, put_under_source(corrected, record));
	note_found(corrected);
}

typedef struct {
	const char *action;
	void (*each)(Corrected *corrected, const Correction *correction, const Target *target);
	void (*all)(Corrected *corrected, const Correction *correction);
} Doing;

static const Doing doings[] = {
	{ .action = "accept", .each = vouch },
	{ .action = "reject", .each = reject },
	{ .action = "change", .each = vouch },
	{ .action = "red-line", .each = vouch },
	{ .action = "merge", .all = merge },
	{ .action = "split", .each = split },
	{ .action = "same", .all = same },
	{ .action = "apart", .all = apart },
	{ .action = "side", .all = side },
	{ .action = "rename", .all = rename_what },
	{ .action = "another", .all = tell_another },
	{ .action = "add", .all = add },
};

void
apply_correction(Corrected *corrected, const Correction *correction)
{
	for (size_t i = 0; i < G_N_ELEMENTS(doings); i++) {
		if (strcmp(doings[i].action, correction->row->action))
			continue;
		if (doings[i].all)
			doings[i].all(corrected, correction);
		for (guint j = 0; doings[i].each && j < correction->targets->len; j++)
			doings[i].each(corrected, correction, correction->targets->pdata[j]);
	}
}
