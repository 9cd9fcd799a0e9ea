#ifndef CORRECTIONS_H
#define CORRECTIONS_H

#include "correct/correct.h"
#include "model/corrections.h"

/* The corrections of a dossier that hold, replayed on what its pages say. */
typedef struct {
	EntenteCorrections *rows;
	GPtrArray *corrections; /* Correction * */
	GArray *numbers;        /* theirs, int64_t */
	Corrected *corrected;
} Replay;

/* Not replayed yet.  NULL with the error set where the dossier cannot be read. */
Replay *replay_new(EntenteDossier *dossier, GError **error);

/* The dossier's pages, with no texts but those that the corrections go by. */
EntenteRecords *replay_pages(const Replay *replay, EntenteDossier *dossier, GError **error);

/* Changes `pages`, which must outlive the replay. */
void replay_on(Replay *replay, EntenteRecords *pages);

void replay_free(Replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/* After gathering: notes in the dossier which were about nothing. */
bool replay_note(const Replay *replay, EntenteDossier *dossier,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
