/* What the sections of an analysis are made of: parts, and words for its numbers and sets. */
#include "tell/deal-parts.h"

#include <math.h>
#include <string.h>

static void
part_free(gpointer pointer)
{
	DealPart *part = pointer;

	g_free(part->text);
	if (part->rows)
		g_ptr_array_unref(part->rows);
	g_free(part);
}

static void
section_free(gpointer pointer)
{
	DealSection *section = pointer;

	g_ptr_array_unref(section->parts);
	g_free(section);
}

GPtrArray *
deal_sections_new(void)
{
	return g_ptr_array_new_with_free_func(section_free);
}

DealSection *
deal_section(GPtrArray *page, const char *id, const char *title)
{
	DealSection *section = g_new0(DealSection, 1);

	section->id = id;
	section->title = title;
	section->parts = g_ptr_array_new_with_free_func(part_free);
	g_ptr_array_add(page, section);
	return section;
}

DealPart *
deal_part(DealSection *section, PartKind kind, char *text)
{
	DealPart *part = g_new0(DealPart, 1);

	part->kind = kind;
	part->text = text;
	g_ptr_array_add(section->parts, part);
	return part;
}

void
deal_say(DealSection *section, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	deal_part(section, PART_WORDS, g_strdup_vprintf(format, list));
	va_end(list);
}

void
deal_item(DealSection *section, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	deal_part(section, PART_ITEM, g_strdup_vprintf(format, list));
	va_end(list);
}

DealPart *
deal_table(DealSection *section, char *caption, guint n_names)
{
	DealPart *part = deal_part(section, PART_TABLE, caption);

	part->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	part->n_names = n_names;
	return part;
}

GPtrArray *
deal_row(DealPart *table)
{
	GPtrArray *row = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(table->rows, row);
	return row;
}

/* Takes the text over. */
void
deal_cell(GPtrArray *row, char *text)
{
	g_ptr_array_add(row, text);
}

char *
deal_number(double number)
{
	g_autofree char *text = NULL;

	if (!isfinite(number))
		return g_strdup("–");
	if (fabs(number) >= 1e6 || (number == floor(number)))
		return g_strdup_printf("%.10g", number);
	text = g_strdup_printf("%.4f", number);
	for (char *end = text + strlen(text); end[-1] == '0' && end[-2] != '.';)
		*--end = '\0';
	return g_steal_pointer(&text);
}

char *
deal_percent(double share)
{
	return share > 0 && share < 0.005 ? g_strdup("less than 1 %")
	                                  : g_strdup_printf("%.0f %%", share * 100);
}

char *
deal_count(const DealCount *count)
{
	if (g_str_equal(count->least, count->most))
		return g_strdup(count->least);
	return g_strdup_printf("between %s and %s", count->least, count->most);
}

/* "A, B and C" of the parties in the set. */
char *
deal_names(const EntenteDeal *deal, DealSet set)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; set[i] >= 0; i++)
		g_string_append_printf(text, "%s%s",
		                       !i                ? ""
		                       : set[i + 1] >= 0 ? ", "
		                                         : " and ",
		                       deal->model->parties[set[i]].name);
	return g_string_free(text, FALSE);
}

static void
append_conditions(const EntenteBargain *model, const BargainRedLine *line, GString *text)
{
	for (size_t i = 0; i < line->n_conditions; i++) {
		const BargainCondition *condition = &line->conditions[i];
		const BargainIssue *issue = &model->issues[condition->issue];
		size_t n_in = 0, n_named = 0;

		for (size_t o = 0; o < issue->n_options; o++)
			n_in += condition->in[o];
		bool inside = n_in * 2 <= issue->n_options + 1;
		g_string_append_printf(text, "%s%s: %s", i ? " with " : "", issue->name,
		                       inside ? "" : "anything but ");
		for (size_t o = 0; o < issue->n_options; o++) {
			if (condition->in[o] != inside)
				continue;
			if (n_named++ < 3)
				g_string_append_printf(text, "%s'%s'",
				                       n_named > 1 ? " or " : "",
				                       issue->options[o].name);
		}
		if (n_named > 3)
			g_string_append_printf(text, " or %zu more", n_named - 3);
	}
}

char *
deal_line(const EntenteDeal *deal, size_t index)
{
	const EntenteBargain *model = deal->model;
	const BargainRedLine *line = &model->red_lines[index];
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s refuses ", model->parties[line->party].name);
	append_conditions(model, line, text);
	return g_string_free(text, FALSE);
}

char *
deal_lines(const EntenteDeal *deal, DealSet set)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; set[i] >= 0; i++) {
		g_autofree char *line = deal_line(deal, (size_t)set[i]);

		g_string_append_printf(text, "%s%s", i ? "; " : "", line);
	}
	return g_string_free(text, FALSE);
}

const DealResult *
deal_solution(const EntenteDeal *deal, const char *name)
{
	for (size_t i = 0; i < deal->n_solutions; i++)
		if (g_str_equal(deal->solutions[i].name, name) && deal->solutions[i].found)
			return &deal->solutions[i];
	return NULL;
}

/* The package that is shown: the recommended one, or failing that the fairest of all. */
const DealResult *
deal_shown(const EntenteDeal *deal)
{
	const DealResult *accepted = deal_solution(deal, "share_of_best_accepted");

	if (deal->recommended)
		return deal->recommended;
	return accepted ? accepted : deal_solution(deal, "share_of_best");
}

/* What the models drawn make of this package, or NULL. */
const DealLikely *
deal_likely(const EntenteDeal *deal, const int *package)
{
	for (size_t i = 0; i < deal->n_likely; i++)
		if (memcmp(deal->likely[i].at.package, package,
		           deal->model->n_issues * sizeof *package) == 0)
			return &deal->likely[i];
	return NULL;
}
