#ifndef TESTS_UNDERSTAND_H
#define TESTS_UNDERSTAND_H

#include "text/text.h"

#include <glib.h>
#include <string.h>

/* A text as the text stage sees it, for tables of cases. */

static Lexicon *lexicon;

static inline void
load_lexicon(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *dir = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	lexicon = lexicon_load(dir, "en", &error);
	g_assert_no_error(error);
}

/* Runs the tests with the lexicon loaded. */
static inline int
run_with_lexicon(void)
{
	load_lexicon();
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}

/* The document lives in `arena`; it has trees if there is a parser. */
static inline const Document *
understand_with(Arena *arena, const char *text, const char *published, Parser *parser)
{
	Article *article = arena_new0(arena, Article, 1);

	article->arena = arena;
	article->id = "case";
	article->published = published;
	article->text = text;
	article->length = (uint32_t)strlen(text);
	return text_understand(article, lexicon, parser);
}

static inline const Document *
understand(Arena *arena, const char *text, const char *published)
{
	return understand_with(arena, text, published, NULL);
}

static inline void
append_span(GString *out, const Document *document, EntenteSpan span)
{
	g_string_append_len(out, document->article->text + span.start, span.end - span.start);
}

#endif
