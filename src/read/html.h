#ifndef READ_HTML_H
#define READ_HTML_H

#include "model/article.h"
#include "model/lexicon.h"
#include "read/phrases.h"
#include "read/xml-tree.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <string.h>

/* A page of HTML as a list of blocks: what a reader sees as one paragraph, heading or item. */

typedef enum { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM, BLOCK_ROW } BlockKind;

typedef struct {
	BlockKind kind;
	int level;              /* of a heading: 1 to 6 */
	xmlNode *node;          /* the element whose text it is */
	xmlNode *hider;         /* the outermost element around it that is not shown, or NULL */
	uint32_t start, length; /* bytes of HtmlPage.text */
	uint32_t linked, timed; /* of these, how many stand in links, and in time elements */
	const char *stamp;      /* the moment of the entry that begins here, or NULL */
	bool kept;
} Block;

/* What is known of an element that holds blocks; hangs on the node's _private. */
typedef struct {
	uint64_t score;         /* how much of the article stands in it and close to it */
	uint32_t all;           /* bytes of prose below, links left out */
	uint32_t bytes, linked; /* of any text below, and of links */
	uint32_t n_own;         /* blocks whose element it is */
	uint32_t n_prose, n_sentences, n_items, n_rows, n_headings; /* blocks below */
	uint32_t held, lost; /* prose in it directly, by its class kept or dropped */
	uint32_t lost_class, lost_classes; /* the last class dropped; how often another was */
	enum { FATE_UNKNOWN, FATE_STAYS, FATE_DROPPED } fate;
	xmlNode *titled_child; /* where in it the title stands */
	xmlNode *trail_child;  /* the next below on the trail */
	const char *moment;    /* of a live blog's entry that it is */
	bool declared;         /* by a name, the article's body */
	bool byline;           /* by a name */
	bool titled;           /* the title stands in it */
	bool form;             /* a reader can write something in it */
	bool article;          /* it is within an article element that has the title */
	bool trail;            /* from the main element up to the title */
	bool joined;           /* a part of the main text outside the main element */
	bool alive;            /* text in it is kept */
	bool counted;          /* as an entry that may be a live blog's */
	bool prosaic;          /* holds a paragraph of the main text itself */
} Note;

enum { NO_BLOCK = -1 };

typedef struct {
	xmlDoc *document;
	Arena *arena;
	const Lexicon *lexicon;
	GString *text;
	GArray *blocks;         /* Block */
	const char *title;      /* of the article, from its metadata; NULL if none */
	const char *author;     /* likewise */
	const char *head_title; /* of its title element */
	int title_block;        /* NO_BLOCK where no block says the title */
	bool live;              /* it says of itself that it is a live blog */
} HtmlPage;

static inline Block *
html_block(const HtmlPage *page, guint i)
{
	return &g_array_index(page->blocks, Block, i);
}

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

static inline bool
is_element(const xmlNode *node)
{
	return node && node->type == XML_ELEMENT_NODE;
}

static inline bool
is_named(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

/* Whether the node is in the other, or is that. */
static inline bool
is_within(const xmlNode *node, const xmlNode *ancestor)
{
	while (node && node != ancestor)
		node = node->parent;
	return node != NULL;
}

/* The element's note, made where there is none. */
Note *html_note(const HtmlPage *page, xmlNode *node);

/* The text in the element, to be freed; NULL where there is none or more than `most` bytes. */
char *html_short_text(const xmlNode *element, size_t most);

/* What the element's class and id say of it: EFFECT_KEEP, EFFECT_AUTHOR, EFFECT_OPEN,
 * EFFECT_DROP, or EFFECT_NONE. */
Effect html_name_effect(const xmlNode *node, const Lexicon *lexicon);

/* A hash of the element's name and class, figures left out, so that "part-1" and "part-2" are
 * alike; 0 for an element without a class. */
guint html_signature(const xmlNode *node);

/* Fills page->blocks from the document's body. */
void html_collect_blocks(HtmlPage *page);

/* Sets page->title_block, makes that block a heading of the first level and marks the elements
 * around it as titled. */
void html_find_title(HtmlPage *page);

/* Whether both say the same, whatever marks and spaces stand between the letters. */
bool html_same_words(const char *a, size_t a_length, const char *b, size_t b_length);

/* Where `a`, which begins with the words of `b`, goes on; NULL where it does not. */
const char *html_rest_of_words(const char *a, const char *b, size_t b_length);

/* Bytes of the block outside links where it is prose, 0 for a heading, a label, a link. */
size_t html_prose(const HtmlPage *page, const Block *block);

/* Whether the block ends as a sentence does. */
bool html_ends_sentence(const HtmlPage *page, const Block *block);

/* Marks elements that are not the page's article as dropped: what they call themselves, what
 * they hold, other articles on the same page. */
void html_drop_asides(HtmlPage *page);

/* The element in which the main text stands, NULL for none; it and elements outside it that
 * belong to it are marked as joined. */
xmlNode *html_main_element(HtmlPage *page);

/* The element that holds the block among others: its own where it has several. */
xmlNode *html_container(const HtmlPage *page, const Block *block);

/* Whether the block stands in an element that is joined. */
bool html_is_joined(const Block *block);

/* Drops what stands in the main text and is no part of it, by how it differs from the text
 * around it. */
void html_drop_boxes(HtmlPage *page, xmlNode *element);

/* Marks the blocks of the main text as kept. */
void html_find_main(HtmlPage *page);

/* Drops quotations set apart that the text has, too. */
void html_drop_quotes(HtmlPage *page);

/* Drops what the page's own description of its text (articleBody) lacks and adds what only that
 * has, where both agree on most. */
void html_agree(HtmlPage *page, const char *body);

/* Stamps the entries of a live blog with their moments. */
void html_stamp_entries(HtmlPage *page);

/* Title, outlet, author, dates, language, address; `*body` is set to the text that the page's
 * own description gives (articleBody of JSON-LD), to be freed, NULL for none. */
void html_read_metadata(Article *article, HtmlPage *page, char **body);

/* What metadata lacks and the page shows, once its title and main text are known. */
void html_complete_metadata(Article *article, const HtmlPage *page);

/* The date of the time element nearest the title; with `modified`, of the nearest that says so
 * of itself.  NULL for none. */
const char *html_shown_date(const HtmlPage *page, Arena *arena, bool modified);

/* The date of a line near the title, NULL for none. */
const char *html_date_near_title(const HtmlPage *page, Arena *arena);

/* The day in the address's path, "/2026/03/14/" or "/2026/mar/14/", NULL for none. */
const char *html_date_of_url(Arena *arena, const char *url);

/* The first names of a byline near the title, to be freed, NULL for none. */
char *html_visible_author(const HtmlPage *page);

/* The name in a byline ("By NAME, staff writer") or, with `bare`, in a text that is no more
 * than names; to be freed, NULL for none. */
char *html_byline_author(const char *text, size_t length, bool bare, const Lexicon *lexicon);

/* What the page's JSON-LD says of the article; members NULL where it says nothing. */
typedef struct {
	char *title, *outlet, *author, *published, *modified, *language, *url, *body;
	bool live; /* it is a live blog */
} LinkedData;

/* Adds to `found` what the script's text holds. */
void linked_data_read(LinkedData *found, const char *text);
void linked_data_clear(LinkedData *found);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LinkedData, linked_data_clear)

#endif
