#ifndef SERVER_ANSWER_H
#define SERVER_ANSWER_H

#include <glib.h>
#include <stdbool.h>

/* What goes back.  Nobody changes an answer once it is handed on, so that one may be sent to
 * many at once. */
typedef struct {
	gatomicrefcount references;
	guint status;     /* of HTTP */
	const char *type; /* static */
	GBytes *body;
	GBytes *packed; /* by gzip; NULL where that is not worth while */
	char *tag;      /* the ETag, with its quotation marks; NULL of what is not asked for again */
	char *location; /* where to go next, or NULL */
	char *cookie;   /* to be set, or NULL */
	bool stream;    /* there is no body: changes are told as they come */
	bool cut_short; /* not all was computed: made anew where it is asked for again */
	gpointer sent[2]; /* what daemon.c made of the body and of `packed` … */
	GDestroyNotify sent_free; /* … and how that is freed */
} Answer;

extern const char type_html[], type_json[], type_text[];

/* Takes the body. */
Answer *answer_new(guint status, const char *type, GString *body);

/* See other: what a form leads to. */
Answer *answer_go(const char *location);

Answer *answer_ref(Answer *answer);
void answer_unref(Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_unref)

/* The bytes that it holds. */
gsize answer_size(const Answer *answer);

#endif
