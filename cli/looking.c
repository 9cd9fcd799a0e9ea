#include "looking.h"

#include "command.h"
#include "share.h"
#include "terminal.h"

static int
fail(const GError *error)
{
	complain("%s", error->message);
	return g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_LEXICON) ? STATUS_FAILED
	                                                                    : STATUS_DOSSIER;
}

int
looking_begin(Looking *looking, const char *path, const char *reader, EntenteWindow window)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *share = share_dir();

	*looking = (Looking){
		.dossier = entente_dossier_open(
		    path, reader ? ENTENTE_DOSSIER_CHANGE : ENTENTE_DOSSIER_READ, &error),
		.reader = reader,
	};
	if (!looking->dossier || (reader && !entente_dossier_last_look(looking->dossier, reader,
	                                                               &window.seen, &error)))
		return fail(error);
	looking->is_first = reader && window.seen == ENTENTE_UNKNOWN;
	if (looking->is_first)
		window.since = "9999-12-31";
	looking->diff = entente_dossier_diff(looking->dossier, share, &window, &error);
	return looking->diff ? STATUS_DONE : fail(error);
}

int
looking_note(const Looking *looking)
{
	g_autoptr(GError) error = NULL;

	if (!looking->reader ||
	    entente_dossier_look(looking->dossier, looking->reader,
	                         entente_diff_number(looking->diff), &error))
		return STATUS_DONE;
	return fail(error);
}

void
looking_end(Looking *looking)
{
	entente_diff_free(looking->diff);
	entente_dossier_close(looking->dossier);
}
