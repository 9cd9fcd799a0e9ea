/* What the desk corrected, and taking it back. */
#include "page.h"

static void
write_undo(Visit *visit, const EntenteCorrection *correction)
{
	g_string_append(visit->out, "<form method=\"post\" action=\"/undo\">");
	page_token(visit);
	html(visit->out,
	     "<input type=\"hidden\" name=\"number\" value=\"%" G_GINT64_FORMAT "\">"
	     "<button>Take back<span class=\"unseen\"> correction %" G_GINT64_FORMAT
	     "</span></button></form>",
	     correction->number, correction->number);
}

static void
write_correction(Visit *visit, const EntenteCorrection *correction)
{
	GString *out = visit->out;

	html(out,
	     "<tr data-item><td class=\"number\">%" G_GINT64_FORMAT
	     "</td><td>%.16s</td><td>%s</td><td>%s",
	     correction->number, correction->at, correction->author, correction->summary);
	if (correction->reason)
		html(out, " <span class=\"meta\">%s</span>", correction->reason);
	g_string_append(out, "</td><td>");
	if (correction->undone_at)
		html(out, "taken back by %s",
		     correction->undone_by ? correction->undone_by : "somebody");
	else
		write_undo(visit, correction);
	if (!correction->undone_at && !correction->applies)
		g_string_append(out, " <span class=\"meta\">applies to nothing now</span>");
	g_string_append(out, "</td></tr>\n");
}

Answer *
view_log(Visit *visit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteCorrections) corrections =
	    entente_dossier_corrections(visit->dossier, &error);

	if (!corrections)
		return visit_error(visit->house, visit->request, error);
	gsize n = entente_corrections_count(corrections);
	page_begin(visit, "Corrections");
	if (!n)
		g_string_append(visit->out, "<p>Nothing has been corrected. Every record has a "
		                            "form that corrects it.</p>\n");
	else
		g_string_append(visit->out,
		                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		                "aria-label=\"Corrections\"><table>\n<thead><tr><th "
		                "scope=\"col\">No.</th><th scope=\"col\">When (UTC)</th><th "
		                "scope=\"col\">Who</th><th scope=\"col\">What</th><th "
		                "scope=\"col\">Now</th></tr></thead><tbody>\n");
	for (gsize i = n; i > 0; i--)
		write_correction(visit, entente_corrections_get(corrections, i - 1));
	if (n)
		g_string_append(visit->out, "</tbody></table></div>\n");
	return page_end(visit, 200);
}
