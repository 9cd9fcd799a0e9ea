#include <entente/entente.h>
#include <stdio.h>
#include <string.h>

static bool
page(EntenteRecords *records, gpointer user_data)
{
	g_autoptr(GString) out = g_string_new(NULL);

	(void)user_data;
	for (size_t i = 0; i < entente_records_count(records); i++)
		entente_tell_record(entente_records_get(records, i), out);
	fwrite(out->str, 1, out->len, stdout);
	entente_records_free(records);
	return true;
}

static bool
problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	fprintf(stderr, "entente: %s\n", why->message);
	return true;
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	const char *share = g_getenv("ENTENTE_SHARE");
	g_autoptr(EntenteEngine) engine = entente_engine_new(share ? share : ".", &error);
	const EntenteSink sink = { page, problem };

	if (!engine) {
		fprintf(stderr, "entente: %s\n", error->message);
		return 2;
	}
	for (int i = 1; i < argc; i++)
		entente_engine_read(engine, argv[i], &sink, NULL);
	return 0;
}
