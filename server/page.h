#ifndef SERVER_PAGE_H
#define SERVER_PAGE_H

#include "html.h"
#include "visit.h"

/* What the pages have in common. */

/* Begins a page of this title, with its navigation; then `visit->out` takes what is on it. */
void page_begin(Visit *visit, const char *title);
Answer *page_end(Visit *visit, guint status);

/* A string of JSON, or null. */
void page_json(GString *out, const char *text);

/* A stance as word and symbol, with its colour. */
void page_stance(GString *out, int stance);

/* "22 Dec 2025" of an ISO date; "" of NULL.  To be freed. */
char *page_day(const char *iso);

/* An issue in words: "security guarantees" of "security-guarantees"; to be freed. */
char *page_issue(const char *issue);

/* "1 source", "3 sources". */
void page_count(GString *out, guint n, const char *one, const char *many);

/* The sources among records, by their ids. */
GHashTable *page_sources(const EntenteRecords *records);

/* What a reader knows the source by. */
const char *page_outlet(const EntenteSource *source, const char *id);

/* The link to a sentence in its article: outlet and date. */
void page_cite(GString *out, GHashTable *sources, const EntenteEvidence *evidence);

/* The record in a line of words, without its sentences: to be freed. */
char *page_say(const EntenteRecord *record);

/* A record whole: what it says, its sentences where they stand, and how to correct it. */
void page_record(Visit *visit, const EntenteRecord *record, GHashTable *sources,
                 const EntenteRecords *others);

/* The form that corrects a record; `others` are those that it may be merged with. */
void page_correct(Visit *visit, const EntenteRecord *record, const EntenteRecords *others);

/* What the request asks of entente_dossier_grid(); NULL with `*refusal` set. */
EntenteRecords *grid_asked(Visit *visit, Answer **refusal);

/* The grid of parties and issues, of what entente_dossier_grid() gives; at most so many
 * parties. */
void page_grid(Visit *visit, const EntenteRecords *grid, guint most_parties);

/* Of what entente_dossier_grid() gives the parties, or with `issues` the issues, of which most
 * is told, at most so many: for g_free(); the names are the grid's. */
const char **page_main(const EntenteRecords *grid, bool issues, guint most);

/* "Earlier", "Later": links to the portions before and after. */
void page_portions(Visit *visit, guint from, guint n, guint most);

/* What a search form asks for, as entente_dossier_search() takes it; to be freed. */
char *search_query(const Request *request);

/* Hidden fields that every form has. */
void page_token(Visit *visit);

/* The value of a field as `entente correct` takes it; to be freed. */
char *page_field(const EntenteRecord *record, const EntenteField *field);

#endif
