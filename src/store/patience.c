/* Waiting for another writer.  SQLite lets one write at a time and tells nobody when it is
 * done, so that whoever waits has to try again. */
#include "store/connection.h"

enum { SHORTEST = 2, LONGEST = 50 }; /* milliseconds between two tries */

static int
wait_a_little(void *user_data, int n_tries)
{
	EntenteDossier *dossier = user_data;
	int64_t now = g_get_monotonic_time();

	if (!n_tries)
		dossier->waits_since = now;
	unsigned waited = (unsigned)((now - dossier->waits_since) / 1000);
	if (!dossier->patience(waited, dossier->patience_data))
		return 0;
	g_usleep((gulong)CLAMP(n_tries * SHORTEST, SHORTEST, LONGEST) * 1000);
	return 1;
}

void
entente_dossier_set_patience(EntenteDossier *dossier, EntentePatience patience,
                             gpointer user_data)
{
	dossier->patience = patience;
	dossier->patience_data = user_data;
	sqlite3_busy_handler(dossier->db, wait_a_little, dossier);
}
