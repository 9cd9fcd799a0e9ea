/* The door to the analysis of bargaining models. */
#include "analyse/deal.h"

#include <entente/error.h>

EntenteDeal *
entente_deal_new(const EntenteBargain *model, const EntenteDealOptions *options, GError **error)
{
	static const EntenteDealOptions plain = { .parties = NULL };

	options = options ? options : &plain;
	if (!options->parties && !options->issues)
		return analyse_deal(model, options);
	EntenteBargain *part = bargain_part(model, options->parties, options->issues, error);
	if (!part)
		return NULL;
	EntenteDeal *deal = analyse_deal(part, options);
	deal->own = part;
	return deal;
}

void
entente_deal_free(EntenteDeal *self)
{
	if (!self)
		return;
	entente_bargain_free(self->own);
	arena_free(self->arena);
}
