#ifndef TELL_DEAL_H
#define TELL_DEAL_H

#include "model/deal.h"

#include <entente/tell.h>

/* The forms of an analysis; each appends to `out`. */
void tell_deal_json(const EntenteDeal *deal, GString *out);
void tell_deal_text(const EntenteDeal *deal, const EntenteStyle *style, bool whole_front,
                    GString *out);
void tell_deal_html(const EntenteDeal *deal, const EntenteStyle *style, bool whole_front,
                    GString *out);

#endif
