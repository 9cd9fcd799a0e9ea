/* Findings become records: one position a holder and issue, with who reports it. */
#include "extract/explain.h"
#include "extract/positions.h"
#include "extract/verdicts.h"

#include <string.h>

int
stance_from_name(const char *name)
{
	const char *const *choices = entente_kind(ENTENTE_POSITION)->fields[2].choices;

	for (int i = 0; choices[i]; i++)
		if (g_str_equal(choices[i], name))
			return i;
	return -1;
}

Finding
finding_at(const Document *document, const Trigger *trigger)
{
	uint32_t sentence = document->words[trigger->word].sentence;

	return (Finding){ .at = trigger->word,
		          .from = trigger->word,
		          .after = trigger->word + trigger->entry->n_words,
		          .sentence = sentence,
		          .second = sentence,
		          .entry = trigger->entry,
		          .stance = stance_from_name(trigger->stance) };
}

void
give_up(Finding *finding, uint32_t from)
{
	finding->given_up = true;
	finding->from = from;
	finding->stance = ENTENTE_OPEN;
}

/* Who is named right after a word: "according to the company". */
static bool
named_after(const Extraction *extraction, uint32_t word, Actors *actors)
{
	const Document *document = extraction->document;
	uint32_t end = sentence_end(sentence_of(document, word - 1));

	while (word < end && word_is(document, word, "det"))
		word++;
	const Mention *mention = word < end ? cast_mention(extraction->cast, word) : NULL;
	if (!mention || mention->kind == MENTION_ADJECTIVE || mention->kind == MENTION_PLACE)
		return false;
	actors_add(actors, actor_of(extraction->cast, mention));
	return actors->n > 0;
}

/* The side that reports the position: "the Kremlin said Ukraine refuses". */
static void
set_reporter(const Extraction *extraction, const Finding *finding, Actor holder,
             EntentePosition *position)
{
	const Document *document = extraction->document;
	uint32_t first = clause_start(document, finding->holders.first_word);

	if (first > sentence_of(document, first)->first_word &&
	    word_equals(document, first - 1, "that"))
		first = clause_start(document, first - 1);
	for (uint32_t word = finding->holders.first_word; word-- > first;) {
		const LexiconEntry *entry = word_match(document, LEXICON_SPEECH, word);
		Actors speaker = { 0 };

		bool according = entry && g_str_equal(entry->cells[2], "according");
		if (!entry || (entry->cells[1][0] != 'v' && !according))
			continue;
		VerbGroup group = verb_group(document, word, entry->form);
		if (according && !named_after(extraction, word + entry->n_words, &speaker))
			return;
		if (!according && (group.participle || group.passive ||
		                   !clause_subject(extraction, &group, &speaker)))
			return;
		Actor actor = speaker.items[0];
		if (actor.party != holder.party || actor.party == NOBODY) {
			if (actor.person != holder.person || actor.person == NOBODY)
				position->reported_by = actor_side(extraction, actor);
		} else if (actor.person != NOBODY) {
			position->speaker = actor_name(extraction, actor);
		}
		return;
	}
}

const char *
published_day(const Document *document)
{
	const char *published = document->article->published;

	return published ? arena_strndup(document->article->arena, published,
	                                 MIN(strlen(published), 10))
	                 : NULL;
}

/* Modals, verdicts and "there will be no" are stances of who says them. */
static bool
is_of_sayer(const char *pos)
{
	static const char *const said[] = { "m", "verdict", "none-of", NULL };

	return g_strv_contains(said, pos);
}

static void
explain_position(const Extraction *extraction, EntenteRecord *record, const Finding *finding,
                 Actor holder, const Part *part)
{
	const Document *document = extraction->document;
	const EntentePosition *position = &record->position;
	const char *row = explained_row(document, LEXICON_STANCES, finding->entry, finding->at);
	const Sentence *sentence = &document->sentences[finding->sentence];
	const Sentence *from = &document->sentences[finding->second];
	const char *terms = issue_terms(document, part->first, part->end, part->issue);

	if (finding->given_up)
		explain(extraction, record, "%s; given up: %s", row,
		        entente_kind(ENTENTE_POSITION)->fields[2].choices[finding->stance]);
	else if (finding->stance == stance_from_name(finding->entry->cells[2]))
		explain(extraction, record, "%s", row);
	else
		explain(extraction, record, "%s; negated: %s", row,
		        entente_kind(ENTENTE_POSITION)->fields[2].choices[finding->stance]);
	explain(extraction, record, "holder %s",
	        is_of_sayer(finding->entry->cells[1])
	            ? explained_sayer(extraction, finding->at, position->party)
	            : explained_actor(extraction, &finding->holders, holder, finding->at));
	if (!terms) /* a figure alone */
		terms = issue_terms(document, from->first_word, sentence_end(sentence),
		                    part->issue);
	explain(extraction, record, "object \"%s\" (words %s \"%s\"); issue %s: %s",
	        position->what, part->first > finding->at ? "after" : "before",
	        position->wording, part->issue, terms ? terms : "as in the sentence before");
	if (position->reported_by)
		explain(extraction, record, "reported by %s", position->reported_by);
}

static void
note_found(const Search *search, const Finding *finding, const Part *part, const char *side)
{
	const Found found = {
		.sentence = search->document->words[part->first].sentence,
		.first = finding->given_up ? MIN(finding->from, part->first) : part->first,
		.end = part->end,
		.side = side,
		.stance = finding->stance,
		.given_up = finding->given_up,
	};

	g_array_append_val(search->found, found);
}

static void
add_position(const Search *search, const Finding *finding, Actor holder, const Part *part)
{
	const Extraction *extraction = search->extraction;
	const Document *document = extraction->document;
	float chance = rule_chance(extraction, RULE_POSITION, part->first, part->end);
	/* what is given up the judge has learnt to take for no position */
	if (!finding->given_up && !rule_holds(extraction, RULE_POSITION, chance))
		return;
	EntenteRecord *record =
	    add_record(extraction, ENTENTE_POSITION, finding->sentence, finding->second);
	EntentePosition *position = &record->position;

	position->party = actor_side(extraction, holder);
	position->issue = part->issue;
	position->stance = finding->stance;
	position->what = words_text(document, part->first, part->end);
	position->wording = words_text(document, finding->from, finding->after);
	position->date = published_day(document);
	note_found(search, finding, part, position->party);
	if (holder.person != NOBODY && holder.party != NOBODY)
		position->speaker = actor_name(extraction, holder);
	set_reporter(extraction, finding, holder, position);
	if (finding->object.condition_end > finding->object.condition)
		position->condition = words_text(document, finding->object.condition,
		                                 finding->object.condition_end);
	set_rule_confidence(extraction, record, RULE_POSITION, chance);
	if (extraction->explaining)
		explain_position(extraction, record, finding, holder, part);
}

/* "offered four percent": a figure alone is about what the sentence, or the one before it in
 * the paragraph, names. */
static unsigned
part_from_context(const Document *document, Finding *finding, Part *part)
{
	const Sentence *sentence = &document->sentences[finding->sentence];
	bool figure = false;

	for (uint32_t word = finding->object.first; word < finding->object.end; word++)
		figure = figure || document->words[word].flags & WORD_NUMBER;
	if (!figure)
		return 0;
	*part = (Part){ .first = finding->object.first, .end = finding->object.end };
	part->issue =
	    issue_of(document, sentence->first_word, sentence_end(sentence), &part->weight);
	if ((!part->issue || part->weight < 1.5) && finding->sentence &&
	    sentence[-1].paragraph == sentence->paragraph) {
		part->issue = issue_of(document, sentence[-1].first_word,
		                       sentence_end(&sentence[-1]), &part->weight);
		finding->second = finding->sentence - 1;
	}
	return part->issue && part->weight >= 1.5 ? 1 : 0;
}

/* Joint agreements bind each side; other stances are those of every holder named too. */
void
add_finding(Search *search, Finding *finding)
{
	Part parts[MOST_PARTS];
	unsigned n = object_parts(search->document, &finding->object, parts);

	if (!n)
		n = part_from_context(search->document, finding, parts);
	for (unsigned part = 0; part < n; part++)
		for (unsigned i = 0; i < finding->holders.n; i++)
			if (actor_side(search->extraction, finding->holders.items[i]))
				add_position(search, finding, finding->holders.items[i],
				             &parts[part]);
	if (!n || finding->stance != ENTENTE_DEMANDS)
		return;
	memcpy(search->demands.parts, parts, sizeof parts);
	search->demands.n_parts = n;
	search->demands.holder = finding->holders;
	search->demands.sentence = finding->sentence;
	search->demands.known = true;
}

/* "such terms", "those demands": the object points back to the last demands. */
bool
points_back(const Document *document, const Object *object)
{
	bool pointing = word_equals(document, object->first, "such") ||
	                word_equals(document, object->first, "both") ||
	                word_equals(document, object->first, "these") ||
	                word_equals(document, object->first, "those");

	pointing =
	    pointing ||
	    (word_equals(document, object->first, "the") && object->first + 1 < object->end &&
	     word_has_class(document, LEXICON_DRAFTS, object->first + 1, "demands"));
	return pointing && object->end - object->first <= 3 &&
	       word_has_class(document, LEXICON_DRAFTS, object->end - 1, "terms");
}

void
add_backward(Search *search, Finding *finding)
{
	const Demands *demands = &search->demands;

	if (!demands->known || finding->sentence - demands->sentence > 3)
		return;
	finding->second = demands->sentence;
	for (unsigned part = 0; part < demands->n_parts; part++)
		for (unsigned i = 0; i < finding->holders.n; i++)
			add_position(search, finding, finding->holders.items[i],
			             &demands->parts[part]);
}
