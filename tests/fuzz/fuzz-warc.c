/* Web archives, HTTP responses and content codings. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	read_with(&reader_warc, bytes, length);
	return 0;
}
