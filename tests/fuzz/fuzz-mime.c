/* Mail and saved pages. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	bool saved = reader_mhtml.sniff((const char *)bytes, length) > 0;

	read_with(saved ? &reader_mhtml : &reader_eml, bytes, length);
	return 0;
}
