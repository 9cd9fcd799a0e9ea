/* The parser's model file: what is damaged is refused with one clear line. */
#include "text/parse-model.h"

#include <entente/error.h>

#include <glib/gstdio.h>
#include <string.h>

static char *
model_path(void)
{
	return g_build_filename(g_getenv("ENTENTE_ROOT"), "data", "english.parse", NULL);
}

/* Opens a file of these bytes and expects that it is refused for this reason. */
static void
expect_refused(const char *bytes, size_t size, const char *reason)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	int file = g_file_open_tmp("entente-parse-XXXXXX", &path, NULL);

	g_assert_cmpint(file, >=, 0);
	g_close(file, NULL);
	g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
	g_assert_null(parse_model_open(path, &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON);
	g_assert_true(g_str_has_suffix(error->message, reason));
	g_assert_null(strchr(error->message, '\n'));
	g_unlink(path);
}

static void
test_opens(void)
{
	g_autofree char *path = model_path();
	g_autoptr(GError) error = NULL;
	g_autoptr(ParseModel) model = parse_model_open(path, &error);

	g_assert_no_error(error);
	g_assert_nonnull(model);
}

static void
test_missing(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(parse_model_open("/no/such/model", &error));
	g_assert_error(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON);
}

static void
test_damaged(void)
{
	g_autofree char *path = model_path(), *bytes = NULL;
	gsize size;

	g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	expect_refused("", 0, "not a model of this kind");
	expect_refused(bytes, 20, "not a model of this kind");
	expect_refused(bytes, size / 2, "the model is cut short");
	expect_refused(bytes, size - 1, "the model is cut short");
	for (gsize at = sizeof(WeightsHeader); at < size; at += size / 5) {
		bytes[at] ^= 1;
		expect_refused(bytes, size, "the model is damaged");
		bytes[at] ^= 1;
	}
	bytes[8]++;
	expect_refused(bytes, size, "a model of another version");
	bytes[8]--;
	bytes[0] = 'X';
	expect_refused(bytes, size, "not a model of this kind");
}

/* A file whose checksum fits but whose sections lie about their place or size. */
static void
test_lying(void)
{
	g_autofree char *path = model_path(), *bytes = NULL;
	WeightsHeader header;
	gsize size;

	g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	for (int s = 0; s < N_SECTIONS; s++)
		for (int field = 0; field < 2; field++) {
			char *at = bytes + sizeof header + (size_t)s * sizeof(WeightsSection) +
			           (size_t)field * 8;
			uint64_t kept, lie = (uint64_t)1 << 40;
			memcpy(&kept, at, 8);
			memcpy(at, &lie, 8);
			memcpy(&header, bytes, sizeof header);
			header.checksum =
			    weights_checksum(bytes + sizeof header, size - sizeof header);
			memcpy(bytes, &header, sizeof header);
			expect_refused(bytes, size, "the model's sections do not fit");
			memcpy(at, &kept, 8);
		}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/parse-model/opens", test_opens);
	g_test_add_func("/parse-model/missing", test_missing);
	g_test_add_func("/parse-model/damaged", test_damaged);
	g_test_add_func("/parse-model/lying", test_lying);
	return g_test_run();
}
