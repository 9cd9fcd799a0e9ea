/* The names of tags and relations, in the order of their enums. */
#include "text/parse.h"

#include <string.h>

static const char *const upos_names[N_UPOS] = {
	"ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};

static const char *const xpos_names[N_XPOS] = {
	"ADD", "AFX",  "CC",    "CD",  ":",   ",",   "$",     "DT",   "EX",  "FW",
	"GW",  "HYPH", "IN",    "JJ",  "JJR", "JJS", "-LRB-", "LS",   "MD",  "NFP",
	"NN",  "NNP",  "NNPS",  "NNS", "PDT", "POS", "PRP",   "PRP$", "RB",  "RBR",
	"RBS", "RP",   "-RRB-", ".",   "SYM", "TO",  "UH",    "VB",   "VBD", "VBG",
	"VBN", "VBP",  "VBZ",   "WDT", "WP",  "WP$", "WRB",   "``",   "''",
};

static const char *const relation_names[N_RELATIONS] = {
	"acl",        "acl:relcl",   "advcl",        "advcl:relcl",
	"advmod",     "amod",        "appos",        "aux",
	"aux:pass",   "case",        "cc",           "cc:preconj",
	"ccomp",      "compound",    "compound:prt", "conj",
	"cop",        "csubj",       "csubj:outer",  "csubj:pass",
	"dep",        "det",         "det:predet",   "discourse",
	"dislocated", "expl",        "fixed",        "flat",
	"goeswith",   "iobj",        "list",         "mark",
	"nmod",       "nmod:desc",   "nmod:poss",    "nmod:unmarked",
	"nsubj",      "nsubj:outer", "nsubj:pass",   "nummod",
	"obj",        "obl",         "obl:agent",    "obl:unmarked",
	"orphan",     "parataxis",   "punct",        "reparandum",
	"root",       "vocative",    "xcomp",
};

static const char *const name_names[N_NAMES] = {
	"none", "person", "place", "organisation", "nationality",
};

static int
find(const char *const *names, int n_names, const char *name)
{
	for (int i = 0; i < n_names; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

const char *
upos_name(Upos upos)
{
	return upos_names[upos];
}

const char *
xpos_name(Xpos xpos)
{
	return xpos_names[xpos];
}

const char *
relation_name(Relation relation)
{
	return relation_names[relation];
}

const char *
name_name(Name name)
{
	return name_names[name];
}

int
upos_from_name(const char *name)
{
	return find(upos_names, N_UPOS, name);
}

int
xpos_from_name(const char *name)
{
	return find(xpos_names, N_XPOS, name);
}

int
relation_from_name(const char *name)
{
	return find(relation_names, N_RELATIONS, name);
}
