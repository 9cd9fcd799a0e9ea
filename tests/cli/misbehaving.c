/* The program, but that its reader does what the text of a page tells it to, and is given less
 * time and memory for it.
 *
 * Linked with --wrap=worker_new: the engine's worker is made by the function below. */
#include "../deeds.h"

#include "read/worker.h"

Worker *__wrap_worker_new(const Lexicon *lexicon);

static const Reading *obeyed; /* in the worker, which has one thread */

static bool
obey(Article *article, gpointer user_data)
{
	(void)user_data;
	obey_text(article->text);
	return obeyed->sink->article(article, obeyed->sink->user_data);
}

static bool
pass_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	return obeyed->sink->problem(why, obeyed->sink->user_data);
}

static bool
pass_record(const char *where, gpointer user_data)
{
	(void)user_data;
	return obeyed->record(where, obeyed->sink->user_data);
}

static bool
read_and_obey(Input *input, const Reading *reading)
{
	const ReadSink sink = { obey, pass_problem, NULL, NULL };
	const Reading obedient = { .lexicon = reading->lexicon,
		                   .sink = &sink,
		                   .record = pass_record };

	obeyed = reading;
	return read_input(input, &obedient);
}

Worker *
__wrap_worker_new(const Lexicon *lexicon)
{
	static const WorkerPlan plan = {
		.read = read_and_obey,
		.memory = 200 * 1000 * 1000,
		.page_ms = SANITIZED ? 4000 : 400,
		.megabyte_ms = 400,
		.still_ms = 60 * 1000,
	};

	return worker_new_after(&plan, lexicon);
}
