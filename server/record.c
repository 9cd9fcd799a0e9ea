/* A record whole: what it says, the sentences that say so where they stand, and the desk's word
 * over it.  What to do to it is a form, so that it works without scripts. */
#include "page.h"

#include <string.h>

enum { PASSAGE = 400 };

/* The fields that say something, but for those that the heading says. */
static void
write_fields(GString *out, const EntenteRecord *record)
{
	const EntenteKindSpec *spec = entente_kind(record->kind);

	g_string_append(out, "<dl class=\"fields\">");
	for (gsize i = 0; i < spec->n_fields; i++) {
		const EntenteField *field = &spec->fields[i];
		g_autofree char *value = page_field(record, field);

		if (!*value || (field->type == ENTENTE_FIELD_FLAG && g_str_equal(value, "false")))
			continue;
		html(out, "<div><dt>%s</dt><dd>", field->name);
		if (record->kind == ENTENTE_POSITION && field->type == ENTENTE_FIELD_CHOICE)
			page_stance(out, record->position.stance);
		else
			html(out, "%s", value);
		g_string_append(out, "</dd></div>");
	}
	if (record->kind == ENTENTE_DISCREPANCY)
		for (gsize i = 0; i < record->discrepancy.n_values; i++) {
			const EntenteVariant *variant = &record->discrepancy.values[i];
			g_autofree char *sources =
			    g_strjoinv(", ", (char **)variant->sources);

			html(out, "<div><dt>%s</dt><dd>%s</dd></div>", variant->value, sources);
		}
	g_string_append(out, "</dl>\n");
}

/* A sentence in its passage; what stands around it is faint. */
static void
write_sentence(Visit *visit, const EntenteEvidence *evidence, GHashTable *sources)
{
	g_auto(EntentePassage) passage = { NULL, NULL };
	GString *out = visit->out;
	bool stands = entente_dossier_passage(visit->dossier, evidence->source, evidence->span,
	                                      PASSAGE, &passage, NULL);

	g_string_append(out, "<li class=\"sentence\"><blockquote>");
	if (stands && *passage.before)
		html(out, "<span class=\"around\">%s</span>", passage.before);
	html(out, "<mark>%s</mark>", evidence->text);
	if (stands && *passage.after)
		html(out, "<span class=\"around\">%s</span>", passage.after);
	g_string_append(out, "</blockquote>");
	page_cite(out, sources, evidence);
	g_string_append(out, "</li>\n");
}

static void
write_sentences(Visit *visit, const EntenteRecord *record, GHashTable *sources)
{
	enum { MOST = 50 };

	if (!record->n_evidence)
		return;
	g_string_append(visit->out, "<ul class=\"sentences\">\n");
	for (gsize i = 0; i < MIN(record->n_evidence, MOST); i++)
		write_sentence(visit, &record->evidence[i], sources);
	g_string_append(visit->out, "</ul>\n");
	if (record->n_evidence > MOST)
		html(visit->out, "<p>and %" G_GSIZE_FORMAT " sentences more</p>\n",
		     record->n_evidence - MOST);
}

void
page_record(Visit *visit, const EntenteRecord *record, GHashTable *sources,
            const EntenteRecords *others)
{
	GString *out = visit->out;
	g_autofree char *line = page_say(record);
	const char *ref = record->ref ? record->ref : "";

	html(out, "<article class=\"record\" id=\"%s\" data-item>\n<h2><a href=\"/record/%s\">%s</a></h2>\n",
	     ref, ref, line);
	html(out, "<p class=\"meta\">%s", entente_kind(record->kind)->name);
	if (record->n_sources > 0) {
		g_string_append(out, " · ");
		page_count(out, (guint)record->n_sources, "independent source",
		           "independent sources");
	}
	if (record->confidence != ENTENTE_UNKNOWN)
		html(out, " · the reading is %d&#8239;%% sure", record->confidence);
	html(out, " · %s</p>\n", ref);
	write_fields(out, record);
	write_sentences(visit, record, sources);
	page_correct(visit, record, others);
	g_string_append(out, "</article>\n");
}

static void
write_choices(GString *out, const char *const *choices, const char *chosen)
{
	for (; *choices; choices++)
		html(out, g_str_equal(*choices, chosen) ? "<option selected>%s</option>"
		                                        : "<option>%s</option>",
		     *choices);
	g_string_append(out, "</select>");
}

/* A field to be changed; what it was goes along, so that only what differs is a correction. */
static void
write_input(GString *out, const EntenteRecord *record, const EntenteField *field)
{
	static const char *const flags[] = { "false", "true", NULL };
	g_autofree char *value = page_field(record, field);

	if (field->type == ENTENTE_FIELD_VARIANTS || g_str_equal(field->name, "id") ||
	    g_str_equal(field->name, "copy_of"))
		return;
	html(out, "<label>%s ", field->name);
	if (field->type == ENTENTE_FIELD_CHOICE || field->type == ENTENTE_FIELD_FLAG) {
		html(out, "<select name=\"new-%s\">", field->name);
		write_choices(out, field->type == ENTENTE_FIELD_FLAG ? flags : field->choices,
		              value);
	} else {
		html(out, "<input name=\"new-%s\" value=\"%s\">", field->name, value);
	}
	g_string_append(out, "</label>");
	html(out, "<input type=\"hidden\" name=\"old-%s\" value=\"%s\">\n", field->name, value);
}

/* The other records of the same kind, to say that they are one. */
static void
write_others(GString *out, const EntenteRecord *record, const EntenteRecords *others)
{
	enum { MOST = 20 };
	guint n = 0;

	for (gsize i = 0; others && i < entente_records_count(others) && n < MOST; i++) {
		const EntenteRecord *other = entente_records_get(others, i);

		if (other->kind != record->kind || !other->ref ||
		    g_str_equal(other->ref, record->ref))
			continue;
		g_autofree char *line = page_say(other);
		if (!n++)
			g_string_append(out, "<fieldset><legend>The same as</legend>\n");
		html(out,
		     "<label class=\"choice\"><input type=\"checkbox\" name=\"with-%s\" "
		     "value=\"1\"> %s</label>\n",
		     other->ref, line);
	}
	if (n)
		g_string_append(out, "<button name=\"action\" value=\"merge\">Merge those "
		                     "that are chosen</button></fieldset>\n");
}

void
page_correct(Visit *visit, const EntenteRecord *record, const EntenteRecords *others)
{
	GString *out = visit->out;
	const EntenteKindSpec *spec = entente_kind(record->kind);

	if (!record->ref || record->kind == ENTENTE_DISCREPANCY)
		return;
	g_string_append(out, "<details class=\"correct\"><summary>Correct</summary>\n"
	                     "<form method=\"post\" action=\"/correct\">");
	page_token(visit);
	html(out, "<input type=\"hidden\" name=\"ref\" value=\"%s\">\n", record->ref);
	g_string_append(out, "<label>Why (for the log) <input name=\"why\" "
	                     "autocomplete=\"off\"></label>\n<p class=\"actions\">");
	if (record->kind != ENTENTE_SOURCE)
		g_string_append(out, "<button name=\"action\" value=\"accept\">Accept</button> "
		                     "<button name=\"action\" value=\"reject\">Reject</button> ");
	if (record->kind == ENTENTE_POSITION && !record->position.red_line)
		g_string_append(out, "<button name=\"action\" value=\"red-line\">A red "
		                     "line</button>");
	g_string_append(out, "</p>\n<fieldset><legend>It says</legend>\n");
	for (gsize i = 0; i < spec->n_fields; i++)
		write_input(out, record, &spec->fields[i]);
	g_string_append(out, "<p><button name=\"action\" value=\"change\">Change</button> "
	                     "Lists have semicolons between.</p></fieldset>\n");
	write_others(out, record, others);
	g_string_append(out, "</form></details>\n");
}

Answer *
view_record(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteRecords) records =
	    entente_dossier_record(visit->dossier, visit->rest, &error);

	if (!records)
		return visit_error(visit->house, visit->request, error);
	g_autoptr(GHashTable) sources = page_sources(records);
	const EntenteRecord *record = entente_records_get(records, 0);
	g_autofree char *line = page_say(record);

	page_begin(visit, line);
	page_record(visit, record, sources, records);
	return page_end(visit, 200);
}
