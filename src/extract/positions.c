/* Positions: who demands, offers, accepts, refuses or leaves open what.
 *
 * Every verb, adjective and noun of the stance lexicon is a trigger.  Its holder is the subject
 * of its clause, the agent of its passive or the possessor of its noun; its object, the words
 * that its frame adds.  An object about no known issue makes no position. */
#include "extract/clause.h"
#include "extract/objects.h"

#include <string.h>

/* What the last demands were, for "such terms were rejected". */
typedef struct {
	Part parts[MOST_PARTS];
	unsigned n_parts;
	Actors holder;
	uint32_t sentence;
	bool known;
} Demands;

typedef struct {
	Extraction *extraction;
	const Document *document;
	Demands demands;
} Search;

typedef struct {
	const LexiconEntry *entry;
	uint32_t word;
	const char *pos, *stance, *frame;
} Trigger;

/* One position, before it is written: who, which stance, about what. */
typedef struct {
	Actors holders;
	int stance;
	Object object;
	uint32_t sentence, second; /* second: another sentence needed to know about what */
	uint32_t at, after;        /* the words of stance */
} Finding;

static int
stance_from_name(const char *name)
{
	const char *const *choices = entente_kind(ENTENTE_POSITION)->fields[2].choices;

	for (int i = 0; choices[i]; i++)
		if (g_str_equal(choices[i], name))
			return i;
	return -1;
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

	if (first > sentence_of(document, first)->first_word && word_equals(document, first - 1, "that"))
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
		if (!according && (group.participle || group.passive || !clause_subject(extraction, &group, &speaker)))
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

static const char *
published_day(const Document *document)
{
	const char *published = document->article->published;

	return published ? arena_strndup(document->article->arena, published, MIN(strlen(published), 10))
	                 : NULL;
}

static void
add_position(const Extraction *extraction, const Finding *finding, Actor holder, const Part *part)
{
	const Document *document = extraction->document;
	EntentePosition *position =
	    &add_record(extraction, ENTENTE_POSITION, finding->sentence, finding->second)->position;

	position->party = actor_side(extraction, holder);
	position->issue = part->issue;
	position->stance = finding->stance;
	position->what = words_text(document, part->first, part->end);
	position->wording = words_text(document, finding->at, finding->after);
	position->date = published_day(document);
	if (holder.person != NOBODY && holder.party != NOBODY)
		position->speaker = actor_name(extraction, holder);
	set_reporter(extraction, finding, holder, position);
	if (finding->object.condition_end > finding->object.condition)
		position->condition = words_text(document, finding->object.condition,
		                                 finding->object.condition_end);
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
	part->issue = issue_of(document, sentence->first_word, sentence_end(sentence), &part->weight);
	if ((!part->issue || part->weight < 1.5) && finding->sentence &&
	    sentence[-1].paragraph == sentence->paragraph) {
		part->issue = issue_of(document, sentence[-1].first_word, sentence_end(&sentence[-1]),
		                       &part->weight);
		finding->second = finding->sentence - 1;
	}
	return part->issue && part->weight >= 1.5 ? 1 : 0;
}

/* Joint agreements bind each side; other stances are those of every holder named too. */
static void
add_finding(Search *search, Finding *finding)
{
	Part parts[MOST_PARTS];
	unsigned n = object_parts(search->document, &finding->object, parts);

	if (!n)
		n = part_from_context(search->document, finding, parts);
	for (unsigned part = 0; part < n; part++)
		for (unsigned i = 0; i < finding->holders.n; i++)
			if (actor_side(search->extraction, finding->holders.items[i]))
				add_position(search->extraction, finding, finding->holders.items[i],
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
static bool
points_back(const Document *document, const Object *object)
{
	bool pointing = word_equals(document, object->first, "such") ||
	                word_equals(document, object->first, "both") ||
	                word_equals(document, object->first, "these") ||
	                word_equals(document, object->first, "those");

	pointing = pointing || (word_equals(document, object->first, "the") &&
	                        word_has_class(document, LEXICON_DRAFTS, object->first + 1, "demands"));
	return pointing && object->end - object->first <= 3 &&
	       word_has_class(document, LEXICON_DRAFTS, object->end - 1, "terms");
}

static void
add_backward(Search *search, Finding *finding)
{
	const Demands *demands = &search->demands;

	if (!demands->known || finding->sentence - demands->sentence > 3)
		return;
	finding->second = demands->sentence;
	for (unsigned part = 0; part < demands->n_parts; part++)
		for (unsigned i = 0; i < finding->holders.n; i++)
			add_position(search->extraction, finding, finding->holders.items[i],
			             &demands->parts[part]);
}

/* "…'s demands, which include ceding territory": the object is what they include. */
static bool
included_object(const Document *document, uint32_t after, Object *object)
{
	uint32_t end = sentence_end(sentence_of(document, after - 1));
	uint32_t word = after;

	if (word < end && word_equals(document, word, ","))
		word++;
	if (word < end && word_is(document, word, "rel"))
		word++;
	if (word >= end || !word_has_class(document, LEXICON_DRAFTS, word, "include"))
		return false;
	return object_after(document, word + 1, "np|that|to", object);
}

static bool
is_noun_here(const Document *document, const Cast *cast, uint32_t word)
{
	if (word == sentence_of(document, word)->first_word)
		return false;
	const Mention *before = cast_mention(cast, word - 1);
	return word_is(document, word - 1, "det") || word_is(document, word - 1, "poss") ||
	       document->words[word - 1].flags & WORD_POSSESSIVE ||
	       (word_is(document, word - 1, "prep") && !word_equals(document, word - 1, "to")) ||
	       (before && before->kind == MENTION_ADJECTIVE);
}

/* "continue to reject": the group of the verb before, which has the subject. */
static bool
pass_through(const Document *document, VerbGroup *group)
{
	if (!group->infinitive)
		return true;
	uint32_t first = sentence_of(document, group->verb)->first_word;
	if (group->start == first)
		return false;
	const LexiconEntry *entry = word_match(document, LEXICON_STANCES, group->start - 1);
	if (!entry || !g_str_equal(entry->cells[2], "through"))
		return false;
	bool negated = group->negated;
	*group = verb_group(document, group->start - 1, entry->form);
	group->negated ^= negated;
	return !group->infinitive;
}

/* Modals that take the stance away from the subject: "Russia must accept" is another's demand. */
static bool
modal_fits(const VerbGroup *group)
{
	static const char *const foreign[] = { "must", "should", "ought", "might", "may", "could" };

	if (!group->modal || group->negated)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
		if (g_str_equal(group->modal, foreign[i]))
			return false;
	return true;
}

static bool
in_condition(const Document *document, uint32_t word)
{
	for (uint32_t at = clause_start(document, word); at <= word; at++)
		if (at > sentence_of(document, word)->first_word && word_equals(document, at - 1, "if"))
			return true;
	return word_equals(document, clause_start(document, word), "if");
}

static bool
find_object(const Document *document, const Trigger *trigger, Object *object)
{
	uint32_t after = trigger->word + trigger->entry->n_words;

	if (g_str_has_suffix(trigger->entry->cells[0], " to"))
		return object_after(document, after, "np", object);
	return object_after(document, after, trigger->frame, object);
}

/* "NATO membership - a move opposed by Moscow": what the move is stands before the dash. */
static void
step_over_move(const Document *document, Object *object)
{
	uint32_t first = sentence_of(document, object->end)->first_word;

	if (object->first == object->end || object->first <= first + 1 ||
	    !word_is_punct(document, object->first - 1))
		return;
	for (uint32_t word = object->first; word < object->end; word++)
		if (word_has_class(document, LEXICON_DRAFTS, word, "terms")) {
			*object = object_before(document, object->first - 1);
			return;
		}
}

/* "an offer which the union rejected": the noun phrase before the relative pronoun. */
static bool
relative_object(const Document *document, uint32_t subject, Object *object)
{
	uint32_t first = sentence_of(document, subject)->first_word;

	while (subject > first && word_is(document, subject - 1, "det"))
		subject--;
	if (subject < first + 2 || !word_is(document, subject - 1, "rel"))
		return false;
	uint32_t end = subject - 1;
	if (word_equals(document, end - 1, ","))
		end--;
	*object = object_before(document, end);
	return object->end > object->first;
}

/* "neither Chile nor Peru accepts", "no party accepts". */
static bool
is_nobody(const Document *document, uint32_t holder)
{
	uint32_t first = sentence_of(document, holder)->first_word;

	while (holder > first && word_is(document, holder - 1, "det-the"))
		holder--;
	return holder > first && (word_equals(document, holder - 1, "neither") ||
	                          word_equals(document, holder - 1, "nor") ||
	                          word_equals(document, holder - 1, "no"));
}

/* "analysts doubt that Oslo is ready": not told as a fact. */
static bool
is_doubted(const Document *document, uint32_t holder)
{
	uint32_t first = sentence_of(document, holder)->first_word;

	for (uint32_t word = holder, back = 0; word-- > first && back < 4; back++)
		if (word_has_class(document, LEXICON_SPEECH, word, "doubt") ||
		    word_has_class(document, LEXICON_SPEECH, word, "deny"))
			return true;
	return false;
}

static bool
begins_negated(const Document *document, const Object *object)
{
	for (uint32_t word = object->first; word < MIN(object->end, object->first + 6); word++)
		if (word_is(document, word, "neg") && !word_is(document, word, "det"))
			return true;
	return false;
}

/* Verbs and adjectives. */
static void
try_verb(Search *search, const Trigger *trigger)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	Finding finding = { .at = trigger->word,
		            .after = trigger->word + trigger->entry->n_words,
		            .sentence = document->words[trigger->word].sentence };
	finding.second = finding.sentence;
	VerbGroup group = verb_group(document, trigger->word, trigger->entry->form);
	uint32_t after = trigger->word + trigger->entry->n_words;
	bool adjective = g_str_equal(trigger->pos, "adj");
	bool past = trigger->entry->form == FORM_PAST || trigger->entry->form == FORM_PARTICIPLE;

	if ((adjective && group.start == group.verb) || in_condition(document, trigger->word) ||
	    is_noun_here(document, extraction->cast, group.start))
		return;
	if (past && passive_agent(extraction, after, &finding.holders)) {
		finding.object = object_before(document, group.start);
		step_over_move(document, &finding.object);
	} else if (group.passive && !adjective && !group.modal && !group.negated &&
	           g_str_equal(trigger->stance, "accepts") &&
	           *entry_cell(document, LEXICON_STANCES, trigger->entry, "negated") &&
	           find_sayer(extraction, trigger->word, &finding.holders)) {
		/* "X said that some proposals were accepted": by X's side */
		finding.object = object_before(document, group.start);
	} else {
		/* a bare base form ("roll back") needs its subject right before it */
		bool bare = trigger->entry->form == FORM_BASE && group.start == group.verb && !adjective;
		if (bare && !phrase_actors(extraction, group.start, &(Actors){ 0 }))
			return;
		if (group.participle || (group.passive && !adjective) || !pass_through(document, &group) ||
		    !modal_fits(&group) || !clause_subject(extraction, &group, &finding.holders))
			return;
		if (!find_object(document, trigger, &finding.object) &&
		    !relative_object(document, finding.holders.first_word, &finding.object))
			return;
	}
	group.negated = group.negated || is_nobody(document, finding.holders.first_word);
	const char *stance = group.negated ? entry_cell(document, LEXICON_STANCES, trigger->entry, "negated")
	                                   : trigger->stance;
	if (!*stance || finding.object.first == finding.object.end)
		return;
	finding.stance = stance_from_name(stance);
	if (points_back(document, &finding.object)) {
		add_backward(search, &finding);
		return;
	}
	if (is_doubted(document, finding.holders.first_word))
		return;
	/* "insists that it cannot accept": the inner verb tells the stance */
	if (finding.stance == ENTENTE_DEMANDS && begins_negated(document, &finding.object))
		return;
	Object included;
	if (included_object(document, finding.object.end, &included))
		finding.object = included;
	add_finding(search, &finding);
}

/* "Russia's demands", "Russian demands", "its refusal", "opposition from Kyiv"; "those
 * demands" are the last ones again. */
static bool
find_possessor(const Search *search, uint32_t noun, uint32_t after, Finding *finding)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	uint32_t first = sentence_of(document, noun)->first_word, word = noun;

	/* step over a few adjectives: "core demands" */
	while (word > first && noun - word < 3 && !word_is_punct(document, word - 1) &&
	       !cast_mention(extraction->cast, word - 1) && !word_is(document, word - 1, "det") &&
	       !word_is(document, word - 1, "poss") && !word_is(document, word - 1, "prep") &&
	       !word_is(document, word - 1, "conj") && !word_is(document, word - 1, "aux") &&
	       !(document->words[word - 1].flags & WORD_POSSESSIVE))
		word--;
	if (word > first && document->words[word - 1].flags & WORD_POSSESSIVE)
		word--;
	if (word == first)
		return false;
	const Mention *mention = cast_mention(extraction->cast, word - 1);
	if (mention && (mention->possessive || mention->kind == MENTION_ADJECTIVE)) {
		actors_add(&finding->holders, actor_of(extraction->cast, mention));
		finding->holders.first_word = mention->first_word;
		return finding->holders.n > 0;
	}
	if (word_is(document, word - 1, "poss"))
		return resolve(extraction, word - 1, &finding->holders);
	if (search->demands.known && finding->sentence - search->demands.sentence <= 2 &&
	    (word_equals(document, word - 1, "those") || word_equals(document, word - 1, "these"))) {
		finding->holders = search->demands.holder;
		finding->second = search->demands.sentence;
		return true;
	}
	uint32_t end = sentence_end(sentence_of(document, noun));
	if (after < end && (word_equals(document, after, "from") || word_equals(document, after, "by")))
		for (uint32_t at = after + 1; at < end && at < after + 4; at++) {
			mention = cast_mention(extraction->cast, at);
			if (mention && mention->kind != MENTION_ADJECTIVE && !mention->possessive) {
				actors_add(&finding->holders,
				           actor_of(extraction->cast, mention));
				finding->holders.first_word = mention->first_word;
				return finding->holders.n > 0;
			}
		}
	return false;
}

/* "dropped its demand", "lifted its objection": the stance is no more. */
static bool
is_given_up(const Document *document, uint32_t noun)
{
	uint32_t first = sentence_of(document, noun)->first_word;

	for (uint32_t word = noun, back = 0; word-- > first && back < 5; back++) {
		const LexiconEntry *entry = word_match(document, LEXICON_STANCES, word);

		if (entry && g_str_equal(entry->cells[2], "gives-up"))
			return true;
	}
	return false;
}

static void
try_noun(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	uint32_t after = trigger->word + trigger->entry->n_words;
	Finding finding = { .at = trigger->word,
		            .after = trigger->word + trigger->entry->n_words,
		            .sentence = document->words[trigger->word].sentence };

	finding.second = finding.sentence;
	finding.stance = stance_from_name(trigger->stance);
	finding.holders.first_word = trigger->word;
	if (is_given_up(document, trigger->word) || !find_possessor(search, trigger->word, after, &finding))
		return;
	if (included_object(document, after, &finding.object) ||
	    object_after(document, after, trigger->frame, &finding.object)) {
		add_finding(search, &finding);
	} else if (finding.stance == ENTENTE_DEMANDS) {
		/* "Moscow's demands": what they are may follow */
		search->demands = (Demands){ .holder = finding.holders,
			                     .sentence = finding.sentence,
			                     .known = true };
	}
}

/* "India will not lower its tariffs": a refusal, unless the verb tells its own stance. */
static void
try_will_not(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	uint32_t after = trigger->word + trigger->entry->n_words;
	Finding finding = { .at = trigger->word,
		            .after = after,
		            .sentence = document->words[trigger->word].sentence,
		            .stance = stance_from_name(trigger->stance) };
	VerbGroup group = { .verb = trigger->word, .start = trigger->word };
	double weight;

	finding.second = finding.sentence;
	if (after >= sentence_end(sentence_of(document, trigger->word)) ||
	    word_match(document, LEXICON_STANCES, after) || word_is(document, after, "aux") ||
	    in_condition(document, trigger->word) ||
	    !clause_subject(search->extraction, &group, &finding.holders) ||
	    is_doubted(document, finding.holders.first_word) ||
	    !object_after(document, after, "np", &finding.object))
		return;
	const char *issue = issue_of(document, finding.object.first, finding.object.end, &weight);
	if (issue && (weight >= 1.5 || g_str_equal(issue, "talks") || g_str_equal(issue, "the-deal")))
		add_finding(search, &finding);
}

/* "Russia must withdraw", said or reported: a demand of the speaker. */
static void
try_modal(Search *search, const Trigger *trigger)
{
	const Extraction *extraction = search->extraction;
	const Document *document = search->document;
	uint32_t start = clause_start(document, trigger->word);
	uint32_t after = trigger->word + trigger->entry->n_words;
	uint32_t sentence_last = sentence_end(sentence_of(document, trigger->word));
	Finding finding = { .at = trigger->word,
		            .after = trigger->word + trigger->entry->n_words,
		            .sentence = document->words[trigger->word].sentence };
	double weight;

	finding.second = finding.sentence;
	if (after >= sentence_last || document->words[trigger->word].flags & WORD_ALL_CAPS || in_condition(document, trigger->word) ||
	    !find_sayer(extraction, trigger->word, &finding.holders) ||
	    !object_after(document, after, "np", &finding.object))
		return;
	bool negated = word_is(document, after, "neg");
	finding.object.first = MAX(start, sentence_of(document, start)->first_word);
	for (uint32_t word = finding.object.first; word < trigger->word; word++)
		if (word_is_punct(document, word) || word_match(document, LEXICON_SPEECH, word) ||
		    word_equals(document, word, "that"))
			finding.object.first = word + 1;
	issue_of(document, finding.object.first, finding.object.end, &weight);
	if (weight < 1.5)
		return;
	finding.stance = negated ? ENTENTE_REFUSES : stance_from_name(trigger->stance);
	finding.holders.first_word = finding.object.first;
	add_finding(search, &finding);
}

/* "the terms are unacceptable", "a non-starter": the sayer's stance on what stands before. */
static void
try_verdict(Search *search, const Trigger *trigger)
{
	const Document *document = search->document;
	VerbGroup group = verb_group(document, trigger->word, FORM_BASE);
	Finding finding = { .at = trigger->word,
		            .after = trigger->word + trigger->entry->n_words,
		            .sentence = document->words[trigger->word].sentence,
		            .stance = stance_from_name(trigger->stance) };
	uint32_t before = group.start;

	finding.second = finding.sentence;
	while (before > sentence_of(document, before)->first_word &&
	       (word_is(document, before - 1, "det") || word_is(document, before - 1, "aux") ||
	        word_equals(document, before - 1, "as") || word_is(document, before - 1, "adv")))
		before--;
	if (before == trigger->word || before == sentence_of(document, before)->first_word ||
	    in_condition(document, trigger->word) ||
	    !find_sayer(search->extraction, trigger->word, &finding.holders))
		return;
	finding.object = object_before(document, before);
	const char *negated = entry_cell(document, LEXICON_STANCES, trigger->entry, "negated");
	if (group.negated)
		finding.stance = stance_from_name(negated);
	if (finding.stance >= 0)
		add_finding(search, &finding);
}

/* "until last week Oman opposed", "previously", a question: no stance of today. */
static bool
is_past_or_asked(const Document *document, uint32_t word)
{
	const Sentence *sentence = sentence_of(document, word);
	uint32_t end = sentence_end(sentence);

	if (end > sentence->first_word + 1 && (word_equals(document, end - 1, "?") ||
	                                       word_equals(document, end - 2, "?")))
		return true;
	for (uint32_t at = clause_start(document, word); at < word; at++)
		if (word_has_class(document, LEXICON_NAMES, at, "before-now"))
			return true;
	return word_equals(document, sentence->first_word, "until");
}

static void
try_word(Search *search, uint32_t word)
{
	const Document *document = search->document;
	const LexiconEntry *const *entries =
	    lexicon_entries(document->lexicon, LEXICON_STANCES, document->words[word].form);
	bool noun = is_noun_here(document, search->extraction->cast, word);

	if (!entries || is_past_or_asked(document, word))
		return;
	for (; *entries; entries++) {
		const LexiconEntry *entry = *entries;
		const char *const *cells = entry->cells;

		bool fits = cells[1][0] == 'n' ? noun : !noun || cells[1][0] == 'a';
		if (!fits || stance_from_name(cells[2]) < 0 ||
		    !entry_stands(document, entry, word))
			continue;
		Trigger trigger = { entry, word, cells[1], cells[2], cells[3] };
		if (cells[1][0] == 'n')
			try_noun(search, &trigger);
		else if (g_str_equal(cells[4], "sayer"))
			try_verdict(search, &trigger);
		else if (cells[1][0] == 'x')
			try_will_not(search, &trigger);
		else if (cells[1][0] == 'm')
			try_modal(search, &trigger);
		else
			try_verb(search, &trigger);
		return;
	}
}

void
extract_positions(Extraction *extraction)
{
	Search search = { .extraction = extraction, .document = extraction->document };

	for (uint32_t i = 0; i < search.document->n_sentences; i++) {
		const Sentence *sentence = &search.document->sentences[i];

		if (!sentence_tells(search.document, i))
			continue;
		for (uint32_t word = sentence->first_word; word < sentence_end(sentence); word++)
			try_word(&search, word);
	}
}
