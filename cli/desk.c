#include "desk.h"

#include "terminal.h"

int
desk_open(Desk *desk, const char *path, bool quiet)
{
	g_autoptr(GError) error = NULL;

	*desk = (Desk){ .reading = { .quiet = quiet },
		        .waiting = { .path = path, .quiet = quiet } };
	/* the engine's worker is forked before anything is open */
	if (!reading_load_engine(&desk->reading))
		return STATUS_FAILED;
	desk->engine = desk->reading.engine;
	desk->dossier = entente_dossier_open(path, ENTENTE_DOSSIER_CHANGE, &error);
	if (!desk->dossier) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	waiting_option(&desk->waiting, NULL, NULL);
	waiting_begin(&desk->waiting, desk->dossier);
	return STATUS_DONE;
}

void
desk_close(Desk *desk)
{
	entente_dossier_close(desk->dossier);
	entente_engine_free(desk->engine);
}

int
desk_gather(Desk *desk)
{
	g_autoptr(GError) error = NULL;

	if (entente_dossier_gather(desk->dossier, desk->engine, &error))
		return STATUS_DONE;
	complain("%s", error->message);
	return STATUS_DOSSIER;
}

const char *
desk_author(const char *given)
{
	return given ? given : g_get_user_name();
}
