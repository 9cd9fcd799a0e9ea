/* The one description of every record kind, in the vocabulary that JSON, dossier and tables share. */
#include <entente/record.h>

static const char *const party_kinds[] = {
	"state", "alliance", "government branch", "union", "company", "movement", "other", NULL,
};
static const char *const meeting_statuses[] = {
	"held", "ongoing", "planned", "proposed", "cancelled", NULL,
};
static const char *const stances[] = {
	"demands", "offers", "accepts", "refuses", "open", NULL,
};
static const char *const draft_statuses[] = {
	"floated", "tabled",   "revised",   "accepted", "rejected",
	"signed",  "in force", "withdrawn", "unknown",  NULL,
};
static const char *const tones[] = { "positive", "mixed", "negative", NULL };

#define AT(member) offsetof(EntenteRecord, member)
#define TEXT(key, member)        { key, ENTENTE_FIELD_TEXT, AT(member), NULL, false }
#define TEXT_IF_ANY(key, member) { key, ENTENTE_FIELD_TEXT, AT(member), NULL, true }
#define TEXTS(key, member)       { key, ENTENTE_FIELD_TEXTS, AT(member), NULL, false }
#define TEXTS_IF_ANY(key, member) { key, ENTENTE_FIELD_TEXTS, AT(member), NULL, true }
#define NUMBER(key, member)      { key, ENTENTE_FIELD_NUMBER, AT(member), NULL, false }
#define NUMBER_IF_ANY(key, member) { key, ENTENTE_FIELD_NUMBER, AT(member), NULL, true }
#define FLAG(key, member)        { key, ENTENTE_FIELD_FLAG, AT(member), NULL, false }
#define FLAG_IF_ANY(key, member) { key, ENTENTE_FIELD_FLAG, AT(member), NULL, true }
#define CHOICE(key, member, of)  { key, ENTENTE_FIELD_CHOICE, AT(member), of, false }

static const EntenteField source_fields[] = {
	TEXT("id", source.id),
	TEXT_IF_ANY("path", source.path),
	TEXT_IF_ANY("url", source.url),
	TEXT("outlet", source.outlet),
	TEXT("title", source.title),
	TEXT("author", source.author),
	TEXT("published", source.published),
	TEXT_IF_ANY("modified", source.modified),
	TEXT("language", source.language),
	TEXT_IF_ANY("unread", source.unread),
	NUMBER("chars", source.chars),
	TEXT("copy_of", source.copy_of),
	NUMBER_IF_ANY("round", source.round),
};
static const EntenteField person_fields[] = {
	TEXT("name", person.name),
	TEXT("party", person.party),
	TEXTS("roles", person.roles),
	TEXTS_IF_ANY("aliases", person.aliases),
};
static const EntenteField party_fields[] = {
	TEXT("name", party.name),
	CHOICE("kind", party.kind, party_kinds),
	TEXTS("aliases", party.aliases),
};
static const EntenteField meeting_fields[] = {
	TEXTS("parties", meeting.parties),
	TEXTS("people", meeting.people),
	TEXT("place", meeting.place),
	TEXT("when", meeting.when),
	TEXT("date", meeting.date),
	NUMBER("minutes", meeting.minutes),
	TEXT_IF_ANY("medium", meeting.medium),
	CHOICE("status", meeting.status, meeting_statuses),
	NUMBER_IF_ANY("round", meeting.round),
};
static const EntenteField position_fields[] = {
	TEXT("party", position.party),
	TEXT("issue", position.issue),
	CHOICE("stance", position.stance, stances),
	TEXT("what", position.what),
	TEXT_IF_ANY("wording", position.wording),
	TEXT_IF_ANY("speaker", position.speaker),
	TEXT_IF_ANY("reported_by", position.reported_by),
	TEXT_IF_ANY("condition", position.condition),
	TEXT_IF_ANY("date", position.date),
	FLAG_IF_ANY("red_line", position.red_line),
};
static const EntenteField draft_fields[] = {
	TEXT("name", draft.name),
	TEXT("by", draft.by),
	NUMBER("points", draft.points),
	TEXT("revises", draft.revises),
	CHOICE("status", draft.status, draft_statuses),
	TEXTS_IF_ANY("terms", draft.terms),
	TEXTS_IF_ANY("aliases", draft.aliases),
};
static const EntenteField quote_fields[] = {
	TEXT("speaker", quote.speaker),
	TEXT("text", quote.text),
	FLAG("direct", quote.direct),
};
static const EntenteField claim_fields[] = {
	TEXT("by", claim.by),
	TEXT("what", claim.what),
	TEXTS("disputed_by", claim.disputed_by),
};
static const EntenteField assessment_fields[] = {
	TEXT("by", assessment.by),
	CHOICE("tone", assessment.tone, tones),
	TEXT("words", assessment.words),
	NUMBER_IF_ANY("round", assessment.round),
};
static const EntenteField discrepancy_fields[] = {
	TEXT("about", discrepancy.about),
	{ "values", ENTENTE_FIELD_VARIANTS, AT(discrepancy.values), NULL, false },
};

#define KIND(name, plural, fields) { name, plural, fields, G_N_ELEMENTS(fields) }

static const EntenteKindSpec kinds[ENTENTE_N_KINDS] = {
	[ENTENTE_SOURCE] = KIND("source", "sources", source_fields),
	[ENTENTE_PERSON] = KIND("person", "people", person_fields),
	[ENTENTE_PARTY] = KIND("party", "parties", party_fields),
	[ENTENTE_MEETING] = KIND("meeting", "meetings", meeting_fields),
	[ENTENTE_POSITION] = KIND("position", "positions", position_fields),
	[ENTENTE_DRAFT] = KIND("draft", "drafts", draft_fields),
	[ENTENTE_QUOTE] = KIND("quote", "quotes", quote_fields),
	[ENTENTE_CLAIM] = KIND("claim", "claims", claim_fields),
	[ENTENTE_ASSESSMENT] = KIND("assessment", "assessments", assessment_fields),
	[ENTENTE_DISCREPANCY] = KIND("discrepancy", "discrepancies", discrepancy_fields),
};

const EntenteKindSpec *
entente_kind(EntenteKind kind)
{
	g_return_val_if_fail(kind < ENTENTE_N_KINDS, NULL);
	return &kinds[kind];
}

int
entente_kind_from_name(const char *name)
{
	for (int kind = 0; kind < ENTENTE_N_KINDS; kind++)
		if (g_str_equal(name, kinds[kind].name) || g_str_equal(name, kinds[kind].plural))
			return kind;
	return -1;
}
