#include "share.h"

#include <glib.h>

char *
share_dir(void)
{
	const char *set = g_getenv("ENTENTE_SHARE");

	if (set && *set)
		return g_strdup(set);
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

	if (program) {
		g_autofree char *bin = g_path_get_dirname(program);
		g_autofree char *share = g_build_filename(bin, "..", "share", "entente", NULL);
		g_autofree char *lexicon = g_build_filename(share, "lexicon", NULL);

		if (g_file_test(lexicon, G_FILE_TEST_IS_DIR))
			return g_steal_pointer(&share);
	}
	return g_strdup(ENTENTE_DATADIR);
}
