#ifndef READ_XML_CUT_H
#define READ_XML_CUT_H

#include "read/input.h"

/* Cutting a stream of XML into the elements of one name, without parsing it: what is damaged in
 * one does no harm to the next. */

typedef enum {
	XML_CUT_END,
	XML_CUT_WHOLE,
	XML_CUT_BROKEN,   /* another begins, or the feed or the input ends, before it does */
	XML_CUT_TOO_LONG, /* than MAX_LINE_BYTES */
} XmlCutKind;

/* What is known of where something stands next: nowhere before `none`, then at `at`, 0 for not
 * known. */
typedef struct {
	size_t none, at;
} XmlMemo;

enum { XML_SECTIONS = 3 };

typedef struct {
	Input *input;
	char *open, *close; /* "<item", "</item" */
	const char *root;   /* "</rss" */
	bool root_ended;    /* it was seen */
	size_t at;          /* scanned so far, in the window */
	XmlMemo ends[XML_SECTIONS], closes;
} XmlCut;

/* `item` and `root` are names with their prefixes. */
void xml_cut_begin(XmlCut *cut, Input *input, const char *item, const char *root);
void xml_cut_clear(XmlCut *cut);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(XmlCut, xml_cut_clear)

/* Goes on to where the next element begins, which then is the window's start; false where none
 * does.  What stands before it is appended to `before` (may be NULL) up to `most` bytes. */
bool xml_cut_next(XmlCut *cut, GString *before, size_t most);

/* The length of the element at the window's start; of one that is not whole, of what is to be
 * taken for it. */
XmlCutKind xml_cut_element(XmlCut *cut, size_t *length);

/* Takes it. */
void xml_cut_take(XmlCut *cut, size_t length);

#endif
