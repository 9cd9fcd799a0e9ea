/* robots.txt: the first line is the path that is asked about. */
#include "fetch/robots.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *text = (const char *)bytes, *end = memchr(text, '\n', length);
	size_t n = end ? (size_t)(end - text) : 0;
	g_autofree char *path = g_strndup(text, n);
	g_autoptr(Robots) robots = robots_parse(text + n, length - n, "entente");

	g_assert(robots_allow(robots, "/robots.txt"));
	g_assert(robots_delay(robots) <= MAX_ROBOTS_DELAY);
	(void)robots_allow(robots, path);
	return 0;
}
