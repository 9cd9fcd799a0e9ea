/* An analysis as text: headed sections, wrapped words, tables in columns. */
#include "tell/deal-page.h"
#include "tell/deal.h"
#include "tell/plain.h"

#include <string.h>

enum { USUAL_WIDTH = 96, WIDEST_CELL = 44 };

static char *
harmless(const char *text)
{
	g_autoptr(Arena) arena = arena_new();

	return g_strdup(plain_text(arena, text, G_MAXINT / 2));
}

/* Words in lines of `width`, the first after `lead`, the others as far in. */
static void
wrap(GString *out, const char *lead, const char *text, int width)
{
	g_autofree char *clean = harmless(text);
	g_auto(GStrv) words = g_strsplit(clean, " ", -1);
	int indent = plain_columns(lead), at = indent;
	bool first = true;

	g_string_append(out, lead);
	for (size_t i = 0; words[i]; i++) {
		int n = plain_columns(words[i]);

		if (!n)
			continue;
		if (!first && at + 1 + n > width) {
			g_string_append_printf(out, "\n%*s", indent, "");
			at = indent;
			first = true;
		}
		g_string_append_printf(out, "%s%s", first ? "" : " ", words[i]);
		at += n + !first;
		first = false;
	}
	g_string_append_c(out, '\n');
}

static char *
cell_text(const char *cell)
{
	g_autofree char *clean = harmless(cell);

	if (g_utf8_strlen(clean, -1) <= WIDEST_CELL)
		return g_steal_pointer(&clean);
	g_autofree char *cut = g_utf8_substring(clean, 0, WIDEST_CELL - 1);
	return g_strconcat(cut, "…", NULL);
}

static void
print_table(GString *out, const DealPart *table)
{
	const GPtrArray *head = table->rows->pdata[0];
	g_autofree int *width = g_new0(int, head->len);

	if (table->text)
		g_string_append_printf(out, "  %s\n", table->text);
	for (guint r = 0; r < table->rows->len; r++) {
		const GPtrArray *row = table->rows->pdata[r];

		for (guint c = 0; c < row->len; c++) {
			g_autofree char *cell = cell_text(row->pdata[c]);

			width[c] = MAX(width[c], plain_columns(cell));
		}
	}
	for (guint r = 0; r < table->rows->len; r++) {
		const GPtrArray *row = table->rows->pdata[r];
		gsize begin = out->len;

		for (guint c = 0; c < row->len; c++) {
			g_autofree char *cell = cell_text(row->pdata[c]);
			int space = width[c] - plain_columns(cell);
			bool is_number = c >= table->n_names && g_ascii_isdigit(*cell);
			bool right = is_number || (r == 0 && c >= table->n_names);

			g_string_append_printf(out, "  %*s%s%*s", right ? space : 0, "", cell,
			                       right ? 0 : space, "");
		}
		while (out->len > begin && out->str[out->len - 1] == ' ')
			g_string_truncate(out, out->len - 1);
		g_string_append_c(out, '\n');
	}
}

void
tell_deal_text(const EntenteDeal *deal, const EntenteStyle *style, bool whole_front,
               GString *out)
{
	g_autoptr(GPtrArray) page = deal_page(deal, whole_front, false);
	int width = style->width ? style->width : USUAL_WIDTH;

	if (deal->model->title)
		wrap(out, "", deal->model->title, width);
	for (guint i = 0; i < page->len; i++) {
		const DealSection *section = page->pdata[i];

		if (out->len)
			g_string_append_c(out, '\n');
		g_string_append_printf(out, "%s%s%s\n", style->colour ? "\033[1m" : "",
		                       section->title, style->colour ? "\033[0m" : "");
		for (guint j = 0; j < section->parts->len; j++) {
			const DealPart *part = section->parts->pdata[j];

			if (part->kind == PART_TABLE)
				print_table(out, part);
			else if (part->kind != PART_PICTURE)
				wrap(out, part->kind == PART_ITEM ? "  - " : "  ", part->text,
				     width);
		}
	}
}
