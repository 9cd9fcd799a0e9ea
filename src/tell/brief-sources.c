/* The sources that the citations refer to, and how many of them are independent. */
#include "tell/brief.h"
#include "tell/plain.h"

enum { MOST_SOURCES = 40, LONGEST_TITLE = 60, LONGEST_OUTLET = 30 };

static void
say_source(const Brief *brief, Section *section, guint number)
{
	const NumberedSource *numbered = source_index_get(brief->sources, number);
	const EntenteSource *source = numbered->source;
	Line *line = section_add(section, LINE_ITEM, "source",
	                         arena_printf(section->arena, "[%u]", number));

	line->source = number;
	line_clause(section, line, source_name(source), LONGEST_OUTLET);
	if (source->title)
		line_sayf(section, line, TINT_PLAIN, ": %s",
		          plain_clause(section->arena, source->title, LONGEST_TITLE));
	if (source->published)
		line_sayf(section, line, TINT_PLAIN, ", %s",
		          say_date(section->arena, source->published));
	if (source->unread)
		line_sayf(section, line, TINT_MIXED, ", not read: in %s", source->unread);
	if (brief->has_rounds && source->round != ENTENTE_UNKNOWN &&
	    source->round != brief->main_round)
		line_say(section, line, TINT_PLAIN, ", another round");
	if (numbered->original != number)
		line_sayf(section, line, TINT_MIXED, ", copy of [%u]", numbered->original);
}

void
brief_sources(const Brief *brief, Section *section)
{
	guint n = source_index_count(brief->sources);
	guint copies = n - source_index_independent(brief->sources);

	for (guint i = 1; i <= MIN(n, MOST_SOURCES); i++)
		say_source(brief, section, i);
	if (n > MOST_SOURCES)
		say_more(section, LINE_MORE, n - MOST_SOURCES, "source", "sources",
		         "entente show sources");
	if (!copies)
		return;
	Line *line = section_add(section, LINE_MORE, "sources", NULL);
	line_sayf(
	    section, line, TINT_FAINT,
	    "%s of %u; a copy is not cited beside the source that it repeats",
	    counted(section->arena, n - copies, "independent source", "independent sources"),
	    n);
}
