/* Whether libical takes standard input for one sound calendar: every property parsed, nothing
 * missing that RFC 5545 wants.  Prints how many events there are, or what is wrong. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST = 16 << 20 };

static int
count_faults(icalcomponent *component)
{
	icalproperty *property =
	    icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
	icalcomponent *inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
	int faults = 0;

	for (; property;
	     property = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
		printf("%s\n", icalproperty_get_xlicerror(property));
		faults++;
	}
	for (; inner; inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
		faults += count_faults(inner);
	return faults;
}

/* What RFC 5545 wants of an event and libical's own check lets pass. */
static int
count_missing(icalcomponent *calendar)
{
	static const icalproperty_kind wanted[] = { ICAL_UID_PROPERTY, ICAL_DTSTAMP_PROPERTY,
		                                    ICAL_DTSTART_PROPERTY };
	icalcomponent *event =
	    icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	int missing = 0;

	for (; event;
	     event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		icalproperty_status status = icalcomponent_get_status(event);

		for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
			missing += icalcomponent_count_properties(event, wanted[i]) != 1;
		missing += status != ICAL_STATUS_CONFIRMED && status != ICAL_STATUS_TENTATIVE &&
		           status != ICAL_STATUS_CANCELLED;
	}
	return missing;
}

int
main(void)
{
	char *text = calloc(1, LARGEST + 1);
	icalcomponent *calendar;

	if (!text || fread(text, 1, LARGEST, stdin) == 0)
		return EXIT_FAILURE;
	calendar = icalparser_parse_string(text);
	if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
		printf("not one calendar\n");
		return EXIT_FAILURE;
	}
	if (!icalrestriction_check(calendar) || count_faults(calendar) ||
	    icalcomponent_count_errors(calendar) || count_missing(calendar)) {
		printf("not a sound calendar\n");
		return EXIT_FAILURE;
	}
	printf("%d\n", icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT));
	icalcomponent_free(calendar);
	free(text);
	return EXIT_SUCCESS;
}
