#ifndef READ_JSON_STREAM_H
#define READ_JSON_STREAM_H

#include "read/reader.h"

#include <jansson.h>

/* JSON that holds many articles, read as a stream: a value is handed on before the next one has
 * arrived, and no more than one is held. */

/* Where a value stands. */
typedef struct {
	const Reading *reading;
	const char *name; /* of the input */
	size_t number; /* its first line or, of a feed's items, which of them it is, from 1 */
	const char *where; /* "'talks.jsonl' line 3" */
} JsonPlace;

/* What a format makes of a value; false where the sink stopped it. */
typedef bool (*JsonTaker)(const json_t *value, const JsonPlace *place, gconstpointer user_data);

/* Each value of JSON Lines; or the object or the array's objects that the whole input is. */
bool json_read_lines(Input *input, const Reading *reading, JsonTaker take,
                     gconstpointer user_data);

/* Each object of an array whose bracket has been taken off the input. */
bool json_read_items(Input *input, const Reading *reading, JsonTaker take,
                     gconstpointer user_data);

/* How surely the bytes are the start of such JSON: 100 or 0. */
int json_sniff(const char *bytes, size_t length);

/* Of the keys (NULL-terminated, at most 32), those that the first object has, as far as the
 * bytes go: bits 1 << index.  A key that ends with "*" stands for all that begin so. */
uint32_t json_keys(const char *bytes, size_t length, const char *const *keys);

/* The length of the string or of the object or array that begins at `at`; what is left where it
 * does not end. */
size_t json_string_span(const char *at, const char *end);
size_t json_value_span(const char *at, const char *end);

/* A string, or a whole number as a string, settled, in the article's arena; NULL for anything
 * else. */
const char *json_field(Article *article, const json_t *object, const char *key);

/* The value of the text, also where some escapes in it are damaged; NULL with `reason` set, to
 * be freed, where it is no JSON. */
json_t *json_parse(const char *text, size_t length, char **reason);

#endif
