#include "tell/deal.h"

void
tell_deal_html(const EntenteDeal *deal, const EntenteStyle *style, bool whole_front,
               GString *out)
{
	(void)style;
	(void)whole_front;
	tell_deal_json(deal, out);
}
