/* The texts on the table, each followed by the versions that revise it, which an arrow marks.
 */
#include "tell/brief.h"
#include "tell/plain.h"

#include <string.h>

enum { MOST_DRAFTS = 5, MOST_BARE = 4, MOST_TERMS = 2, LONGEST_TERM = 60, LONGEST_DRAFT = 90 };

static const char *
draft_name(const EntenteDraft *draft)
{
	return draft->name ? draft->name : "a draft without a name";
}

/* Nothing is told of the draft but its name. */
bool
draft_is_bare(const EntenteDraft *draft)
{
	return !draft->by && draft->points <= 0 && !draft->revises && !draft->terms &&
	       draft->status == ENTENTE_DRAFT_UNKNOWN;
}

static bool
is_called(const EntenteDraft *draft, const char *name)
{
	if (draft->name && !g_ascii_strcasecmp(draft->name, name))
		return true;
	for (size_t i = 0; draft->aliases && draft->aliases[i]; i++)
		if (!g_ascii_strcasecmp(draft->aliases[i], name))
			return true;
	return false;
}

/* "28-point plan"; "outline; 20 points"; of a revision also how many there were. */
static void
say_points(Section *section, Line *line, const EntenteDraft *draft, const EntenteDraft *older)
{
	g_autofree char *number = g_strdup_printf("%d", draft->points);
	const char *points =
	    counted(section->arena, (guint)MAX(draft->points, 0), "point", "points");
	bool is_named = draft->name && strstr(draft->name, number);

	if (draft->points <= 0)
		return;
	if (!is_named)
		line_sayf(section, line, TINT_PLAIN, "; %s", points);
	if (older && older->points > 0 && older->points != draft->points)
		line_sayf(section, line, TINT_PLAIN,
		          is_named ? " (was %d points)" : " (was %d)", older->points);
}

static void
say_terms(Section *section, Line *line, const char *const *terms)
{
	guint n = g_strv_length((char **)terms);

	line_say(section, line, TINT_PLAIN, "; terms: ");
	for (guint i = 0; i < MIN(n, MOST_TERMS); i++) {
		line_say(section, line, TINT_PLAIN, i ? "; " : "");
		line_clause(section, line, terms[i], LONGEST_TERM);
	}
	if (n > MOST_TERMS)
		line_sayf(section, line, TINT_FAINT, "; %u more", n - MOST_TERMS);
}

/* `older`: the draft that it revises, if it is the one of the line before. */
static void
say_draft(Section *section, const EntenteRecord *record, const EntenteRecord *older)
{
	const EntenteDraft *draft = &record->draft;
	const EntenteKindSpec *spec = entente_kind(ENTENTE_DRAFT);
	Line *line = section_add(section, LINE_ITEM, "draft", NULL);
	bool says_status = draft->status != ENTENTE_DRAFT_UNKNOWN &&
	                   !(draft->revises && draft->status == ENTENTE_DRAFT_REVISED);

	line_say(section, line, TINT_FAINT, older ? "→ " : "");
	line_say(section, line, TINT_STRONG,
	         plain_clause(section->arena, draft_name(draft), LONGEST_DRAFT));
	if (draft->by) {
		line_say(section, line, TINT_PLAIN, ", by ");
		line_clause(section, line, draft->by, LONGEST_DRAFT);
	}
	say_points(section, line, draft, older ? &older->draft : NULL);
	if (draft->revises && !older) {
		line_say(section, line, TINT_PLAIN, "; revises ");
		line_clause(section, line, draft->revises, LONGEST_DRAFT);
	}
	for (size_t i = 0; i < spec->n_fields && says_status; i++)
		if (spec->fields[i].choices)
			line_sayf(section, line, TINT_PLAIN, "; %s",
			          spec->fields[i].choices[draft->status]);
	if (draft->terms)
		say_terms(section, line, draft->terms);
	line_say(section, line, TINT_PLAIN, " ");
	line_cite(section, line, record);
}

const Told *
draft_revised(const GArray *drafts, const Told *told)
{
	const char *revises = told->record->draft.revises;

	for (guint i = 0; revises && i < MIN(drafts->len, 64u); i++)
		if (told_get(drafts, i) != told &&
		    is_called(&told_get(drafts, i)->record->draft, revises))
			return told_get(drafts, i);
	return NULL;
}

/* Drafts of which no more is told than a name share a line; returns how many it leaves out. */
static guint
say_bare(const Brief *brief, Section *section, GHashTable *said)
{
	const GArray *drafts = brief->told[ENTENTE_DRAFT];
	guint shown = 0, left = 0;
	Line *line = NULL;

	for (guint i = 0; i < drafts->len; i++) {
		const EntenteRecord *record = told_get(drafts, i)->record;

		if (!draft_is_bare(&record->draft) ||
		    !g_hash_table_add(said, (gpointer)told_get(drafts, i)))
			continue;
		if (shown == MOST_BARE) {
			left++;
			continue;
		}
		if (!line) {
			line = section_add(section, LINE_ITEM, "draft", NULL);
			line_say(section, line, TINT_PLAIN, "named without more: ");
		}
		line_say(section, line, TINT_PLAIN, shown++ ? "; " : "");
		line_clause(section, line, draft_name(&record->draft), LONGEST_TERM);
		line_say(section, line, TINT_PLAIN, " ");
		line_cite(section, line, record);
	}
	return left;
}

static bool
is_last(const Section *section, const EntenteRecord *record)
{
	const Line *line = section->lines->pdata[section->lines->len - 1];

	return line->records->len && line->records->pdata[0] == record;
}

void
brief_drafts(const Brief *brief, Section *section)
{
	const GArray *drafts = brief->told[ENTENTE_DRAFT];
	g_autoptr(GHashTable) said = g_hash_table_new(NULL, NULL);
	guint left = 0;

	for (guint i = 0; i < drafts->len; i++) {
		const Told *told = told_get(drafts, i), *older = draft_revised(drafts, told);

		if (draft_is_bare(&told->record->draft) || g_hash_table_contains(said, told))
			continue;
		if (section->lines->len >= MOST_DRAFTS) {
			left++;
			continue;
		}
		if (older && g_hash_table_add(said, (gpointer)older))
			say_draft(section, older->record, NULL);
		if (g_hash_table_add(said, (gpointer)told))
			say_draft(section, told->record,
			          older && is_last(section, older->record) ? older->record
			                                                   : NULL);
	}
	left += say_bare(brief, section, said) +
	        (guint)entente_records_left_out(brief->records, ENTENTE_DRAFT);
	if (left)
		say_more(section, LINE_MORE, left, "draft", "drafts", "entente show drafts");
}
