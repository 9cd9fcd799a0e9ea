#ifndef TEXT_PARSE_H
#define TEXT_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Tags, lemmas, dependency trees (Universal Dependencies 2) and names, for sentences that are
 * already split into words.
 *
 *	ParseModel: the trained weights, mapped from one file, shared by all threads
 *	Parser:     the buffers of one thread; nothing is allocated a word
 *
 * The same words give the same tree on every processor: sums run over integers, and the few
 * operations on floats are done in a fixed order without fused multiply-add. */
typedef struct ParseModel ParseModel;
typedef struct Parser Parser;

/* clang-format off */
typedef enum {
	UPOS_ADJ, UPOS_ADP, UPOS_ADV, UPOS_AUX, UPOS_CCONJ, UPOS_DET, UPOS_INTJ, UPOS_NOUN,
	UPOS_NUM, UPOS_PART, UPOS_PRON, UPOS_PROPN, UPOS_PUNCT, UPOS_SCONJ, UPOS_SYM, UPOS_VERB,
	UPOS_X,
	N_UPOS
} Upos;

/* Penn Treebank tags as English UD has them: they tell tense and number. */
typedef enum {
	XPOS_ADD, XPOS_AFX, XPOS_CC, XPOS_CD, XPOS_COLON, XPOS_COMMA, XPOS_DOLLAR, XPOS_DT,
	XPOS_EX, XPOS_FW, XPOS_GW, XPOS_HYPH, XPOS_IN, XPOS_JJ, XPOS_JJR, XPOS_JJS, XPOS_LRB,
	XPOS_LS, XPOS_MD, XPOS_NFP, XPOS_NN, XPOS_NNP, XPOS_NNPS, XPOS_NNS, XPOS_PDT, XPOS_POS,
	XPOS_PRP, XPOS_PRPS, XPOS_RB, XPOS_RBR, XPOS_RBS, XPOS_RP, XPOS_RRB, XPOS_STOP, XPOS_SYM,
	XPOS_TO, XPOS_UH, XPOS_VB, XPOS_VBD, XPOS_VBG, XPOS_VBN, XPOS_VBP, XPOS_VBZ, XPOS_WDT,
	XPOS_WP, XPOS_WPS, XPOS_WRB, XPOS_QUOTE_OPEN, XPOS_QUOTE_CLOSE,
	N_XPOS
} Xpos;

typedef enum {
	REL_ACL, REL_ACL_RELCL, REL_ADVCL, REL_ADVCL_RELCL, REL_ADVMOD, REL_AMOD, REL_APPOS,
	REL_AUX, REL_AUX_PASS, REL_CASE, REL_CC, REL_CC_PRECONJ, REL_CCOMP, REL_COMPOUND,
	REL_COMPOUND_PRT, REL_CONJ, REL_COP, REL_CSUBJ, REL_CSUBJ_OUTER, REL_CSUBJ_PASS, REL_DEP,
	REL_DET, REL_DET_PREDET, REL_DISCOURSE, REL_DISLOCATED, REL_EXPL, REL_FIXED, REL_FLAT,
	REL_GOESWITH, REL_IOBJ, REL_LIST, REL_MARK, REL_NMOD, REL_NMOD_DESC, REL_NMOD_POSS,
	REL_NMOD_UNMARKED, REL_NSUBJ, REL_NSUBJ_OUTER, REL_NSUBJ_PASS, REL_NUMMOD, REL_OBJ,
	REL_OBL, REL_OBL_AGENT, REL_OBL_UNMARKED, REL_ORPHAN, REL_PARATAXIS, REL_PUNCT,
	REL_REPARANDUM, REL_ROOT, REL_VOCATIVE, REL_XCOMP,
	N_RELATIONS
} Relation;
/* clang-format on */

typedef enum {
	NAME_NONE,
	NAME_PERSON,
	NAME_PLACE,
	NAME_ORGANISATION,
	NAME_NATIONALITY, /* "Swiss", "the Russians" */
	N_NAMES
} Name;

/* A word as it stands in the text: UTF-8, not NUL-terminated. */
typedef struct {
	const char *text;
	uint32_t length;
} ParseWord;

typedef struct {
	uint8_t upos;     /* Upos */
	uint8_t xpos;     /* Xpos */
	uint8_t relation; /* Relation to the head */
	uint8_t name;     /* Name */
	bool name_begins; /* first word of a name; the following words of the same Name go on */
	uint32_t head;    /* from 1 within the sentence; 0 for its root */
	uint32_t lemma_length;
	const char
	    *lemma; /* UTF-8, not NUL-terminated; lives until the parser's next sentence */
} ParsedWord;

Parser *parser_new(const ParseModel *model);
void parser_free(Parser *parser);

/* Reads one sentence: `parsed` has room for `n_words`.  Every tree has one root and no cycle.
 * Linear in the number of words: a sentence of more than 400 words is read in pieces, the
 * later ones hung on the first as parataxis.  Never fails: any words have a reading. */
void parse_sentence(Parser *parser, const ParseWord *words, size_t n_words, ParsedWord *parsed);

/* The names as the treebanks write them ("PROPN", "NNP", "nsubj:pass", "person"), and back:
 * -1 for none of them. */
const char *upos_name(Upos upos);
const char *xpos_name(Xpos xpos);
const char *relation_name(Relation relation);
const char *name_name(Name name);
int upos_from_name(const char *name);
int xpos_from_name(const char *name);
int relation_from_name(const char *name);

#endif
