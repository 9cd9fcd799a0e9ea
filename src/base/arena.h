#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <glib.h>
#include <stddef.h>

/* Memory that is freed all at once: one arena an article, one a result. */
typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* `size` zeroed bytes, aligned for any type.  Never NULL. */
void *arena_alloc(Arena *arena, size_t size);

/* The same in a block of its own, which arena_give_back may free before the arena is. */
void *arena_lend(Arena *arena, size_t size);
void arena_give_back(Arena *arena, void *lent);

#define arena_new0(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (count)))

/* A copy of `length` bytes, NUL-terminated. */
char *arena_strndup(Arena *arena, const char *text, size_t length);

/* A copy of a string; NULL stays NULL. */
char *arena_strdup(Arena *arena, const char *text);

char *arena_printf(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A NULL-terminated copy of the list of strings in `texts` (a GPtrArray of char *), strings
 * included.  NULL for an empty list. */
const char *const *arena_texts(Arena *arena, const GPtrArray *texts);

#endif
