/* An analysis as one HTML page that needs nothing else: no scripts, no requests, pictures
 * inside. */
#include "tell/deal-page.h"
#include "tell/deal.h"

static const char style_sheet[] =
#include "tell/page.css.h"
    ;

static void
append(GString *out, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	g_autofree char *escaped = g_markup_escape_text(valid, -1);

	g_string_append(out, escaped);
}

/* With a name, in a frame of that name that can be scrolled, as the site's style has it. */
static void
print_table(GString *out, const DealPart *table, const char *name)
{
	if (name)
		g_string_append_printf(out,
		                       "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		                       "aria-label=\"%s\">",
		                       name);
	g_string_append(out, "<table>\n");
	if (table->text) {
		g_string_append(out, "<caption>");
		append(out, table->text);
		g_string_append(out, "</caption>\n");
	}
	for (guint r = 0; r < table->rows->len; r++) {
		const GPtrArray *row = table->rows->pdata[r];

		g_string_append(out, "<tr>");
		for (guint c = 0; c < row->len; c++) {
			const char *tag = r == 0 ? "th" : "td";

			g_string_append_printf(out, "<%s%s>", tag,
			                       r == 0 ? " scope=\"col\"" : "");
			append(out, row->pdata[c]);
			g_string_append_printf(out, "</%s>", tag);
		}
		g_string_append(out, "</tr>\n");
	}
	g_string_append(out, name ? "</table></div>\n" : "</table>\n");
}

static void
print_part(GString *out, const DealPart *part, const char *name, bool *in_list)
{
	if (*in_list != (part->kind == PART_ITEM)) {
		g_string_append(out, *in_list ? "</ul>\n" : "<ul>\n");
		*in_list = !*in_list;
	}
	switch (part->kind) {
	case PART_TABLE: print_table(out, part, name); return;
	case PART_PICTURE: g_string_append(out, part->text); return;
	case PART_WORDS: g_string_append(out, "<p>"); break;
	case PART_ITEM: g_string_append(out, "<li>"); break;
	}
	append(out, part->text);
	g_string_append(out, part->kind == PART_ITEM ? "</li>\n" : "</p>\n");
}

static void
print_head(GString *out, const char *title)
{
	g_string_append(
	    out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		 "style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
		 "content=\"width=device-width\">\n<title>");
	append(out, title);
	g_string_append_printf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>",
	                       style_sheet);
	append(out, title);
	g_string_append(out, "</h1>\n");
}

/* With a site, a part of one of its pages. */
void
tell_deal_html(const EntenteDeal *deal, const EntenteStyle *style, bool whole_front,
               GString *out)
{
	g_autoptr(GPtrArray) page = deal_page(deal, whole_front, true);
	const char *title =
	    deal->model->title ? deal->model->title : "What agreement is possible";

	if (!style->site)
		print_head(out, title);
	for (guint i = 0; i < page->len; i++) {
		const DealSection *section = page->pdata[i];
		bool in_list = false;

		g_string_append_printf(out, "<section id=\"%s\">\n<h2>%s</h2>\n", section->id,
		                       section->title);
		for (guint j = 0; j < section->parts->len; j++)
			print_part(out, section->parts->pdata[j],
			           style->site ? section->title : NULL, &in_list);
		g_string_append(out, in_list ? "</ul>\n</section>\n" : "</section>\n");
	}
	if (!style->site)
		g_string_append(out, "</body>\n</html>\n");
}
