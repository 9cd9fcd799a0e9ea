/* JSON Feed, ninjs and JSON Lines. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const Reader *const readers[] = { &reader_jsonfeed, &reader_ninjs,
		                                 &reader_jsonl };
	unsigned i = 0;

	while (i + 1 < G_N_ELEMENTS(readers) &&
	       !readers[i]->sniff((const char *)bytes, MIN(length, (size_t)SNIFF_BYTES)))
		i++;
	if (length)
		read_with(readers[i], bytes, length);
	return 0;
}
