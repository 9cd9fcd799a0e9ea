/* Markdown and its front matter. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	reader_markdown.sniff((const char *)bytes, MIN(length, (size_t)SNIFF_BYTES));
	read_with(&reader_markdown, bytes, length);
	return 0;
}
