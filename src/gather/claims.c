/* One record a claim: who makes it and what it says in similar words; whoever denies it on any
 * page disputes it. */
#include "gather/wordings.h"

enum { LONGEST_CLAIM = 30 /* words */ };

static void
claim_key(const Gathering *gathering, const Mention *mention, GString *key)
{
	const EntenteClaim *claim = &mention->record->claim;

	(void)gathering;
	key_text(key, claim->by);
}

static const Wording wording = {
	.kind = ENTENTE_CLAIM,
	.text = offsetof(EntenteRecord, claim.what),
	.overlap = 0.6,
	.key = claim_key,
};

void
unite_claims(Gathering *gathering)
{
	GPtrArray *groups = gathering->groups[ENTENTE_CLAIM];

	group_by_wording(gathering, &wording);
	for (guint i = 0; i < groups->len; i++) {
		Group *group = groups->pdata[i];

		group_finish(gathering, group);
		EntenteClaim *claim = &group->record->claim;
		claim->what = choose_wording(
		    gathering, group, offsetof(EntenteRecord, claim.what), LONGEST_CLAIM);
		claim->disputed_by =
		    group_unite(gathering, group, offsetof(EntenteRecord, claim.disputed_by));
	}
}
