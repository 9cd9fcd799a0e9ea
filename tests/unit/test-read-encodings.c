/* Encodings: sentences in each that pages are written in, by name and by guess. */
#include "read/encodings.h"
#include "read/utf8.h"

#include <string.h>

typedef enum {
	ENGLISH,
	GERMAN,
	FRENCH,
	SWEDISH,
	POLISH,
	CZECH,
	HUNGARIAN,
	ROMANIAN,
	LITHUANIAN,
	TURKISH,
	RUSSIAN,
	UKRAINIAN,
	BULGARIAN,
	GREEK,
	HEBREW,
	ARABIC,
	VIETNAMESE,
	THAI,
	JAPANESE,
	CHINESE,
	TAIWANESE,
	KOREAN,
	N_TEXTS
} Text;

static const char *const texts[N_TEXTS] = {
	[ENGLISH] = "The miners’ union said “no” on Tuesday – and left the hall after three "
		    "hours of talks. “We will not sign,” its speaker said, “before Friday.”",
	[GERMAN] = "Die Gewerkschaft der Bergleute lehnte das Angebot am Dienstag ab und "
		   "verließ nach drei Stunden den Saal. Keine Seite möchte nachgeben, das "
		   "nächste Gespräch fände frühestens am Freitag über die Löhne statt.",
	[FRENCH] = "Le syndicat des mineurs a rejeté mardi la proposition de la société et "
		   "quitté la salle après trois heures. Aucune des parties ne veut céder, la "
		   "prochaine réunion aura lieu vendredi à côté du théâtre.",
	[SWEDISH] =
	    "Gruvarbetarnas fackförbund avvisade på tisdagen bolagets bud och lämnade "
	    "salen efter tre timmars samtal. Ingen av sidorna vill ge efter, nästa möte "
	    "hålls på fredag.",
	[POLISH] = "Związek górników odrzucił we wtorek ofertę spółki i wyszedł z sali po "
		   "trzech godzinach rozmów. Żadna ze stron nie chce ustąpić, a następne "
		   "spotkanie ma się odbyć dopiero w piątek wieczorem.",
	[CZECH] = "Odbory v úterý nabídku podniku odmítly a po třech hodinách odešly ze sálu. "
		  "Žádná ze stran nechce ustoupit, další schůzka se má konat až v pátek večer.",
	[HUNGARIAN] = "A bányászok szakszervezete kedden visszautasította a társaság "
		      "ajánlatát, és három óra után elhagyta a termet. Egyik fél sem akar "
		      "engedni, a következő találkozó csak pénteken lesz.",
	[ROMANIAN] = "Sindicatul minerilor a respins marți oferta companiei și a părăsit sala "
		     "după trei ore de discuții. Niciuna dintre părți nu vrea să cedeze.",
	[LITHUANIAN] = "Kalnakasių profesinė sąjunga antradienį atmetė bendrovės pasiūlymą ir "
		       "po trijų valandų pokalbių išėjo iš salės. Nė viena pusė nenori "
		       "nusileisti.",
	[TURKISH] = "Maden işçileri sendikası salı günü şirketin teklifini reddetti ve üç "
		    "saatlik görüşmeden sonra salondan ayrıldı. Taraflardan hiçbiri geri adım "
		    "atmak istemiyor, bir sonraki toplantı cuma günü yapılacak.",
	[RUSSIAN] = "Профсоюз горняков во вторник отклонил предложение компании и покинул зал "
		    "после трёх часов переговоров. Ни одна из сторон не хочет уступать, "
		    "следующая встреча будет только в пятницу.",
	[UKRAINIAN] =
	    "Профспілка гірників у вівторок відхилила пропозицію компанії й залишила "
	    "залу після трьох годин переговорів. Жодна зі сторін не хоче поступатися, "
	    "їхня наступна зустріч буде в п'ятницю.",
	[BULGARIAN] = "Синдикатът на миньорите отхвърли във вторник предложението на "
		      "дружеството и напусна залата след три часа преговори. Никоя от страните "
		      "не иска да отстъпи.",
	[GREEK] = "Το συνδικάτο των μεταλλωρύχων απέρριψε την Τρίτη την πρόταση της εταιρείας "
		  "και αποχώρησε από την αίθουσα ύστερα από τρεις ώρες συνομιλιών.",
	[HEBREW] = "איגוד הכורים דחה ביום שלישי את הצעת החברה ועזב את האולם אחרי שלוש שעות של "
		   "שיחות. אף אחד מהצדדים אינו רוצה לוותר.",
	[ARABIC] =
	    "رفضت نقابة عمال المناجم يوم الثلاثاء عرض الشركة وغادرت القاعة بعد ثلاث ساعات "
	    "من المحادثات. ولا يريد أي من الطرفين التراجع.",
	[VIETNAMESE] =
	    "Công đoàn thợ mỏ hôm thứ Ba đã từ chối đề nghị của công ty và rời phòng "
	    "họp sau ba giờ thương lượng.",
	[THAI] = "สหภาพคนงานเหมืองปฏิเสธข้อเสนอของบริษัทเมื่อวันอังคารและออกจากห้องหลังเจรจาสามชั่วโมง",
	[JAPANESE] =
	    "鉱山労働組合は火曜日、会社側の提案を拒否し、三時間の協議のあと会場を後にした。"
	    "どちらの側も譲歩するつもりはなく、次の会合は金曜日になる。",
	[CHINESE] = "矿工工会星期二拒绝了公司的提议，经过三个小时的谈判后离开了会场。"
		    "双方都不愿让步，下一次会议定在星期五举行。",
	[TAIWANESE] = "礦工工會星期二拒絕了公司的提議，經過三個小時的談判後離開了會場。"
		      "雙方都不願讓步，下一次會議定在星期五舉行。",
	[KOREAN] =
	    "광산 노조는 화요일에 회사의 제안을 거부하고 세 시간의 회담 끝에 회의장을 떠났다. "
	    "어느 쪽도 양보하려 하지 않으며 다음 회의는 금요일에 열린다.",
};

/* `guessed`: found without its name, too. */
static const struct {
	const char *name, *encoding;
	Text text;
	bool guessed;
} cases[] = {
	{ "utf-8", "UTF-8", ENGLISH, true },
	{ "UTF8", "UTF-8", RUSSIAN, true },
	{ "utf-16le", "UTF-16LE", ENGLISH, true },
	{ "utf-16be", "UTF-16BE", ENGLISH, true },
	{ "utf-16", "UTF-16", CHINESE, true },
	{ "utf-16le", "UTF-16LE", RUSSIAN, true },
	{ "utf-32le", "UTF-32LE", ENGLISH, true },
	{ "utf-32be", "UTF-32BE", RUSSIAN, true },
	{ "utf-32", "UTF-32", JAPANESE, true },
	{ "windows-1252", "WINDOWS-1252", ENGLISH, true },
	{ "ISO-8859-1", "WINDOWS-1252", ENGLISH, true },
	{ "us-ascii", "WINDOWS-1252", ENGLISH, true },
	{ "latin1", "ISO-8859-1", GERMAN, true },
	{ "iso_8859-1", "ISO-8859-1", FRENCH, true },
	{ "iso-8859-15", "ISO-8859-15", FRENCH, true },
	{ "iso-8859-1", "ISO-8859-1", SWEDISH, true },
	{ "windows-1250", "WINDOWS-1250", POLISH, true },
	{ "cp1250", "WINDOWS-1250", CZECH, true },
	{ "iso-8859-2", "ISO-8859-2", POLISH, true },
	{ "latin2", "ISO-8859-2", HUNGARIAN, true },
	{ "x-mac-ce", "MAC-CENTRALEUROPE", POLISH, true },
	{ "ibm852", "IBM852", POLISH, true },
	{ "iso-8859-16", "ISO-8859-16", ROMANIAN, true },
	{ "windows-1257", "WINDOWS-1257", LITHUANIAN, true },
	{ "iso-8859-4", "ISO-8859-4", LITHUANIAN, true },
	{ "iso-8859-13", "ISO-8859-13", LITHUANIAN, true },
	{ "iso-8859-10", "ISO-8859-10", SWEDISH, true },
	{ "windows-1254", "WINDOWS-1254", TURKISH, true },
	{ "iso-8859-9", "ISO-8859-9", TURKISH, true },
	{ "iso-8859-3", "ISO-8859-3", TURKISH, true },
	{ "windows-1251", "WINDOWS-1251", RUSSIAN, true },
	{ "Windows-1251", "WINDOWS-1251", BULGARIAN, true },
	{ "cp1251", "WINDOWS-1251", UKRAINIAN, true },
	{ "koi8-r", "KOI8-R", RUSSIAN, true },
	{ "koi8-u", "KOI8-U", UKRAINIAN, true },
	{ "iso-8859-5", "ISO-8859-5", RUSSIAN, true },
	{ "ibm866", "IBM866", RUSSIAN, true },
	{ "ibm855", "IBM855", RUSSIAN, true },
	{ "x-mac-cyrillic", "MAC-CYRILLIC", RUSSIAN, true },
	{ "windows-1253", "WINDOWS-1253", GREEK, true },
	{ "iso-8859-7", "ISO-8859-7", GREEK, true },
	{ "windows-1255", "WINDOWS-1255", HEBREW, true },
	{ "iso-8859-8-i", "ISO-8859-8", HEBREW, true },
	{ "windows-1256", "WINDOWS-1256", ARABIC, true },
	{ "iso-8859-6", "ISO-8859-6", ARABIC, true },
	{ "windows-1258", "WINDOWS-1258", FRENCH, true },
	{ "viscii", "VISCII", VIETNAMESE, true },
	{ "windows-874", "CP874", THAI, true },
	{ "tis-620", "TIS-620", THAI, true },
	{ "shift_jis", "SHIFT_JIS", JAPANESE, true },
	{ "x-sjis", "CP932", JAPANESE, true },
	{ "euc-jp", "EUC-JP", JAPANESE, true },
	{ "iso-2022-jp", "ISO-2022-JP", JAPANESE, true },
	{ "gb18030", "GB18030", CHINESE, true },
	{ "gb2312", "GBK", CHINESE, true },
	{ "gbk", "GBK", TAIWANESE, true },
	{ "big5", "BIG5", TAIWANESE, true },
	{ "euc-tw", "EUC-TW", TAIWANESE, true },
	{ "euc-kr", "EUC-KR", KOREAN, true },
	{ "ks_c_5601-1987", "CP949", KOREAN, true },
	{ "iso-2022-kr", "ISO-2022-KR", KOREAN, true },
	{ "macintosh", "MACINTOSH", FRENCH, false },
	{ "iso-8859-14", "ISO-8859-14", FRENCH, true },
};

static char *
encoded(const char *text, const char *encoding, gsize *length)
{
	g_autoptr(GError) error = NULL;
	char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, length, &error);

	g_assert_no_error(error);
	return bytes;
}

static void
test_declared(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *text = texts[cases[i].text];
		gsize length;
		g_autofree char *bytes = encoded(text, cases[i].encoding, &length);
		g_autofree char *out = decode(bytes, length, cases[i].name, &length);

		g_test_message("%s of %s", cases[i].name, cases[i].encoding);
		g_assert_cmpstr(out, ==, text);
		g_assert_cmpuint(length, ==, strlen(text));
	}
}

static void
test_guessed(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *text = texts[cases[i].text];
		gsize length;
		g_autofree char *bytes = encoded(text, cases[i].encoding, &length);
		g_autofree char *out = decode(bytes, length, NULL, &length);

		g_test_message("%s of %s", cases[i].name, cases[i].encoding);
		if (cases[i].guessed)
			g_assert_cmpstr(out, ==, text);
	}
}

/* A name of a Latin encoding over text of another script is a template's. */
static void
test_wrongly_declared(void)
{
	static const struct {
		const char *name, *encoding;
		Text text;
	} wrong[] = {
		{ "iso-8859-1", "WINDOWS-1251", RUSSIAN },
		{ "windows-1252", "KOI8-R", RUSSIAN },
		{ "iso-8859-2", "GBK", CHINESE },
		{ "iso-8859-1", "EUC-KR", KOREAN },
		{ "windows-1252", "SHIFT_JIS", JAPANESE },
		{ "latin1", "UTF-8", GREEK },
		{ "utf-8", "WINDOWS-1253", GREEK },
		{ "utf-16", "WINDOWS-1251", RUSSIAN },
		{ "x-unheard-of", "WINDOWS-1255", HEBREW },
		{ "", "WINDOWS-1256", ARABIC },
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++) {
		gsize length;
		g_autofree char *bytes =
		    encoded(texts[wrong[i].text], wrong[i].encoding, &length);
		g_autofree char *out = decode(bytes, length, wrong[i].name, &length);

		g_test_message("%s of %s", wrong[i].name, wrong[i].encoding);
		g_assert_cmpstr(out, ==, texts[wrong[i].text]);
	}
}

static void
test_names(void)
{
	static const char *const same[][2] = {
		{ "ISO_8859-2:1987", "ISO-8859-2" },
		{ " utf-8 ", "UTF-8" },
		{ "x-sjis", "CP932" },
		{ "GB_2312-80", "GB18030" },
		{ "ISO-8859-11", "CP874" },
		{ "ISO-8859-1", "WINDOWS-1252" },
		{ "utf-7", NULL },
		{ "ebcdic-us", NULL },
		{ "", NULL },
		{ "--", NULL },
		{ "a name that is far too long to be the name of an encoding", NULL },
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(same); i++)
		g_assert_cmpstr(encoding_named(same[i][0]), ==, same[i][1]);
}

/* The quotation marks of Windows on pages that call themselves ISO 8859. */
static void
test_controls(void)
{
	static const char bytes[] = "\x93\xa6"
				    "ona\x94 \x96 \xbe"
				    "ebr\x85\0\x92";
	size_t length;
	g_autofree char *out = decode(bytes, sizeof bytes - 1, "iso-8859-2", &length);

	g_assert_cmpstr(out, ==, "“Śona” – žebr… ’");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/encodings/declared", test_declared);
	g_test_add_func("/encodings/guessed", test_guessed);
	g_test_add_func("/encodings/wrongly-declared", test_wrongly_declared);
	g_test_add_func("/encodings/names", test_names);
	g_test_add_func("/encodings/controls", test_controls);
	encodings_load();
	return g_test_run();
}
