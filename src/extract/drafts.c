/* Drafts: plans, proposals and agreements under discussion, one record for each distinct one. */
#include "extract/clause.h"
#include "extract/explain.h"
#include "extract/tree.h"
#include "extract/verdicts.h"

#include <string.h>

enum { MOST_COMPARED = 24 }; /* the last drafts, of which a further mention may be */

typedef struct {
	const char *name, *by, *family, *revises;
	int32_t points;
	int status;
	uint32_t sentence;
	uint32_t noun, verb;       /* the word that names it, and the one that tells the status */
	const LexiconEntry *entry, *doing; /* their rows; NULL for none */
	const Verdict *verdict; /* of a draft that the judge found; NULL for rules */
	const char *judged_by;  /* where no rule finds an author */
	float chance;           /* the judge's, of what a rule found */
	GPtrArray *aliases;
	GArray *more; /* uint32_t: further sentences */
} Draft;

typedef struct {
	const Extraction *extraction;
	const Document *document;
	GArray *drafts; /* Draft */
} Search;

static const LexiconEntry *
draft_noun(const Document *document, uint32_t word)
{
	const LexiconEntry *entry = word_match(document, LEXICON_DRAFTS, word);

	return entry && g_str_equal(entry->cells[2], "draft") ? entry : NULL;
}

/* The first word of the noun phrase with this noun, its article left out. */
static uint32_t
phrase_start(const Extraction *extraction, uint32_t noun)
{
	const Document *document = extraction->document;
	uint32_t first = sentence_of(document, noun)->first_word, start = noun;

	while (start > first && noun - start < 7) {
		uint32_t word = start - 1;
		uint16_t flags = document->words[word].flags;
		const Mention *mention = cast_mention(extraction->cast, word);

		if (mention && mention->person == NOBODY && !mention->possessive) {
			start = mention->first_word;
			continue;
		}
		if (flags & (WORD_PUNCT | WORD_POSSESSIVE) || mention || word_is(document, word, "det") ||
		    word_is(document, word, "poss") || word_is(document, word, "prep") ||
		    word_is(document, word, "pron") || word_is(document, word, "conj") ||
		    word_is(document, word, "aux") || word_is(document, word, "modal") ||
		    word_is(document, word, "subord") || word_is(document, word, "neg") ||
		    word_equals(document, word, "to") || word_is(document, word, "adv") ||
		    word_match(document, LEXICON_SPEECH, word) || word_match(document, LEXICON_CALENDAR, word))
			break;
		const LexiconEntry *status = word_match(document, LEXICON_DRAFTS, word);
		if (status && g_str_equal(status->cells[2], "status") && status->form != FORM_PAST)
			break;
		const LexiconEntry *stance = word_match(document, LEXICON_STANCES, word);
		if (stance && stance->cells[1][0] == 'v')
			break;
		if (flags & WORD_NUMBER && word > first && word_match(document, LEXICON_CALENDAR, word - 1))
			break; /* "the Oct. 12 agreement" */
		start--;
		if (flags & WORD_NUMBER)
			break;
	}
	return start;
}

/* Whose it is: a possessor, an adjective ("US" and the like too) within the phrase, "proposed
 * by X".  A plain name there is what it is about: "the Ukraine plan". */
static const char *
author(const Extraction *extraction, uint32_t start, uint32_t noun, uint32_t after)
{
	const Document *document = extraction->document;
	uint32_t first = sentence_of(document, noun)->first_word;
	Actors actors = { 0 };

	for (uint32_t word = start; word < noun; word++) {
		const Mention *mention = cast_mention(extraction->cast, word);

		if (mention && mention_party(extraction->cast, mention) != NOBODY &&
		    (mention->kind != MENTION_NAME || document->words[word].flags & WORD_ALL_CAPS ||
		     memchr(document->article->text + document->words[word].span.start, '.',
		            document->words[word].span.end - document->words[word].span.start)))
			return cast_party(extraction->cast, mention_party(extraction->cast, mention))->name;
	}
	uint32_t word = start;
	if (word > first && document->words[word - 1].flags & WORD_POSSESSIVE)
		word--;
	const Mention *owner = word > first ? cast_mention(extraction->cast, word - 1) : NULL;
	if (owner && (owner->possessive || word < start))
		return actor_side(extraction, actor_of(extraction->cast, owner));
	if (word > first && word_is(document, word - 1, "poss") && resolve(extraction, word - 1, &actors))
		return actor_side(extraction, actors.items[0]);
	if (after < sentence_end(sentence_of(document, noun)) && passive_agent(extraction, after, &actors))
		return actor_side(extraction, actors.items[0]);
	return NULL;
}

static int32_t
points_within(const Document *document, uint32_t first, uint32_t end)
{
	size_t n;
	const Quantity *quantities =
	    sentence_quantities(document, document->words[first].sentence, &n);

	for (size_t i = 0; i < n; i++) {
		const Quantity *quantity = &quantities[i];

		if (quantity->kind == QUANTITY_POINTS && quantity->first_word >= first &&
		    quantity->first_word < end)
			return (int32_t)quantity->value;
	}
	return ENTENTE_UNKNOWN;
}

static int
status_from_name(const char *name)
{
	const char *const *choices = entente_kind(ENTENTE_DRAFT)->fields[4].choices;

	for (int i = 0; choices[i]; i++)
		if (g_str_equal(choices[i], name))
			return i;
	return ENTENTE_DRAFT_UNKNOWN;
}

/* What a verb near the phrase does to it: before it in the active, after it in the passive. */
static int
status_near(const Document *document, uint32_t start, uint32_t after, Draft *draft)
{
	uint32_t first = clause_start(document, start), end = clause_end(document, after - 1);
	uint32_t from = start > first + 3 ? start - 3 : first, to = MIN(end, after + 5);

	for (uint32_t word = from; word < to; word++) {
		const LexiconEntry *entry = word_match(document, LEXICON_DRAFTS, word);

		if (word >= start && word < after)
			continue;
		if (!entry || !(g_str_equal(entry->cells[2], "status")))
			continue;
		VerbGroup group = verb_group(document, word, entry->form);
		bool past = entry->form == FORM_PAST || entry->form == FORM_PARTICIPLE;
		if (group.negated || (word >= after && !group.passive && !past) ||
		    (word < start && group.passive))
			continue;
		draft->verb = word;
		draft->doing = entry;
		if (group.modal || group.infinitive)
			return ENTENTE_DRAFT_FLOATED;
		return status_from_name(entry->cells[3]);
	}
	return ENTENTE_DRAFT_UNKNOWN;
}

/* Whether the phrase names a plan of its own rather than "a deal" in general. */
static bool
is_distinct(const Document *document, uint32_t start, uint32_t noun, const LexiconEntry *entry,
            const Draft *draft)
{
	uint32_t first = sentence_of(document, noun)->first_word;
	bool definite = start > first && (word_is(document, start - 1, "det-the") ||
	                                  word_is(document, start - 1, "poss") ||
	                                  document->words[start - 1].flags & WORD_POSSESSIVE);

	if (draft->points != ENTENTE_UNKNOWN || (entry->n_words > 1 && definite))
		return true;
	for (uint32_t word = start; word < noun; word++)
		if (document->words[word].flags & (WORD_CAPITAL | WORD_NUMBER))
			return true;
	return draft->by && start < noun;
}

static bool
same_draft(const Draft *a, const Draft *b)
{
	if (a->points != ENTENTE_UNKNOWN && b->points != ENTENTE_UNKNOWN && a->points != b->points)
		return false;
	if (a->by && b->by && !g_str_equal(a->by, b->by))
		return false;
	return g_str_equal(a->family, b->family);
}

static void
merge_draft(Draft *known, const Draft *draft)
{
	const char *other = draft->name;

	if (draft->points != ENTENTE_UNKNOWN && known->points == ENTENTE_UNKNOWN) {
		other = known->name;
		known->name = draft->name;
	}
	if (!known->by)
		known->by = draft->by;
	known->chance = MAX(known->chance, draft->chance);
	if (known->points == ENTENTE_UNKNOWN)
		known->points = draft->points;
	/* the statuses stand in the order in which a text gets on */
	if (draft->status != ENTENTE_DRAFT_UNKNOWN &&
	    (known->status == ENTENTE_DRAFT_UNKNOWN || draft->status > known->status)) {
		known->status = draft->status;
		known->verb = draft->verb;
		known->doing = draft->doing;
	}
	if (g_ascii_strcasecmp(known->name, other) != 0 &&
	    !g_ptr_array_find_with_equal_func(known->aliases, other, g_str_equal, NULL) &&
	    known->aliases->len < 6)
		g_ptr_array_add(known->aliases, (gpointer)other);
	if (draft->sentence != known->sentence && known->more->len < 6)
		g_array_append_val(known->more, draft->sentence);
}

static void
settle(Search *search, Draft *draft, bool distinct)
{
	guint n = search->drafts->len;

	for (guint i = n; i-- > 0 && n - i < MOST_COMPARED;) {
		Draft *known = &g_array_index(search->drafts, Draft, i);

		if (same_draft(known, draft)) {
			merge_draft(known, draft);
			if (distinct && known->verdict) { /* a rule bears the judge out */
				known->chance = MAX(known->chance, known->verdict->chance);
				known->verdict = NULL;
				known->entry = draft->entry;
				known->noun = draft->noun;
			}
			return;
		}
	}
	if (!distinct)
		return;
	draft->aliases = g_ptr_array_new();
	draft->more = g_array_new(false, false, sizeof(uint32_t));
	g_array_append_vals(search->drafts, draft, 1);
}

/* "a list of 28 points was reduced to 20": the draft after the cut. */
static void
try_cut(Search *search, uint32_t index)
{
	const Document *document = search->document;
	const Sentence *sentence = &document->sentences[index];
	uint32_t end = sentence_end(sentence);
	int32_t before = points_within(document, sentence->first_word, end);

	if (before == ENTENTE_UNKNOWN)
		return;
	for (uint32_t word = sentence->first_word; word + 3 < end; word++) {
		const LexiconEntry *entry = word_match(document, LEXICON_DRAFTS, word);
		size_t length;

		if (!entry || !g_str_equal(entry->cells[3], "revised"))
			continue;
		for (uint32_t to = word + 1; to + 1 < end && to < word + 6; to++) {
			if (!word_equals(document, to, "to") ||
			    !(document->words[to + 1].flags & WORD_NUMBER))
				continue;
			const char *digits = word_text(document, to + 1, &length);
			int32_t points = (int32_t)g_ascii_strtoll(digits, NULL, 10);
			if (points <= 0 || points == before)
				continue;
			Arena *arena = document->article->arena;
			Draft draft = { .name = arena_printf(arena, "%d-point draft", points),
				        .family = arena_printf(arena, "cut to %d", points),
				        .points = points,
				        .revises = arena_printf(arena, "%d-point draft", before),
				        .status = ENTENTE_DRAFT_REVISED,
				        .verb = word,
				        .doing = entry,
				        .sentence = index,
				        .chance = -1 }; /* so special that no judge is asked */
			settle(search, &draft, true);
			return;
		}
	}
}

static void
try_word(Search *search, uint32_t word, const LexiconEntry *entry)
{
	const Document *document = search->document;
	uint32_t start = phrase_start(search->extraction, word), after = word + entry->n_words;
	Draft draft = { .sentence = document->words[word].sentence,
		        .name = words_text(document, start, after),
		        .by = author(search->extraction, start, word, after),
		        .family = entry->cells[3],
		        .noun = word,
		        .entry = entry,
		        .points = points_within(document, start, after),
		        .chance = rule_chance(search->extraction, RULE_DRAFT, start, after) };

	const Mention *before = word > start ? cast_mention(search->extraction->cast, word - 1) : NULL;
	if (entry->form == FORM_PLURAL && before && before->kind != MENTION_ADJECTIVE)
		return; /* "the airline offers": a verb */
	draft.status = status_near(document, start, after, &draft);
	bool indefinite = start > sentence_of(document, word)->first_word &&
	                  (word_is(document, start - 1, "det-a") || word_equals(document, start - 1, "any"));
	bool distinct = is_distinct(document, start, word, entry, &draft);
	if (draft.status == ENTENTE_DRAFT_UNKNOWN && indefinite) {
		draft.status = ENTENTE_DRAFT_FLOATED;
		if (!draft.by && draft.points == ENTENTE_UNKNOWN)
			distinct = false; /* "progress on a Gaza peace deal": none that anybody wrote */
	}
	settle(search, &draft, distinct);
}

/* Whether a draft is known by a name that shares half of its words with this one.  A name may be
 * as long as a sentence, so its words are looked up, not compared each with each. */
static bool
is_known(const GArray *drafts, const char *name)
{
	g_auto(GStrv) words = g_str_tokenize_and_fold(name, "en", NULL);
	g_autoptr(GHashTable) among = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; words[i]; i++)
		g_hash_table_add(among, words[i]);
	for (guint i = drafts->len; i-- > 0 && drafts->len - i < MOST_COMPARED;) {
		const char *other = g_array_index(drafts, Draft, i).name;
		g_auto(GStrv) others = g_str_tokenize_and_fold(other, "en", NULL);
		guint shared = 0, n = g_strv_length(words);

		for (guint k = 0; others[k]; k++)
			if (g_hash_table_contains(among, others[k]))
				shared++;
			else
				n++;
		if (2 * shared >= n)
			return true;
	}
	return false;
}

static const char *
authors_of(const Extraction *extraction, const Verdict *verdict)
{
	float least = verdict_limit(extraction, LIMIT_AUTHOR);
	g_autoptr(GString) names = g_string_new(NULL);

	for (unsigned i = 0; i < verdict->bearers[0].n; i++)
		if (verdict->bearers[0].items[i].chance >= least)
			g_string_append_printf(names, "%s%s", names->len ? ", " : "",
			                       verdict->bearers[0].items[i].side);
	return names->len ? arena_strdup(extraction->records->arena, names->str) : NULL;
}

static bool
has_draft_noun(const Document *document, uint32_t first, uint32_t end)
{
	for (uint32_t word = first; word < end; word++)
		if (draft_noun(document, word))
			return true;
	return false;
}

/* Where the name ends: the judge stops short of a noun ("two-year" of "two-year deal") and goes on
 * into what a draft is for or what becomes of it ("agreement to end", "plan presented"). */
static uint32_t
name_end(const Document *document, const Verdict *verdict)
{
	uint32_t first = verdict->first, end = verdict->end;
	uint32_t noun = tree_governor(document, first, end);

	if (noun >= end && noun < end + 3 && draft_noun(document, noun) &&
	    !has_draft_noun(document, first, end))
		end = noun + 1;
	for (uint32_t word = first + 1; word < end; word++)
		if (document->syntax[word].upos == UPOS_VERB &&
		    (word_equals(document, word - 1, "to") ||
		     document->syntax[word - 1].upos == UPOS_NOUN))
			return MAX(first + 1, word - word_equals(document, word - 1, "to"));
	return end;
}

/* The judge's drafts come first: what a rule finds then is more about one of them, or another. */
static void
add_judged(Search *search, const Verdict *verdict)
{
	const Document *document = search->document;
	Verdict named = *verdict;
	named.end = name_end(document, verdict);
	Draft draft = { .verdict = verdict,
		        .sentence = verdict->sentence,
		        .name = verdict_text(search->extraction, &named),
		        .family = "",
		        .points = points_within(document, verdict->first, verdict->end) };

	/* a status that no verb beside it tells is right less than half of the time */
	draft.status = status_near(document, verdict->first, verdict->end, &draft);

	for (uint32_t word = named.first; word < named.end; word++)
		if (draft_noun(document, word))
			draft.family = draft_noun(document, word)->cells[3];
	if (is_known(search->drafts, draft.name))
		return;
	draft.judged_by = authors_of(search->extraction, verdict);
	draft.aliases = g_ptr_array_new();
	draft.more = g_array_new(false, false, sizeof(uint32_t));
	g_array_append_val(search->drafts, draft);
}

static void
explain_draft(const Extraction *extraction, EntenteRecord *record, const Draft *draft)
{
	const Document *document = extraction->document;
	const char *status = entente_kind(ENTENTE_DRAFT)->fields[4].choices[draft->status];

	if (draft->entry)
		explain(extraction, record, "%s",
		        explained_row(document, LEXICON_DRAFTS, draft->entry, draft->noun));
	if (draft->by)
		explain(extraction, record, "by %s", draft->by);
	if (draft->doing)
		explain(extraction, record, "%s; status %s",
		        explained_row(document, LEXICON_DRAFTS, draft->doing, draft->verb), status);
	else
		explain(extraction, record, "status %s: %s", status,
		        draft->status == ENTENTE_DRAFT_FLOATED
		            ? "called one that may be, not the one that is"
		            : "no verb beside it tells one");
}

static void
write_record(const Extraction *extraction, const Draft *draft)
{
	Arena *arena = extraction->records->arena;
	if (!draft->verdict && !rule_holds(extraction, RULE_DRAFT, draft->chance))
		return;
	EntenteRecord *record = add_record(extraction, ENTENTE_DRAFT, draft->sentence, draft->sentence);
	EntenteEvidence *evidence = arena_new0(arena, EntenteEvidence, draft->more->len + 1);

	record->draft.name = draft->name;
	record->draft.by = draft->by ? draft->by : draft->judged_by;
	record->draft.points = draft->points;
	record->draft.revises = draft->revises;
	record->draft.status = draft->status;
	record->draft.aliases = arena_texts(arena, draft->aliases);
	evidence[0] = record->evidence[0];
	for (guint i = 0; i < draft->more->len; i++)
		evidence[i + 1] = sentence_evidence(extraction, g_array_index(draft->more, uint32_t, i));
	record->evidence = evidence;
	record->n_evidence = draft->more->len + 1;
	if (draft->verdict) {
		set_confidence(extraction, record, draft->verdict, draft->verdict->chance);
		return;
	}
	set_rule_confidence(extraction, record, RULE_DRAFT, draft->chance);
	if (extraction->explaining)
		explain_draft(extraction, record, draft);
}

void
extract_drafts(Extraction *extraction)
{
	Search search = { extraction, extraction->document, g_array_new(false, true, sizeof(Draft)) };

	for (const Verdict *verdict = NULL;
	     (verdict = next_verdict(extraction, VERDICT_DRAFT, verdict));)
		add_judged(&search, verdict);
	for (uint32_t i = 0; i < search.document->n_sentences; i++) {
		const Sentence *sentence = &search.document->sentences[i];

		if (!sentence_tells(search.document, i))
			continue;
		for (uint32_t word = sentence->first_word; word < sentence_end(sentence);) {
			const LexiconEntry *entry = draft_noun(search.document, word);

			if (entry)
				try_word(&search, word, entry);
			word += entry ? entry->n_words : 1;
		}
		try_cut(&search, i);
	}
	for (guint i = 0; i < search.drafts->len; i++) {
		Draft *draft = &g_array_index(search.drafts, Draft, i);

		write_record(extraction, draft);
		g_ptr_array_unref(draft->aliases);
		g_array_unref(draft->more);
	}
	g_array_unref(search.drafts);
}
