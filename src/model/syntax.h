#ifndef MODEL_SYNTAX_H
#define MODEL_SYNTAX_H

#include <stdbool.h>
#include <stdint.h>

/* Tags and relations of Universal Dependencies 2, as the text stage finds and extraction uses
 * them. */

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

/* What the parser's network made of a word: its embedding, then the word in its context. */
enum { SYNTAX_EMBED = 128, SYNTAX_CONTEXT = 256, SYNTAX_STATE = SYNTAX_EMBED + SYNTAX_CONTEXT };

/* One word's place in the tree of its sentence. */
typedef struct {
	uint32_t head; /* index of the head's word in the document; its own for a root */
	uint8_t upos, xpos, relation, name;
	bool name_begins; /* first word of a name; the following words of the same name go on */
} Syntax;

#endif
