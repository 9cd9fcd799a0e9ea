/* Feeds in XML, and lists of them. */
#include "fuzz-reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const Reader *const readers[] = { &reader_atom, &reader_opml, &reader_rss };
	unsigned i = 0;

	while (i + 1 < G_N_ELEMENTS(readers) &&
	       !readers[i]->sniff((const char *)bytes, MIN(length, (size_t)SNIFF_BYTES)))
		i++;
	if (length)
		read_with(readers[i], bytes, length);
	return 0;
}
