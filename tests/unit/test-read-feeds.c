/* Feeds: what is made of an item, what of a damaged one, and what it costs. */
#include "read/feed.h"

#include <string.h>

static Lexicon *lexicon;

static void
tell_field(GString *out, const char *name, const char *value)
{
	if (value)
		g_string_append_printf(out, "%s=%s\n", name, value);
}

/* One line a field that is known, the text's lines with "/" between. */
static bool
tell_article(Article *article, gpointer user_data)
{
	GString *out = user_data;
	g_autofree char *text = g_strdup(article->text);

	g_strdelimit(text, "\n", '/');
	tell_field(out, "id", article->id);
	tell_field(out, "url", article->url);
	tell_field(out, "title", article->title);
	tell_field(out, "outlet", article->outlet);
	tell_field(out, "author", article->author);
	tell_field(out, "published", article->published);
	tell_field(out, "modified", article->modified);
	tell_field(out, "full", article->full_url);
	tell_field(out, "text", text);
	article_free(article);
	return true;
}

static bool
tell_problem(const GError *why, gpointer user_data)
{
	g_assert_null(strchr(why->message, '\n'));
	tell_field(user_data,
	           why->code == ENTENTE_ERROR_FEEDS   ? "feeds"
	           : why->code == ENTENTE_ERROR_LIMIT ? "limit"
	                                              : "input",
	           why->message);
	return true;
}

static char *
told(const char *bytes, size_t length)
{
	GString *out = g_string_new(NULL);
	const ReadSink sink = { tell_article, tell_problem, out, NULL };

	g_assert_true(read_bytes("f", bytes, length, lexicon, &sink));
	return g_string_free(out, FALSE);
}

#define ONE        "The two unions met the ministry of ports on Monday and left without a text."
#define TWO        "A mediator will see both of them again on Friday, her office said in a note."
#define RSS(items) "<rss version='2.0'><channel><title>Gazette</title>" items "</channel></rss>"
#define ATOM(entries)                                                                          \
	"<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title>" entries "</feed>"
#define JSON_FEED(items)                                                                       \
	"{\"version\":\"https://jsonfeed.org/version/"                                         \
	"1.1\",\"title\":\"Wire\",\"items\":[" items "]}"
#define NINJS(members) "{\"uri\":\"urn:w:1\",\"versioncreated\":\"2025-03-03\"," members "}"

static const struct {
	const char *what, *in, *out;
} cases[] = {
	/* RSS */
	{ "all that an item may say",
	  "\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE rss [<!ENTITY a "
	  "'b'>]>\n"
	  "<!-- c --><rss version='2.0' "
	  "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
	  "xmlns:dc='http://purl.org/dc/elements/1.1/' "
	  "xmlns:atom='http://www.w3.org/2005/Atom'>"
	  "<channel><title>Gazette &amp;amp; Sons</title><link>https://g.example/</link>"
	  "<atom:link href='https://g.example/feed' rel='self'/>"
	  "<item><title>Dockers &#8220;refuse&#8221;</title><link>https://g.example/1</link>"
	  "<guid isPermaLink='false'>g-1</guid><dc:creator><![CDATA[Ada Brook]]></dc:creator>"
	  "<dc:creator>Ivo Maric</dc:creator><pubDate>Mon, 03 Mar 2025 10:00:00 "
	  "+0100</pubDate><atom:updated>2025-03-04T10:00:00Z</atom:updated>"
	  "<description>Teaser</description>"
	  "<content:encoded><![CDATA[<p>" ONE "</p><p>" TWO "</p>]]></content:encoded></item>"
	  "</channel></rss>",
	  "id=g-1\nurl=https://g.example/1\ntitle=Dockers “refuse”\noutlet=Gazette & Sons\n"
	  "author=Ada Brook, Ivo Maric\npublished=2025-03-03T10:00:00+01:00\n"
	  "modified=2025-03-04T10:00:00Z\n"
	  "text=Dockers “refuse”//" ONE "//" TWO "\n" },
	{ "dates as they once were",
	  RSS("<item><guid>1</guid><title>T</title><pubDate>Mon, 03 Mar 25 10:00 EST</pubDate>"
	      "<dcterms:modified>2025-03-04</dcterms:modified></item>"),
	  "id=1\ntitle=T\noutlet=Gazette\npublished=2025-03-03T10:00:00-05:00\n"
	  "modified=2025-03-04\ntext=T\n" },
	{ "a teaser",
	  RSS("<item><title>Dockers refuse</title><link>https://g.example/1</link>"
	      "<description>&lt;p&gt;" ONE "&lt;/p&gt;</description></item>"),
	  "id=https://g.example/1\nurl=https://g.example/1\ntitle=Dockers refuse\n"
	  "outlet=Gazette\nfull=https://g.example/1\ntext=Dockers refuse//" ONE "\n" },
	{ "plain text in lines",
	  RSS("<item><title>T</title><description>" ONE "\n\n" TWO "</description></item>"),
	  "id=f-1\ntitle=T\noutlet=Gazette\ntext=T//" ONE "//" TWO "\n" },
	{ "escaped twice",
	  RSS("<item><description>&amp;lt;p&amp;gt;Tom &amp;amp;amp; Ann met."
	      "&amp;lt;/p&amp;gt;</description></item>"),
	  "id=f-1\noutlet=Gazette\ntext=Tom & Ann met.\n" },
	{ "elements as they are",
	  RSS("<item><description><p>One.</p><p>Two.</p></description></item>"),
	  "id=f-1\noutlet=Gazette\ntext=One.//Two.\n" },
	{ "a title alone",
	  RSS("<item><title>Talks off</title><link>https://g.example/1</link></item>"),
	  "id=https://g.example/1\nurl=https://g.example/1\ntitle=Talks off\noutlet=Gazette\n"
	  "full=https://g.example/1\ntext=Talks off\n" },
	{ "nothing at all", RSS("<item></item><item/><item><title>T</title></item>"),
	  "input='f' item 1: no text in it\ninput='f' item 2: no text in it\n"
	  "id=f-3\ntitle=T\noutlet=Gazette\ntext=T\n" },
	{ "an article that breaks off",
	  RSS("<item><guid>https://g.example/1</guid><content:encoded>&lt;p&gt;" ONE
	      "&lt;/p&gt;&lt;p&gt;" TWO " […]&lt;/p&gt;</content:encoded></item>"),
	  "id=https://g.example/1\nurl=https://g.example/1\noutlet=Gazette\n"
	  "full=https://g.example/1\ntext=" ONE "//" TWO " […]\n" },
	{ "a blog's signature",
	  RSS("<item><title>Dockers refuse</title><content:encoded>&lt;p&gt;" ONE
	      "&lt;/p&gt;&lt;p&gt;The post &lt;a href='x'&gt;Dockers refuse&lt;/a&gt; appeared "
	      "first on "
	      "&lt;a href='y'&gt;Gazette&lt;/a&gt;.&lt;/p&gt;</content:encoded></item>"),
	  "id=f-1\ntitle=Dockers refuse\noutlet=Gazette\ntext=Dockers refuse//" ONE "\n" },
	{ "an aggregator's item",
	  RSS("<item><title>Talks off - Islander</title><source "
	      "url='https://i.example'>Islander"
	      "</source><description>" ONE "</description></item>"),
	  "id=f-1\ntitle=Talks off\noutlet=Islander\ntext=Talks off//" ONE "\n" },
	{ "an author by mail",
	  RSS("<item><title>T</title><author>desk@g.example (Ada Brook)</author></item>"),
	  "id=f-1\ntitle=T\noutlet=Gazette\nauthor=Ada Brook\ntext=T\n" },
	{ "an address without its beginning",
	  "<rss><channel><link>https://g.example/news/</link><item><title>T</title>"
	  "<link>../1?a=b&c=d</link></item></channel></rss>",
	  "id=https://g.example/1?a=b&c=d\nurl=https://g.example/1?a=b&c=d\ntitle=T\n"
	  "full=https://g.example/1?a=b&c=d\ntext=T\n" },
	{ "RSS 1.0",
	  "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	  "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
	  "<channel rdf:about='x'><title>Gazette</title><items><rdf:Seq/></items></channel>"
	  "<item rdf:about='y'><title>T</title><link>https://g.example/1</link>"
	  "<dc:date>2025-03-03T10:00:00Z</dc:date><description>" ONE "</description></item>"
	  "</rdf:RDF>",
	  "id=https://g.example/1\nurl=https://g.example/1\ntitle=T\noutlet=Gazette\n"
	  "published=2025-03-03T10:00:00Z\nfull=https://g.example/1\ntext=T//" ONE "\n" },
	{ "prefixes of its own",
	  "<rss xmlns:c='http://purl.org/rss/1.0/modules/content/' "
	  "xmlns:d='http://purl.org/dc/elements/1.1/'><channel><item><d:creator>Ada "
	  "Brook</d:creator><c:encoded>&lt;p&gt;" ONE
	  "&lt;/p&gt;</c:encoded></item></channel></rss>",
	  "id=f-1\nauthor=Ada Brook\ntext=" ONE "\n" },

	/* what breaks feeds */
	{ "HTML's references, bare signs",
	  RSS("<item><title>R&D, AT&T &eacute;t&eacute;&nbsp;& 3 < 5 > 2 &bogus; "
	      "&#146;s</title></item>"),
	  "id=f-1\ntitle=R&D, AT&T été & 3 < 5 > 2 &bogus; ’s\noutlet=Gazette\n"
	  "text=R&D, AT&T été & 3 < 5 > 2 &bogus; ’s\n" },
	{ "control characters", RSS("<item><title>T\x01\x08w\x0bo\xef\xbf\xbf</title></item>"),
	  "id=f-1\ntitle=Two\noutlet=Gazette\ntext=Two\n" },
	{ "an element that is not closed",
	  RSS("<item><title>A <b>b</title></item><item><title>Talks go on</title></item>"),
	  "input='f' item 1: not valid XML: opening and ending tag mismatch: b line 1 and "
	  "title\n"
	  "id=f-2\ntitle=Talks go on\noutlet=Gazette\ntext=Talks go on\n" },
	{ "an item that is not closed",
	  RSS("<item><title>A</title><item><title>Talks go on</title></item>"),
	  "input='f' item 1: not valid XML: it has no end\n"
	  "id=f-2\ntitle=Talks go on\noutlet=Gazette\ntext=Talks go on\n" },
	{ "a section that is not closed",
	  RSS("<item><title><![CDATA[A</title></item><item><title><![CDATA[Talks go "
	      "on]]></title></item>"),
	  "input='f' item 1: not valid XML: a CDATA section without end\n"
	  "id=f-2\ntitle=Talks go on\noutlet=Gazette\ntext=Talks go on\n" },
	{ "a section in a section",
	  RSS("<item><title><![CDATA[A <![CDATA[b]]> c]]></title></item>"),
	  "id=f-1\ntitle=A b c\noutlet=Gazette\ntext=A b c\n" },
	{ "an item in a comment",
	  RSS("<!-- <item><title>A</title></item> --><item><title>B</title></item>"),
	  "id=f-1\ntitle=B\noutlet=Gazette\ntext=B\n" },
	{ "a comment without end", RSS("<!-- <item><title>B</title></item>"),
	  "id=f-1\ntitle=B\noutlet=Gazette\ntext=B\n" },
	{ "cut off in an item", "<rss><channel><item><title>A</title></item><item><title>B",
	  "id=f-1\ntitle=A\ntext=A\ninput='f' item 2: not valid XML: it has no end\n"
	  "input='f': damaged: the feed ends too early, after item 2\n" },
	{ "cut off between items", "<rss><channel><item><title>A</title></item>",
	  "id=f-1\ntitle=A\ntext=A\n"
	  "input='f': damaged: the feed ends too early, after item 1\n" },
	{ "a head that is no XML",
	  "<rss><channel><title>A</b></title><item><title>T</title></item></channel></rss>",
	  "id=f-1\ntitle=T\ntext=T\n" },
	{ "no items", "<?xml version='1.0'?>\n<rss><channel><title>A</title></channel></rss>",
	  "input='f': a feed without items\n" },
	{ "an entity that grows",
	  "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM "
	  "'/etc/passwd'>]>"
	  "<rss><channel><item><title>&b;&c;T</title></item></channel></rss>",
	  "id=f-1\ntitle=&b;&c;T\ntext=&b;&c;T\n" },

	/* Atom */
	{ "all that an entry may say",
	  "<?xml version='1.0'?><a:feed xmlns:a='http://www.w3.org/2005/Atom' "
	  "xml:base='https://w.example/'><a:title type='html'>Wire &amp;amp; Co</a:title>"
	  "<a:author><a:name>The Desk</a:name></a:author><a:link rel='self' href='feed'/>"
	  "<a:entry><a:id>tag:1</a:id><a:title>A &lt; B</a:title>"
	  "<a:link rel='replies' href='r'/><a:link type='application/json' href='j'/>"
	  "<a:link type='text/html' href='1'/><a:updated>2025-03-04T10:00:00Z</a:updated>"
	  "<a:published>2025-03-03T10:00:00Z</a:published><a:content type='xhtml'>"
	  "<h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:p>" ONE "</h:p><h:script/><h:p>" TWO
	  "</h:p></h:div></a:content></a:entry></a:feed>",
	  "id=tag:1\nurl=https://w.example/1\ntitle=A < B\noutlet=Wire & Co\nauthor=The Desk\n"
	  "published=2025-03-03T10:00:00Z\nmodified=2025-03-04T10:00:00Z\n"
	  "text=A < B//" ONE "//" TWO "\n" },
	{ "HTML, text, neither",
	  ATOM("<entry><id>1</id><content type='html'>&lt;p&gt;" ONE
	       "&lt;/p&gt;</content></entry>"
	       "<entry><id>2</id><content>3 &lt; 5\n\n" TWO "</content></entry>"
	       "<entry><id>3</id><title>P</title><content "
	       "type='image/png'>iVBO</content></entry>"),
	  "id=1\noutlet=Wire\ntext=" ONE "\nid=2\noutlet=Wire\ntext=3 < 5//" TWO "\n"
	  "id=3\ntitle=P\noutlet=Wire\ntext=P\n" },
	{ "a summary",
	  ATOM("<entry><id>https://w.example/1</id><title type='html'>&lt;b&gt;No&lt;/b&gt; "
	       "deal</title><summary>" ONE "</summary><updated>2025-03-04</updated></entry>"),
	  "id=https://w.example/1\nurl=https://w.example/1\ntitle=No deal\noutlet=Wire\n"
	  "published=2025-03-04\nmodified=2025-03-04\nfull=https://w.example/1\n"
	  "text=No deal//" ONE "\n" },
	{ "an entry of another feed",
	  ATOM("<entry><id>1</id><source><title>Islander</title><author><name>Ann Reed</name>"
	       "</author></source><title>T</title></entry>"),
	  "id=1\ntitle=T\noutlet=Islander\nauthor=Ann Reed\ntext=T\n" },
	{ "an entry alone",
	  "<entry xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>T</title></entry>",
	  "id=1\ntitle=T\ntext=T\n" },

	/* JSON Feed */
	{ "all that a JSON item may say",
	  "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":7,\"url\":\"/1\","
	  "\"title\":\"T\",\"content_html\":\"<p>" ONE "</p>\",\"date_published\":"
	  "\"2025-03-03T10:00:00Z\",\"date_modified\":\"2025-03-04\",\"author\":{\"name\":"
	  "\"Ada Brook\"}}],\"title\":\"Wire\","
	  "\"home_page_url\":\"https://w.example/\",\"hubs\":[{\"url\":\"x\"}]}",
	  "id=7\nurl=https://w.example/1\ntitle=T\noutlet=Wire\nauthor=Ada Brook\n"
	  "published=2025-03-03T10:00:00Z\nmodified=2025-03-04\ntext=T//" ONE "\n" },
	{ "JSON text and summary",
	  JSON_FEED("{\"id\":\"1\",\"content_text\":\"" ONE "\\n\\n" TWO
	            "\",\"authors\":[{\"name\":"
	            "\"A\"},{\"name\":\"B\"}]},\n{\"id\":\"2\",\"summary\":\"" ONE
	            "\",\"external_url\":\"https://x.example/2\"}"),
	  "id=1\noutlet=Wire\nauthor=A, B\ntext=" ONE "//" TWO "\n"
	  "id=2\nurl=https://x.example/2\noutlet=Wire\nfull=https://x.example/2\ntext=" ONE
	  "\n" },
	{ "JSON items that are damaged",
	  JSON_FEED("{\"id\":\"1\",\"title\":}, 5, {\"id\":\"2\",\"title\":\"T\"}"),
	  "input='f' item 1: not valid JSON: unexpected "
	  "token\nid=2\ntitle=T\noutlet=Wire\ntext=T\n" },
	{ "JSON cut off",
	  "{\"version\":\"https://jsonfeed.org/version/"
	  "1.1\",\"items\":[{\"id\":\"1\",\"title\":\"T\"},"
	  "{\"id\":\"2\",\"ti",
	  "id=1\ntitle=T\ntext=T\ninput='f' item 2: not valid JSON: it ends too early\n" },
	{ "JSON without items",
	  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\"}",
	  "input='f': a feed without items\n" },

	/* ninjs */
	{ "ninjs 1.5",
	  NINJS("\"byline\":\"Ada Brook\",\"headline\":\"Union "
	        "refuses\",\"body_text\":\"Plain.\","
	        "\"body_xhtml\":\"<p>" ONE "</p>\",\"copyrightholder\":\"Wire\","
	        "\"altids\":{\"web\":\"https://w.example/1\"},\"firstcreated\":\"2025-03-01\""),
	  "id=urn:w:1\nurl=https://w.example/1\ntitle=Union refuses\noutlet=Wire\n"
	  "author=Ada Brook\npublished=2025-03-01\nmodified=2025-03-03\ntext=Union "
	  "refuses//" ONE "\n" },
	{ "ninjs 1.5 by role",
	  NINJS("\"headline_sub\":\"Sub\",\"headline_main\":\"Main\",\"body_main\":\"" ONE
	        "\""),
	  "id=urn:w:1\ntitle=Main\npublished=2025-03-03\nmodified=2025-03-03\ntext=Main//" ONE
	  "\n" },
	{ "ninjs 2.1",
	  NINJS("\"by\":\"Ada "
	        "Brook\",\"headlines\":[{\"role\":\"sub\",\"value\":\"S\"},{\"role\":"
	        "\"main\",\"value\":\"M\"}],\"bodies\":[{\"role\":\"caption\",\"value\":\"C\"},"
	        "{\"contenttype\":\"text/plain\",\"value\":\"" ONE
	        "\"}],\"infosources\":[{\"name\":"
	        "\"Wire\"}],\"altids\":[{\"role\":\"x\",\"value\":\"1\"}]"),
	  "id=urn:w:1\ntitle=M\noutlet=Wire\nauthor=Ada "
	  "Brook\npublished=2025-03-03\nmodified=2025-03-03\ntext=M//" ONE "\n" },
	{ "ninjs 3.0 in an array",
	  "[\n{\"uri\":\"urn:w:1\",\"versionCreated\":\"2025-03-03\",\"headlines\":[{\"value\":"
	  "\"H\"}],"
	  "\"bodies\":[{\"contentType\":\"text/html\",\"value\":\"<p>" ONE
	  "</p>\"}],\"bylines\":"
	  "[{\"name\":\"A B\"},{\"name\":\"C "
	  "D\"}]},\n{\"uri\":\"urn:w:2\",\"pubStatus\":\"canceled\"},\n"
	  "{\"uri\":\"https://w.example/3\",\"headlines\":[{\"value\":\"D\"}],\"descriptions\":"
	  "[{\"role\":\"text\",\"value\":\"" TWO "\"}]}\n]",
	  "id=urn:w:1\ntitle=H\nauthor=A B, C "
	  "D\npublished=2025-03-03\nmodified=2025-03-03\ntext=H//" ONE "\n"
	  "input='f' line 3: canceled by its agency\n"
	  "id=https://w.example/3\nurl=https://w.example/3\ntitle=D\nfull=https://w.example/3\n"
	  "text=D//" TWO "\n" },
	{ "ninjs a line", NINJS("\"headline\":\"H\"") "\n" NINJS("\"headline\":\"I\"") "\n",
	  "id=urn:w:1\ntitle=H\npublished=2025-03-03\nmodified=2025-03-03\ntext=H\n"
	  "id=urn:w:1\ntitle=I\npublished=2025-03-03\nmodified=2025-03-03\ntext=I\n" },

	/* OPML */
	{ "a list of feeds",
	  "<?xml version='1.0'?><opml version='2.0'><head><title>Mine</title></head><body>"
	  "<outline text='News'><outline text='Gazette &amp; Sons' "
	  "xmlUrl='https://g.example/f?a&b'/>"
	  "<outline xmlUrl=' https://w.example/ '/></outline><outline text='again' "
	  "xmlUrl='https://w.example/'/><outline text='no feed'/></body></opml>",
	  "feeds='f': a list of feeds, not a page; 'entente watch' reads what it lists:\n"
	  "feeds='f': feed 'https://g.example/f?a&b' (Gazette & Sons)\n"
	  "feeds='f': feed 'https://w.example/'\n" },
	{ "an empty list", "<opml><body/></opml>",
	  "input='f': a list of feeds that is empty\n" },
	{ "a damaged list", "<opml><body><outline></body></opml>",
	  "input='f': not valid XML: opening and ending tag mismatch: outline line 1 and "
	  "body\n" },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *out = told(cases[i].in, strlen(cases[i].in));

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(out, ==, cases[i].out);
	}
}

static const struct {
	const char *encoding;
	bool declared;
} encodings[] = {
	{ "WINDOWS-1251", true }, { "WINDOWS-1251", false }, { "KOI8-R", true },
	{ "UTF-16", true },       { "UTF-16LE", false },     { "UTF-32BE", false },
	{ "ISO-8859-5", true },   { "UTF-8", false },
};

/* Items far apart are in the encoding that the feed's first bytes tell. */
static void
test_encodings(void)
{
	static const char title[] = "Профсоюз горняков отклонил предложение компании";

	for (unsigned i = 0; i < G_N_ELEMENTS(encodings); i++) {
		g_autofree char *declaration =
		    encodings[i].declared
			? g_strdup_printf(" encoding=\"%s\"", encodings[i].encoding)
			: g_strdup("");
		g_autofree char *feed =
		    g_strdup_printf("<?xml version=\"1.0\"%s?>\n<rss><channel><title>%s</title>"
		                    "<item><title>%s</title></item><item><title>Да</title></"
		                    "item></channel></rss>",
		                    declaration, title, title);
		g_autofree char *expected = g_strdup_printf(
		    "id=f-1\ntitle=%s\noutlet=%s\ntext=%s\nid=f-2\ntitle=Да\noutlet=%s\n"
		    "text=Да\n",
		    title, title, title, title);
		gsize length;
		g_autofree char *bytes =
		    g_convert(feed, -1, encodings[i].encoding, "UTF-8", NULL, &length, NULL);
		g_autofree char *out = told(bytes, length);

		g_test_message("%s", encodings[i].encoding);
		g_assert_cmpstr(out, ==, expected);
	}
}

/* A feed that is not in UTF-8 although it says so. */
static void
test_wrong_encoding(void)
{
	static const char feed[] =
	    "<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>Le Port</title>"
	    "<item><title>Les dockers ont quitt\xe9 la salle \x93"
	    "apr\xe8s\x94 trois "
	    "heures</title></item>"
	    "<item><title>\xc9t\xe9</title></item></channel></rss>";
	g_autofree char *out = told(feed, sizeof feed - 1);

	g_assert_nonnull(
	    strstr(out, "title=Les dockers ont quitté la salle “après” trois heures\n"));
	g_assert_nonnull(strstr(out, "title=Été\n"));
}

typedef struct {
	unsigned articles, problems, limits;
} Count;

static bool
count_article(Article *article, gpointer user_data)
{
	((Count *)user_data)->articles++;
	g_assert_true(g_utf8_validate(article->text, (gssize)article->length, NULL));
	article_free(article);
	return true;
}

static bool
count_problem(const GError *why, gpointer user_data)
{
	Count *count = user_data;

	g_assert_true(g_utf8_validate(why->message, -1, NULL));
	count->problems++;
	count->limits += why->code == ENTENTE_ERROR_LIMIT;
	return true;
}

static Count
counted(const GString *feed)
{
	Count count = { 0, 0, 0 };
	const ReadSink sink = { count_article, count_problem, &count, NULL };

	read_bytes("f", feed->str, feed->len, lexicon, &sink);
	return count;
}

/* Shapes that make parsers slow; that each ends at all is what the test's time limit sees to.
 */
static const struct {
	const char *head, *repeated, *tail;
	unsigned n;
	Count count; /* expected */
} floods[] = {
	{ "<rss><channel>",
	  "<item><title>T</title></item>",
	  "</channel></rss>",
	  20000,
	  { 20000, 0, 0 } },
	{ "<rss><channel>", "<item>", "</channel></rss>", 100000, { 0, 100000, 0 } },
	{ "<rss><channel>", "<item><![CDATA[", "</channel></rss>", 100000, { 0, 100000, 0 } },
	{ "<rss><channel><item><title>T</title>",
	  "<![CDATA[",
	  "]]></item></channel></rss>",
	  200000,
	  { 1, 0, 0 } },
	{ "<rss><channel><item><title>T",
	  "<!--",
	  "</title></item></channel></rss>",
	  200000,
	  { 1, 0, 0 } },
	{ "<rss><channel><item>", "<b>", "</item></channel></rss>", 100000, { 0, 1, 1 } },
	{ "<rss><channel><item",
	  " a='b'",
	  "><title>T</title></item></channel></rss>",
	  100000,
	  { 0, 1, 1 } },
	{ "<rss><channel><item><title>T",
	  "&amp;",
	  "</title></item></channel></rss>",
	  500000,
	  { 1, 0, 0 } },
	{ "<rss><channel><item><title>T",
	  "&",
	  "</title></item></channel></rss>",
	  500000,
	  { 1, 0, 0 } },
	{ "<rss><channel><item><title>T</title>",
	  "<p xmlns:a='b'>",
	  "</item></channel></rss>",
	  100000,
	  { 0, 1, 1 } },
	{ "<rss><channel><item><title>",
	  "x",
	  "</title></item></channel></rss>",
	  21000000,
	  { 0, 1, 1 } },
	{ "<rss><channel><item><title>",
	  "x",
	  "</title></item></channel></rss>",
	  15000000,
	  { 0, 1, 1 } },
	{ "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
	  "{\"title\":\"T\"},",
	  "]}",
	  20000,
	  { 20000, 0, 0 } },
	{ "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
	  "{\"a\":[",
	  "",
	  100000,
	  { 0, 1, 0 } },
	{ "[", "{\"uri\":\"u\",\"headline\":\"H\"},", "]", 20000, { 20000, 0, 0 } },
	{ "<opml><body>", "<outline>", "</body></opml>", 100000, { 0, 1, 1 } },
};

static void
test_floods(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(floods); i++) {
		g_autoptr(GString) feed = g_string_new(floods[i].head);

		for (unsigned n = 0; n < floods[i].n; n++)
			g_string_append(feed, floods[i].repeated);
		g_string_append(feed, floods[i].tail);
		Count count = counted(feed);
		g_test_message("%s… %u %u %u", floods[i].repeated, count.articles,
		               count.problems, count.limits);
		g_assert_cmpuint(count.articles, ==, floods[i].count.articles);
		g_assert_cmpuint(count.problems, ==, floods[i].count.problems);
		g_assert_cmpuint(count.limits, ==, floods[i].count.limits);
	}
}

/* Damage anywhere ends in articles and problems, never in a crash. */
static void
test_damage(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(5);

	for (int round = 0; round < 4000; round++) {
		const char *seed = cases[round % G_N_ELEMENTS(cases)].in;
		g_autoptr(GString) feed = g_string_new(seed);

		for (int i = g_rand_int_range(random, 1, 8); i > 0; i--)
			feed->str[g_rand_int_range(random, 0, (gint32)feed->len)] =
			    (char)g_rand_int_range(random, 1, 256);
		g_string_truncate(feed,
		                  (gsize)g_rand_int_range(random, 1, (gint32)feed->len + 1));
		counted(feed);
	}
}

int
main(int argc, char **argv)
{
	g_autofree char *words = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	g_test_add_func("/feeds/cases", test_cases);
	g_test_add_func("/feeds/encodings", test_encodings);
	g_test_add_func("/feeds/wrong-encoding", test_wrong_encoding);
	g_test_add_func("/feeds/floods", test_floods);
	g_test_add_func("/feeds/damage", test_damage);
	int failed = g_test_run();
	lexicon_free(lexicon);
	return failed;
}
