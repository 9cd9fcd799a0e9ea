/* What a person is, told in more or fewer words: "President", "Russian President".  Marks such
 * as "former" and "deputy" change the office and never go under. */
#include "gather/roles.h"

#include "gather/tally.h"

typedef struct {
	const Gathering *gathering;
	GString *office;
	uint32_t marks;
} Scan;

static const char *const mark_classes[] = { "past", "acting", "below" };

static void
scan_word(const char *word, size_t length, bool quoted, gpointer user_data)
{
	Scan *scan = user_data;
	const Lexicon *lexicon = scan->gathering->lexicon;
	uint32_t id = lexicon_word(lexicon, word, length);
	const LexiconEntry *entry =
	    lexicon_match(lexicon, LEXICON_TITLE_MARKS, &id, 1, sizeof id);
	unsigned column = lexicon_column(lexicon, LEXICON_TITLE_MARKS, "class");

	(void)quoted;
	if (!entry) {
		g_string_append_c(scan->office, ' ');
		g_string_append_len(scan->office, word, (gssize)length);
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(mark_classes); i++)
		if (g_str_equal(entry->cells[column], mark_classes[i]))
			scan->marks |= 1u << i;
}

Role
role_of(const Gathering *gathering, const char *text)
{
	g_autoptr(GString) office = g_string_new(NULL);
	Scan scan = { gathering, office, 0 };

	each_word(text, scan_word, &scan);
	return (Role){ text, scan.marks, words_stems(gathering->words, office->str) };
}

bool
roles_near(const Role *a, const Role *b)
{
	return a->marks == b->marks && stems_overlap(a->office, b->office) == 1;
}

const char *const *
unite_roles(const Gathering *gathering, const Group *person)
{
	const char *const *all =
	    group_unite(gathering, person, offsetof(EntenteRecord, person.roles));
	g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(Role));

	if (!all)
		return NULL;
	const char **texts =
	    arena_new0(gathering->arena, const char *, g_strv_length((char **)all) + 1);
	for (; *all; all++) {
		Role role = role_of(gathering, *all);
		bool said = false;

		for (guint i = 0; i < kept->len && !said; i++)
			said = roles_near(&role, &g_array_index(kept, Role, i));
		if (said)
			continue;
		texts[kept->len] = *all;
		g_array_append_val(kept, role);
	}
	return texts;
}
