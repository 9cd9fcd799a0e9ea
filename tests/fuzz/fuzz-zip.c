/* zip and gzip, and what lies in them. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	bool gzip = reader_gzip.sniff((const char *)bytes, length) > 0;

	read_with(gzip ? &reader_gzip : &reader_zip, bytes, length);
	return 0;
}
