/* Names in all records become the one name of their party or person. */
#include "gather/gathering.h"

#include <string.h>

typedef enum { A_PARTY, A_PERSON } First; /* which is tried first */
typedef enum { ONE, LIST, JOINED } Shape; /* JOINED: several in one text, with commas */

typedef struct {
	EntenteKind kind;
	size_t offset;
	Shape shape;
	First first;
} NameField;

#define AT(member) offsetof(EntenteRecord, member)

static const NameField name_fields[] = {
	{ ENTENTE_MEETING, AT(meeting.parties), LIST, A_PARTY },
	{ ENTENTE_MEETING, AT(meeting.people), LIST, A_PERSON },
	{ ENTENTE_POSITION, AT(position.party), ONE, A_PARTY },
	{ ENTENTE_POSITION, AT(position.speaker), ONE, A_PERSON },
	{ ENTENTE_POSITION, AT(position.reported_by), ONE, A_PARTY },
	{ ENTENTE_DRAFT, AT(draft.by), JOINED, A_PARTY },
	{ ENTENTE_QUOTE, AT(quote.speaker), ONE, A_PERSON },
	{ ENTENTE_CLAIM, AT(claim.by), ONE, A_PARTY },
	{ ENTENTE_CLAIM, AT(claim.disputed_by), LIST, A_PARTY },
	{ ENTENTE_ASSESSMENT, AT(assessment.by), ONE, A_PARTY },
};

static const char *
one_name(const Gathering *gathering, uint32_t page, const char *name, First first)
{
	const char *party = party_name(gathering, name);
	const char *person = person_name(gathering, page, name);
	const char *known = first == A_PARTY && party ? party : person ? person : party;

	return known ? known : name;
}

static bool
has_text(const char *const *texts, const char *text)
{
	return texts && g_strv_contains(texts, text);
}

static const char *const *
rewrite_list(const Gathering *gathering, uint32_t page, const char *const *names, First first)
{
	size_t n = names ? g_strv_length((char **)names) : 0, kept = 0;

	if (!n)
		return NULL;
	const char **list = arena_new0(gathering->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *name = one_name(gathering, page, names[i], first);

		if (!has_text(list, name))
			list[kept++] = name;
	}
	return list;
}

static const char *
rewrite_joined(const Gathering *gathering, uint32_t page, const char *names, First first)
{
	g_auto(GStrv) parts = g_strsplit(names, ",", -1);

	for (char **part = parts; *part; part++)
		g_strstrip(*part);
	const char *const *list =
	    rewrite_list(gathering, page, (const char *const *)parts, first);
	g_autofree char *joined = g_strjoinv(", ", (char **)list);
	return arena_strdup(gathering->arena, joined);
}

static void
rewrite_field(const Gathering *gathering, const Mention *mention, const NameField *field)
{
	void *at = (char *)mention->record + field->offset;
	const char **text = at;
	const char *const **texts = at;

	if (field->shape == LIST)
		*texts = rewrite_list(gathering, mention->page, *texts, field->first);
	else if (!*text)
		return;
	else if (field->shape == ONE)
		*text = one_name(gathering, mention->page, *text, field->first);
	else
		*text = rewrite_joined(gathering, mention->page, *text, field->first);
}

void
rewrite_names(Gathering *gathering)
{
	for (size_t i = 0; i < G_N_ELEMENTS(name_fields); i++) {
		const GPtrArray *mentions = gathering->mentions[name_fields[i].kind];

		for (guint j = 0; j < mentions->len; j++)
			rewrite_field(gathering, mentions->pdata[j], &name_fields[i]);
	}
}
