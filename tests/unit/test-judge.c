/* The judge: a damaged model is refused with one clear line, what it finds lies where it should,
 * and the same page gives the same verdicts. */
#include "extract/judge.h"

#include "base/chance.h"
#include "extract/extract.h"
#include "extract/judge-model.h"
#include "extract/judge-pairs.h"
#include "text/parse-model.h"
#include "understand.h"

#include <entente/error.h>

#include <float.h>
#include <glib/gstdio.h>
#include <math.h>

static ParseModel *parse_model;
static JudgeModel *model;

static char *
data_path(const char *name)
{
	return g_build_filename(g_getenv("ENTENTE_ROOT"), "data", name, NULL);
}

/* The model's bytes, to be damaged. */
typedef struct {
	char *bytes;
	gsize size;
} Copy;

static Copy
copy_model(void)
{
	g_autofree char *path = data_path("english.judge");
	Copy copy;

	g_assert_true(g_file_get_contents(path, &copy.bytes, &copy.size, NULL));
	return copy;
}

static WeightsSection
section_of(const Copy *copy, JudgeSection id)
{
	WeightsSection section;

	memcpy(&section, copy->bytes + sizeof(WeightsHeader) + (size_t)id * sizeof section,
	       sizeof section);
	return section;
}

static void
set_section(Copy *copy, JudgeSection id, WeightsSection section)
{
	memcpy(copy->bytes + sizeof(WeightsHeader) + (size_t)id * sizeof section, &section,
	       sizeof section);
}

static void
fix_checksum(Copy *copy)
{
	WeightsHeader header;

	memcpy(&header, copy->bytes, sizeof header);
	header.checksum =
	    weights_checksum(copy->bytes + sizeof header, copy->size - sizeof header);
	memcpy(copy->bytes, &header, sizeof header);
}

/* Opens a file of these bytes and expects that it is refused for this reason. */
static void
expect_refused(const char *bytes, size_t size, const char *reason)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	int file = g_file_open_tmp("entente-judge-XXXXXX", &path, NULL);

	g_assert_cmpint(file, >=, 0);
	g_close(file, NULL);
	g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
	g_assert_null(judge_model_open(path, &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON);
	if (!g_str_has_suffix(error->message, reason))
		g_error("'%s', not '%s'", error->message, reason);
	g_assert_null(strchr(error->message, '\n'));
	g_unlink(path);
}

/* The same, of a copy whose checksum fits what was done to it. */
static void
expect_lie_refused(Copy *copy, const char *reason)
{
	fix_checksum(copy);
	expect_refused(copy->bytes, copy->size, reason);
}

static void
test_missing(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(judge_model_open("/no/such/judge", &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON);
	g_assert_true(g_str_has_suffix(error->message, "the model cannot be opened"));
}

static void
test_damaged(void)
{
	Copy copy = copy_model();

	expect_refused("", 0, "not a model of this kind");
	expect_refused(copy.bytes, 20, "not a model of this kind");
	expect_refused(copy.bytes, copy.size / 2, "the model is cut short");
	expect_refused(copy.bytes, copy.size - 1, "the model is cut short");
	for (gsize at = sizeof(WeightsHeader); at < copy.size; at += copy.size / 5) {
		copy.bytes[at] ^= 1;
		expect_refused(copy.bytes, copy.size, "the model is damaged");
		copy.bytes[at] ^= 1;
	}
	copy.bytes[8]++;
	expect_refused(copy.bytes, copy.size, "a model of another version");
	copy.bytes[8]--;
	copy.bytes[0] = 'X';
	expect_refused(copy.bytes, copy.size, "not a model of this kind");
	g_free(copy.bytes);
}

/* Sections that lie about their place or size: far outside, off by a little, empty. */
static void
test_sections(void)
{
	Copy copy = copy_model();

	for (int s = 0; s < N_JUDGE_SECTIONS; s++) {
		JudgeSection id = (JudgeSection)s;
		WeightsSection kept = section_of(&copy, id);
		WeightsSection lies[] = {
			{ (uint64_t)1 << 40, kept.size },
			{ kept.offset, (uint64_t)1 << 40 },
			{ kept.offset, UINT64_MAX },
			{ kept.offset + 1, kept.size },
			{ copy.size + 64 - copy.size % 64, kept.size },
			{ kept.offset, 0 },
			{ kept.offset, kept.size - 1 },
		};

		for (size_t i = 0; i < G_N_ELEMENTS(lies); i++) {
			/* that a table lacks rows is seen by the keys that point to them */
			bool lacks_rows = id == JUDGE_SECTION_ROWS && lies[i].size < kept.size &&
			                  lies[i].offset == kept.offset;

			set_section(&copy, id, lies[i]);
			expect_lie_refused(&copy, lacks_rows ? "the model's tables do not fit"
			                                     : "the model's sections do not fit");
		}
		set_section(&copy, id, kept);
	}
	g_free(copy.bytes);
}

/* A table of keys whose size is no power of two. */
static void
test_places(void)
{
	Copy copy = copy_model();
	WeightsSection keys = section_of(&copy, JUDGE_SECTION_KEYS);
	WeightsSection rows = section_of(&copy, JUDGE_SECTION_KEY_ROWS);
	uint64_t n = keys.size / sizeof(uint64_t) / 4 * 3;

	keys.size = n * sizeof(uint64_t);
	rows.size = n * sizeof(uint32_t);
	set_section(&copy, JUDGE_SECTION_KEYS, keys);
	set_section(&copy, JUDGE_SECTION_KEY_ROWS, rows);
	expect_lie_refused(&copy, "the model's sections do not fit");
	g_free(copy.bytes);
}

static void
test_no_gap(void)
{
	Copy copy = copy_model();
	WeightsSection keys = section_of(&copy, JUDGE_SECTION_KEYS);
	WeightsSection rows = section_of(&copy, JUDGE_SECTION_KEY_ROWS);

	for (uint64_t at = 0; at < keys.size; at += sizeof(uint64_t)) {
		uint64_t key = at + 1;
		memcpy(copy.bytes + keys.offset + at, &key, sizeof key);
	}
	memset(copy.bytes + rows.offset, 0, rows.size);
	expect_lie_refused(&copy, "the model's tables do not fit");
	g_free(copy.bytes);
}

static void
test_row_outside(void)
{
	Copy copy = copy_model();
	WeightsSection keys = section_of(&copy, JUDGE_SECTION_KEYS);
	WeightsSection key_rows = section_of(&copy, JUDGE_SECTION_KEY_ROWS);
	WeightsSection rows = section_of(&copy, JUDGE_SECTION_ROWS);
	uint32_t past = (uint32_t)(rows.size / (JUDGE_ROW * sizeof(int16_t)));
	uint64_t place = 0, key = 0;

	for (; !key; place++)
		memcpy(&key, copy.bytes + keys.offset + place * sizeof key, sizeof key);
	memcpy(copy.bytes + key_rows.offset + (place - 1) * sizeof past, &past, sizeof past);
	expect_lie_refused(&copy, "the model's tables do not fit");
	g_free(copy.bytes);
}

static void
test_issues(void)
{
	Copy copy = copy_model();
	WeightsSection issues = section_of(&copy, JUDGE_SECTION_ISSUES);
	char *at = copy.bytes + issues.offset, last = at[issues.size - 1];

	g_assert_cmpint(last, ==, '\0');
	at[issues.size - 1] = 'x';
	expect_lie_refused(&copy, "the model's sections do not fit");
	at[issues.size - 1] = last;
	memset(at, 0, issues.size); /* more issues, for which there are no weights */
	expect_lie_refused(&copy, "the model's sections do not fit");
	g_free(copy.bytes);
}

static void
test_no_number(void)
{
	static const JudgeSection floats[] = {
		JUDGE_SECTION_SCALES,  JUDGE_SECTION_BIASES, JUDGE_SECTION_PAIRS, JUDGE_SECTION_ROLES,
		JUDGE_SECTION_CHOICES, JUDGE_SECTION_LIMITS, JUDGE_SECTION_TRUST,
	};
	static const float values[] = { NAN, INFINITY };
	Copy copy = copy_model();

	for (size_t i = 0; i < G_N_ELEMENTS(floats); i++)
		for (size_t v = 0; v < G_N_ELEMENTS(values); v++) {
			WeightsSection section = section_of(&copy, floats[i]);
			char *last = copy.bytes + section.offset + section.size - sizeof(float);
			float kept;

			memcpy(&kept, last, sizeof kept);
			memcpy(last, &values[v], sizeof kept);
			expect_lie_refused(&copy, "the model's tables do not fit");
			memcpy(last, &kept, sizeof kept);
		}
	g_free(copy.bytes);
}

/* A text with trees, its people, its speakers and what the judge finds. */
typedef struct {
	EntenteRecords *records;
	const Document *document;
	Cast *cast;
	GArray *verdicts;
} Judged;

static Judged
judge_text(const char *text)
{
	Judged judged = { .records = records_new() };
	Arena *arena = judged.records->arena;
	Article *article = arena_new0(arena, Article, 1);
	Parser *parser = parser_new(parse_model);

	article->arena = arena;
	article->id = "case";
	article->text = text;
	article->length = (uint32_t)strlen(text);
	judged.document = text_understand(article, lexicon, parser);
	parser_free(parser);
	judged.cast = cast_find(judged.document);
	size_t n = judged.document->n_quotations;
	Extraction extraction = {
		.document = judged.document,
		.judge = model,
		.cast = judged.cast,
		.records = judged.records,
		.speakers = arena_new0(arena, Actor, n),
		.speaker_names = arena_new0(arena, const char *, n),
	};

	records_add_source(judged.records, article);
	extract_people(&extraction);
	extract_quotes(&extraction);
	judge(&extraction, model);
	judged.verdicts = extraction.verdicts;
	g_free(extraction.scores);
	return judged;
}

static void
judged_clear(Judged *judged)
{
	g_array_unref(judged->verdicts);
	cast_free(judged->cast);
	entente_records_free(judged->records);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Judged, judged_clear)

/* What the judge has to find among what a text says: a kind of verdict on these words. */
static const struct {
	const char *text;
	VerdictKind kind;
	const char *words, *bearer;
} cases[] = {
	{ "Norland demands a full withdrawal of Estavian troops.", VERDICT_PLUS, "withdrawal", NULL },
	{ "Peru rejected the proposal to lower its tariffs.", VERDICT_REFUSES, "proposal", "Peru" },
	{ "Chile offered Peru a ceasefire along the whole border.", VERDICT_PLUS, "ceasefire",
	  "Chile" },
	{ "Peruvian and Chilean envoys met in Lima on Monday for two hours of talks.",
	  VERDICT_MEETING, "envoys met", "Peru" },
	{ "The talks are deadlocked, and no deal is in sight.", VERDICT_ASSESSMENT, "deadlocked",
	  NULL },
};

static bool
has_bearer(const Verdict *verdict, const char *side)
{
	for (unsigned i = 0; i < verdict->bearers[0].n; i++)
		if (g_str_equal(verdict->bearers[0].items[i].side, side))
			return true;
	return !side;
}

static bool
is_found(const Judged *judged, VerdictKind kind, const char *wanted, const char *bearer)
{
	for (guint i = 0; i < judged->verdicts->len; i++) {
		const Verdict *verdict = &g_array_index(judged->verdicts, Verdict, i);
		const char *words = words_text(judged->document, verdict->first, verdict->end);

		if (verdict->kind == kind && strstr(words, wanted) &&
		    (!bearer || has_bearer(verdict, bearer)))
			return true;
	}
	return false;
}

static void
test_finds(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(Judged) judged = judge_text(cases[i].text);

		if (is_found(&judged, cases[i].kind, cases[i].words, cases[i].bearer))
			continue;
		g_test_message("'%s': no '%s' of %s", cases[i].text, cases[i].words,
		               cases[i].bearer ? cases[i].bearer : "anybody");
		g_test_fail();
	}
}

static void
assert_chance(float chance)
{
	g_assert_cmpfloat(chance, >=, 0);
	g_assert_cmpfloat(chance, <=, 1);
}

/* The likeliest first, each side once. */
static void
assert_bearers(const Bearers *bearers)
{
	g_assert_cmpuint(bearers->n, <=, MOST_BEARERS);
	for (unsigned i = 0; i < bearers->n; i++) {
		const Bearer *bearer = &bearers->items[i];

		assert_chance(bearer->chance);
		g_assert_cmpstr(bearer->side, !=, NULL);
		for (unsigned k = 0; k < i; k++) {
			g_assert_cmpstr(bearers->items[k].side, !=, bearer->side);
			g_assert_cmpfloat(bearers->items[k].chance, >=, bearer->chance);
		}
	}
}

/* Every verdict within a sentence that tells something, in text order, with what its kind has. */
static void
assert_sane(const Judged *judged)
{
	static const int n_choices[N_VERDICTS] = {
		[VERDICT_PLUS] = N_STANCES_PLUS,
		[VERDICT_ASSESSMENT] = N_TONES,
		[VERDICT_MEETING] = N_MEETING_STATUSES,
	};
	uint32_t before = 0;

	for (guint i = 0; i < judged->verdicts->len; i++) {
		const Verdict *verdict = &g_array_index(judged->verdicts, Verdict, i);
		const Sentence *sentence = &judged->document->sentences[verdict->sentence];

		g_assert_true(sentence_tells(judged->document, verdict->sentence));
		g_assert_cmpuint(verdict->first, >=, MAX(before, sentence->first_word));
		g_assert_cmpuint(verdict->first, <, verdict->end);
		g_assert_cmpuint(verdict->end, <=, sentence_end(sentence));
		g_assert_cmpuint(verdict->end, <=, judged->document->n_states);
		before = verdict->first;
		assert_chance(verdict->chance);
		g_assert_cmpint(verdict->choice, >=, n_choices[verdict->kind] ? 0 : -1);
		g_assert_cmpint(verdict->choice, <, MAX(n_choices[verdict->kind], 0));
		g_assert_true((verdict->kind <= VERDICT_OPEN) == (verdict->issue != NULL));
		g_assert_true(verdict->kind == VERDICT_CLAIM || !verdict->bearers[1].n);
		for (int role = 0; role < 2; role++)
			assert_bearers(&verdict->bearers[role]);
	}
}

/* Stretches of one kind stand apart. */
static void
assert_apart(const Judged *judged)
{
	uint32_t ends[N_VERDICTS] = { 0 };

	for (guint i = 0; i < judged->verdicts->len; i++) {
		const Verdict *verdict = &g_array_index(judged->verdicts, Verdict, i);

		g_assert_cmpuint(verdict->first, >=, ends[verdict->kind]);
		ends[verdict->kind] = verdict->end;
	}
}

static const char long_story[] =
    "Peru, Chile, Bolivia, Ecuador, Brazil, Uruguay, Paraguay, Colombia, Venezuela and Argentina "
    "demanded a ceasefire. They also want an inquiry, and all of them refuse to pay for it. "
    "\u201cWe will not accept the plan,\u201d Peruvian minister Ada Moss said, \u201cbut we are "
    "ready to talk.\u201d Bolivia accused Chile of shelling the port of Grey Harbour, which Chile "
    "denied. Envoys will meet in Lima on Friday to discuss the Harbour Plan, a draft of twelve "
    "points that Brazil tabled last week. She called the talks difficult but useful.";

static void
test_sane(void)
{
	g_auto(Judged) judged = judge_text(long_story);

	g_assert_cmpuint(judged.verdicts->len, >=, 5);
	assert_sane(&judged);
	assert_apart(&judged);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(Judged) brief = judge_text(cases[i].text);

		assert_sane(&brief);
		assert_apart(&brief);
	}
}

/* Everything of the verdicts, floats by their bits. */
static char *
told(const Judged *judged)
{
	GString *told = g_string_new(NULL);

	for (guint i = 0; i < judged->verdicts->len; i++) {
		const Verdict *verdict = &g_array_index(judged->verdicts, Verdict, i);

		g_string_append_printf(told, "%d %u %u %u %a %d %s", verdict->kind,
		                       verdict->sentence, verdict->first, verdict->end,
		                       (double)verdict->chance, verdict->choice,
		                       verdict->issue ? verdict->issue : "-");
		for (int role = 0; role < 2; role++)
			for (unsigned k = 0; k < verdict->bearers[role].n; k++)
				g_string_append_printf(told, "; %d %s %a", role,
				                       verdict->bearers[role].items[k].side,
				                       (double)verdict->bearers[role].items[k].chance);
		g_string_append_c(told, '\n');
	}
	return g_string_free(told, FALSE);
}

static void
test_same_again(void)
{
	g_auto(Judged) first = judge_text(long_story), second = judge_text(long_story);
	g_autofree char *left = told(&first), *right = told(&second);

	g_assert_cmpstr(left, ==, right);
}

/* Scales beyond measure add up to no number; the verdicts stay what verdicts are. */
static void
test_beyond_measure(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	JudgeModel *kept = model;
	Copy copy = copy_model();
	WeightsSection scales = section_of(&copy, JUDGE_SECTION_SCALES);
	float most = FLT_MAX;
	int file = g_file_open_tmp("entente-judge-XXXXXX", &path, NULL);

	g_assert_cmpint(file, >=, 0);
	g_close(file, NULL);
	for (uint64_t at = 0; at < scales.size; at += sizeof most)
		memcpy(copy.bytes + scales.offset + at, &most, sizeof most);
	fix_checksum(&copy);
	g_assert_true(g_file_set_contents(path, copy.bytes, (gssize)copy.size, NULL));
	model = judge_model_open(path, &error);
	g_assert_no_error(error);
	g_auto(Judged) judged = judge_text(long_story);
	assert_sane(&judged);
	judge_model_free(model);
	model = kept;
	g_unlink(path);
	g_free(copy.bytes);
}

/* Past the words whose states were kept nothing is judged, and a sentence that they cut is not. */
static void
test_long_page(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 20 * 1000 / 8; i++)
		g_string_append(text, "Peru rejected the plan for a ceasefire. ");
	g_auto(Judged) judged = judge_text(text->str);
	g_assert_cmpuint(judged.document->n_words, ==, 20 * 1000);
	g_assert_cmpuint(judged.document->n_states, <, judged.document->n_words);
	assert_sane(&judged);
	assert_apart(&judged);
	const Verdict *last =
	    &g_array_index(judged.verdicts, Verdict, judged.verdicts->len - 1);
	g_assert_cmpuint(last->end + 100, >, judged.document->n_states);
}

static void
test_no_words(void)
{
	static const char *const texts[] = { "", " \n\n ", "...", "Talks" };

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_auto(Judged) judged = judge_text(texts[i]);

		g_assert_cmpuint(judged.verdicts->len, ==, 0);
	}
}

/* Without trees there are no states, so the rules alone speak. */
static void
test_no_trees(void)
{
	g_autoptr(EntenteRecords) by_rules = records_new(), judged = records_new();

	extract_records(understand(by_rules->arena, long_story, NULL), NULL, by_rules);
	extract_records(understand(judged->arena, long_story, NULL), model, judged);
	g_assert_cmpuint(entente_records_count(judged), ==, entente_records_count(by_rules));
}

static void
test_chance_exp(void)
{
	for (int i = -80 * 1000; i <= 80 * 1000; i++) {
		float x = (float)i / 1000;
		double wanted = exp((double)x), given = (double)chance_exp(x);

		if (fabs(given - wanted) > 1e-5 * wanted)
			g_error("e to the %.3f: %.9g, not %.9g", (double)x, given, wanted);
	}
	g_assert_cmpfloat(chance_exp(1000), ==, chance_exp(80));
	g_assert_cmpfloat(chance_exp(-1000), ==, chance_exp(-80));
	g_assert_cmpfloat(chance_of(0), ==, 0.5);
	assert_chance(chance_of(NAN));
	assert_chance(chance_of(INFINITY));
	assert_chance(chance_of(-INFINITY));
}

/* Words are counted from the text's first: of which sentence, which words, seen from which. */
static const struct {
	const char *text;
	uint32_t sentence, first, end;
	HolderKind kind;
	uint32_t word;
	size_t n;
	unsigned distance, quoted;
} pairs[] = {
	{ "Peru wants a review.", 0, 2, 4, HOLDER_PARTY, 0, 7, 1 + 1 + 6, 0 },
	{ "Peru wants a review.", 0, 1, 4, HOLDER_PARTY, 0, 7, 1 + 0 + 6, 0 },
	{ "Peru wants a review.", 0, 0, 4, HOLDER_PARTY, 0, 7, 13, 0 },
	{ "A review is what Peru wants.", 0, 0, 2, HOLDER_PARTY, 4, 7, 1 + 1, 0 },
	{ "Peru left. It wants a review.", 1, 5, 7, HOLDER_BEFORE, 0, 3, 0, 0 },
	{ "Peru left. It wants a review.", 1, 5, 7, HOLDER_PARTY, 0, 3, 0, 0 },
	{ "Peru left. It wants a review.", 1, 5, 7, HOLDER_NEAR, 3, 3, 0, 0 },
	{ "\u201cWe want a review,\u201d said Peru.", 0, 3, 5, HOLDER_PARTY, 8, 7, 1 + 2, 2 },
	{ "\u201cWe want a review,\u201d said Peru.", 0, 3, 5, HOLDER_PRONOUN, 1, 7, 1 + 1 + 6, 3 },
};

static void
test_pairs(void)
{
	static const uint16_t starts[] = { PAIR_KIND, PAIR_DISTANCE, PAIR_QUOTED, PAIR_RELATION,
		                           PAIR_PATH, PAIR_BRANCH, PAIR_GOVERNOR,
		                           N_PAIR_FEATURES };

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_auto(Judged) judged = judge_text(pairs[i].text);
		Holder holder = { .kind = pairs[i].kind, .word = pairs[i].word };
		uint16_t features[MOST_PAIR_FEATURES];
		size_t n = pair_features(judged.document, pairs[i].sentence, pairs[i].first,
		                         pairs[i].end, &holder, features);

		g_test_message("'%s', %zu", pairs[i].text, i);
		g_assert_cmpuint(n, ==, pairs[i].n);
		g_assert_cmpuint(features[0], ==, PAIR_KIND + pairs[i].kind);
		g_assert_cmpuint(features[1], ==, PAIR_DISTANCE + pairs[i].distance);
		g_assert_cmpuint(features[2], ==, PAIR_QUOTED + pairs[i].quoted);
		for (size_t f = 0; f < n; f++) {
			g_assert_cmpuint(features[f], >=, starts[f]);
			g_assert_cmpuint(features[f], <, starts[f + 1]);
		}
	}
}

/* "Peru wants a review": both hang on the verb. */
static void
test_pair_path(void)
{
	g_auto(Judged) judged = judge_text("Peru wants a review.");
	Holder holder = { .kind = HOLDER_PARTY, .word = 0 };
	uint16_t features[MOST_PAIR_FEATURES];

	pair_features(judged.document, 0, 2, 4, &holder, features);
	g_assert_cmpuint(features[3], ==, PAIR_RELATION + REL_NSUBJ);
	g_assert_cmpuint(features[4], ==, PAIR_PATH + 1 * 8 + 1);
	g_assert_cmpuint(features[5], ==, PAIR_BRANCH + REL_NSUBJ);
	g_assert_cmpuint(features[6], ==, PAIR_GOVERNOR + UPOS_VERB);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *parse = data_path("english.parse"), *judge = data_path("english.judge");

	g_test_init(&argc, &argv, NULL);
	parse_model = parse_model_open(parse, &error);
	g_assert_no_error(error);
	model = judge_model_open(judge, &error);
	g_assert_no_error(error);
	g_test_add_func("/judge/model/missing", test_missing);
	g_test_add_func("/judge/model/damaged", test_damaged);
	g_test_add_func("/judge/model/sections", test_sections);
	g_test_add_func("/judge/model/places", test_places);
	g_test_add_func("/judge/model/no-gap", test_no_gap);
	g_test_add_func("/judge/model/row-outside", test_row_outside);
	g_test_add_func("/judge/model/issues", test_issues);
	g_test_add_func("/judge/model/no-number", test_no_number);
	g_test_add_func("/judge/finds", test_finds);
	g_test_add_func("/judge/sane", test_sane);
	g_test_add_func("/judge/same-again", test_same_again);
	g_test_add_func("/judge/beyond-measure", test_beyond_measure);
	g_test_add_func("/judge/long-page", test_long_page);
	g_test_add_func("/judge/no-words", test_no_words);
	g_test_add_func("/judge/no-trees", test_no_trees);
	g_test_add_func("/judge/chance-exp", test_chance_exp);
	g_test_add_func("/judge/pairs", test_pairs);
	g_test_add_func("/judge/pairs/path", test_pair_path);
	int failed = run_with_lexicon();
	judge_model_free(model);
	parse_model_free(parse_model);
	return failed;
}
