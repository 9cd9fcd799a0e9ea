#ifndef TELL_SOURCES_H
#define TELL_SOURCES_H

#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

/* The sources of a set of records, numbered from 1 in their order: what a citation refers to.
 *
 * A source that a sentence names but no record describes gets a number too.  A copy is told
 * apart from the source whose text it repeats, and counts for nothing beside it. */
typedef struct {
	const EntenteSource *source;
	guint original; /* number of the source whose text this one repeats; its own if none */
} NumberedSource;

typedef struct SourceIndex SourceIndex;

SourceIndex *source_index_new(const EntenteRecords *records);
void source_index_free(SourceIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceIndex, source_index_free)

guint source_index_count(const SourceIndex *index);
guint source_index_independent(const SourceIndex *index);
const NumberedSource *source_index_get(const SourceIndex *index, guint number);

/* The number of the source of this id, 0 if there is none. */
guint source_index_number(const SourceIndex *index, const char *id);

/* Puts the numbers (guint) into ascending order, each once, and leaves out copies that stand
 * beside their original. */
void source_index_settle(const SourceIndex *index, GArray *numbers);

/* How many independent sources tell the record. */
guint source_index_weight(const SourceIndex *index, const EntenteRecord *record);

/* The languages of the sources that were kept but not read, each once, in the order of the
 * sources, in a new string; NULL where all were read.  `*n` is set to how many were not. */
char *source_index_unread(const SourceIndex *index, guint *n);

/* What a reader knows the source by: its outlet, else its id. */
const char *source_name(const EntenteSource *source);

#endif
