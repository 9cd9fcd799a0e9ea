#ifndef TEXT_NUMBERS_H
#define TEXT_NUMBERS_H

#include "model/document.h"

/* Reads the numbers of one document. */
typedef struct {
	const Document *document;
	unsigned value_column, class_column, function_column;
} NumberReader;

NumberReader number_reader(const Document *document);

/* A number as digits, words or both: "600,000", "5bn", "twenty-eight", "two hundred and fifty",
 * "half a million", "three and a half".  `end` is one past its last word, 0 where word i begins
 * none; nothing from `limit` on is read. */
typedef struct {
	double value;
	uint32_t end;
} Number;

Number read_number(const NumberReader *reader, uint32_t i, uint32_t limit);

/* The number in a part of a compound: "28", "five"; 0 for none. */
double number_of(const NumberReader *reader, const char *text, size_t length);

/* Whether word i is "a" or "an". */
bool is_article(const NumberReader *reader, uint32_t i, uint32_t limit);

/* One past "and a half" at i, or past "and"; i if neither stands there. */
uint32_t after_half(const NumberReader *reader, uint32_t i, uint32_t limit);
uint32_t after_link(const NumberReader *reader, uint32_t i, uint32_t limit);

#endif
