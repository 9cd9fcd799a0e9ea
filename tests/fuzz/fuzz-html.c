/* A page of HTML, whatever its bytes. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	reader_html.sniff((const char *)bytes, MIN(length, (size_t)SNIFF_BYTES));
	read_with(&reader_html, bytes, length);
	return 0;
}
