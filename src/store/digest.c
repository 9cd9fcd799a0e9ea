/* What a record says, in one number.  Sentences count by where they stand: an article with
 * another text takes the records that rest on it out of the dossier first. */
#include "store/digest.h"

#include "store/column.h"

#include <string.h>

/* With its end, so that "ab", "c" is not "a", "bc"; nothing is not an empty text. */
static void
add_text(GChecksum *checksum, const char *text)
{
	if (text)
		g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
	else
		g_checksum_update(checksum, (const guchar *)"\xff", 1);
}

static void
add_number(GChecksum *checksum, int64_t number)
{
	g_checksum_update(checksum, (const guchar *)&number, sizeof number);
}

static void
add_texts(GChecksum *checksum, const char *const *texts)
{
	for (; texts && *texts; texts++)
		add_text(checksum, *texts);
	add_text(checksum, NULL);
}

static void
add_variants(GChecksum *checksum, const EntenteDiscrepancy *discrepancy)
{
	for (size_t i = 0; i < discrepancy->n_values; i++) {
		add_text(checksum, discrepancy->values[i].value);
		add_texts(checksum, discrepancy->values[i].sources);
	}
}

static void
add_field(GChecksum *checksum, const EntenteRecord *record, const EntenteField *field)
{
	const void *at = entente_field(record, field);

	switch (field->type) {
	case ENTENTE_FIELD_TEXT: add_text(checksum, *(const char *const *)at); break;
	case ENTENTE_FIELD_TEXTS: add_texts(checksum, *(const char *const *const *)at); break;
	case ENTENTE_FIELD_NUMBER: add_number(checksum, *(const int32_t *)at); break;
	case ENTENTE_FIELD_FLAG: add_number(checksum, *(const bool *)at); break;
	case ENTENTE_FIELD_CHOICE: add_number(checksum, *(const int *)at); break;
	case ENTENTE_FIELD_VARIANTS: add_variants(checksum, &record->discrepancy); break;
	}
}

static void
add_evidence(GChecksum *checksum, const EntenteEvidence *evidence)
{
	add_text(checksum, evidence->source);
	add_number(checksum, evidence->span.start);
	add_number(checksum, evidence->span.end);
	add_number(checksum, evidence->record);
}

int64_t
record_digest(const EntenteRecord *record)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_MD5);
	const EntenteField *field;
	guint8 bytes[16];
	gsize length = sizeof bytes;
	int64_t digest;

	add_text(checksum, record->sort_key);
	add_text(checksum, record->first_published);
	add_text(checksum, record->last_published);
	add_number(checksum, record->n_sources);
	for (size_t i = 0; (field = column_field(record->kind, i)); i++)
		add_field(checksum, record, field);
	for (size_t i = 0; i < record->n_evidence; i++)
		add_evidence(checksum, &record->evidence[i]);
	g_checksum_get_digest(checksum, bytes, &length);
	memcpy(&digest, bytes, sizeof digest);
	return digest ? digest : 1;
}
