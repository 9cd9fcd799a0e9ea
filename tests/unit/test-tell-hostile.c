/* Records full of what a hostile page could put into them: whatever the format, nothing of it
 * may act on a terminal, a page, a spreadsheet or the order of the letters. */
#include "model/records.h"

#include <entente/tell.h>
#include <jansson.h>
#include <string.h>

enum { LONG = 10000 };

#define EVIL                                                                                   \
	"\u202eevil\u202c \u2066x\u2069 \x1b[31mred\x1b[0m \x1b]0;t\x07 \xc2\x9b"              \
	"31m <script>alert(1)"                                                                 \
	"</script> &amp; | *b* [l](http://x.example) ![i](y) `c` \r\n=1+2 <img src=x "         \
	"onerror=y>"

static const char *const evil_list[] = { EVIL, "A\nB", "=cmd|' /C calc'!A0", NULL };

static const char *
long_text(EntenteRecords *records, const char *unit)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < LONG; i++)
		g_string_append(text, unit);
	return arena_strdup(records->arena, text->str);
}

/* One record a kind, every field of it hostile. */
static EntenteRecords *
hostile_records(void)
{
	EntenteRecords *records = records_new();
	const char *texts[] = { EVIL,
		                long_text(records, "W"),
		                long_text(records, "漢"),
		                long_text(records, "e\u0301\u0301"),
		                "-1",
		                "@x",
		                "\t=1",
		                "" };
	const EntenteEvidence evidence[] = { { EVIL, { 0, 1 }, EVIL, 0 },
		                             { "=2", { 0, 1 }, long_text(records, "a "), 0 } };
	g_autoptr(GArray) all = g_array_new(false, false, sizeof(EntenteEvidence));
	unsigned n = 0;

	g_array_append_vals(all, evidence, G_N_ELEMENTS(evidence));
	for (int round = 0; round < (int)G_N_ELEMENTS(texts); round++)
		for (int kind = 0; kind < ENTENTE_N_KINDS; kind++) {
			const EntenteKindSpec *spec = entente_kind((EntenteKind)kind);
			EntenteRecord *record = records_add(records, (EntenteKind)kind);

			for (size_t i = 0; i < spec->n_fields; i++) {
				void *at = (void *)entente_field(record, &spec->fields[i]);

				if (spec->fields[i].type == ENTENTE_FIELD_TEXT)
					*(const char **)at = texts[n++ % G_N_ELEMENTS(texts)];
				else if (spec->fields[i].type == ENTENTE_FIELD_TEXTS)
					*(const char *const **)at = evil_list;
				else if (spec->fields[i].type == ENTENTE_FIELD_NUMBER)
					*(int32_t *)at = INT32_MAX;
			}
			records_set_evidence(records, record, all);
		}
	return records;
}

static GString *
tell(const EntenteRecords *records, EntenteFormat format, bool list, int width)
{
	const EntenteStyle style = { .format = format, .evidence = true, .width = width };
	GString *told = g_string_new(NULL);

	if (list)
		entente_tell_list(records, &style, told);
	else
		entente_tell_brief(records, &style, told);
	g_assert_true(g_utf8_validate(told->str, (gssize)told->len, NULL));
	return told;
}

static void
assert_calm(const GString *told)
{
	for (const char *at = told->str; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		g_assert_true(c >= 0x20 || c == '\n' || (c == '\r' && at[1] == '\n'));
		g_assert_false(c >= 0x7f && c < 0xa0);
		g_assert_false((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
	}
}

static void
test_calm(void)
{
	g_autoptr(EntenteRecords) records = hostile_records();

	for (int format = 0; format < ENTENTE_N_FORMATS; format++)
		for (int list = 0; list < 2; list++) {
			g_autoptr(GString) told =
			    tell(records, (EntenteFormat)format, list, 80);

			assert_calm(told);
		}
}

static void
test_width(void)
{
	g_autoptr(EntenteRecords) records = hostile_records();

	for (int width = 40; width < 200; width += 53)
		for (int list = 0; list < 2; list++) {
			g_autoptr(GString) told =
			    tell(records, ENTENTE_FORMAT_TEXT, list, width);
			g_auto(GStrv) lines = g_strsplit(told->str, "\n", -1);

			for (char **line = lines; *line; line++) {
				int columns = 0;

				for (const char *at = *line; *at; at = g_utf8_next_char(at)) {
					gunichar c = g_utf8_get_char(at);

					columns += g_unichar_iszerowidth(c) ? 0
					           : g_unichar_iswide(c)    ? 2
					                                    : 1;
				}
				g_assert_cmpint(columns, <=, width);
			}
		}
}

static void
test_html(void)
{
	g_autoptr(EntenteRecords) records = hostile_records();

	for (int list = 0; list < 2; list++) {
		g_autoptr(GString) told = tell(records, ENTENTE_FORMAT_HTML, list, 0);

		g_assert_null(strstr(told->str, "<script"));
		g_assert_null(strstr(told->str, "<img"));
		g_assert_nonnull(strstr(told->str, "&lt;script&gt;"));
	}
}

static void
test_markdown(void)
{
	g_autoptr(EntenteRecords) records = hostile_records();

	for (int list = 0; list < 2; list++) {
		g_autoptr(GString) told = tell(records, ENTENTE_FORMAT_MARKDOWN, list, 0);

		g_assert_null(strstr(told->str, "[l]("));
		g_assert_null(strstr(told->str, "![i"));
		g_assert_null(strstr(told->str, "<"));
		g_assert_null(strstr(told->str, " | *b*"));
	}
}

/* Every cell, unquoted, must begin with something else than a formula does. */
static void
test_csv(void)
{
	g_autoptr(EntenteRecords) records = hostile_records();

	for (int list = 0; list < 2; list++) {
		g_autoptr(GString) told = tell(records, ENTENTE_FORMAT_CSV, list, 0);
		bool quoted = false, begins = true;

		for (const char *at = told->str; *at; at++) {
			if (begins && *at == '"' && !quoted) {
				quoted = true;
				continue;
			}
			if (begins)
				g_assert_null(strchr("=+-@\t", *at));
			begins = !quoted && (*at == ',' || *at == '\n');
			if (*at == '"' && quoted && at[1] == '"')
				at++;
			else if (*at == '"')
				quoted = false;
		}
		g_assert_false(quoted);
	}
}

static void
test_json(void)
{
	g_autoptr(EntenteRecords) records = hostile_records();
	g_autoptr(GString) told = tell(records, ENTENTE_FORMAT_JSON, false, 0);
	json_t *brief = json_loads(told->str, JSON_REJECT_DUPLICATES, NULL);

	g_assert_true(json_is_object(brief));
	g_assert_cmpuint(json_array_size(json_object_get(brief, "sections")), >, 5);
	json_decref(brief);

	g_autoptr(GString) record = g_string_new(NULL);
	entente_tell_record(entente_records_get(records, 2), record);
	json_t *object = json_loads(record->str, JSON_REJECT_DUPLICATES, NULL);
	const json_t *evidence = json_array_get(json_object_get(object, "evidence"), 0);
	g_assert_cmpstr(json_string_value(json_object_get(evidence, "text")), ==, EVIL);
	json_decref(object);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tell/hostile/calm", test_calm);
	g_test_add_func("/tell/hostile/width", test_width);
	g_test_add_func("/tell/hostile/html", test_html);
	g_test_add_func("/tell/hostile/markdown", test_markdown);
	g_test_add_func("/tell/hostile/csv", test_csv);
	g_test_add_func("/tell/hostile/json", test_json);
	return g_test_run();
}
