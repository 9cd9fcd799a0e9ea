/* A bump allocator.  Blocks grow so that a page of news takes two or three of them; a request
 * larger than a block gets a block of its own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

typedef struct Block {
	struct Block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
} Block;

struct Arena {
	Block *block;
	size_t next_size;
};

Arena *
arena_new(void)
{
	Arena *arena = g_new0(Arena, 1);

	arena->next_size = FIRST_BLOCK;
	return arena;
}

void
arena_free(Arena *arena)
{
	if (!arena)
		return;
	for (Block *block = arena->block, *next; block; block = next) {
		next = block->next;
		g_free(block);
	}
	g_free(arena);
}

void *
arena_alloc(Arena *arena, size_t size)
{
	const size_t alignment = alignof(max_align_t);
	size_t wanted = (size + alignment - 1) & ~(alignment - 1);
	Block *block = arena->block;

	if (!block || block->size - block->used < wanted) {
		size_t room = MAX(wanted, arena->next_size);

		block = g_malloc0(sizeof *block + room);
		block->size = room;
		block->next = arena->block;
		arena->block = block;
		arena->next_size = MIN(arena->next_size * 2, (size_t)LARGEST_BLOCK);
	}
	void *result = block->bytes + block->used;
	block->used += wanted;
	return result;
}

void *
arena_lend(Arena *arena, size_t size)
{
	Block *block = g_malloc0(sizeof *block + size);

	/* behind the first block, in which allocation goes on */
	if (!arena->block)
		arena_alloc(arena, 1);
	block->next = arena->block->next;
	arena->block->next = block;
	return block->bytes;
}

void
arena_give_back(Arena *arena, void *lent)
{
	for (Block **at = &arena->block; *at; at = &(*at)->next) {
		Block *block = *at;

		if (block->bytes != lent)
			continue;
		*at = block->next;
		g_free(block);
		return;
	}
}

char *
arena_strndup(Arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

char *
arena_strdup(Arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *
arena_printf(Arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return arena_strdup(arena, text);
}

const char *const *
arena_texts(Arena *arena, const GPtrArray *texts)
{
	if (!texts || !texts->len)
		return NULL;
	const char **copy = arena_new0(arena, const char *, texts->len + 1);
	for (guint i = 0; i < texts->len; i++)
		copy[i] = arena_strdup(arena, texts->pdata[i]);
	return copy;
}
