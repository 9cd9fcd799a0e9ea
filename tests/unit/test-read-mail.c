/* Mail and saved pages: heads, encodings, which part is read, what is known from around it. */
#include "archives-fixture.h"
#include "read/head.h"
#include "read/mime.h"

static void
test_head(void)
{
	static const struct {
		const char *value, *name, *expected;
	} values[] = {
		{ "text/html; charset=utf-8", "charset", "utf-8" },
		{ "text/html;Charset=\"utf-8\"; x=1", "charset", "utf-8" },
		{ "text/html; x=\"; charset=no\"; charset = yes ", "charset", "yes" },
		{ "a/b; boundary=\"a \\\"b\\\"\"", "boundary", "a \"b\"" },
		{ "a/b; xcharset=1; charset", "charset", NULL },
		{ "a/b; charset=", "charset", NULL },
		{ "charset=1", "charset", NULL },
		{ "", "charset", NULL },
	};
	static const char head[] =
	    "X: 1\r\nSubject: One\r\n  and\ttwo \r\nsubject: three\r\n\r\nY: 2";

	for (unsigned i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *found = value_parameter(values[i].value, values[i].name);

		g_assert_cmpstr(found, ==, values[i].expected);
	}
	size_t length = head_length(head, sizeof head - 1);
	g_assert_cmpuint(length, ==, sizeof head - 1 - strlen("Y: 2"));
	g_autofree char *subject = head_field(head, length, "SUBJECT");
	g_autofree char *none = head_field(head, length, "Sub");
	g_assert_cmpstr(subject, ==, "One  and two");
	g_assert_null(none);
}

static void
test_words(void)
{
	static const struct {
		const char *value, *expected;
	} values[] = {
		{ "Harbour talks", "Harbour talks" },
		{ "=?utf-8?Q?caf=C3=A9_talk?=", "caf\xc3\xa9 talk" },
		{ "=?UTF-8?b?Y2Fmw6k=?= x", "caf\xc3\xa9 x" },
		{ "=?iso-8859-1?q?caf=E9?=  =?iso-8859-1?q?_two?= three",
		  "caf\xc3\xa9 two three" },
		/* a letter cut in two */
		{ "=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "caf\xc3\xa9" },
		{ "=?utf-8?b?w6k=?= =?iso-8859-2?q?=F3?=", "\xc3\xa9\xc3\xb3" },
		{ "=?koi8-r*ru?q?=CD=C9=D2?=", "\xd0\xbc\xd0\xb8\xd1\x80" },
		{ "=?utf-8?x?no?= =? =?a?q?", "=?utf-8?x?no?= =? =?a?q?" },
		{ "=?no-such-set?q?one?=", "one" },
		{ "caf\xe9", "caf\xc3\xa9" },
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *decoded = mime_decode_words(values[i].value);

		g_assert_cmpstr(decoded, ==, values[i].expected);
	}
}

static void
test_content(void)
{
	static const struct {
		const char *encoding, *body, *expected;
	} values[] = {
		{ "quoted-printable", "a=3D=3d b=\r\nc =20 \t\r\nd=", "a== bc  \r\nd" },
		{ "Quoted-Printable ", "a=  \nb=zz=", "ab=zz" },
		{ "quoted-printable", "", "" },
		{ "base64", "VGhl\r\nIHRh\nbGtz", "The talks" },
		{ "base64", "VGhlIHRhbGtzLg==", "The talks." },
		{ "base64", "!V-Ghl", "The" },
		{ "8bit", "a=3D", "a=3D" },
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autoptr(GString) head = g_string_new("Content-Transfer-Encoding: ");
		g_autoptr(GString) body = g_string_new(values[i].body);
		size_t length;

		g_string_append_printf(head, "%s\r\n\r\n", values[i].encoding);
		const MimePart part = { .head = head, .body = body };
		g_autofree char *content = mime_content(&part, &length);
		g_autofree char *text = g_strndup(content, length);
		g_assert_cmpstr(text, ==, values[i].expected);
	}
}

#define SAVED                                                                                  \
	"From: <Saved by Blink>\nSnapshot-Content-Location: https://vale.example/1\n"          \
	"Subject: =?utf-8?q?caf=C3=A9?=\nDate: Wed, 3 Dec 2025 09:00:00 -0000\n"

static const struct {
	const char *name, *in, *out;
} cases[] = {
	/* mail */
	{ "plain.eml", MAIL "\r\n" LONG_A "\r\n", "plain " MAILED LONG_A "\n" },
	{ "envelope.eml", "From daily@vale.example Tue Dec  2 10:00:00 2025\n" MAIL "\n" LONG_A,
	  "envelope " MAILED LONG_A "\n" },
	{ "html.eml", MAIL "Content-Type: text/html\r\n\r\n" PAGE, "html " MAILED LONG_A "\n" },
	{ "alternative.eml",
	  MAIL "Content-Type: multipart/alternative; boundary=x\r\n\r\nno text\r\n--x\r\n\r\n"
	       "Plain.\r\n--x\r\nContent-Type: text/html\r\n\r\n" PAGE "\r\n--x--\r\nnor this",
	  "alternative " MAILED LONG_A "\n" },
	{ "only-plain.eml",
	  MAIL "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\n" LONG_B
	       "\r\n--x\r\nContent-Type: text/calendar\r\n\r\nBEGIN\r\n--x--\r\n",
	  "only-plain " MAILED LONG_B "\n" },
	/* text, then a picture, then a footer in HTML; the boundary of the inner part begins
	 * like the outer one's */
	{ "mixed.eml",
	  MAIL "Content-Type: multipart/mixed; boundary=\"x y\"\n\n--x y\nContent-Type: "
	       "multipart/related; boundary=\"x y2\"\n\n--x y2\nContent-Type: "
	       "multipart/alternative; boundary=z\n\n--z\n\nPlain.\n--z \nContent-Type: "
	       "text/html\n\n" PAGE "\n--z--\n--x y2\nContent-Type: image/png\n\n\x89PNG\n--x "
	       "y2--\n--x y\nContent-Type: text/html\n\n<p>Footer</p>\n--x y--\n",
	  "mixed " MAILED LONG_A "\n" },
	{ "footer.eml",
	  MAIL "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" LONG_A
	       "\n--x\nContent-Type: text/html\n\n<p>Footer</p>\n--x--",
	  "footer " MAILED LONG_A "\n" },
	{ "attached.eml",
	  MAIL "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: "
	       "attachment\n\nNo.\n--x\n\n" LONG_A "\n--x--",
	  "attached " MAILED LONG_A "\n" },
	{ "no-last.eml", MAIL "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" LONG_A,
	  "no-last " MAILED LONG_A "\n" },
	{ "no-text.eml", MAIL "Content-Type: image/png\n\n\x89PNG",
	  "input: 'no-text.eml': no text in it\n" },
	{ "no-parts.eml", MAIL "Content-Type: multipart/mixed; boundary=x\n\nNothing.",
	  "input: 'no-parts.eml': no text in it\n" },
	{ "cut-off.eml", MAIL "Cont", "input: 'cut-off.eml': no text in it\n" },
	{ "empty.eml", MAIL "\n", "input: 'empty.eml': no text in it\n" },
	{ "qp.eml",
	  MAIL
	  "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
	  "quoted-printable\n\nThe caf=E9 owners met the ministry of ports on Monday and=\n"
	  " left without a text.\n",
	  "qp " MAILED "The caf\xc3\xa9 owners met the ministry of ports on Monday and left "
	  "without a text.\n" },
	{ "base64.eml",
	  MAIL "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n"
	       "zcnSINfP\ny83B0iA=\n",
	  "base64 " MAILED
	  "\xd0\xbc\xd0\xb8\xd1\x80 \xd0\xb2\xd0\xbe\xd0\xba\xd0\xbc\xd0\xb0\xd1"
	  "\x80\n" },
	{ "links.eml",
	  MAIL "\nView this email in your browser <https://vale.example/v>\n\n" LONG_A
	       " (https://vale.example/a)\n\nhttps://vale.example/b\n\n" LONG_B
	       "\n\nUnsubscribe: https://vale.example/u\n-- \nVale Courier\n",
	  "links " MAILED LONG_A "//" LONG_B "\n" },
	{ "flowed.eml",
	  MAIL
	  "Content-Type: text/plain; format=flowed\n\nThe two unions met \nthe ministry. \n"
	  "They left.\n From the first line on.\n",
	  "flowed " MAILED
	  "The two unions met the ministry. They left./From the first line on.\n" },
	{ "notices.eml",
	  MAIL "\n" LONG_A "\n\nYou are receiving this email because you asked for it.\n1 Quay "
	       "Road\n",
	  "notices " MAILED LONG_A "\n" },
	{ "sender.eml",
	  "From: =?utf-8?q?Caf=C3=A9?= Post <a@vale.example>\nSubject: Re: FW: "
	  "Talks\nMessage-ID: "
	  "<1>\nArchived-At: <https://vale.example/m>\n\n" LONG_A,
	  "sender [Talks|Caf\xc3\xa9 Post||https://vale.example/m|] " LONG_A "\n" },
	{ "address.eml", "From: a@vale.example\nSubject: Talks\nMessage-ID: <1>\n\n" LONG_A,
	  "address [Talks|vale.example|||] " LONG_A "\n" },
	{ "quoted.eml",
	  "From: \"Post, Vale\" <a@v>\nSubject: Talks\nMessage-ID: <1>\n\n" LONG_A,
	  "quoted [Talks|Post, Vale|||] " LONG_A "\n" },
	{ "comment.eml", "From: a@v (Vale Post)\nSubject: Talks\nMessage-ID: <1>\n\n" LONG_A,
	  "comment [Talks|Vale Post|||] " LONG_A "\n" },
	/* no mail */
	{ "note.txt", "Date: 2 December\nPlace: Port Vale\n\n" LONG_A,
	  "note [Date: 2 December||||] Date: 2 December/Place: Port Vale//" LONG_A "\n" },
	{ "quote.txt", "From: a\nTo: b\nSubject: c\nDate: d and then prose\nwith no blank line",
	  "quote [From: a||||] From: a/To: b/Subject: c/Date: d and then prose/with no blank "
	  "line\n" },

	/* saved pages */
	{ "saved.mhtml",
	  SAVED "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: "
	        "text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>" LONG_A
	        "</p>\n--x\nContent-Type: text/css\n\np {}\n--x--\n",
	  "saved [caf\xc3\xa9|||https://vale.example/1|2025-12-03T09:00:00-00:00] " LONG_A
	  "\n" },
	{ "start.mhtml",
	  "MIME-Version: 1.0\nContent-Type: multipart/related; start=\"<b>\"; boundary=x\n\n"
	  "--x\nContent-Type: text/html\nContent-ID: <a>\n\n<p>Frame</p>\n--x\nContent-Type: "
	  "text/html\nContent-ID: <b>\nContent-Location: https://vale.example/b\n\n" PAGE
	  "\n--x--\n",
	  "start [Talks|||https://vale.example/b|] " LONG_A "\n" },
	{ "single.mht",
	  "MIME-Version: 1.0\nContent-Type: text/html; charset=windows-1252\n"
	  "Content-Location: https://vale.example/c\n\n<p>Caf\xe9. " LONG_A "</p>",
	  "single [|||https://vale.example/c|] Caf\xc3\xa9. " LONG_A "\n" },
	{ "none.mhtml",
	  SAVED "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: "
	        "text/css\n\np {}\n--x--\n",
	  "input: 'none.mhtml': no page in it\n" },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
		check_told(cases[i].name, cases[i].in, strlen(cases[i].in), cases[i].out);
}

static const Flood floods[] = {
	{ "parts.eml", MAIL "Content-Type: multipart/mixed; boundary=x\n\n", "--x\n",
	  "limit: 'parts.eml': more than 10000 parts, the limit\n", 1000000 },
	{ "depth.eml", MAIL, "Content-Type: multipart/mixed; boundary=x\n\n--x\n",
	  "limit: 'depth.eml': parts nested deeper than 16 levels, the limit\n", 100000 },
	{ "words.eml", MAIL "X-Subject:", " =?a?q?x\n", "input: 'words.eml': no text in it\n",
	  25000 },
	{ "subject.eml", "From: a@b\nMessage-ID: <1>\nSubject:", " =?a?q?x\n",
	  "input: 'subject.eml': no text in it\n", 25000 },
	{ "blanks.eml", MAIL "Content-Transfer-Encoding: quoted-printable\n\n" LONG_A "\n",
	  "= =  ", "blanks " MAILED LONG_A, 900000 },
	{ "links.eml", MAIL "\n" LONG_A "\n", "<http://", "links " MAILED LONG_A, 500000 },
	{ "long.eml", MAIL "\n" LONG_A "\n", "x ",
	  "limit: 'long.eml': longer than 5 MB, the limit for a page\n", 2600000 },
	{ "picture.eml",
	  MAIL "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" LONG_A
	       "\n--x\nContent-Type: image/png\n\n",
	  "AAAAAAAAAAAA\n", "picture " MAILED LONG_A "\n", 1000000 },
};

static void
test_floods(void)
{
	check_floods(floods, G_N_ELEMENTS(floods));
}

static void
test_damage(void)
{
	g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func(free_string);

	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
		g_ptr_array_add(seeds, g_string_new(cases[i].in));
	check_damage(seeds, 4000);
}

static void
add_tests(void)
{
	g_test_add_func("/mail/head", test_head);
	g_test_add_func("/mail/words", test_words);
	g_test_add_func("/mail/content", test_content);
	g_test_add_func("/mail/cases", test_cases);
	g_test_add_func("/mail/floods", test_floods);
	g_test_add_func("/mail/damage", test_damage);
}

int
main(int argc, char **argv)
{
	return run_tests(argc, argv, add_tests);
}
