/* What a program of somebody else's looks like: compiled against an installed tree. */
#include <entente/entente.h>
#include <stdio.h>

static bool
print_page(EntenteRecords *page, gpointer user_data)
{
	(void)user_data;
	printf("%s\n", entente_records_get(page, 0)->source.id);
	entente_records_free(page);
	return true;
}

static bool
print_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	fprintf(stderr, "%s\n", why->message);
	return true;
}

int
main(int argc, char **argv)
{
	const EntenteSink sink = { print_page, print_problem };
	EntenteEngine *engine = argc == 3 ? entente_engine_new(argv[1], NULL) : NULL;

	if (!engine)
		return 1;
	entente_engine_read(engine, argv[2], &sink, NULL);
	entente_engine_free(engine);
	return 0;
}
