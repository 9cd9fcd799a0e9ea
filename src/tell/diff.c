/* What changed: each change in a line, below it what was and what is, with a sentence of each
 * and the outlet that has it. */
#include "tell/diff.h"

#include "base/json.h"
#include "tell/cells.h"
#include "tell/plain.h"

enum { DAY = 10, LONGEST_NAME = 40, LONGEST_WHAT = 160, LONGEST_QUOTED = 400 };

static const struct {
	const char *word, *title;
} changes[ENTENTE_N_CHANGES] = {
	[ENTENTE_CHANGE_REVERSED] = { "reversed", "Reversed" },
	[ENTENTE_CHANGE_HARDENED] = { "hardened", "Hardened" },
	[ENTENTE_CHANGE_SOFTENED] = { "softened", "Softened" },
	[ENTENTE_CHANGE_WITHDRAWN] = { "withdrawn", "Withdrawn" },
	[ENTENTE_CHANGE_SILENT] = { "gone silent", "Gone silent" },
	[ENTENTE_CHANGE_NEW] = { "new", "New positions" },
	[ENTENTE_CHANGE_FIELD] = { "changed", "Changed" },
};

static const struct {
	EntenteKind kind;
	const char *title;
} facts[] = {
	{ ENTENTE_DRAFT, "Drafts" },
	{ ENTENTE_MEETING, "Meetings" },
	{ ENTENTE_CLAIM, "Claims" },
	{ ENTENTE_ASSESSMENT, "Assessments" },
};

static const EntenteRecord *
record_of(const EntenteChange *change)
{
	return change->after ? change->after : change->before;
}

static void
say_position(Section *section, Line *line, const EntenteChange *change)
{
	const EntenteRecord *record = record_of(change);
	const EntenteRecord *was = change->before;

	line_name(section, line, TINT_STRONG, record->position.party);
	line_sayf(section, line, TINT_PLAIN,
	          ", %s: ", plain_clause(section->arena, record->position.issue, LONGEST_NAME));
	if (was && change->after && was->position.stance != record->position.stance) {
		line_say(section, line, tint_of_stance(was->position.stance), stance_word(was));
		line_say(section, line, TINT_PLAIN, ", now ");
	}
	line_say(section, line, tint_of_stance(record->position.stance), stance_word(record));
	line_say(section, line, TINT_PLAIN, " ");
	line_clause(section, line, record->position.what, LONGEST_WHAT);
	if (record->position.reported_by) {
		line_say(section, line, TINT_PLAIN, ", as told by ");
		line_name(section, line, TINT_PLAIN, record->position.reported_by);
	}
}

static void
say_draft(Section *section, Line *line, const EntenteChange *change)
{
	const EntenteDraft *draft = &record_of(change)->draft;

	line_clause(section, line, draft->name, LONGEST_WHAT);
	if (draft->by) {
		line_say(section, line, TINT_PLAIN, ", by ");
		line_name(section, line, TINT_PLAIN, draft->by);
	}
}

static void
say_meeting(Section *section, Line *line, const EntenteChange *change)
{
	enum { MOST_NAMES = 4 };
	const EntenteMeeting *meeting = &record_of(change)->meeting;

	if (meeting->parties)
		line_names(section, line, TINT_PLAIN, meeting->parties, MOST_NAMES);
	else
		line_say(section, line, TINT_PLAIN, "a meeting");
	if (meeting->place) {
		line_say(section, line, TINT_PLAIN, ", ");
		line_clause(section, line, meeting->place, LONGEST_NAME);
	}
	if (meeting->date)
		line_sayf(section, line, TINT_PLAIN, ", %s", meeting->date);
}

static void
say_claim(Section *section, Line *line, const EntenteChange *change)
{
	const EntenteClaim *claim = &record_of(change)->claim;

	line_name(section, line, TINT_PLAIN, claim->by ? claim->by : "somebody");
	line_say(section, line, TINT_PLAIN, ": ");
	line_clause(section, line, claim->what, LONGEST_WHAT);
}

static void
say_assessment(Section *section, Line *line, const EntenteChange *change)
{
	const EntenteAssessment *assessment = &record_of(change)->assessment;

	line_name(section, line, TINT_PLAIN, assessment->by ? assessment->by : "the outlet");
	line_say(section, line, TINT_PLAIN, ": ");
	line_clause(section, line, assessment->words, LONGEST_WHAT);
}

static void (*const sayings[ENTENTE_N_KINDS])(Section *, Line *, const EntenteChange *) = {
	[ENTENTE_POSITION] = say_position,     [ENTENTE_DRAFT] = say_draft,
	[ENTENTE_MEETING] = say_meeting,       [ENTENTE_CLAIM] = say_claim,
	[ENTENTE_ASSESSMENT] = say_assessment,
};

/* The last of the record's sentences, which come in the order of their pages. */
static void
say_side(Section *section, const char *label, const EntenteRecord *record)
{
	if (!record || !record->n_evidence)
		return;
	const EntenteEvidence *evidence = &record->evidence[record->n_evidence - 1];
	Line *line = section_add(section, LINE_ITEM, "sentence", label);
	guint number = source_index_number(section->sources, evidence->source);
	const EntenteSource *source =
	    number ? source_index_get(section->sources, number)->source : NULL;

	line_sayf(section, line, TINT_PLAIN, "“%s”",
	          plain_text(section->arena, evidence->text, LONGEST_QUOTED));
	if (source)
		line_sayf(section, line, TINT_FAINT, " – %s, %.*s",
		          plain_clause(section->arena, source_name(source), LONGEST_NAME), DAY,
		          source->published ? source->published : "undated");
	if (record->n_sources > 1)
		line_sayf(section, line, TINT_FAINT, " (%d sources)", record->n_sources);
	line_rest_on(section, line, record);
}

/* With `title`, which says how it changed, where no section does. */
static void
say_change(Section *section, const EntenteChange *change, const char *title)
{
	const EntenteRecord *record = record_of(change);
	Line *line = section_add(section, LINE_GROUP, entente_kind(record->kind)->name, NULL);

	if (title)
		line_sayf(section, line, TINT_STRONG, "%s: ", title);
	if (record->kind != ENTENTE_POSITION && change->change == ENTENTE_CHANGE_NEW)
		line_say(section, line, TINT_STRONG, "new: ");
	sayings[record->kind](section, line, change);
	if (change->field)
		line_sayf(section, line, TINT_PLAIN, " – %s: %s, now %s",
		          g_str_equal(change->field, "disputed_by") ? "disputed by"
		                                                    : change->field,
		          change->old_value
		              ? plain_clause(section->arena, change->old_value, LONGEST_WHAT)
		              : "nobody",
		          plain_clause(section->arena, change->new_value, LONGEST_WHAT));
	say_side(section, change->after && change->before ? "was" : "last", change->before);
	say_side(section, change->before ? "now" : "new", change->after);
}

void
diff_say_changed(const EntenteDiff *diff, Section *section)
{
	for (size_t i = 0; i < entente_diff_count(diff); i++) {
		const EntenteChange *change = entente_diff_get(diff, i);

		if (change->change != ENTENTE_CHANGE_NEW)
			say_change(section, change, changes[change->change].title);
	}
}

static void
append_record(GString *out, const char *key, const EntenteRecord *record)
{
	g_string_append_printf(out, ", \"%s\": ", key);
	if (!record) {
		g_string_append(out, "null");
		return;
	}
	entente_tell_record(record, out);
	g_string_truncate(out, out->len - 1);
}

static void
write_json(const EntenteDiff *diff, GString *out)
{
	for (size_t i = 0; i < entente_diff_count(diff); i++) {
		const EntenteChange *change = entente_diff_get(diff, i);

		g_string_append_printf(out, "{\"change\": \"%s\", \"type\": \"%s\"",
		                       changes[change->change].word,
		                       entente_kind(record_of(change)->kind)->name);
		if (change->field) {
			g_string_append_printf(out,
			                       ", \"field\": \"%s\", \"old\": ", change->field);
			json_append_text(out, change->old_value);
			g_string_append(out, ", \"new\": ");
			json_append_text(out, change->new_value);
		}
		append_record(out, "before", change->before);
		append_record(out, "after", change->after);
		g_string_append(out, "}\n");
	}
}

static void
print_those(Sheet *sheet, const EntenteDiff *diff, const SourceIndex *sources, EntenteKind kind,
            int only, const char *title)
{
	g_autoptr(Section) section =
	    section_new(entente_kind(kind)->plural, title, sheet->arena, sources);

	for (size_t i = 0; i < entente_diff_count(diff); i++) {
		const EntenteChange *change = entente_diff_get(diff, i);

		if (record_of(change)->kind == kind &&
		    (only == ENTENTE_N_CHANGES || (int)change->change == only))
			say_change(section, change, NULL);
	}
	if (section->lines->len)
		sheet_section(sheet, section);
}

void
entente_tell_diff(const EntenteDiff *diff, const EntenteStyle *style, GString *out)
{
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(SourceIndex) sources = source_index_new(entente_diff_records(diff));
	Sheet sheet = sheet_of(style, arena, out);

	if (style->format == ENTENTE_FORMAT_JSON) {
		write_json(diff, out);
		return;
	}
	if (!entente_diff_count(diff))
		return;
	sheet.printer->begin(&sheet, "What changed");
	for (int only = 0; only < ENTENTE_N_CHANGES; only++)
		print_those(&sheet, diff, sources, ENTENTE_POSITION, only, changes[only].title);
	for (size_t i = 0; i < G_N_ELEMENTS(facts); i++)
		print_those(&sheet, diff, sources, facts[i].kind, ENTENTE_N_CHANGES,
		            facts[i].title);
	sheet.printer->end(&sheet);
}
