/* Meetings as iCalendar (RFC 5545), for the desk's calendars.
 *
 * Meetings last whole days, since no source tells hours that could be relied on; those without
 * a day are left out and counted.  DTSTAMP is when the latest source came out, not the clock,
 * so that the same dossier gives the same bytes. */
#include "tell/export.h"

#include <string.h>

enum { LONGEST_LINE = 75, LONGEST_TEXT = 8000 };

static const char *const statuses[] = {
	[ENTENTE_HELD] = "CONFIRMED",      [ENTENTE_ONGOING] = "CONFIRMED",
	[ENTENTE_PLANNED] = "CONFIRMED",   [ENTENTE_PROPOSED] = "TENTATIVE",
	[ENTENTE_CANCELLED] = "CANCELLED",
};

/* Appends a content line, folded at 75 octets and between code points. */
static void
append_line(GString *out, const char *line)
{
	size_t room = LONGEST_LINE;

	for (const char *at = line; *at;) {
		size_t length = strnlen(at, room);

		while (at[length] && ((unsigned char)at[length] & 0xc0) == 0x80)
			length--;
		g_string_append_len(out, at, (gssize)length);
		at += length;
		if (*at)
			g_string_append(out, "\r\n ");
		room = LONGEST_LINE - 1; /* the space counts */
	}
	g_string_append(out, "\r\n");
}

/* Appends what may stand as a TEXT value; other control characters may not. */
static void
append_escaped(GString *line, const char *text)
{
	for (const char *at = text; *at; at++) {
		unsigned char byte = (unsigned char)*at;

		if (strchr("\\;,", byte))
			g_string_append_c(line, '\\');
		if (byte == '\n')
			g_string_append(line, "\\n");
		else if (byte >= 0x20 && byte != 0x7f)
			g_string_append_c(line, *at);
		else if (byte == '\t')
			g_string_append_c(line, ' ');
	}
}

static void
append_text(GString *out, const char *name, const char *text)
{
	g_autoptr(GString) line = g_string_new(name);

	if (!text || !*text)
		return;
	g_string_append_c(line, ':');
	append_escaped(line, text);
	append_line(out, line->str);
}

/* "Norland – Sudland", else the people, else "Talks". */
static char *
summary_of(const EntenteMeeting *meeting)
{
	const char *const *names = meeting->parties && meeting->parties[0] ? meeting->parties
	                           : meeting->people && meeting->people[0] ? meeting->people
	                                                                   : NULL;
	g_autofree char *joined = names ? g_strjoinv(" – ", (char **)names) : g_strdup("Talks");

	return meeting->medium ? g_strdup_printf("%s (%s)", joined, meeting->medium)
	                       : g_steal_pointer(&joined);
}

/* Who was there, then every sentence with its source. */
static char *
description_of(const EntenteRecord *record, const ExportSources *sources)
{
	GString *text = g_string_new(NULL);

	if (record->meeting.people && record->meeting.people[0]) {
		g_autofree char *people = g_strjoinv(", ", (char **)record->meeting.people);
		g_string_append_printf(text, "%s\n", people);
	}
	for (size_t i = 0; i < record->n_evidence && text->len < LONGEST_TEXT; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];
		const EntenteSource *source = export_source(sources, evidence->source);

		g_string_append_printf(text, "%s%s (%s)", text->len ? "\n" : "", evidence->text,
		                       source && source->outlet ? source->outlet
		                                                : evidence->source);
	}
	return g_string_free(text, FALSE);
}

/* "20310504T080000Z" of an ISO 8601 date or date and time in any zone; false for no date. */
static bool
stamp(const char *date, char stamped[sizeof "20310504T080000Z"])
{
	char day[DAY_SIZE];

	if (!export_day(date, day))
		return false;
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(date, utc);
	if (!moment) {
		g_autofree char *midnight = g_strconcat(day, "T00:00:00Z", NULL);
		moment = g_date_time_new_from_iso8601(midnight, utc);
	}
	g_autoptr(GDateTime) there = moment ? g_date_time_to_utc(moment) : NULL;
	g_autofree char *text = there ? g_date_time_format(there, "%Y%m%dT%H%M%SZ") : NULL;
	if (!text || strlen(text) != strlen("20310504T080000Z"))
		return false;
	strcpy(stamped, text);
	return true;
}

static void
append_stamp(GString *out, const EntenteRecord *record)
{
	char stamped[sizeof "20310504T080000Z"];
	g_autofree char *line = NULL;

	if (!stamp(record->last_published, stamped) && !stamp(record->meeting.date, stamped))
		return;
	line = g_strconcat("DTSTAMP:", stamped, NULL);
	append_line(out, line);
}

/* The first of the sources that can be opened. */
static void
append_url(GString *out, const EntenteRecord *record, const ExportSources *sources)
{
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteSource *source =
		    export_source(sources, record->evidence[i].source);

		if (!source || !source->url || strpbrk(source->url, "\r\n\t "))
			continue;
		g_autofree char *line = g_strconcat("URL:", source->url, NULL);
		append_line(out, line);
		return;
	}
}

static void
write_meeting(Export *export, const EntenteRecord *record)
{
	const EntenteMeeting *meeting = &record->meeting;
	const ExportSources *sources = export->own;
	GString *out = export->out;
	char day[DAY_SIZE];

	if (!export_day(meeting->date, day)) {
		export->done->n_undated++;
		return;
	}
	g_autofree char *uid = export_uuid(record);
	g_autofree char *uid_line = g_strconcat("UID:", uid, NULL);
	g_autofree char *start =
	    g_strdup_printf("DTSTART;VALUE=DATE:%.4s%.2s%.2s", day, day + 5, day + 8);
	g_autofree char *status = g_strconcat("STATUS:", statuses[meeting->status], NULL);
	g_autofree char *summary = summary_of(meeting);
	g_autofree char *description = description_of(record, sources);

	append_line(out, "BEGIN:VEVENT");
	append_line(out, uid_line);
	append_stamp(out, record);
	append_line(out, start);
	append_text(out, "SUMMARY", summary);
	append_text(out, "LOCATION", meeting->place);
	append_text(out, "DESCRIPTION", description);
	append_line(out, status);
	append_line(out, "TRANSP:TRANSPARENT");
	append_url(out, record, sources);
	append_line(out, "END:VEVENT");
	export->done->n_told++;
}

static bool
write_ics(Export *export, GError **error)
{
	g_autoptr(ExportSources) sources = export_sources_new(export, error);

	if (!sources)
		return false;
	export->own = sources;
	append_line(export->out, "BEGIN:VCALENDAR");
	append_line(export->out, "VERSION:2.0");
	append_line(export->out, "PRODID:-//Entente//Entente//EN");
	append_line(export->out, "CALSCALE:GREGORIAN");
	if (!export_each(export, ENTENTE_MEETING, write_meeting, error))
		return false;
	append_line(export->out, "END:VCALENDAR");
	return true;
}

const ExportFormat export_ics = {
	{ "ics", "meetings as iCalendar, all of them that have a day", "ics",
	  1u << ENTENTE_MEETING, false },
	write_ics,
};
