#include <entente/tell.h>

static const char *const format_names[ENTENTE_N_FORMATS] = {
	"text", "markdown", "html", "json", "csv",
};

int
entente_format_from_name(const char *name)
{
	if (g_str_equal(name, "table"))
		return ENTENTE_FORMAT_TEXT;
	for (int format = 0; format < ENTENTE_N_FORMATS; format++)
		if (g_str_equal(name, format_names[format]))
			return format;
	return -1;
}

void
entente_tell_list(const EntenteRecords *records, const EntenteStyle *style, GString *out)
{
	(void)style;
	for (size_t i = 0; i < entente_records_count(records); i++)
		entente_tell_record(entente_records_get(records, i), out);
}

void
entente_tell_brief(const EntenteRecords *records, const EntenteStyle *style, GString *out)
{
	entente_tell_list(records, style, out);
}
