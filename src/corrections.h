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

/* Changes `pages`, which must outlive the result.  NULL with the error set where the dossier
 * cannot be read. */
Replay *replay_begin(EntenteDossier *dossier, EntenteRecords *pages, GError **error);
void replay_free(Replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Replay, replay_free)

/* After gathering: notes in the dossier which were about nothing. */
bool replay_note(const Replay *replay, EntenteDossier *dossier,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
