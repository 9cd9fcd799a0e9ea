/* Languages: pages in forty of them, and pages that only look like another. */
#include "read/reader.h"

#include <string.h>

static Lexicon *lexicon;

static const struct {
	const char *code, *text;
} pages[] = {
	{ "en", "The dockers left the hall on Friday and said that they would not sign. Both "
	        "sides will meet again on Monday, but neither of them wants to give way." },
	{ "de", "Die Hafenarbeiter haben am Freitag den Saal verlassen und wollen nicht "
	        "unterschreiben. Beide Seiten treffen sich am Montag wieder, aber keine von "
	        "ihnen will nachgeben." },
	{ "fr", "Les dockers ont quitté la salle vendredi et ne veulent pas signer. Les deux "
	        "parties se retrouveront lundi, mais aucune d’elles n’est prête à céder sur "
	        "les salaires." },
	{ "es", "Los estibadores abandonaron la sala el viernes y no quieren firmar. Las dos "
	        "partes se volverán a reunir el lunes, pero ninguna de ellas está dispuesta a "
	        "ceder en los salarios." },
	{ "pt", "Os estivadores deixaram a sala na sexta-feira e não querem assinar. As duas "
	        "partes voltam a reunir-se na segunda-feira, mas nenhuma delas está disposta a "
	        "ceder nos salários." },
	{ "it",
	  "I portuali hanno lasciato la sala venerdì e non vogliono firmare. Le due parti "
	  "si incontreranno di nuovo lunedì, ma nessuna delle due è disposta a cedere "
	  "sui salari." },
	{ "nl", "De havenarbeiders hebben vrijdag de zaal verlaten en willen niet tekenen. De "
	        "twee partijen zien elkaar maandag weer, maar geen van beide wil toegeven over "
	        "het loon." },
	{ "sv", "Hamnarbetarna lämnade salen på fredagen och vill inte skriva under. De båda "
	        "sidorna möts igen på måndag, men ingen av dem är beredd att ge efter om "
	        "lönerna." },
	{ "da",
	  "Havnearbejderne forlod salen fredag og vil ikke skrive under. De to sider mødes "
	  "igen mandag, men ingen af dem er parat til at give efter, hvad angår lønnen, "
	  "blev det sagt bagefter." },
	{ "nb",
	  "Havnearbeiderne forlot salen fredag og vil ikke skrive under. De to sidene møtes "
	  "igjen mandag, men ingen av dem er klare til å gi etter når det gjelder "
	  "lønnen, sa en talsmann etter møtet." },
	{ "fi", "Ahtaajat poistuivat salista perjantaina eivätkä he halua allekirjoittaa. "
	        "Osapuolet tapaavat jälleen maanantaina, mutta kumpikaan ei ole valmis "
	        "antamaan periksi, kertoi sovittelija, joka oli mukana." },
	{ "pl",
	  "Dokerzy opuścili salę w piątek i nie chcą podpisać umowy. Obie strony spotkają "
	  "się ponownie w poniedziałek, ale żadna z nich nie jest gotowa ustąpić w "
	  "sprawie płac." },
	{ "cs", "Dokaři v pátek opustili sál a nechtějí smlouvu podepsat. Obě strany se znovu "
	        "sejdou v pondělí, ale žádná z nich není připravena ustoupit, protože jde o "
	        "mzdy." },
	{ "sk", "Dokári v piatok opustili sálu a nechcú zmluvu podpísať. Obe strany sa znovu "
	        "stretnú v pondelok, ale žiadna z nich nie je pripravená ustúpiť, pretože ide "
	        "o mzdy, ktoré sú nízke." },
	{ "hu",
	  "A kikötői munkások pénteken elhagyták a termet, és nem akarnak aláírni. A két fél "
	  "hétfőn ismét találkozik, de egyik sem hajlandó engedni, mert a bérekről van "
	  "szó, és ez az, ami számít." },
	{ "ro", "Docherii au părăsit sala vineri și nu vor să semneze. Cele două părți se vor "
	        "întâlni din nou luni, dar niciuna dintre ele nu este dispusă să cedeze în "
	        "privința salariilor." },
	{ "tr", "Liman işçileri cuma günü salonu terk etti ve imzalamak istemiyor. İki taraf "
	        "pazartesi günü yeniden bir araya gelecek, ancak ücretler için hiç kimse geri "
	        "adım atmak istemediğini söyledi." },
	{ "id", "Para buruh pelabuhan meninggalkan ruangan pada hari Jumat dan tidak mau "
	        "menandatangani. Kedua pihak akan bertemu lagi hari Senin, namun mereka belum "
	        "bisa sepakat karena soal upah." },
	{ "vi",
	  "Công nhân bến cảng đã rời phòng họp hôm thứ Sáu và không muốn ký. Hai bên sẽ gặp "
	  "lại nhau vào thứ Hai, nhưng không bên nào muốn nhượng bộ." },
	{ "ca",
	  "Els estibadors van deixar la sala divendres i no volen signar. Les dues parts es "
	  "tornaran a reunir dilluns, però cap d’elles no està disposada a cedir en els "
	  "salaris." },
	{ "sl",
	  "Pristaniški delavci so v petek zapustili dvorano in nočejo podpisati. Strani se "
	  "bosta znova sestali v ponedeljek, vendar nobena od njiju ni pripravljena "
	  "popustiti, ker gre za plače." },
	{ "lt", "Uosto darbininkai penktadienį paliko salę ir nenori pasirašyti. Abi pusės vėl "
	        "susitiks pirmadienį, tačiau nė viena iš jų nėra pasirengusi nusileisti dėl "
	        "atlyginimų, kaip sakė tarpininkas." },
	{ "lv", "Ostas strādnieki piektdien pameta zāli un nevēlas parakstīt. Abas puses atkal "
	        "tiksies pirmdien, bet neviena no tām nav gatava piekāpties, jo runa ir par "
	        "algām, kas ir zemas." },
	{ "et", "Sadamatöölised lahkusid reedel saalist ja ei taha alla kirjutada. Pooled "
	        "kohtuvad uuesti esmaspäeval, kuid kumbki neist ei ole valmis järele andma, "
	        "sest see on palga küsimus." },
	{ "sq",
	  "Punëtorët e portit e lanë sallën të premten dhe nuk duan të nënshkruajnë. Të dyja "
	  "palët do të takohen përsëri të hënën, por asnjëra prej tyre nuk është gati që "
	  "të lëshojë pe." },
	{ "ru",
	  "Докеры в пятницу покинули зал и не хотят подписывать. Стороны снова встретятся в "
	  "понедельник, но ни одна из них не готова уступать, потому что речь идёт о "
	  "зарплате." },
	{ "uk", "Докери в п’ятницю залишили залу й не хочуть підписувати. Сторони знову "
	        "зустрінуться в понеділок, але жодна з них не готова поступатися, бо йдеться "
	        "про зарплату, яка є низькою." },
	{ "bg", "Докерите напуснаха залата в петък и не искат да подпишат. Двете страни ще се "
	        "срещнат отново в понеделник, но никоя от тях не е готова да отстъпи за "
	        "заплатите." },
	{ "sr",
	  "Лучки радници су у петак напустили салу и не желе да потпишу. Две стране ће се "
	  "поново састати у понедељак, али ниједна од њих није спремна да попусти, јер "
	  "је реч о платама." },
	{ "el", "Οι λιμενεργάτες έφυγαν από την αίθουσα την Παρασκευή και δεν θέλουν να "
	        "υπογράψουν." },
	{ "he",
	  "עובדי הנמל עזבו את האולם ביום שישי והם לא רוצים לחתום. הצדדים ייפגשו שוב ביום שני, "
	  "אבל אף אחד מהם לא מוכן לוותר על השכר." },
	{ "ar",
	  "غادر عمال الميناء القاعة يوم الجمعة ولا يريدون التوقيع على الاتفاق. وسيلتقي الطرفان "
	  "مرة أخرى يوم الاثنين، لكن أيا منهما غير مستعد للتنازل عن مطالبه في هذه الجولة." },
	{ "fa",
	  "کارگران بندر روز جمعه سالن را ترک کردند و نمی خواهند امضا کنند. دو طرف روز دوشنبه "
	  "دوباره با هم دیدار خواهند کرد، اما هیچ کدام از آنها حاضر نیست که کوتاه بیاید." },
	{ "ur", "بندرگاہ کے مزدور جمعے کو ہال سے چلے گئے اور وہ دستخط نہیں کرنا چاہتے۔ دونوں "
	        "فریق پیر کو "
	        "پھر ملیں گے لیکن کوئی بھی اجرت کے معاملے پر پیچھے ہٹنے کے لیے تیار نہیں ہے۔" },
	{ "hi",
	  "बंदरगाह के मज़दूर शुक्रवार को हॉल से चले गए और वे हस्ताक्षर नहीं करना चाहते। दोनों पक्ष सोमवार "
	  "को फिर मिलेंगे, लेकिन कोई भी वेतन के मामले में झुकने को तैयार नहीं है।" },
	{ "th", "คนงานท่าเรือออกจากห้องประชุมเมื่อวันศุกร์และไม่ต้องการลงนาม" },
	{ "ka", "ნავსადგურის მუშებმა პარასკევს დარბაზი დატოვეს და ხელმოწერა არ სურთ." },
	{ "ja", "港湾労働者は金曜日に会場を離れ、署名しないと述べた。" },
	{ "zh", "码头工人星期五离开会场，表示不会签字。" },
	{ "ko", "항만 노동자들은 금요일에 회의장을 떠났고 서명하지 않겠다고 말했다." },
};

static const char *
told(const char *text, const char *declared)
{
	static Arena *arena;

	g_clear_pointer(&arena, arena_free);
	arena = arena_new();
	return language_of(text, declared, lexicon, arena);
}

static void
test_pages(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_test_message("%s", pages[i].code);
		g_assert_cmpstr(told(pages[i].text, NULL), ==, pages[i].code);
		/* what a template says of its pages changes nothing */
		g_assert_cmpstr(told(pages[i].text, "en-US"), ==, pages[i].code);
		g_assert_cmpstr(told(pages[i].text, "de"), ==, pages[i].code);
	}
}

#define ENGLISH                                                                                \
	"The dockers left the hall on Friday and said that they would not sign. Both sides "   \
	"will meet again on Monday, but neither of them wants to give way over what is paid."
#define FRENCH                                                                                 \
	"Les dockers ont quitté la salle vendredi et ne veulent pas signer la proposition."

static const struct {
	const char *what, *text, *declared, *language;
} cases[] = {
	{ "nothing", "", NULL, NULL },
	{ "no letters", "12:30 – 14:00, +49 30 1234", "fr", "fr" },
	{ "three words", "Talks resume Monday", NULL, NULL },
	{ "three words, declared", "Gespräche beginnen Montag", "de-CH", "de" },
	{ "short English under a German template", "The talks are over for now, they said",
	  "de", "en" },
	{ "declared as Norwegian", "Samtaler i dag", "no", "nb" },
	{ "a declaration that is none", "Talks resume Monday", "x-klingon", NULL },
	{ "names only", "Ada Brook, Ivo Maric, Lena Holm, Piet Vos, Ana Lima", NULL, NULL },
	{ "quotes in French", ENGLISH " “" FRENCH "” " ENGLISH, NULL, "en" },
	{ "a quote in French first", "“" FRENCH "”\n\n" ENGLISH " " ENGLISH, NULL, "en" },
	{ "quotes in Russian",
	  ENGLISH " «Докеры в пятницу покинули зал и не хотят подписывать», "
	          "he said. " ENGLISH,
	  NULL, "en" },
	{ "quotes in Chinese", ENGLISH " “码头工人星期五离开会场，表示不会签字。” " ENGLISH,
	  NULL, "en" },
	{ "quotes in English", FRENCH " « We will not sign », a-t-il dit. " FRENCH, NULL,
	  "fr" },
	{ "English declared as French", ENGLISH, "fr", "en" },
	{ "Latin letters of no language here",
	  "Gdzub plorkit vasten omrikal, drufet zanwi kelborat uvlim. Sorpta nivgel yoktar "
	  "bremzu, wilkat dorfun azvel, prokni satlum egzor. Tivlak brunzo kermit vulgan "
	  "ostrik, pendzo walfir.",
	  NULL, "und" },
	{ "Cyrillic of no language here", "Шоӥ зэмзэ вуоз ӝыт пал кылё", NULL, "und" },
	{ "English headlines",
	  "Dockers Reject Offer\nOil Falls Again In Asia\nStorm Nears The Coast\nNew Bridge "
	  "Opens Late\nMinisters Meet In Port Vale\nStrike Enters Third Week",
	  NULL, NULL },
};

static void
test_cases(void)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(told(cases[i].text, cases[i].declared), ==, cases[i].language);
	}
}

/* A long page is judged by all of its parts. */
static void
test_long(void)
{
	g_autoptr(GString) page = g_string_new(NULL);

	for (int i = 0; i < 30; i++)
		g_string_append(page, FRENCH " ");
	for (int i = 0; i < 300; i++)
		g_string_append(page, ENGLISH " ");
	g_assert_cmpstr(told(page->str, "fr"), ==, "en");
}

static void
test_names(void)
{
	const Languages *languages = lexicon_languages(lexicon);
	unsigned n;

	g_assert_cmpstr(lexicon_language(lexicon), ==, "en");
	g_assert_cmpstr(languages_name(languages, "fr"), ==, "French");
	g_assert_cmpstr(languages_name(languages, "und"), ==, "an unknown language");
	g_assert_cmpstr(languages_name(languages, "qqq"), ==, "qqq");
	g_assert_cmpint(languages_find(languages, "qqq"), ==, -1);
	g_assert_cmpint(languages_of_script(languages, G_UNICODE_SCRIPT_LATIN), ==, -1);
	g_assert_cmpint(languages_of_script(languages, G_UNICODE_SCRIPT_GREEK), ==,
	                languages_find(languages, "el"));
	g_assert_null(languages_of_word(languages, "dockers", &n));
	g_assert_cmpuint(n, ==, 0);
	for (unsigned i = 0; i < languages_count(languages); i++)
		g_assert_cmpint(languages_find(languages, languages_code(languages, i)), ==,
		                (int)i);
}

int
main(int argc, char **argv)
{
	g_autofree char *words = g_build_filename(g_getenv("ENTENTE_ROOT"), "lexicon", NULL);

	g_test_init(&argc, &argv, NULL);
	lexicon = lexicon_load(words, "en", NULL);
	g_assert_nonnull(lexicon);
	g_test_add_func("/language/pages", test_pages);
	g_test_add_func("/language/cases", test_cases);
	g_test_add_func("/language/long", test_long);
	g_test_add_func("/language/names", test_names);
	int failed = g_test_run();
	told("", NULL);
	lexicon_free(lexicon);
	return failed;
}
