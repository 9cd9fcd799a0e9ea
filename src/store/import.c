/* JSON Lines of a dossier -> pages of another.
 *
 * The file may come from anybody.  A record counts for what its page's text shows: each
 * sentence has to stand where its span says, in the text of the page that the record came with.
 * What fails that is one problem, one line, and the rest of the page is taken; without its
 * source a page is nothing, and what it says is passed over.  The test imports what was
 * exported and exports the same bytes; a fuzz target feeds it anything. */
#include "base/lines.h"
#include "base/harmless.h"
#include "model/corrections.h"
#include "model/records-json.h"
#include "store/connection.h"
#include "store/store.h"

#include <entente/error.h>
#include <entente/export.h>
#include <string.h>

enum { LONGEST_LINE = 64 << 20, LARGEST_PAGE = 256 << 20 };

typedef struct {
	EntenteDossier *dossier;
	const char *name;
	const EntenteImportSink *sink;
	gpointer user_data;
	EntenteRecords
	    *page; /* whose lines are being read; NULL before the first, and where it is bad */
	size_t page_size; /* bytes of its lines */
	unsigned line;    /* where it began */
	bool headless;    /* the page has no source that could be taken */
	bool stopped;
	EntenteCorrections *own; /* the dossier's before the first that came; NULL: none came */
	GError *failure;         /* of the dossier */
} Import;

static void
tell(Import *import, const GError *why)
{
	if (!import->stopped)
		import->stopped = !import->sink->problem(why, import->user_data);
}

/* A problem with this line. */
static void G_GNUC_PRINTF(3, 4) complain(Import *import, unsigned line, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_autofree char *what = g_strdup_vprintf(format, list);
	va_end(list);
	g_autoptr(GError) why = g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
	                                    "'%s': line %u: %s", import->name, line, what);
	tell(import, why);
}

/* The same where the message has the line's number already. */
static void
complain_of(Import *import, const GError *error)
{
	g_autoptr(GError) why = g_error_new(ENTENTE_ERROR, ENTENTE_ERROR_INPUT, "'%s': %s",
	                                    import->name, error->message);

	tell(import, why);
}

/* The page is complete: into the dossier with it. */
static void
finish_page(Import *import)
{
	g_autoptr(EntenteRecords) page = g_steal_pointer(&import->page);
	g_autoptr(GError) error = NULL;
	EntenteAdded added;

	if (!page || import->stopped)
		return;
	if (entente_dossier_add(import->dossier, page, &added, &error))
		import->stopped = !import->sink->page(added, import->user_data);
	else if (g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT))
		complain(import, import->line, "%s", error->message);
	else
		import->failure = g_steal_pointer(&error);
}

static bool
is_date(const char *text)
{
	return strlen(text) >= 4 && strspn(text, "0123456789") >= 4 &&
	       strspn(text, "0123456789-:.TZ+ ") == strlen(text);
}

/* Whether every date of the record is one. */
static bool
has_sound_dates(const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	for (size_t i = 0; i < spec->n_fields; i++) {
		const char *name = spec->fields[i].name;

		if (!g_str_equal(name, "date") && !g_str_equal(name, "published") &&
		    !g_str_equal(name, "modified"))
			continue;
		const char *date =
		    *(const char *const *)entente_field(record, &spec->fields[i]);
		if (date && !is_date(date))
			return false;
	}
	return true;
}

/* A text of the version; false where it is something else. */
static bool
take_member(Arena *arena, const json_t *version, const char *key, const char **at)
{
	const json_t *value = json_object_get(version, key);

	*at = arena_strdup(arena, json_string_value(value));
	return *at || !value;
}

/* Whether the states that the page had are in order. */
static bool
take_versions(Arena *arena, EntenteSource *source, const json_t *list)
{
	size_t n = json_array_size(list);
	EntenteVersion *versions = arena_new0(arena, EntenteVersion, n);

	for (size_t i = 0; i < n; i++) {
		const json_t *from = json_array_get(list, i);
		EntenteVersion *version = &versions[i];

		if (!take_member(arena, from, "title", &version->title) ||
		    !take_member(arena, from, "author", &version->author) ||
		    !take_member(arena, from, "published", &version->published) ||
		    !take_member(arena, from, "text", &version->text) ||
		    !take_member(arena, from, "replaced", &version->replaced) ||
		    !version->text || !version->replaced || !is_date(version->replaced) ||
		    (version->published && !is_date(version->published)))
			return false;
	}
	source->versions = versions;
	source->n_versions = n;
	return !list || json_is_array(list);
}

/* What is wrong with the source, NULL for nothing; takes what is no field of it. */
static const char *
take_source(EntenteRecords *page, EntenteSource *source, const json_t *object)
{
	const json_t *text = json_object_get(object, "text");
	const json_t *given = json_object_get(object, "given_id");
	const json_t *fetched = json_object_get(object, "fetched");

	if (!source->id || !*source->id)
		return "a source without its id";
	if (!json_is_string(text))
		return "a source without its text";
	if (given && !json_is_string(given))
		return "'given_id' is not a string";
	if (fetched && (!json_is_string(fetched) || !is_date(json_string_value(fetched))))
		return "'fetched' is not a date";
	source->text = arena_strdup(page->arena, json_string_value(text));
	if (!take_versions(page->arena, source, json_object_get(object, "versions")))
		return "'versions' are not states of a page";
	source->given_id = arena_strdup(page->arena, json_string_value(given));
	source->fetched = arena_strdup(page->arena, json_string_value(fetched));
	int32_t chars = (int32_t)g_utf8_strlen(source->text, -1);
	if (source->chars != ENTENTE_UNKNOWN && source->chars != chars)
		return "'chars' is not the length of its text";
	source->chars = chars;
	return NULL;
}

/* Begins the page of this source. */
static void
begin_page(Import *import, const json_t *object, size_t length, unsigned line)
{
	g_autoptr(EntenteRecords) page = records_new();
	g_autoptr(GError) error = NULL;

	finish_page(import);
	import->headless = true;
	import->line = line;
	import->page_size = length;
	EntenteRecord *record = records_take_json(page, object, line, &error);
	if (!record) {
		complain_of(import, error);
		return;
	}
	const char *wrong = take_source(page, &record->source, object);
	if (!wrong && !has_sound_dates(record))
		wrong = "'published' is not a date";
	if (wrong) {
		complain(import, line, "%s", wrong);
		return;
	}
	import->headless = false;
	import->page = g_steal_pointer(&page);
}

static bool
is_there(const EntenteEvidence *evidence, const EntenteSource *source, size_t length)
{
	EntenteSpan span = evidence->span;

	return evidence->source && evidence->text &&
	       g_str_equal(evidence->source, source->id) && span.start < span.end &&
	       span.end <= length && strlen(evidence->text) == span.end - span.start &&
	       !memcmp(evidence->text, source->text + span.start, span.end - span.start);
}

/* What is wrong with a record of this page, NULL for nothing. */
static const char *
fault_of(const EntenteRecord *record, const EntenteSource *source)
{
	size_t length = strlen(source->text);

	if (!record->n_evidence)
		return "a record without its sentence";
	for (size_t i = 0; i < record->n_evidence; i++)
		if (!is_there(&record->evidence[i], source, length))
			return "a sentence that is not there in the text of its source";
	return has_sound_dates(record) ? NULL : "'date' is not a date";
}

/* Takes out the record added last. */
static void
drop_last(EntenteRecords *page)
{
	g_ptr_array_set_size(page->items, (int)page->items->len - 1);
}

static void
take_record(Import *import, const json_t *object, size_t length, unsigned line)
{
	g_autoptr(GError) error = NULL;

	if (!import->page) {
		if (!import->headless)
			complain(import, line, "a record before any source");
		return; /* of a page without its source one line is enough */
	}
	import->page_size += length;
	if (import->page_size > LARGEST_PAGE) {
		complain(import, line, "a page of more than %d MB", LARGEST_PAGE >> 20);
		g_clear_pointer(&import->page, entente_records_free);
		import->headless = true;
		return;
	}
	const EntenteSource *source = &entente_records_get(import->page, 0)->source;
	EntenteRecord *record = records_take_json(import->page, object, line, &error);
	if (!record) {
		complain_of(import, error);
		return;
	}
	const char *wrong = fault_of(record, source);
	if (wrong) {
		complain(import, line, "%s", wrong);
		drop_last(import->page);
	}
}

/* What is wrong with a correction, NULL for nothing; its texts stay those of `object`. */
static const char *
take_words(const json_t *object, EntenteCorrection *correction)
{
	const struct {
		const char *key;
		const char **at;
		bool needed, is_time;
	} members[] = {
		{ "at", &correction->at, true, true },
		{ "author", &correction->author, true, false },
		{ "reason", &correction->reason, false, false },
		{ "action", &correction->action, true, false },
		{ "what", &correction->what, true, false },
		{ "undone_at", &correction->undone_at, false, true },
		{ "undone_by", &correction->undone_by, false, false },
		{ "undone_reason", &correction->undone_reason, false, false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		const json_t *value = json_object_get(object, members[i].key);
		const char *text = json_string_value(value);

		if ((value && !text) || (members[i].needed && !text))
			return "a correction that is not whole";
		if (text && members[i].is_time && !is_date(text))
			return "a correction without its time";
		*members[i].at = text;
	}
	json_t *what = json_loads(correction->what, 0, NULL);
	bool sound = json_is_object(what);

	json_decref(what);
	return sound ? NULL : "a correction of nothing";
}

static void
take_correction(Import *import, const json_t *object, unsigned line)
{
	EntenteCorrection correction = { .number = 0 };
	const char *wrong = take_words(object, &correction);
	bool is_new;

	finish_page(import);
	if (wrong || import->failure) {
		if (wrong)
			complain(import, line, "%s", wrong);
		return;
	}
	g_autoptr(Txn) txn = txn_begin(import->dossier, &import->failure);
	if (txn && !import->own)
		import->own = store_corrections(import->dossier, &import->failure);
	if (!import->own || !store_unite_correction(import->dossier, import->own, &correction,
	                                            &is_new, &import->failure))
		return;
	G_GNUC_UNUSED bool committed = txn_commit(txn, &import->failure);
}

/* What the file is. */
static void
take_head(Import *import, const json_t *object, unsigned line)
{
	if (json_integer_value(json_object_get(object, "version")) == 1)
		return;
	complain(import, line,
	         "a dossier in a form that this version of entente does not know");
	import->stopped = true;
}

static void
take_object(Import *import, const json_t *object, size_t length, unsigned line)
{
	const char *type = json_string_value(json_object_get(object, "type"));

	if (g_strcmp0(type, "dossier") == 0)
		take_head(import, object, line);
	else if (g_strcmp0(type, "source") == 0)
		begin_page(import, object, length, line);
	else if (g_strcmp0(type, "correction") == 0)
		take_correction(import, object, line);
	else
		take_record(import, object, length, line);
}

static void
take_line(Import *import, const GString *text, unsigned line)
{
	json_error_t why;

	if (strspn(text->str, " \t\r") == text->len)
		return;
	json_t *object = json_loadb(text->str, text->len, JSON_REJECT_DUPLICATES, &why);
	if (object) {
		take_object(import, object, text->len, line);
	} else {
		g_autofree char *reason = harmless_line(why.text);

		complain(import, line, "%s", reason);
	}
	json_decref(object);
}

bool
entente_import(EntenteDossier *dossier, const char *path, const EntenteImportSink *sink,
               gpointer user_data, GError **error)
{
	Import import = { .dossier = dossier,
		          .name = strcmp(path, "-") ? path : "standard input",
		          .sink = sink,
		          .user_data = user_data };
	g_autoptr(GError) cause = NULL;
	g_autoptr(Lines) lines = lines_open(path, LONGEST_LINE, &cause);
	LinesResult result = lines ? LINES_LINE : LINES_FAILED;
	const GString *line;

	while (lines && !import.stopped && !import.failure) {
		result = lines_next(lines, &line, &cause);
		if (result == LINES_TOO_LONG)
			complain(&import, lines_number(lines), "more than %d MB",
			         LONGEST_LINE >> 20);
		else if (result == LINES_LINE)
			take_line(&import, line, lines_number(lines));
		else
			break;
	}
	if (result == LINES_FAILED)
		tell(&import, cause);
	finish_page(&import);
	entente_records_free(import.page);
	g_clear_pointer(&import.own, entente_corrections_free);
	if (!import.failure)
		return true;
	g_propagate_error(error, import.failure);
	return false;
}
