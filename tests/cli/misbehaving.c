/* The program, but that its reader does what the text of a page tells it to.
 *
 * Linked with --wrap=read_input, so that what the worker calls by that name is the function
 * below. */
#include "../deeds.h"

#include "read/reader.h"

bool __real_read_input(Input *input, const Reading *reading);
bool __wrap_read_input(Input *input, const Reading *reading);

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

bool
__wrap_read_input(Input *input, const Reading *reading)
{
	const ReadSink sink = { obey, pass_problem, NULL, NULL };
	const Reading obedient = { .lexicon = reading->lexicon,
		                   .sink = &sink,
		                   .record = pass_record };

	obeyed = reading;
	return __real_read_input(input, &obedient);
}
