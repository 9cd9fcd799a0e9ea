#ifndef READ_HTML_H
#define READ_HTML_H

#include "model/article.h"
#include "model/lexicon.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

/* A page of HTML as a list of blocks: what a reader sees as one paragraph, heading or item. */

typedef enum { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM, BLOCK_ROW } BlockKind;

typedef struct {
	BlockKind kind;
	int level;            /* of a heading: 1 to 6 */
	xmlNode *node;        /* the element whose text it is */
	size_t start, length; /* bytes of HtmlPage.text */
	size_t linked;        /* of these, how many stand in links */
	bool kept;
} Block;

/* What is known of an element that holds blocks; hangs on the node's _private. */
typedef struct {
	size_t all;  /* bytes of prose below, links left out */
	size_t good; /* of these, those not below a dropped element */
	enum { FATE_UNKNOWN, FATE_STAYS, FATE_DROPPED } fate;
	bool declared; /* by its class or itemprop, the article's body */
	bool byline;   /* by its class */
} Note;

typedef struct {
	xmlDoc *document;
	Arena *arena;
	GString *text;
	GArray *blocks;    /* Block */
	const char *title; /* of the article, from its metadata; NULL if none */
} HtmlPage;

/* Elements by what they do to the text. */
typedef enum {
	ROLE_INLINE,  /* part of the text around it */
	ROLE_SKIP,    /* never text: script, style, form fields, pictures */
	ROLE_BLOCK,   /* begins and ends a block */
	ROLE_HEADING, /* h1 to h6 */
	ROLE_ITEM,    /* li */
	ROLE_BREAK,   /* br */
	ROLE_TABLE,
	ROLE_ROWS, /* thead, tbody, tfoot */
	ROLE_ROW,
	ROLE_CELL,
	ROLE_ASIDE, /* a block that is no part of the article: nav, aside, footer */
	ROLE_HEADER /* part of the article inside an article, else not */
} ElementRole;

ElementRole element_role(const xmlNode *node);

/* The attribute's value within the document, NULL for none; never to be freed. */
const char *attribute(const xmlNode *node, const char *name);

/* Fills page->blocks from the document's body. */
void html_collect_blocks(HtmlPage *page);

/* Marks the blocks of the main text as kept. */
void html_find_main(HtmlPage *page, const Lexicon *lexicon);

/* Title, outlet, author, date, language, address; `*body` is set to the text that the page's
 * own description gives (articleBody of JSON-LD), to be freed, NULL for none. */
void html_read_metadata(Article *article, const HtmlPage *page, char **body);

/* What the page's JSON-LD says of the article; members NULL where it says nothing. */
typedef struct {
	char *title, *outlet, *author, *published, *language, *url, *body;
} LinkedData;

/* Adds to `found` what the script's text holds. */
void linked_data_read(LinkedData *found, const char *text);
void linked_data_clear(LinkedData *found);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LinkedData, linked_data_clear)

#endif
