#include "gather/gather.h"

EntenteRecords *
gather(const EntenteRecords *pages, const Lexicon *lexicon)
{
	EntenteRecords *merged = records_new();

	(void)lexicon;
	for (size_t i = 0; i < entente_records_count(pages); i++)
		records_add_copy(merged, entente_records_get(pages, i));
	return merged;
}
