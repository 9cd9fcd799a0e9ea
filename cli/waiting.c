#include "waiting.h"

#include "arguments.h"
#include "reading.h"
#include "terminal.h"

enum { USUAL = 60, LONGEST = 24 * 3600 }; /* seconds */
enum { LONG = 3000 };                     /* milliseconds */

static bool
go_on(unsigned waited, gpointer user_data)
{
	Waiting *waiting = user_data;

	if (reading_interrupted() || waited >= waiting->seconds * 1000)
		return false;
	if (waited >= LONG && !waiting->told && !waiting->quiet) {
		complain("'%s': waiting for another program that writes it", waiting->path);
		waiting->told = true;
	}
	return true;
}

bool
waiting_option(Waiting *waiting, const Command *self, const char *value)
{
	waiting->seconds = USUAL;
	return number_argument(self, "wait", value, 0, LONGEST, &waiting->seconds);
}

void
waiting_begin(Waiting *waiting, EntenteDossier *dossier)
{
	entente_dossier_set_patience(dossier, go_on, waiting);
}
