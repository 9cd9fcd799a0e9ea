#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <glib.h>
#include <stdbool.h>

/* What a reader asks for (entente/search.h), taken apart. */
typedef struct {
	char *words; /* in the syntax of FTS5; NULL where only filters are given */
	bool begins; /* some of them are beginnings of words */
	char *party, *speaker, *issue, *outlet;
	char *since, *until; /* days, both included */
} Query;

/* Fails with ENTENTE_ERROR_INPUT. */
Query *query_new(const char *text, GError **error);
void query_free(Query *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_free)

/* Whether more than words is asked for. */
bool query_has_filter(const Query *query);

#endif
