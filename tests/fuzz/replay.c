/* Gives a fuzz target its seeds, and each of them changed in a few hundred ways that are the
 * same at every run; libFuzzer, with -Dfuzz=true, goes on from there. */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { CHANGES = 300, AT_ONCE = 4 };

/* In memory of its own, so that a sanitizer sees who looks beyond the end. */
static void
give(const guint8 *bytes, size_t length)
{
	g_autofree guint8 *copy = g_malloc(MAX(length, 1));

	memcpy(copy, bytes, length);
	LLVMFuzzerTestOneInput(copy, length);
}

static void
change(GByteArray *bytes, GRand *random)
{
	static const guint8 telling[] = { 0, 1, 0x7f, 0x80, 0xff, '\n', '<', '"', '&', '{' };
	guint at = (guint)g_rand_int_range(random, 0, (gint32)bytes->len);
	guint wanted = (guint)g_rand_int_range(random, 1, 16); /* MIN would draw twice */
	guint n = MIN(wanted, bytes->len - at);
	g_autofree guint8 *some = g_memdup2(bytes->data + at, n);

	switch (g_rand_int_range(random, 0, 5)) {
	case 0: bytes->data[at] ^= (guint8)(1 << g_rand_int_range(random, 0, 8)); break;
	case 1:
		bytes->data[at] = telling[g_rand_int_range(random, 0, G_N_ELEMENTS(telling))];
		break;
	case 2: g_byte_array_remove_range(bytes, at, MIN(n, bytes->len - 1 - at)); break;
	case 3: g_byte_array_append(bytes, some, n); break;
	default: g_byte_array_set_size(bytes, at + 1);
	}
}

static unsigned
replay(const char *path)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autoptr(GError) error = NULL;
	g_autofree char *seed = NULL;
	size_t length;

	if (!g_file_get_contents(path, &seed, &length, &error))
		g_error("%s", error->message);
	give((const guint8 *)seed, length);
	for (int i = 0; length && i < CHANGES; i++) {
		g_autoptr(GByteArray) bytes = g_byte_array_new();

		g_byte_array_append(bytes, (const guint8 *)seed, (guint)length);
		for (int n = g_rand_int_range(random, 1, AT_ONCE + 1); n > 0; n--)
			change(bytes, random);
		give(bytes->data, bytes->len);
	}
	return 1;
}

int
main(int argc, char **argv)
{
	unsigned n_seeds = 0;

	for (int i = 1; i < argc; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GDir) folder = g_dir_open(argv[i], 0, &error);

		if (!folder)
			g_error("%s", error->message);
		for (const char *name; (name = g_dir_read_name(folder));) {
			g_autofree char *path = g_build_filename(argv[i], name, NULL);

			n_seeds += replay(path);
		}
	}
	printf("%u seeds\n", n_seeds);
	return n_seeds ? 0 : 1;
}
