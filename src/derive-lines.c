/* Amounts that parties bargain about - a rise in per cent, a truce in days, troops - as places
 * on a line, of which forecasts can say something.
 *
 * An amount is a number with a unit of amounts.tsv.  Objects of one issue that name amounts of
 * one unit and otherwise much the same words are a line where there are two amounts at least;
 * the same amount in two wordings is one option.  What has no place on it is no amount: that
 * none of these is agreed. */
#include "base/tsv.h"
#include "derive.h"

#include <entente/error.h>
#include <string.h>

typedef struct {
	const char *const *words; /* of its phrase, ends with NULL */
	const char *unit;
	double factor;
	bool before; /* it stands before numbers, too */
} AmountUnit;

/* What amounts.tsv and numbers.tsv have. */
typedef struct {
	Arena *arena;
	GArray *units;       /* AmountUnit */
	GHashTable *numbers; /* word -> double * */
} AmountWords;

typedef struct {
	const char *unit;
	double value;
	char *rest; /* the words besides; to be freed */
} Amount;

static void
amount_words_clear(AmountWords *words)
{
	g_clear_pointer(&words->units, g_array_unref);
	g_clear_pointer(&words->numbers, g_hash_table_unref);
	g_clear_pointer(&words->arena, arena_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AmountWords, amount_words_clear)

static const char *const *
split_phrase(Arena *arena, const char *phrase)
{
	g_auto(GStrv) words = g_strsplit(phrase, " ", -1);
	size_t n = g_strv_length(words);
	const char **copy = arena_new0(arena, const char *, n + 1);

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(arena, words[i]);
	return copy;
}

static bool
lacks(const char *path, GError **error)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON, "'%s': lacks a column", path);
	return false;
}

static bool
load_units(AmountWords *words, const char *share, GError **error)
{
	g_autofree char *path = g_build_filename(share, "lexicon", "en", "amounts.tsv", NULL);
	g_auto(Tsv) table = { 0 };

	if (!tsv_read(&table, path, words->arena, error))
		return false;
	int unit = tsv_column(&table, "unit"), factor = tsv_column(&table, "factor"),
	    mark = tsv_column(&table, "mark");
	if (tsv_column(&table, "phrase") != 0 || unit < 0 || factor < 0 || mark < 0)
		return lacks(path, error);
	for (guint i = 0; i < table.rows->len; i++) {
		const char *const *cells = table.rows->pdata[i];
		AmountUnit one = { split_phrase(words->arena, cells[0]), cells[unit],
			           g_ascii_strtod(cells[factor], NULL),
			           g_str_equal(cells[mark], "before") };

		g_array_append_val(words->units, one);
	}
	return true;
}

static bool
load_numbers(AmountWords *words, const char *share, GError **error)
{
	g_autofree char *path = g_build_filename(share, "lexicon", "en", "numbers.tsv", NULL);
	g_auto(Tsv) table = { 0 };

	if (!tsv_read(&table, path, words->arena, error))
		return false;
	int value = tsv_column(&table, "value"), class = tsv_column(&table, "class");
	if (value < 0 || class < 0)
		return lacks(path, error);
	for (guint i = 0; i < table.rows->len; i++) {
		const char *const *cells = table.rows->pdata[i];
		double *number = arena_new0(words->arena, double, 2);

		number[0] = g_ascii_strtod(cells[value], NULL);
		number[1] =
		    g_str_equal(cells[class], "times") || g_str_equal(cells[class], "suffix");
		if (number[1] || g_str_equal(cells[class], "one"))
			g_hash_table_insert(words->numbers, (gpointer)cells[0], number);
	}
	return true;
}

/* Words, numbers and marks of a text in lower case, each a token: "$5bn" is "$", "5", "bn". */
static GPtrArray *
tokens_of(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_autofree char *folded = g_utf8_strdown(valid, -1);
	GPtrArray *tokens = g_ptr_array_new_with_free_func(g_free);

	for (const char *at = folded; *at;) {
		const char *begin = at;
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_isdigit(c)) {
			while (g_ascii_isdigit(*at) ||
			       ((*at == ',' || *at == '.') && g_ascii_isdigit(at[1])))
				at++;
			at = at == begin ? g_utf8_next_char(at) : at;
		} else if (g_unichar_isalpha(c)) {
			while (g_unichar_isalpha(g_utf8_get_char(at)))
				at = g_utf8_next_char(at);
		} else {
			at = g_utf8_next_char(at);
			if (g_unichar_isspace(c) || strchr("-,.;:()\"'", (int)MIN(c, 127)))
				continue;
		}
		g_ptr_array_add(tokens, g_strndup(begin, (gsize)(at - begin)));
	}
	return tokens;
}

/* A number from token `*at` on, which is moved past it; NAN for none. */
static double
read_number(const AmountWords *words, const GPtrArray *tokens, guint *at)
{
	double sum = NAN;

	for (; *at < tokens->len; ++*at) {
		const char *token = tokens->pdata[*at];
		const double *known = g_hash_table_lookup(words->numbers, token);

		if (g_ascii_isdigit(*token)) {
			g_auto(GStrv) parts = g_strsplit(token, ",", -1);
			g_autofree char *digits = g_strjoinv("", parts);

			if (!isnan(sum))
				return sum;
			sum = g_ascii_strtod(digits, NULL);
		} else if (known && known[1] && !isnan(sum)) {
			sum *= known[0];
		} else if (known && !known[1]) {
			sum = (isnan(sum) ? 0 : sum) + known[0];
		} else {
			return sum;
		}
	}
	return sum;
}

/* The unit whose phrase begins at a token, the longest; moves past it. */
static const AmountUnit *
read_unit(const AmountWords *words, const GPtrArray *tokens, guint *at, bool before)
{
	const AmountUnit *best = NULL;
	guint longest = 0;

	for (guint i = 0; i < words->units->len; i++) {
		const AmountUnit *unit = &g_array_index(words->units, AmountUnit, i);
		guint n = 0;

		while (unit->words[n] && *at + n < tokens->len &&
		       g_str_equal(unit->words[n], tokens->pdata[*at + n]))
			n++;
		if (unit->words[n] || n <= longest || (before && !unit->before))
			continue;
		best = unit;
		longest = n;
	}
	*at += longest;
	return best;
}

/* The first amount of the text; one word may stand between number and unit. */
static bool
read_amount(const AmountWords *words, const char *text, Amount *amount)
{
	g_autoptr(GPtrArray) tokens = tokens_of(text);

	for (guint begin = 0; begin < tokens->len; begin++) {
		guint at = begin, end;
		const AmountUnit *unit = read_unit(words, tokens, &at, true);
		double number = read_number(words, tokens, &at);

		if (isnan(number))
			continue;
		end = at;
		for (guint skip = 0; !unit && skip < 2 && at + skip < tokens->len; skip++) {
			end = at + skip;
			unit = read_unit(words, tokens, &end, false);
		}
		if (!unit)
			continue;
		g_autoptr(GString) rest = g_string_new(NULL);
		for (guint i = 0; i < tokens->len; i++)
			if (i < begin || i >= end)
				g_string_append_printf(rest, "%s%s", rest->len ? " " : "",
				                       (const char *)tokens->pdata[i]);
		*amount = (Amount){ unit->unit, number * unit->factor,
			            g_string_free(g_steal_pointer(&rest), FALSE) };
		return true;
	}
	return false;
}

static void
amount_clear(gpointer amount)
{
	g_clear_pointer(&((Amount *)amount)->rest, g_free);
}

/* Whether the amount is of what the first of a line's is. */
static bool
is_of_line(const Deriving *self, const Amount *first, const Amount *amount)
{
	return amount->unit && g_str_equal(first->unit, amount->unit) &&
	       objects_related(self->words, first->rest, amount->rest);
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
	const DerivedObject *x = *(DerivedObject *const *)a, *y = *(DerivedObject *const *)b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : strcmp(x->what, y->what);
}

/* The same amount in two wordings is one object. */
static void
join_places(DerivedTopic *line)
{
	g_ptr_array_sort(line->objects, compare_places);
	for (guint i = line->objects->len; i-- > 1;) {
		DerivedObject *one = line->objects->pdata[i - 1],
			      *other = line->objects->pdata[i];

		if (one->at != other->at)
			continue;
		if (other->sources > one->sources)
			one->what = other->what;
		g_ptr_array_extend(one->positions, other->positions, NULL, NULL);
		one->sources += other->sources;
		g_ptr_array_remove_index(line->objects, i);
	}
}

/* How many amounts a line would have that begins with this one. */
static guint
count_places(const Deriving *self, const GArray *amounts, guint first)
{
	const Amount *begin = &g_array_index(amounts, Amount, first);
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(double));

	for (guint i = 0; begin->unit && i < amounts->len; i++) {
		const Amount *amount = &g_array_index(amounts, Amount, i);
		bool known = !is_of_line(self, begin, amount);

		for (guint j = 0; j < places->len && !known; j++)
			known = g_array_index(places, double, j) == amount->value;
		if (!known)
			g_array_append_val(places, amount->value);
	}
	return places->len;
}

/* Takes the line that begins with amount `first` out of the topic. */
static DerivedTopic *
take_line(Deriving *self, DerivedTopic *topic, GArray *amounts, guint first)
{
	const Amount begin = g_array_index(amounts, Amount, first);
	g_autofree char *rest = g_strdup(begin.rest);
	const Amount kept = { begin.unit, begin.value, rest };
	DerivedTopic *line = derive_topic_new(NULL);

	line->unit = begin.unit;
	for (guint i = 0; i < topic->objects->len;) {
		const Amount *amount = &g_array_index(amounts, Amount, i);

		if (!is_of_line(self, &kept, amount)) {
			i++;
			continue;
		}
		DerivedObject *object = g_ptr_array_steal_index(topic->objects, i);
		object->at = amount->value;
		g_ptr_array_add(line->objects, object);
		g_array_remove_index(amounts, i);
	}
	join_places(line);
	return line;
}

static void
find_lines(Deriving *self, const AmountWords *words, guint index)
{
	DerivedTopic *topic = self->topics->pdata[index];
	g_autoptr(GArray) amounts = g_array_new(FALSE, TRUE, sizeof(Amount));

	g_array_set_clear_func(amounts, amount_clear);
	for (guint i = 0; i < topic->objects->len; i++) {
		Amount amount = { 0 };

		read_amount(words, ((DerivedObject *)topic->objects->pdata[i])->what, &amount);
		g_array_append_val(amounts, amount);
	}
	for (guint first = 0; first < amounts->len;) {
		if (count_places(self, amounts, first) < 2) {
			first++;
			continue;
		}
		DerivedTopic *line = take_line(self, topic, amounts, first);
		line->unit = arena_strdup(self->model->arena, line->unit);
		line->name = topic->objects->len ? arena_printf(self->model->arena, "%s (%s)",
		                                                topic->name, line->unit)
		                                 : topic->name;
		g_ptr_array_add(self->topics, line);
		first = 0;
	}
}

/* Two lines of one issue and unit get numbers. */
static void
tell_apart(Deriving *self)
{
	for (guint i = 0; i < self->topics->len; i++) {
		DerivedTopic *topic = self->topics->pdata[i];
		unsigned nth = 1;

		for (guint j = 0; j < i; j++)
			nth += g_str_equal(((DerivedTopic *)self->topics->pdata[j])->name,
			                   topic->name);
		if (nth > 1)
			topic->name =
			    arena_printf(self->model->arena, "%s %u", topic->name, nth);
	}
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp((*(DerivedTopic *const *)a)->name, (*(DerivedTopic *const *)b)->name);
}

bool
derive_lines(Deriving *self, const char *share, GError **error)
{
	g_auto(AmountWords)
	    words = { arena_new(), g_array_new(FALSE, FALSE, sizeof(AmountUnit)),
		      g_hash_table_new(g_str_hash, g_str_equal) };
	guint n = self->topics->len;

	if (!load_units(&words, share, error) || !load_numbers(&words, share, error))
		return false;
	for (guint i = 0; i < n; i++)
		find_lines(self, &words, i);
	for (guint i = self->topics->len; i-- > 0;)
		if (!((DerivedTopic *)self->topics->pdata[i])->objects->len)
			g_ptr_array_remove_index(self->topics, i);
	g_ptr_array_sort(self->topics, compare_names);
	tell_apart(self);
	return true;
}
