/* Who may hold what a sentence tells, though it does not name him: "They want that delayed."
 *
 * What "they", "all" or a list's items stand for was named a few sentences before; what a page
 * is about it names again and again.  Both are told by counting mentions, not by reading. */
#include "extract/holders-around.h"

#include "extract/holders-antecedents.h"

enum {
	BACK = 3,        /* sentences before whose people and sides are all given */
	MOST_NEAR = 8,   /* sides of these sentences */
	MOST_SELVES = 3, /* people of these sentences, each in his own name */
	MOST_MAIN = 6,   /* sides that the page names most */
	WINDOW = 150,    /* mentions on either hand that are counted for them */
	MOST_SIDES = 64,
};

typedef struct {
	Actor actor;
	uint32_t word; /* where it is named, nearest to the sentence */
	unsigned n;
} Count;

static bool
is_held(const GArray *holders, Actor actor)
{
	for (guint i = 0; i < holders->len; i++) {
		const Holder *holder = &g_array_index(holders, Holder, i);

		for (unsigned k = 0; k < holder->actors.n; k++) {
			Actor other = holder->actors.items[k];

			if (other.party == actor.party &&
			    (actor.party != NOBODY || other.person == actor.person))
				return true;
		}
	}
	return false;
}

static bool
add_actor(GArray *holders, HolderKind kind, Actor actor, uint32_t word)
{
	Holder holder = { .kind = kind, .word = word };

	if (is_held(holders, actor))
		return false;
	actors_add(&holder.actors, actor);
	holders_add(holders, holder);
	return holder.actors.n > 0;
}

/* The side as such, or the person who has none. */
static Actor
side_of(const Cast *cast, const Mention *mention)
{
	int party = mention_party(cast, mention);

	return (Actor){ party == NOBODY ? mention->person : NOBODY, party };
}

/* Everybody of the sentences before, the last named first. */
static void
add_near(const Cast *cast, uint32_t sentence, guint from, GArray *holders)
{
	unsigned n_near = 0, n_selves = 0;

	for (guint i = from; i-- > 0;) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);

		if (mention->sentence + BACK < sentence)
			return;
		uint32_t word = mention->first_word;
		n_near += n_near < MOST_NEAR &&
		          add_actor(holders, HOLDER_NEAR, side_of(cast, mention), word);
		n_selves += n_selves < MOST_SELVES &&
		            add_actor(holders, HOLDER_SELF, (Actor){ mention->person, NOBODY }, word);
	}
}

static void
count(Count *counts, unsigned *n, Actor actor, uint32_t word)
{
	unsigned i = 0;

	while (i < *n && !(counts[i].actor.person == actor.person &&
	                   counts[i].actor.party == actor.party))
		i++;
	if (i == MOST_SIDES)
		return;
	if (i == *n)
		counts[(*n)++] = (Count){ actor, word, 0 };
	counts[i].n++;
}

/* The sides named most, those first that are named nearest where they are named as often. */
static void
add_main(const Cast *cast, guint from, GArray *holders)
{
	Count counts[MOST_SIDES];
	unsigned n = 0, n_added = 0;
	guint until = MIN(cast->mentions->len, from + WINDOW);

	for (guint i = from; i-- > 0 && from - i <= WINDOW;) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);
		count(counts, &n, side_of(cast, mention), mention->first_word);
	}
	for (guint i = from; i < until; i++) {
		const Mention *mention = &g_array_index(cast->mentions, Mention, i);
		count(counts, &n, side_of(cast, mention), mention->first_word);
	}
	for (;;) {
		unsigned best = n;

		for (unsigned i = 0; i < n; i++)
			if (counts[i].n && (best == n || counts[i].n > counts[best].n))
				best = i;
		if (best == n || n_added == MOST_MAIN)
			return;
		n_added += add_actor(holders, HOLDER_PAGE, counts[best].actor, counts[best].word);
		counts[best].n = 0;
	}
}

void
holders_around(const Extraction *extraction, uint32_t sentence, GArray *holders)
{
	const Sentence *within = &extraction->document->sentences[sentence];
	guint from = cast_mentions_before(extraction->cast, within->first_word);

	add_near(extraction->cast, sentence, from, holders);
	add_main(extraction->cast, from, holders);
}
