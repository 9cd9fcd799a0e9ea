/* The forms of an analysis. */
#include "tell/deal.h"

#include <entente/deal.h>

void
entente_tell_deal(const EntenteDeal *self, const EntenteStyle *style, bool whole_front,
                  GString *out)
{
	if (style->format == ENTENTE_FORMAT_JSON)
		tell_deal_json(self, out);
	else if (style->format == ENTENTE_FORMAT_HTML)
		tell_deal_html(self, style, whole_front, out);
	else
		tell_deal_text(self, style, whole_front, out);
}
