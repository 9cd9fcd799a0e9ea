#include "extract/extract.h"

void
extract_records(const Document *document, EntenteRecords *records)
{
	(void)document;
	(void)records;
}
