#ifndef READ_READER_H
#define READ_READER_H

#include "read/input.h"
#include "read/read.h"

#include <entente/error.h>

/* The inside of the read stage: what every reader of a format is given and gives.
 *
 * Readers run in a process that may open no file: what they or a library load from one, they
 * load in worker_prepare. */

enum {
	MAX_PAGE_BYTES = 5 * 1000 * 1000,      /* of a page as it comes, packed or not */
	MAX_LINE_BYTES = 20 * 1000 * 1000,     /* of one article of a file of many */
	MAX_UNPACKED_BYTES = 20 * 1000 * 1000, /* of a page that came packed */
	MAX_LAYERS = 4,                        /* of archives within archives */
	MAX_DEPTH = 256,                       /* of nested elements */
	MAX_ATTRIBUTES = 1000,                 /* of one element */
	SNIFF_BYTES = 64 * 1024,
	SIGNATURE = 200, /* as sure as a format is whose bytes may be anything */
};

/* What is known of a page from around it: the record of a web archive, the head of a mail.
 * Members are NULL where it says nothing. */
typedef struct {
	const char *url;
	const char *fetched;
	const char *title;
	const char *outlet;
	const char *published;
	bool counts; /* over what the page says itself, but for the url */
} Origin;

typedef struct {
	const Lexicon *lexicon;
	const ReadSink *sink;
	Worker *worker; /* that reads the files of a walk, NULL for this process */
	bool (*record)(const char *where,
	               gpointer user_data); /* see begin_record; may be NULL */
	const Origin *origin;               /* NULL where nothing is around it */
} Reading;

/* A format.  `sniff` looks at the first SNIFF_BYTES and says how surely they are of its format,
 * 0 for not at all; the surest reader reads.  `read` returns false when the sink stopped it. */
typedef struct {
	const char *name;
	int (*sniff)(const char *bytes, size_t length);
	bool (*read)(Input *input, const Reading *reading);
} Reader;

extern const Reader reader_text;
extern const Reader reader_html;
extern const Reader reader_jsonl;
extern const Reader reader_gzip;
extern const Reader reader_zip;
extern const Reader reader_warc;
extern const Reader reader_mhtml;
extern const Reader reader_eml;
extern const Reader reader_rss;
extern const Reader reader_atom;
extern const Reader reader_opml;
extern const Reader reader_jsonfeed;
extern const Reader reader_ninjs;
extern const Reader reader_markdown;

/* Reads an input of any kind, found by its content. */
bool read_input(Input *input, const Reading *reading);

/* As read_path, with whatever the reading says. */
bool read_walk(const char *path, const Reading *reading);

/* Tells the sink of a problem. */
bool report(const Reading *reading, EntenteError code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Begins a record that is no more than a problem, and tells the sink "'name': what is wrong".
 */
bool report_record(const Reading *reading, const char *name, EntenteError code,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Tells the sink why fetching the input failed, unless that is hushed. */
bool report_failure(const Input *input, const Reading *reading);

/* Reads a page that was taken out of something: bytes of which what holds them says the
 * encoding (NULL where it does not) and more.  `reader` is NULL where the kind is to be found.
 */
bool read_held(const char *name, const char *bytes, size_t length, const char *charset,
               const Origin *origin, const Reader *reader, Input *outer,
               const Reading *reading);
/* To be called by readers of inputs that hold many pages before each of them; `where` names it
 * ("'talks.jsonl' line 3").  False where the page is to be left out: it was read before, or
 * ended the process that read it. */
bool begin_record(const Reading *reading, const char *where) G_GNUC_WARN_UNUSED_RESULT;

/* Fetches the whole input, which is one page.  False where it could not be fetched or is too
 * long: then the sink has been told, and `*go_on` is what it answered. */
bool fetch_page(Input *input, const Reading *reading, bool *go_on) G_GNUC_WARN_UNUSED_RESULT;

/* The name's last part without what tells of its format, to be freed: what ids begin with. */
char *name_stem(const char *name);

/* A new article with an arena, its path, which is its address where `name` is one, and, from
 * that, its id. */
Article *article_new(const char *name);

/* The address of a page that was fetched from one and claims another: what it claims, as long
 * as that is of the same host, since no page is to take the place of another's. */
const char *article_address(const char *fetched, const char *claimed);

/* `text` on one line, settled, in the arena; NULL for NULL and where nothing is left. */
const char *article_field(Article *article, const char *text);

/* Appends a name (may be NULL) to a list set off by commas, which is cut where it is long. */
void names_add(GString *names, const char *name);

/* `text` settled and cleaned, to be freed; a title and an author found in it count where the
 * article has none. */
char *article_clean(Article *article, const char *text, const Lexicon *lexicon);

/* The text (taken) below the article's title, as a page has it, unless it begins with that. */
char *article_under_title(const Article *article, char *text);

/* Hands the article with this text (taken) to the sink or, where the text is empty, frees it
 * and reports a page without text; `where` names the page ("'talks.html'"). */
bool article_deliver(Article *article, char *text, const char *where, const Reading *reading);

/* Fills the article from a page of HTML and returns the cleaned text of its main part, to be
 * freed; NULL with the error set where the page exceeds a limit.  `where` names the page. */
char *html_read(Article *article, const char *bytes, size_t length, const char *where,
                const Lexicon *lexicon, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An ISO 8601 date or date and time for a date as pages and feeds write them, in the arena;
 * NULL where it is none or not sure to be the one. */
const char *date_to_iso(Arena *arena, const char *text);

/* The language of the text: its code of ISO 639, "und" where it is not sure which but plainly
 * not English, NULL where the text is too short or too mixed to tell.  `declared` (BCP 47, may
 * be NULL) decides where the text does not. */
const char *language_of(const char *text, const char *declared, const Lexicon *lexicon,
                        Arena *arena);

#endif
