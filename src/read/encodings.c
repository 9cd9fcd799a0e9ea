/* Names of encodings, after the WHATWG Encoding Standard, and those that uchardet gives.
 *
 * What the web calls by a name is often more than the name says: pages in "gb2312" have
 * characters of GB 18030, those in "shift_jis" the ones that Windows added.  Such names stand
 * for the encoding that has them all. */
#include "read/encodings.h"

#include <glib.h>
#include <string.h>

/* Names in lower case, only their letters and digits, between spaces. */
static const struct {
	const char *encoding, *names;
} encodings[] = {
	{ "UTF-8", " utf8 unicode11utf8 unicode20utf8 xunicode20utf8 " },
	{ "WINDOWS-1252",
	  " windows1252 cp1252 xcp1252 iso88591 iso885911987 latin1 l1 isoir100 "
	  "csisolatin1 cp819 ibm819 ascii usascii ansix341968 " },
	{ "WINDOWS-1250", " windows1250 cp1250 xcp1250 " },
	{ "WINDOWS-1251", " windows1251 cp1251 xcp1251 win1251 " },
	{ "WINDOWS-1253", " windows1253 cp1253 xcp1253 " },
	{ "WINDOWS-1254",
	  " windows1254 cp1254 xcp1254 iso88599 iso885991989 latin5 l5 isoir148 "
	  "csisolatin5 " },
	{ "WINDOWS-1255", " windows1255 cp1255 xcp1255 " },
	{ "WINDOWS-1256", " windows1256 cp1256 xcp1256 " },
	{ "WINDOWS-1257", " windows1257 cp1257 xcp1257 " },
	{ "WINDOWS-1258", " windows1258 cp1258 xcp1258 " },
	{ "CP874", " windows874 cp874 dos874 tis620 iso885911 " },
	{ "ISO-8859-2", " iso88592 iso885921987 latin2 l2 isoir101 csisolatin2 " },
	{ "ISO-8859-3", " iso88593 iso885931988 latin3 l3 isoir109 csisolatin3 " },
	{ "ISO-8859-4", " iso88594 iso885941988 latin4 l4 isoir110 csisolatin4 " },
	{ "ISO-8859-5", " iso88595 iso885951988 cyrillic isoir144 csisolatincyrillic " },
	{ "ISO-8859-6", " iso88596 iso885961987 arabic asmo708 ecma114 isoir127 "
	                "csisolatinarabic iso88596e iso88596i " },
	{ "ISO-8859-7", " iso88597 iso885971987 greek greek8 ecma118 elot928 isoir126 "
	                "csisolatingreek suneugreek " },
	{ "ISO-8859-8", " iso88598 iso885981988 hebrew visual logical iso88598i iso88598e "
	                "isoir138 csisolatinhebrew " },
	{ "ISO-8859-10", " iso885910 iso8859101992 latin6 l6 isoir157 csisolatin6 " },
	{ "ISO-8859-13", " iso885913 " },
	{ "ISO-8859-14", " iso885914 " },
	{ "ISO-8859-15", " iso885915 latin9 l9 csisolatin9 " },
	{ "ISO-8859-16", " iso885916 " },
	{ "IBM437", " ibm437 cp437 437 " }, /* names in zip archives */
	{ "IBM866", " ibm866 cp866 866 csibm866 " },
	{ "IBM855", " ibm855 cp855 " },
	{ "IBM852", " ibm852 cp852 " },
	{ "IBM865", " ibm865 cp865 " },
	{ "KOI8-U", " koi8r koi8 koi cskoi8r koi8u koi8ru " }, /* has all letters of KOI8-R */
	{ "MACINTOSH", " macintosh mac xmacroman csmacintosh " },
	{ "MAC-CYRILLIC", " maccyrillic xmaccyrillic xmacukrainian " },
	{ "MAC-CENTRALEUROPE", " maccentraleurope xmacce " },
	{ "VISCII", " viscii " },
	{ "GB18030",
	  " gb18030 gbk xgbk gb2312 gb231280 csgb2312 csiso58gb231280 isoir58 chinese "
	  "euccn xeuccn cp936 windows936 " },
	{ "BIG5-HKSCS", " big5 big5hkscs cnbig5 csbig5 xxbig5 cp950 windows950 " },
	{ "EUC-TW", " euctw " },
	{ "CP932", " shiftjis sjis xsjis csshiftjis mskanji ms932 windows31j cp932 " },
	{ "EUC-JP-MS", " eucjp xeucjp cseucpkdfmtjapanese " },
	{ "ISO-2022-JP", " iso2022jp csiso2022jp " },
	{ "CP949",
	  " euckr xeuckr cseuckr ksc5601 ksc56011987 ksc56011989 ksc5601 csksc56011987 "
	  "isoir149 korean windows949 cp949 uhc " },
	{ "ISO-2022-KR", " iso2022kr csiso2022kr " },
};

const char *
encoding_named(const char *name)
{
	char folded[40] = " ";
	size_t n = 1;

	for (const char *at = name; *at; at++)
		if (g_ascii_isalnum(*at)) {
			if (n + 2 >= sizeof folded)
				return NULL;
			folded[n++] = g_ascii_tolower(*at);
		}
	if (n == 1)
		return NULL;
	folded[n] = ' ';
	for (unsigned i = 0; i < G_N_ELEMENTS(encodings); i++)
		if (strstr(encodings[i].names, folded))
			return encodings[i].encoding;
	return NULL;
}

static const struct {
	const char *mark;
	size_t length;
	const char *encoding;
} marks[] = {
	{ "\xff\xfe\0\0", 4, "UTF-32LE" },
	{ "\0\0\xfe\xff", 4, "UTF-32BE" },
	{ "\xff\xfe", 2, "UTF-16LE" },
	{ "\xfe\xff", 2, "UTF-16BE" },
};

/* Without a mark: text of any script has spaces, line ends and, on most pages, markup, whose
 * upper halves are zero and stand at one parity; no other text has zero bytes. */
static const char *
by_zeros(const char *bytes, size_t length)
{
	enum { LOOKED_AT = 4096, LEAST_ZEROS = 4 };
	size_t zeros[4] = { 0 }, n = MIN(length, (size_t)LOOKED_AT) / 4;

	for (size_t i = 0; i < 4 * n; i++)
		zeros[i % 4] += bytes[i] == '\0';
	if (!n)
		return NULL;
	/* of UTF-32, the uppermost byte is always zero and the next nearly always */
	if (zeros[3] == n && zeros[2] * 10 >= n * 9 && zeros[0] * 20 <= n)
		return "UTF-32LE";
	if (zeros[0] == n && zeros[1] * 10 >= n * 9 && zeros[3] * 20 <= n)
		return "UTF-32BE";
	size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
	if (odd >= LEAST_ZEROS && odd * 5 >= n && even * 50 <= odd)
		return "UTF-16LE";
	if (even >= LEAST_ZEROS && even * 5 >= n && odd * 50 <= even)
		return "UTF-16BE";
	return NULL;
}

const char *
encoding_wide(const char *bytes, size_t length, size_t *mark)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
		if (length >= marks[i].length &&
		    memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
			*mark = marks[i].length;
			return marks[i].encoding;
		}
	*mark = 0;
	return by_zeros(bytes, length);
}

/* A converter that stays open keeps its code in memory for all later ones. */
static GIConv kept[G_N_ELEMENTS(encodings) + G_N_ELEMENTS(marks)];

void
encodings_load(void)
{
	static gsize loaded;
	unsigned n = 0;

	if (!g_once_init_enter(&loaded))
		return;
	for (unsigned i = 0; i < G_N_ELEMENTS(encodings); i++)
		kept[n++] = g_iconv_open("UTF-8", encodings[i].encoding);
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
		kept[n++] = g_iconv_open("UTF-8", marks[i].encoding);
	g_once_init_leave(&loaded, 1);
}
