/* A record as a block of text, for whoever wants to know why it is there. */
#include "tell/plain.h"

#include <entente/tell.h>
#include <string.h>

enum { LONGEST_LINE = 2000 }; /* columns */

static const char *
choice_of(const EntenteRecord *record, size_t field, int choice)
{
	return entente_kind(record->kind)->fields[field].choices[choice];
}

static void
append_if(GString *line, const char *before, const char *text)
{
	if (text)
		g_string_append_printf(line, "%s%s", before, text);
}

static void
append_list(GString *line, const char *before, const char *const *texts)
{
	for (size_t i = 0; texts && texts[i]; i++)
		g_string_append_printf(line, "%s%s", i ? ", " : before, texts[i]);
}

static void
head_of_source(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->source.id);
	append_if(line, ": ", record->source.title);
}

static void
head_of_person(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->person.name);
	append_if(line, ", ", record->person.party);
	append_list(line, ": ", record->person.roles);
}

static void
head_of_party(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->party.name);
	append_if(line, ", ", choice_of(record, 1, record->party.kind));
	append_list(line, ": ", record->party.aliases);
}

static void
head_of_meeting(GString *line, const EntenteRecord *record)
{
	const EntenteMeeting *meeting = &record->meeting;

	append_list(line, "", meeting->parties);
	append_list(line, ": ", meeting->people);
	append_if(line, "; ", meeting->place);
	append_if(line, "; ", meeting->when);
	if (meeting->minutes != ENTENTE_UNKNOWN)
		g_string_append_printf(line, "; %d minutes", meeting->minutes);
	append_if(line, "; ", choice_of(record, 7, meeting->status));
}

static void
head_of_position(GString *line, const EntenteRecord *record)
{
	const EntentePosition *position = &record->position;

	append_if(line, "", position->party);
	append_if(line, " ", choice_of(record, 2, position->stance));
	append_if(line, " ", position->issue);
	append_if(line, ": ", position->what);
	append_if(line, ", ", position->condition);
}

static void
head_of_draft(GString *line, const EntenteRecord *record)
{
	const EntenteDraft *draft = &record->draft;

	append_if(line, "", draft->name);
	append_if(line, " by ", draft->by);
	if (draft->points != ENTENTE_UNKNOWN)
		g_string_append_printf(line, "; %d points", draft->points);
	append_if(line, "; ", choice_of(record, 4, draft->status));
}

static void
head_of_quote(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->quote.speaker);
	append_if(line, ": ", record->quote.text);
}

static void
head_of_claim(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->claim.by);
	append_if(line, ": ", record->claim.what);
	append_list(line, "; disputed by ", record->claim.disputed_by);
}

static void
head_of_assessment(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->assessment.by ? record->assessment.by : "the page");
	append_if(line, " ", choice_of(record, 1, record->assessment.tone));
	append_if(line, ": ", record->assessment.words);
}

static void
head_of_discrepancy(GString *line, const EntenteRecord *record)
{
	append_if(line, "", record->discrepancy.about);
	for (size_t i = 0; i < record->discrepancy.n_values; i++)
		append_if(line, i ? ", " : ": ", record->discrepancy.values[i].value);
}

static void (*const heads[ENTENTE_N_KINDS])(GString *, const EntenteRecord *) = {
	[ENTENTE_SOURCE] = head_of_source,
	[ENTENTE_PERSON] = head_of_person,
	[ENTENTE_PARTY] = head_of_party,
	[ENTENTE_MEETING] = head_of_meeting,
	[ENTENTE_POSITION] = head_of_position,
	[ENTENTE_DRAFT] = head_of_draft,
	[ENTENTE_QUOTE] = head_of_quote,
	[ENTENTE_CLAIM] = head_of_claim,
	[ENTENTE_ASSESSMENT] = head_of_assessment,
	[ENTENTE_DISCREPANCY] = head_of_discrepancy,
};

static void
append_line(GString *out, Arena *arena, const char *before, const char *text)
{
	g_string_append_printf(out, "%s%s\n", before, plain_text(arena, text, LONGEST_LINE));
}

static void
append_evidence(GString *out, Arena *arena, const EntenteEvidence *evidence)
{
	g_string_append_printf(out, "  %s:%u-%u",
	                       plain_text(arena, evidence->source, LONGEST_LINE),
	                       evidence->span.start, evidence->span.end);
	append_line(out, arena, "  ", evidence->text);
}

void
entente_tell_why(const EntenteRecord *record, GString *out)
{
	Arena *arena = arena_new();
	g_autoptr(GString) head = g_string_new(NULL);
	g_auto(GStrv) why = g_strsplit(record->why ? record->why : "", "\n", -1);

	g_string_append(out, entente_kind(record->kind)->name);
	if (record->confidence != ENTENTE_UNKNOWN)
		g_string_append_printf(out, " (%d.%02d)", record->confidence / 100,
		                       record->confidence % 100);
	heads[record->kind](head, record);
	append_line(out, arena, "  ", head->str);
	for (size_t i = 0; i < record->n_evidence; i++)
		append_evidence(out, arena, &record->evidence[i]);
	for (size_t i = 0; why[i] && *why[i]; i++)
		append_line(out, arena, "  ", why[i]);
	g_string_append_c(out, '\n');
	arena_free(arena);
}
