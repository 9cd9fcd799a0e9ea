/* One record a quotation: the same speaker and the same words up to punctuation, order, what an
 * ellipsis leaves out and what a translator changes.  A quotation that one page gives to a
 * description ("an aide") and another, in the very same words, to a person is that person's. */
#include "gather/wordings.h"

#include "gather/tally.h"

#include <string.h>

enum { FEWEST_WORDS = 4 };

static void
quote_key(const Gathering *gathering, const Mention *mention, GString *key)
{
	(void)gathering;
	key_text(key, mention->record->quote.speaker);
}

/* Whether one, of four words or more, stands word for word in the other. */
static bool
contains(const char *a, const char *b)
{
	g_autofree char *folded = fold_text(a), *other = fold_text(b);
	g_autofree char *whole = g_strdup_printf(" %s ", folded);
	g_autofree char *part = g_strdup_printf(" %s ", other);
	const char *shorter = strlen(whole) < strlen(part) ? whole : part;
	guint words = 0;

	for (const char *at = shorter; (at = strchr(at + 1, ' '));)
		words++;
	return words >= FEWEST_WORDS && (strstr(whole, part) || strstr(part, whole));
}

static const Wording wording = {
	.kind = ENTENTE_QUOTE,
	.text = offsetof(EntenteRecord, quote.text),
	.overlap = 0.8,
	.fewest = 3,
	.same = contains,
	.key = quote_key,
};

/* Whether the speaker is one of the people, not a description. */
static bool
is_named(const Gathering *gathering, const EntenteQuote *quote)
{
	return quote->speaker && person_is_known(gathering, quote->speaker);
}

static void
name_speakers(const Gathering *gathering)
{
	const GPtrArray *mentions = gathering->mentions[ENTENTE_QUOTE];
	g_autoptr(GHashTable) by_text =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < mentions->len; i++) {
		const EntenteQuote *quote = &((Mention *)mentions->pdata[i])->record->quote;

		if (quote->text && is_named(gathering, quote))
			g_hash_table_insert(by_text, fold_text(quote->text),
			                    (char *)quote->speaker);
	}
	for (guint i = 0; i < mentions->len; i++) {
		EntenteQuote *quote = &((Mention *)mentions->pdata[i])->record->quote;

		if (!quote->text || is_named(gathering, quote))
			continue;
		g_autofree char *text = fold_text(quote->text);
		const char *speaker = g_hash_table_lookup(by_text, text);
		if (speaker)
			quote->speaker = speaker;
	}
}

/* The wording most told, between quotation marks if any page has it so. */
static const char *
quoted_text(const Gathering *gathering, const Group *group, bool direct)
{
	g_autoptr(Tally) tally = tally_new();

	for (guint i = 0; i < group->members->len; i++) {
		const Mention *mention = group_at(group, i);

		if (mention->record->quote.direct == direct)
			tally_add(tally, mention->record->quote.text,
			          gathering->pages[mention->page].head);
	}
	return tally_first(tally);
}

void
unite_quotes(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_QUOTE];

	name_speakers(gathering);
	group_by_wording(gathering, &wording);
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		group_finish(gathering, group);
		EntenteQuote *quote = &group->record->quote;
		for (guint j = 0; j < group->members->len; j++)
			quote->direct |= group_at(group, j)->record->quote.direct;
		quote->text = quoted_text(gathering, group, quote->direct);
	}
}
