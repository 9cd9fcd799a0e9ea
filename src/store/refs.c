#include "store/refs.h"

#include "store/sql-text.h"
#include "store/store.h"

#include <string.h>

struct Refs {
	EntenteDossier *dossier;
	GHashTable *arrivals; /* a source's id -> its number, in the order of arrival */
	GHashTable *given;    /* plain ref -> how many were given it */
	GPtrArray *texts;     /* that were given */
};

#define AT(member) offsetof(EntenteRecord, member)

enum {
	MOST_TELLING = 3,
	DIGITS = 8,
	PLAIN_LENGTH = 2 + DIGITS, /* a letter and a hyphen before them */
	NTH_BITS = 24
};

/* A kind's letter, and the text fields that tell a record from others on its sentence. */
static const struct {
	char letter;
	size_t telling[MOST_TELLING]; /* 0: none */
} spellings[ENTENTE_N_KINDS] = {
	[ENTENTE_SOURCE] = { 's', { AT(source.id) } },
	[ENTENTE_PERSON] = { 'n', { AT(person.name) } },
	[ENTENTE_PARTY] = { 'y', { AT(party.name) } },
	[ENTENTE_MEETING] = { 'm', { AT(meeting.place), AT(meeting.when) } },
	[ENTENTE_POSITION] = { 'p',
	                       { AT(position.party), AT(position.issue), AT(position.what) } },
	[ENTENTE_DRAFT] = { 'd', { AT(draft.name) } },
	[ENTENTE_QUOTE] = { 'q', { AT(quote.text) } },
	[ENTENTE_CLAIM] = { 'c', { AT(claim.what) } },
	[ENTENTE_ASSESSMENT] = { 'a', { AT(assessment.words) } },
	[ENTENTE_DISCREPANCY] = { 'x', { AT(discrepancy.about) } },
};

Refs *
refs_new(EntenteDossier *dossier, GError **error)
{
	g_autoptr(Refs) refs = g_new0(Refs, 1);
	g_autoptr(Statement) article = connection_prepare(dossier, sql_arrivals, error);
	bool row;

	refs->dossier = dossier;
	refs->arrivals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	refs->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	refs->texts = g_ptr_array_new_with_free_func(g_free);
	if (!article)
		return NULL;
	while (true) {
		if (!connection_step(dossier, article, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&refs);
		g_hash_table_insert(refs->arrivals,
		                    g_strdup((const char *)sqlite3_column_text(article, 0)),
		                    GSIZE_TO_POINTER(sqlite3_column_int64(article, 1)));
	}
}

void
refs_free(Refs *refs)
{
	if (!refs)
		return;
	g_hash_table_unref(refs->arrivals);
	g_hash_table_unref(refs->given);
	g_ptr_array_unref(refs->texts);
	g_free(refs);
}

/* The evidence of the article that came first, the first there. */
static const EntenteEvidence *
first_to_come(const Refs *refs, const EntenteRecord *record)
{
	const EntenteEvidence *first = NULL;
	size_t arrival = 0;

	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteEvidence *here = &record->evidence[i];
		size_t came =
		    GPOINTER_TO_SIZE(g_hash_table_lookup(refs->arrivals, here->source));

		if (!first || came < arrival ||
		    (came == arrival && here->span.start < first->span.start)) {
			first = here;
			arrival = came;
		}
	}
	return first;
}

/* With its end, so that "ab", "c" is not "a", "bc". */
static void
digest(GChecksum *checksum, const char *text)
{
	if (text)
		g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

char *
refs_plain(const Refs *refs, const EntenteRecord *record, GError **error)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	const EntenteEvidence *first = first_to_come(refs, record);

	if (first) {
		g_autofree char *text = store_sentence(refs->dossier, first, error);

		if (!text)
			return NULL;
		digest(checksum, first->source);
		digest(checksum, text);
	}
	for (size_t i = 0; i < MOST_TELLING && spellings[record->kind].telling[i]; i++)
		digest(checksum, *(const char *const *)((const char *)record +
		                                        spellings[record->kind].telling[i]));
	return g_strdup_printf("%c-%.*s", spellings[record->kind].letter, DIGITS,
	                       g_checksum_get_string(checksum));
}

char *
ref_numbered(const char *plain, unsigned nth)
{
	return nth > 1 ? g_strdup_printf("%s-%u", plain, nth) : g_strdup(plain);
}

char *
ref_plain(const char *ref)
{
	return g_strndup(ref, PLAIN_LENGTH);
}

int64_t
ref_record(const char *ref)
{
	uint64_t digits = g_ascii_strtoull(ref + 2, NULL, 16), nth = 1, kind = 0;

	if (strlen(ref) > PLAIN_LENGTH)
		nth = g_ascii_strtoull(ref + PLAIN_LENGTH + 1, NULL, 10);
	while (kind + 1 < ENTENTE_N_KINDS && spellings[kind].letter != *ref)
		kind++;
	return (int64_t)(kind << (4 * DIGITS + NTH_BITS) | digits << NTH_BITS | nth);
}

const char *
refs_next(Refs *refs, const EntenteRecord *record, GError **error)
{
	g_autofree char *plain = refs_plain(refs, record, error);

	if (!plain)
		return NULL;
	unsigned nth = GPOINTER_TO_UINT(g_hash_table_lookup(refs->given, plain)) + 1;

	g_hash_table_insert(refs->given, g_strdup(plain), GUINT_TO_POINTER(nth));
	char *ref = ref_numbered(plain, nth);
	g_ptr_array_add(refs->texts, ref);
	return ref;
}
