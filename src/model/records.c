#include "model/records.h"

EntenteRecords *
records_new_with_arena(Arena *arena)
{
	EntenteRecords *records = g_new0(EntenteRecords, 1);

	records->arena = arena;
	records->items = g_ptr_array_new();
	return records;
}

EntenteRecords *
records_new(void)
{
	return records_new_with_arena(arena_new());
}

EntenteRecord *
records_add(EntenteRecords *records, EntenteKind kind)
{
	EntenteRecord *record = arena_new0(records->arena, EntenteRecord, 1);
	const EntenteKindSpec *spec = entente_kind(kind);

	record->kind = kind;
	record->confidence = ENTENTE_UNKNOWN;
	for (size_t i = 0; i < spec->n_fields; i++)
		if (spec->fields[i].type == ENTENTE_FIELD_NUMBER)
			*(int32_t *)entente_field(record, &spec->fields[i]) = ENTENTE_UNKNOWN;
	g_ptr_array_add(records->items, record);
	return record;
}

EntenteRecord *
records_add_source(EntenteRecords *records, const Article *article)
{
	EntenteRecord *record = records_add(records, ENTENTE_SOURCE);
	EntenteSource *source = &record->source;

	source->id = article->id;
	source->path = article->path;
	source->url = article->url;
	source->outlet = article->outlet;
	source->title = article->title;
	source->author = article->author;
	source->published = article->published;
	source->modified = article->modified;
	source->fetched = article->fetched;
	source->language = article->language;
	source->chars = (int32_t)g_utf8_strlen(article->text, article->length);
	source->text = article->text;
	return record;
}

Article *
records_to_article(EntenteRecords *records)
{
	Arena *arena = g_steal_pointer(&records->arena);
	const EntenteSource *source = &entente_records_get(records, 0)->source;
	Article *article = arena_new0(arena, Article, 1);

	*article = (Article){
		.arena = arena,
		.id = source->id,
		.path = source->path,
		.url = source->url,
		.outlet = source->outlet,
		.title = source->title,
		.author = source->author,
		.published = source->published,
		.modified = source->modified,
		.fetched = source->fetched,
		.language = source->language,
		.text = source->text,
		.length = (uint32_t)strlen(source->text),
	};
	entente_records_free(records);
	return article;
}

static const char *const *
copy_texts(Arena *arena, const char *const *texts)
{
	size_t n = texts ? g_strv_length((char **)texts) : 0;

	if (!n)
		return NULL;
	const char **copy = arena_new0(arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(arena, texts[i]);
	return copy;
}

static const EntenteEvidence *
copy_evidence(Arena *arena, const EntenteEvidence *evidence, size_t n)
{
	EntenteEvidence *copy = arena_new0(arena, EntenteEvidence, n);

	for (size_t i = 0; i < n; i++) {
		copy[i] = evidence[i];
		copy[i].source = arena_strdup(arena, evidence[i].source);
		copy[i].text = arena_strdup(arena, evidence[i].text);
	}
	return copy;
}

static void
copy_variants(Arena *arena, EntenteDiscrepancy *discrepancy)
{
	EntenteVariant *copy = arena_new0(arena, EntenteVariant, discrepancy->n_values);

	for (size_t i = 0; i < discrepancy->n_values; i++) {
		copy[i].value = arena_strdup(arena, discrepancy->values[i].value);
		copy[i].sources = copy_texts(arena, discrepancy->values[i].sources);
	}
	discrepancy->values = copy;
}

/* What of a source is no field. */
static void
copy_unlisted(Arena *arena, EntenteSource *source)
{
	source->fetched = arena_strdup(arena, source->fetched);
	source->text = arena_strdup(arena, source->text);
	source->given_id = arena_strdup(arena, source->given_id);
}

EntenteRecord *
records_add_copy(EntenteRecords *records, const EntenteRecord *record)
{
	Arena *arena = records->arena;
	EntenteRecord *copy = records_add(records, record->kind);
	const EntenteKindSpec *spec = entente_kind(record->kind);

	*copy = *record;
	for (size_t i = 0; i < spec->n_fields; i++) {
		void *at = (void *)entente_field(copy, &spec->fields[i]);

		if (spec->fields[i].type == ENTENTE_FIELD_TEXT)
			*(const char **)at = arena_strdup(arena, *(const char **)at);
		else if (spec->fields[i].type == ENTENTE_FIELD_TEXTS)
			*(const char *const **)at =
			    copy_texts(arena, *(const char *const **)at);
		else if (spec->fields[i].type == ENTENTE_FIELD_VARIANTS)
			copy_variants(arena, &copy->discrepancy);
	}
	if (record->kind == ENTENTE_SOURCE)
		copy_unlisted(arena, &copy->source);
	copy->ref = arena_strdup(arena, record->ref);
	copy->first_published = arena_strdup(arena, record->first_published);
	copy->last_published = arena_strdup(arena, record->last_published);
	copy->sort_key = arena_strdup(arena, record->sort_key);
	copy->why = arena_strdup(arena, record->why);
	copy->evidence = copy_evidence(arena, record->evidence, record->n_evidence);
	return copy;
}

const char *
records_keep_text(EntenteRecords *records, const char *text)
{
	return arena_strdup(records->arena, text);
}

/* Days and times sort as text. */
void
record_note_published(EntenteRecord *record, const char *published)
{
	if (!published)
		return;
	if (!record->first_published || strcmp(published, record->first_published) < 0)
		record->first_published = published;
	if (!record->last_published || strcmp(published, record->last_published) > 0)
		record->last_published = published;
}

void
records_set_evidence(EntenteRecords *records, EntenteRecord *record, const GArray *evidence)
{
	record->evidence = copy_evidence(
	    records->arena, (const EntenteEvidence *)evidence->data, evidence->len);
	record->n_evidence = evidence->len;
}

void
records_drop_unsure(EntenteRecords *records, int32_t least)
{
	guint kept = 0;

	for (guint i = 0; i < records->items->len; i++) {
		EntenteRecord *record = records->items->pdata[i];

		if (record->confidence == ENTENTE_UNKNOWN || record->confidence >= least)
			records->items->pdata[kept++] = record;
	}
	g_ptr_array_set_size(records->items, (int)kept);
}

void
entente_records_drop(EntenteRecords *records, EntenteKind kind)
{
	guint kept = 0;

	for (guint i = 0; i < records->items->len; i++) {
		EntenteRecord *record = records->items->pdata[i];

		if (record->kind != kind)
			records->items->pdata[kept++] = record;
	}
	g_ptr_array_set_size(records->items, (int)kept);
}

size_t
entente_records_left_out(const EntenteRecords *records, EntenteKind kind)
{
	return records->n_left_out[kind];
}

size_t
entente_records_count(const EntenteRecords *records)
{
	return records->items->len;
}

const EntenteRecord *
entente_records_get(const EntenteRecords *records, size_t index)
{
	g_return_val_if_fail(index < records->items->len, NULL);
	return records->items->pdata[index];
}

void
entente_records_free(EntenteRecords *records)
{
	if (!records)
		return;
	arena_free(records->arena);
	g_ptr_array_unref(records->items);
	g_free(records);
}
