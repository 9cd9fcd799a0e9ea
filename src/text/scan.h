#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include <stdbool.h>
#include <stdint.h>

/* Characters of a paragraph, and where the word, the mark or the address at a byte ends. */

typedef struct {
	const char *text; /* of the article */
	uint32_t start, end;
} Line;

enum { CHAR_SPACE = 1, CHAR_LETTER = 2, CHAR_DIGIT = 4, CHAR_UPPER = 8 };

typedef struct {
	uint32_t size; /* bytes, 0 at the end of the paragraph */
	unsigned kind; /* CHAR_*, 0 for a mark */
} Char;

/* The character at `at`, which is not ASCII. */
Char wide_char_at(const Line *line, uint32_t at);

static inline Char
char_at(const Line *line, uint32_t at)
{
	if (at >= line->end)
		return (Char){ 0, CHAR_SPACE };
	unsigned char c = (unsigned char)line->text[at];
	if (c >= 0x80)
		return wide_char_at(line, at);
	if (c <= ' ')
		return (Char){ 1, CHAR_SPACE };
	if (c >= 'a' && c <= 'z')
		return (Char){ 1, CHAR_LETTER };
	if (c >= 'A' && c <= 'Z')
		return (Char){ 1, CHAR_LETTER | CHAR_UPPER };
	return (Char){ 1, c >= '0' && c <= '9' ? CHAR_DIGIT : 0 };
}

/* The bytes of the apostrophe at `at`: 1, 3 for the typographic one, 0 for none. */
uint32_t apostrophe_at(const Line *line, uint32_t at);

/* Where the word of letters, digits and joints from `at` ends. */
uint32_t word_end(const Line *line, uint32_t at);

/* Where the mark at `at` ends: runs of . of - and of !? are one, as are `` and ''. */
uint32_t mark_end(const Line *line, uint32_t at);

/* Where the address that begins at `at` ends; `at` where there is none. */
uint32_t url_end(const Line *line, uint32_t at);

#endif
