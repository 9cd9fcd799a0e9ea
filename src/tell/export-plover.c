/* Events in PLOVER, one JSON object a line with the names of its manual's fields, for
 * researchers of event data.
 *
 * What is what stands in plover.tsv.  The manual wants a date: what no source dates is left out
 * and counted.  A record is one event, however many sources tell it; its text is the first
 * sentence. */
#include "base/json.h"
#include "tell/export.h"

#include <string.h>

typedef struct {
	const char *of, *value, *first, *second;
} Row;

static const Row rows[] = {
#include "tell/plover.h"
};

/* The four classes of the manual. */
static const struct {
	const char *event;
	int quad;
} quads[] = {
	{ "AGREE", 1 },  { "CONSULT", 1 }, { "SUPPORT", 1 },
	{ "DEMAND", 3 }, { "ACCUSE", 3 },  { "REJECT", 3 },
};

/* An event being made of a record; lists end with NULL. */
typedef struct {
	const Row *row;
	const char *mode;
	const char *contexts[3];
	const char *const *sources, *const *recipients;
	const char *place, *date;
} Event;

typedef struct {
	ExportSources *sources;
	GHashTable *kinds; /* party -> Row of its kind */
} Coding;

static const Row *
row_of(const char *of, const char *value)
{
	for (size_t i = 0; value && i < G_N_ELEMENTS(rows); i++)
		if (g_str_equal(rows[i].of, of) && g_str_equal(rows[i].value, value))
			return &rows[i];
	return NULL;
}

/* The word of the record's only choice: its status, stance or kind. */
static const char *
choice_of(const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	for (size_t i = 0; i < spec->n_fields; i++)
		if (spec->fields[i].type == ENTENTE_FIELD_CHOICE)
			return spec->fields[i]
			    .choices[*(const int *)entente_field(record, &spec->fields[i])];
	return NULL;
}

static void
append_actor(GString *out, const Coding *coding, const char *name, bool first)
{
	const Row *kind = g_hash_table_lookup(coding->kinds, name);

	g_string_append(out, first ? "{\"actor_text\": " : ", {\"actor_text\": ");
	json_append_text(out, name);
	export_member(out, "code", kind && *kind->first ? kind->first : NULL);
	export_member(out, "sector", kind && *kind->second ? kind->second : NULL);
	g_string_append_c(out, '}');
}

static void
append_actors(GString *out, const Coding *coding, const char *key, const char *const *names)
{
	g_string_append_printf(out, ", \"%s\": [", key);
	for (size_t i = 0; names && names[i]; i++)
		append_actor(out, coding, names[i], i == 0);
	g_string_append_c(out, ']');
}

static void
append_list(GString *out, const char *key, const char *one, const char *const *more)
{
	const char *const single[] = { one, NULL };

	g_string_append_printf(out, ", \"%s\": ", key);
	json_append_texts(out, one ? single : more);
}

static void
append_quad(GString *out, const char *event)
{
	for (size_t i = 0; i < G_N_ELEMENTS(quads); i++)
		if (g_str_equal(quads[i].event, event))
			g_string_append_printf(out, ", \"quad_code\": %d", quads[i].quad);
}

/* The sentence and where it is from. */
static void
append_text(GString *out, const Coding *coding, const EntenteRecord *record)
{
	const EntenteEvidence *evidence = record->evidence;
	const EntenteSource *source = export_source(coding->sources, evidence->source);

	export_member(out, "text", evidence->text);
	g_string_append(out, ", \"cite_info\": {\"citation\": ");
	json_append_text(out, evidence->source);
	export_member(out, "url", source ? source->url : NULL);
	export_member(out, "title", source ? source->title : NULL);
	export_member(out, "publication", source ? source->outlet : NULL);
	export_member(out, "language", source ? source->language : NULL);
	g_string_append(out, ", \"codebook\": \"plover-0.7b1\"}");
}

static void
write_event(Export *export, const EntenteRecord *record, const Event *event)
{
	const Coding *coding = export->own;
	/* what somebody says is said by the day that it is told; meetings are told before and
	 * after */
	const char *date = event->date || record->kind == ENTENTE_MEETING
	                       ? event->date
	                       : record->first_published;
	GString *out = export->out;
	char day[DAY_SIZE];

	if (!event->row || !event->sources || !event->sources[0] || !record->n_evidence)
		return;
	if (!export_day(date, day)) {
		export->done->n_undated++;
		return;
	}
	g_string_append(out, "{\"id\": ");
	json_append_text(out, record->ref);
	export_member(out, "date", day);
	append_actors(out, coding, "source", event->sources);
	append_actors(out, coding, "recipient", event->recipients);
	append_list(out, "event", event->row->first, NULL);
	append_list(out, "mode", event->mode && *event->mode ? event->mode : NULL, NULL);
	append_list(out, "context", NULL, event->contexts);
	append_quad(out, event->row->first);
	if (event->place) {
		g_string_append(out, ", \"event_loc\": {\"name\": ");
		json_append_text(out, event->place);
		g_string_append_c(out, '}');
	}
	append_text(out, coding, record);
	g_string_append(out, "}\n");
	export->done->n_told++;
}

/* All who meet are sources, as the manual has it where no side is known to host. */
static void
write_meeting(Export *export, const EntenteRecord *record)
{
	const EntenteMeeting *meeting = &record->meeting;
	const Row *medium = row_of("medium", meeting->medium);
	Event event = {
		.row = row_of("meeting", choice_of(record)),
		.mode = medium ? medium->first : NULL,
		.contexts = { "diplomatic" },
		.sources = meeting->parties && meeting->parties[0] ? meeting->parties
		                                                   : meeting->people,
		.place = meeting->place,
		.date = meeting->date,
	};

	if (event.row && *event.row->second)
		event.contexts[1] = event.row->second;
	write_event(export, record, &event);
}

static void
write_position(Export *export, const EntenteRecord *record)
{
	const EntentePosition *position = &record->position;
	const Row *issue = row_of("issue", position->issue);
	const char *const sources[] = { position->party, NULL };
	Event event = {
		.row = row_of("stance", choice_of(record)),
		.sources = sources,
		.date = position->date,
	};
	/* the manual has modes of these two alone */
	bool has_mode =
	    position->stance == ENTENTE_DEMANDS || position->stance == ENTENTE_REFUSES;

	if (issue && has_mode)
		event.mode = issue->first;
	if (issue && *issue->second)
		event.contexts[0] = issue->second;
	write_event(export, record, &event);
}

static char **
split_names(const char *joined)
{
	char **names = g_strsplit(joined ? joined : "", ",", -1);

	for (char **name = names; *name; name++)
		g_strstrip(*name);
	return names;
}

/* Who signs are at least two; of one name alone, the author's, nobody knows who signed. */
static void
write_draft(Export *export, const EntenteRecord *record)
{
	g_auto(GStrv) names = split_names(record->draft.by);
	Event event = {
		.row = row_of("draft", choice_of(record)),
		.contexts = { "diplomatic" },
		.sources = (const char *const *)names,
	};

	if (record->draft.status != ENTENTE_DRAFT_SIGNED || g_strv_length(names) > 1)
		write_event(export, record, &event);
}

/* A claim accuses those of its deniers whom it names. */
static void
write_claim(Export *export, const EntenteRecord *record)
{
	const EntenteClaim *claim = &record->claim;
	const char *const sources[] = { claim->by, NULL };
	g_autoptr(GPtrArray) accused = g_ptr_array_new();
	Event event = { .row = row_of("claim", "accuses"), .sources = sources };

	for (size_t i = 0; claim->what && claim->disputed_by && claim->disputed_by[i]; i++)
		if (strstr(claim->what, claim->disputed_by[i]))
			g_ptr_array_add(accused, (gpointer)claim->disputed_by[i]);
	if (!accused->len)
		return;
	g_ptr_array_add(accused, NULL);
	event.recipients = (const char *const *)accused->pdata;
	write_event(export, record, &event);
}

static bool
note_party(const EntenteRecord *record, gpointer user_data)
{
	Coding *coding = user_data;
	const Row *row = row_of("party", choice_of(record));

	if (row && record->party.name)
		g_hash_table_insert(coding->kinds, g_strdup(record->party.name), (gpointer)row);
	return true;
}

static bool
write_plover(Export *export, GError **error)
{
	const EntenteFilter parties = { .kind = ENTENTE_PARTY };
	g_autoptr(ExportSources) sources = export_sources_new(export, error);
	g_autoptr(GHashTable) kinds =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Coding coding = { sources, kinds };

	export->own = &coding;
	return sources &&
	       entente_dossier_each(export->dossier, &parties, note_party, &coding, error) &&
	       export_each(export, ENTENTE_MEETING, write_meeting, error) &&
	       export_each(export, ENTENTE_POSITION, write_position, error) &&
	       export_each(export, ENTENTE_DRAFT, write_draft, error) &&
	       export_each(export, ENTENTE_CLAIM, write_claim, error);
}

const ExportFormat export_plover = {
	{ "plover", "events in PLOVER's types, modes and contexts, as JSON Lines", "jsonl",
	  1u << ENTENTE_MEETING | 1u << ENTENTE_POSITION | 1u << ENTENTE_DRAFT |
	      1u << ENTENTE_CLAIM,
	  false },
	write_plover,
};
