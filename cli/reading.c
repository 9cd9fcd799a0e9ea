#include "reading.h"

#include "arguments.h"
#include "progress.h"
#include "share.h"
#include "terminal.h"
#include "waiting.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void
note_interrupt(int signal_number)
{
	interrupted = signal_number;
}

void
reading_catch_interrupts(void)
{
	/* Not restarting: a program that waits for standard input shall stop waiting. */
	struct sigaction action = { .sa_handler = note_interrupt,
		                    .sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static void
show_progress(const Reading *reading)
{
	if (!progress_due())
		return;
	const EntenteProgress now = entente_engine_progress(reading->engine);
	const Progress progress = { reading->n_pages, now.done, now.all, now.known };

	progress_show(&progress);
}

int
reading_interrupted(void)
{
	return interrupted;
}

bool
reading_problem(const GError *why, gpointer user_data)
{
	Reading *reading = user_data;
	g_autoptr(GError) error = NULL;

	if (interrupted)
		return false;
	complain("%s", why->message);
	if (g_error_matches(why, ENTENTE_ERROR, ENTENTE_ERROR_FEEDS) ||
	    g_error_matches(why, ENTENTE_ERROR, ENTENTE_ERROR_FOREIGN))
		return true;
	reading->n_problems++;
	reading->n_unfetched += g_error_matches(why, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK);
	if (reading->dossier &&
	    !entente_dossier_note_problem(reading->dossier, why->message, &error)) {
		complain("%s", error->message);
		reading->status = STATUS_DOSSIER;
		return false;
	}
	show_progress(reading);
	return true;
}

/* Whether reading may go on: the page is in the dossier, if there is one. */
static bool
keep(Reading *reading, const EntenteRecords *page)
{
	g_autoptr(GError) error = NULL;
	EntenteAdded added;

	if (!reading->dossier)
		return true;
	if (!entente_dossier_add(reading->dossier, page, &added, &error)) {
		if (g_error_matches(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT))
			return reading_problem(error, reading);
		complain("%s", error->message);
		reading->status = STATUS_DOSSIER;
		return false;
	}
	reading->n_added[added]++;
	return true;
}

/* A page in another language is no failure, but nobody shall take it for read. */
static void
tell_unread(Reading *reading, const EntenteSource *source)
{
	if (!source->unread || reading->text_only)
		return;
	complain("'%s': %s not read, since it is in %s", source->id,
	         reading->dossier ? "kept but" : "was", source->unread);
	reading->n_unread++;
}

static bool
take_page(EntenteRecords *records, gpointer user_data)
{
	g_autoptr(EntenteRecords) page = records;
	Reading *reading = user_data;

	if (!keep(reading, page))
		return false;
	tell_unread(reading, &entente_records_get(page, 0)->source);
	if (reading->print && !reading->print(page, reading->user_data)) {
		reading->status = STATUS_FAILED;
		return false;
	}
	reading->n_pages++;
	show_progress(reading);
	return !interrupted;
}

/* Once a run, to whoever does not know it. */
static void
tell_weakness(const Reading *reading)
{
	const char *weakness = entente_engine_weakness(reading->engine);
	const char *known = g_getenv("ENTENTE_SANDBOX");

	if (weakness && !reading->quiet && g_strcmp0(known, "any") != 0)
		complain("pages are parsed without all of the sandbox, since this system has "
		         "%s",
		         weakness);
}

bool
reading_load_engine(Reading *reading)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *share = share_dir();

	reading->engine = entente_engine_new(share, &error);
	if (!reading->engine) {
		complain("%s", error->message);
		return false;
	}
	entente_engine_set_jobs(reading->engine, (unsigned)reading->jobs);
	entente_engine_set_explaining(reading->engine, reading->explaining);
	entente_engine_set_text_only(reading->engine, reading->text_only);
	entente_engine_set_fetching(reading->engine, &reading->fetching);
	tell_weakness(reading);
	return true;
}

static void
read_paths(Reading *reading, char *const *paths)
{
	const EntenteSink sink = { take_page, reading_problem };

	if (!reading->read)
		entente_engine_read_all(reading->engine, (const char *const *)paths, &sink,
		                        reading);
	else
		while (*paths && reading->read(reading, *paths))
			paths++;
}

bool
reading_tell_idle(EntenteDossier *dossier)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(EntenteCorrections) corrections =
	    entente_dossier_corrections(dossier, &error);

	if (!corrections) {
		complain("%s", error->message);
		return false;
	}
	for (size_t i = 0; i < entente_corrections_count(corrections); i++) {
		const EntenteCorrection *correction = entente_corrections_get(corrections, i);

		if (!correction->applies && !correction->undone_at)
			complain("correction %" G_GINT64_FORMAT " applies to nothing now: %s",
			         correction->number, correction->summary);
	}
	return true;
}

/* Also after an interrupt, so that what was read can be told. */
static void
gather(Reading *reading)
{
	g_autoptr(GError) error = NULL;

	if (!reading->dossier || reading->status != STATUS_DONE)
		return;
	progress_say("merging what the pages say");
	if (!entente_dossier_gather(reading->dossier, reading->engine, &error)) {
		complain("%s", error->message);
		reading->status = STATUS_DOSSIER;
	} else if (!reading_tell_idle(reading->dossier)) {
		reading->status = STATUS_DOSSIER;
	}
}

/* What a long reading, whose progress was shown, came to. */
static void
sum_up(const Reading *reading)
{
	double seconds = progress_seconds();

	if (seconds > 0 && !reading->sums_up)
		complain("%u pages read in %.0f s (%.0f/s); %u not readable", reading->n_pages,
		         seconds, reading->n_pages / seconds, reading->n_problems);
}

bool
reading_jobs(Reading *reading, const Command *self, const char *value)
{
	return number_argument(self, "jobs", value, 1, ENTENTE_MAX_JOBS, &reading->jobs);
}

bool
reading_least_sure(Reading *reading, const Command *self, const char *value)
{
	reading->least_sure = ENTENTE_UNKNOWN;
	return share_argument(self, "min-confidence", value, &reading->least_sure);
}

int
reading_run(Reading *reading, char *const *paths)
{
	if (!reading_load_engine(reading))
		return STATUS_FAILED;
	/* Records scrolling by on the same terminal are progress enough. */
	progress_begin(!reading->quiet && !(reading->print && isatty(STDOUT_FILENO)));
	read_paths(reading, paths);
	gather(reading);
	progress_wipe();
	sum_up(reading);
	entente_engine_free(g_steal_pointer(&reading->engine));
	if (interrupted)
		return 128 + interrupted;
	if (reading->status != STATUS_DONE)
		return reading->status;
	return !reading->n_problems                          ? STATUS_DONE
	       : reading->n_problems == reading->n_unfetched ? STATUS_NETWORK
	                                                     : STATUS_INPUTS;
}

/* What is sure enough is merged without the rest, which takes an engine. */
static EntenteRecords *
records_of(Reading *reading, EntenteDossier *dossier, const EntenteFilter *filter, int *status)
{
	g_autoptr(GError) error = NULL;
	EntenteRecords *records;

	bool asked = reading->least_sure != ENTENTE_UNKNOWN;

	if (asked && !reading_load_engine(reading)) {
		*status = STATUS_FAILED;
		return NULL;
	}
	if (asked)
		records = entente_dossier_sure_records(dossier, reading->engine,
		                                       reading->least_sure, filter, &error);
	else
		records = (reading->records ? reading->records : entente_dossier_records)(
		    dossier, filter, &error);
	g_clear_pointer(&reading->engine, entente_engine_free);
	if (!records) {
		complain("%s", error->message);
		*status = STATUS_DOSSIER;
	}
	return records;
}

EntenteRecords *
reading_records(Reading *reading, const char *path, const Arguments *paths,
                const EntenteFilter *filter, int *status)
{
	g_autoptr(GError) error = NULL;
	EntenteDossierMode mode =
	    paths->n_operands ? ENTENTE_DOSSIER_WRITE : ENTENTE_DOSSIER_READ;
	Waiting waiting = { .path = path, .quiet = reading->quiet };
	g_autoptr(EntenteDossier) dossier = entente_dossier_open(path, mode, &error);

	*status = STATUS_DOSSIER;
	if (!dossier) {
		complain("%s", error->message);
		return NULL;
	}
	if (paths->n_operands) {
		waiting_option(&waiting, NULL, NULL);
		waiting_begin(&waiting, dossier);
		reading->dossier = dossier;
		int read = reading_run(reading, paths->operands);

		*status = read;
		if (read != STATUS_DONE && read != STATUS_INPUTS && read != STATUS_NETWORK)
			return NULL;
		if (!path && !reading->n_pages && reading->n_problems)
			return NULL; /* every input failed: nothing can be told */
	} else {
		*status = STATUS_DONE;
	}
	return records_of(reading, dossier, filter, status);
}
