#include "gather/texts.h"

char *
texts_sentence(const GatherTexts *texts, const EntenteEvidence *sentence)
{
	if (sentence->text || !texts)
		return g_strdup(sentence->text);
	return texts->sentence(sentence, texts->user_data);
}

GArray *
texts_fingerprint(const GatherTexts *texts, const char *source)
{
	return texts ? texts->fingerprint(source, texts->user_data) : NULL;
}
