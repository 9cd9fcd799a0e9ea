#ifndef ENTENTE_DOSSIER_H
#define ENTENTE_DOSSIER_H

#include <entente/api.h>
#include <entente/engine.h>
#include <entente/record.h>

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* A dossier: one SQLite file with the articles read and the records they yield; its tables are
 * described in entente-dossier(5).  One thread at a time may use a handle; any number of
 * programs may read the file while one writes. */
typedef struct EntenteDossier EntenteDossier;

typedef enum {
	ENTENTE_DOSSIER_READ,    /* must exist */
	ENTENTE_DOSSIER_WRITE,   /* created where it does not exist */
	ENTENTE_DOSSIER_CHANGE,  /* to be written, but must exist */
	ENTENTE_DOSSIER_REBUILD, /* must exist; may be another version's: for rebuilding alone
	                          */
} EntenteDossierMode;

typedef enum {
	ENTENTE_ADDED,     /* a page not seen before */
	ENTENTE_UNCHANGED, /* the same page again: nothing done */
	ENTENTE_REPLACED,  /* the page's text changed: its records follow */
} EntenteAdded;

/* Opens the dossier at `path`, or one in memory for NULL (mode WRITE).
 * Fails with ENTENTE_ERROR_DOSSIER, in one line that names the file: missing, a folder, not a
 * dossier, from another version of the program (mode REBUILD opens an older one's), damaged,
 * read-only, in use.  A writer waits up to five seconds for another one. */
ENTENTE_API EntenteDossier *entente_dossier_open(const char *path, EntenteDossierMode mode,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_dossier_close(EntenteDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteDossier, entente_dossier_close)

/* Asked again and again, with the milliseconds waited so far, while another program writes the
 * dossier: whether to go on waiting.  From now on; before, five seconds are waited. */
typedef bool (*EntentePatience)(unsigned waited, gpointer user_data);
ENTENTE_API void entente_dossier_set_patience(EntenteDossier *dossier, EntentePatience patience,
                                              gpointer user_data);

/* Adds the records of one page (its source, with its text, first) in one transaction.
 *
 * A page of a known id is the same page where its text is the same, wherever it lies (where
 * both have a URL, that and the title must be the same): nothing is done.  With another text it
 * is a later state of the article of that id that has the same URL or, where not both have a
 * URL, the same path: the article and its records give way to the new ones, and the article as
 * it was is kept as a version.  Else it is another page that happens to bear the same id: it
 * becomes "ID-2", "ID-3" and so on, and so do the sources of its evidence.  A page that says
 * what it called itself (`given_id`), as one does that comes from another dossier, is looked
 * for by that, and keeps its own id where no other page has it.
 *
 * Fails with ENTENTE_ERROR_INPUT, and changes nothing, where a record has no evidence or a
 * sentence is not in the text where its span says, so that no record is kept without its
 * sentence; with ENTENTE_ERROR_DOSSIER where the file cannot be written. */
ENTENTE_API bool entente_dossier_add(EntenteDossier *dossier, const EntenteRecords *page,
                                     EntenteAdded *added,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the article of this id away for good, with its versions and all that it says; merged
 * records that rest on it go, too, and come back by gathering where other articles say so. That
 * it was removed is noted (table `changes`).  Fails with ENTENTE_ERROR_INPUT where there is
 * none. */
ENTENTE_API bool entente_dossier_remove(EntenteDossier *dossier, const char *id,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Notes what could not be read (table `problems`), once for each input and message. */
ENTENTE_API bool entente_dossier_note_problem(EntenteDossier *dossier, const char *message,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records of which the reading is less sure than this, in hundredths, are kept with their page
 * but not merged: too many of them are wrong. */
enum { ENTENTE_SURE = 60 };

/* Remakes the merged records from all pages' records that are sure enough, in one transaction;
 * where nothing has changed since they were made, does nothing. */
ENTENTE_API bool entente_dossier_gather(EntenteDossier *dossier, EntenteEngine *engine,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Remakes all that is derived from the articles' texts and the desk's corrections, in two
 * transactions: what each page says, then what they say together.  `read`, which may be NULL,
 * is told after each article how many are done of how many; false stops, and the dossier is as
 * it was. */
typedef bool (*EntenteRebuilt)(guint64 n_done, guint64 n_all, gpointer user_data);
ENTENTE_API bool entente_dossier_rebuild(EntenteDossier *dossier, EntenteEngine *engine,
                                         EntenteRebuilt read, gpointer user_data,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What to list.  Members left NULL or negative do not restrict; a record passes where it
 * passes all others.
 *
 * `party` is a side by its name or any of its aliases, in any case.  It is concerned by its
 * people, the party itself, meetings it takes part in, positions it holds, drafts by it (among
 * others), claims it makes or disputes, and quotes, claims and assessments of its people.
 * Sources and discrepancies concern no party, only positions are on an issue. */
typedef struct {
	int kind; /* EntenteKind, or -1 for all */
	const char *party;
	const char *issue; /* in any case */
	const char *since; /* ISO date: some evidence is of a source published then or later */
	const char *on;    /* ISO date; of grid and standing alone: as it stood that day */
	/* Of records and each alone: of those that pass, so many are left out first, and no more
	 * than so many come; 0 for all. */
	guint skip, most;
} EntenteFilter;

/* The merged records that pass the filter, by kind and then in the order that gathering gave
 * them; sources come without their text. */
ENTENTE_API EntenteRecords *entente_dossier_records(EntenteDossier *dossier,
                                                    const EntenteFilter *filter,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of the same records those that a page on where the talks stand is told from: all sources; of
 * the other kinds, but for quotes, of which there are none, the few thousand that most
 * independent sources tell (of equals, the latest told), with at most 64 sentences each. */
ENTENTE_API EntenteRecords *
entente_dossier_main_records(EntenteDossier *dossier, const EntenteFilter *filter,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same records, handed to `take` one after the other, so that memory does not grow with
 * their number.  A record lives until `take` returns, which may return false to stop: that is
 * no failure.  `take` must not ask the same dossier for records. */
typedef bool (*EntenteTake)(const EntenteRecord *record, gpointer user_data);
ENTENTE_API bool entente_dossier_each(EntenteDossier *dossier, const EntenteFilter *filter,
                                      EntenteTake take, gpointer user_data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The pages as they were added, in the order of their arrival, handed to `take` one after the
 * other: each page's source, with its text, versions and what the page calls itself, then what
 * it says. Of the filter, `since` is for the page; the rest is for its records, and a page none
 * of whose records pass is left out where that asks for any.  Else as entente_dossier_each. */
typedef bool (*EntenteTakePage)(const EntenteRecords *page, gpointer user_data);
ENTENTE_API bool entente_dossier_each_page(EntenteDossier *dossier, const EntenteFilter *filter,
                                           EntenteTakePage take, gpointer user_data,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The cleaned text of a source, to be freed by the caller. */
ENTENTE_API char *entente_dossier_text(EntenteDossier *dossier, const char *source,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Until entente_dossier_thaw, this handle reads the dossier as it is now, whatever other
 * programs write, and writes nothing. */
ENTENTE_API bool entente_dossier_freeze(EntenteDossier *dossier,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_dossier_thaw(EntenteDossier *dossier);

/* Who stands where: of each party and issue the latest position that passes the filter,
 * followed by the latest with another stance that the party had on the issue before, if there
 * is one; by party and issue, then the sources of all.
 *
 * The day on which it was said decides which is the latest; of a statement of which no page
 * tells when it was made, the day of the page that tells it.  `on` a day only pages published
 * then or before count, and each position is dated and its sources are counted by them; a page
 * without a date is known on no day. */
ENTENTE_API EntenteRecords *entente_dossier_grid(EntenteDossier *dossier,
                                                 const EntenteFilter *filter,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The positions as they stood `on` a day: those known by then that no later one of the same
 * party on the same object replaced, with another stance; by party and issue, the latest first,
 * then their sources.  `share` is as for entente_engine_new(). */
ENTENTE_API EntenteRecords *entente_dossier_standing(EntenteDossier *dossier, const char *share,
                                                     const EntenteFilter *filter,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What entente_dossier_records gives, but gathered anew from those of the pages' records that
 * are no less sure than `least` hundredths; one of unknown confidence counts as sure.  The
 * dossier stays as it is. */
ENTENTE_API EntenteRecords *
entente_dossier_sure_records(EntenteDossier *dossier, EntenteEngine *engine, int32_t least,
                             const EntenteFilter *filter,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Something wrong with a dossier: "page_evidence", "source 'north', record 3, nth 1", "bytes 4
 * to 30 split a character of its text". */
typedef struct {
	const char *table; /* or "file" */
	const char *row;   /* what names it there; NULL: all of it */
	const char *what;
} EntenteFinding;

typedef bool (*EntenteFound)(const EntenteFinding *finding, gpointer user_data);

/* Checks all that must hold of a dossier, as it stands when the check begins: that SQLite finds
 * its file whole and its tables are those of this program; that what a row refers to is there;
 * that texts are those of their hashes, sentences stand in their article where their spans say,
 * records can be read, have sentences, and numbers of their own.  `found` is told each thing
 * that does not hold; false from it ends the check.  One article at a time is held. Fails with
 * ENTENTE_ERROR_DOSSIER where the disk, not the file, keeps it from being read. */
ENTENTE_API bool entente_dossier_check(EntenteDossier *dossier, EntenteFound found,
                                       gpointer user_data,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
