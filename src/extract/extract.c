/* The order of the extractors; each kind of record has a file of its own. */
#include "extract/extract.h"

#include "extract/extraction.h"
#include "extract/judge.h"

EntenteEvidence
sentence_evidence(const Extraction *extraction, uint32_t index)
{
	const Article *article = extraction->document->article;
	EntenteSpan span = extraction->document->sentences[index].span;

	return (EntenteEvidence){ article->id, span,
		                  arena_strndup(article->arena, article->text + span.start,
		                                span.end - span.start),
		                  0 };
}

EntenteRecord *
add_record(const Extraction *extraction, EntenteKind kind, uint32_t sentence, uint32_t second)
{
	EntenteRecord *record = records_add(extraction->records, kind);
	EntenteEvidence *evidence = arena_new0(extraction->records->arena, EntenteEvidence, 2);

	record->n_evidence = 1;
	evidence[0] = sentence_evidence(extraction, sentence);
	if (second != sentence)
		evidence[record->n_evidence++] = sentence_evidence(extraction, second);
	record->evidence = evidence;
	return record;
}

/* The judge needs to know who speaks; the other extractors, what it found.  Nobody else asks for
 * the words' states, which take more room than all the rest. */
static void
hear_judge(Extraction *extraction)
{
	Document *document = (Document *)extraction->document;

	if (extraction->judge)
		judge(extraction, extraction->judge);
	else
		extraction->verdicts = g_array_new(false, false, sizeof(Verdict));
	if (document->states)
		arena_give_back(document->article->arena, document->states);
	document->states = NULL;
	document->n_states = 0;
}

void
extract_records(const Document *document, const JudgeModel *judge_model, EntenteRecords *records)
{
	static void (*const extractors[])(Extraction *) = {
		extract_people,    extract_quotes, hear_judge, extract_meetings,   extract_drafts,
		extract_positions, extract_claims, extract_assessments, extract_parties,
	};
	g_autoptr(Cast) cast = cast_find(document);
	Extraction extraction = {
		.document = document,
		.judge = judge_model,
		.cast = cast,
		.records = records,
		.explaining = records->explaining,
		.speakers = arena_new0(records->arena, Actor, document->n_quotations),
		.speaker_names = arena_new0(records->arena, const char *, document->n_quotations),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(extractors); i++)
		extractors[i](&extraction);
	g_array_unref(extraction.verdicts);
	g_free(extraction.scores);
}
