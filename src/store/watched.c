#include "store/watched.h"

#include "store/connection.h"
#include "store/sql-text.h"

/* A struct's members and the columns that hold them. */
typedef struct {
	const char *name; /* of the parameter, with its colon */
	size_t offset;
	bool text; /* else a number */
} Member;

#define TEXT(type, member)                                                                     \
	{                                                                                      \
		":" #member, offsetof(type, member), true                                      \
	}
#define NUMBER(type, member)                                                                   \
	{                                                                                      \
		":" #member, offsetof(type, member), false                                     \
	}

static const Member feed_members[] = {
	TEXT(Feed, url),       TEXT(Feed, etag),   TEXT(Feed, last_modified), TEXT(Feed, error),
	NUMBER(Feed, checked), NUMBER(Feed, hold), NUMBER(Feed, failures),
};

static const Member visit_members[] = {
	TEXT(Visit, address),       TEXT(Visit, feed),       TEXT(Visit, item),
	TEXT(Visit, digest),        TEXT(Visit, given),      TEXT(Visit, host),
	TEXT(Visit, given_id),      TEXT(Visit, url),        TEXT(Visit, etag),
	TEXT(Visit, last_modified), NUMBER(Visit, found),    NUMBER(Visit, checked),
	NUMBER(Visit, due),         NUMBER(Visit, failures),
};

static char **
text_at(void *of, const Member *member)
{
	return (char **)((char *)of + member->offset);
}

static int64_t *
number_at(void *of, const Member *member)
{
	return (int64_t *)((char *)of + member->offset);
}

static void
free_texts(void *of, const Member *members, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (members[i].text)
			g_free(*text_at(of, &members[i]));
	g_free(of);
}

void
feed_free(Feed *feed)
{
	if (feed)
		free_texts(feed, feed_members, G_N_ELEMENTS(feed_members));
}

void
visit_free(Visit *visit)
{
	if (visit)
		free_texts(visit, visit_members, G_N_ELEMENTS(visit_members));
}

/* NEVER and NULL are the column's NULL. */
static void
bind(Statement *statement, const void *of, const Member *members, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const Member *member = &members[i];

		if (member->text)
			statement_bind_text(statement, member->name,
			                    *text_at((void *)of, member));
		else if (*number_at((void *)of, member) != NEVER)
			statement_bind_number(statement, member->name,
			                      *number_at((void *)of, member));
	}
}

static const Member *
member_named(const char *name, const Member *members, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (g_str_equal(members[i].name + 1, name))
			return &members[i];
	return NULL;
}

/* Fills the members whose columns the row has. */
static void
fill(void *of, Statement *row, const Member *members, size_t n)
{
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		const Member *member = member_named(sqlite3_column_name(row, i), members, n);
		bool null = sqlite3_column_type(row, i) == SQLITE_NULL;

		if (member && member->text)
			*text_at(of, member) =
			    g_strdup((const char *)sqlite3_column_text(row, i));
		else if (member)
			*number_at(of, member) = null ? NEVER : sqlite3_column_int64(row, i);
	}
}

Feed *
watched_feed(EntenteDossier *dossier, const char *url, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_get_feed, error);
	g_autoptr(Feed) feed = g_new0(Feed, 1);
	bool known;

	feed->url = g_strdup(url);
	feed->checked = NEVER;
	if (!row)
		return NULL;
	statement_bind_text(row, ":url", url);
	if (!connection_step(dossier, row, &known, error))
		return NULL;
	if (known)
		fill(feed, row, feed_members, G_N_ELEMENTS(feed_members));
	return g_steal_pointer(&feed);
}

bool
watched_put_feed(EntenteDossier *dossier, const Feed *feed, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_put_feed, error);

	if (!row)
		return false;
	bind(row, feed, feed_members, G_N_ELEMENTS(feed_members));
	return connection_run(dossier, row, error);
}

static Visit *
visit_of(Statement *row)
{
	Visit *visit = g_new0(Visit, 1);

	fill(visit, row, visit_members, G_N_ELEMENTS(visit_members));
	return visit;
}

/* The first row of a query whose parameters are members of `like`. */
static bool
find(EntenteDossier *dossier, const char *sql, const Visit *like, Visit **visit, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql, error);
	bool found;

	if (!row)
		return false;
	bind(row, like, visit_members, G_N_ELEMENTS(visit_members));
	if (!connection_step(dossier, row, &found, error))
		return false;
	*visit = found ? visit_of(row) : NULL;
	return true;
}

bool
watched_find(EntenteDossier *dossier, const Visit *like, Visit **visit, GError **error)
{
	return find(dossier, sql_get_visit, like, visit, error) &&
	       (*visit || find(dossier, sql_find_item, like, visit, error));
}

bool
watched_find_page(EntenteDossier *dossier, const Visit *like, Visit **visit, GError **error)
{
	return find(dossier, sql_find_page, like, visit, error);
}

bool
watched_put(EntenteDossier *dossier, const Visit *visit, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_put_visit, error);

	if (!row)
		return false;
	bind(row, visit, visit_members, G_N_ELEMENTS(visit_members));
	return connection_run(dossier, row, error);
}

static void
free_visit(gpointer visit)
{
	visit_free(visit);
}

GPtrArray *
watched_due(EntenteDossier *dossier, int64_t now, size_t most, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_due_visits, error);
	g_autoptr(GPtrArray) visits = g_ptr_array_new_with_free_func(free_visit);
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_number(row, ":now", now);
	statement_bind_number(row, ":most", (int64_t)most);
	while (true) {
		if (!connection_step(dossier, row, &is_row, error))
			return NULL;
		if (!is_row)
			return g_steal_pointer(&visits);
		g_ptr_array_add(visits, visit_of(row));
	}
}

/* The only number of the only row; NEVER for NULL. */
static bool
number(EntenteDossier *dossier, Statement *row, int64_t *value, GError **error)
{
	bool is_row;

	if (!connection_step(dossier, row, &is_row, error))
		return false;
	*value =
	    sqlite3_column_type(row, 0) == SQLITE_NULL ? NEVER : sqlite3_column_int64(row, 0);
	return true;
}

bool
watched_next(EntenteDossier *dossier, int64_t *when, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_next_visit, error);

	return row && number(dossier, row, when, error);
}

bool
watched_waiting(EntenteDossier *dossier, const char *feed, int64_t *n, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_count_waiting, error);

	if (!row)
		return false;
	statement_bind_text(row, ":feed", feed);
	return number(dossier, row, n, error);
}

char *
watched_robots(EntenteDossier *dossier, const char *origin, int64_t now, int64_t *until,
               GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_get_robots, error);
	bool is_row;

	if (!row)
		return NULL;
	statement_bind_text(row, ":origin", origin);
	statement_bind_number(row, ":now", now);
	if (!connection_step(dossier, row, &is_row, error) || !is_row)
		return NULL;
	*until = sqlite3_column_int64(row, 1);
	return g_strdup((const char *)sqlite3_column_text(row, 0));
}

bool
watched_put_robots(EntenteDossier *dossier, const char *origin, const char *rules,
                   int64_t until, GError **error)
{
	g_autoptr(Statement) row = connection_prepare(dossier, sql_put_robots, error);

	if (!row)
		return false;
	statement_bind_text(row, ":origin", origin);
	statement_bind_text(row, ":rules", rules);
	statement_bind_number(row, ":until", until);
	return connection_run(dossier, row, error);
}
