/* log: the corrections of a dossier. */
#include "arguments.h"
#include "terminal.h"

#include <entente/entente.h>
#include <jansson.h>

enum { DOSSIER, JSON };

static const Option options[] = {
	[DOSSIER] = OPTION_DOSSIER,
	[JSON] = { .name = "json", .help = "print JSON Lines, one correction a line" },
};

static const Example examples[] = {
	{ "entente log -d talks.entente", "who corrected what, when and why" },
	{ NULL, NULL },
};

static void
append_text(GString *out, const char *key, const char *text)
{
	json_t *string = text ? json_string(text) : json_null();
	char *json = json_dumps(string, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);

	g_string_append_printf(out, ", \"%s\": %s", key, json ? json : "null");
	free(json);
	json_decref(string);
}

static void
append_json(GString *out, const EntenteCorrection *correction)
{
	g_string_append_printf(out, "{\"number\": %" G_GINT64_FORMAT, correction->number);
	append_text(out, "at", correction->at);
	append_text(out, "author", correction->author);
	append_text(out, "reason", correction->reason);
	append_text(out, "action", correction->action);
	append_text(out, "summary", correction->summary);
	g_string_append_printf(out, ", \"what\": %s", correction->what);
	append_text(out, "undone_at", correction->undone_at);
	append_text(out, "undone_by", correction->undone_by);
	append_text(out, "undone_reason", correction->undone_reason);
	g_string_append_printf(out, ", \"applies\": %s}\n",
	                       correction->applies && !correction->undone_at ? "true"
	                                                                     : "false");
}

/* A text of somebody's on a line of ours: nothing in it ends the line or turns it around. */
static void
append_line_part(GString *out, const char *text)
{
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
			g_string_append_c(out, ' ');
		else
			g_string_append_unichar(out, c);
	}
}

static void
append_reason(GString *out, const char *reason)
{
	if (!reason)
		return;
	g_string_append(out, " (");
	append_line_part(out, reason);
	g_string_append_c(out, ')');
}

static void
append_lines(GString *out, const EntenteCorrection *correction)
{
	g_string_append_printf(out, "%" G_GINT64_FORMAT "  %s  ", correction->number,
	                       correction->at);
	append_line_part(out, correction->author);
	g_string_append(out, ": ");
	append_line_part(out, correction->summary);
	append_reason(out, correction->reason);
	if (!correction->applies && !correction->undone_at)
		g_string_append(out, " - applies to nothing now");
	g_string_append_c(out, '\n');
	if (!correction->undone_at)
		return;
	g_string_append_printf(out, "   %s  ", correction->undone_at);
	append_line_part(out, correction->undone_by ? correction->undone_by : "");
	g_string_append(out, ": taken back");
	append_reason(out, correction->undone_reason);
	g_string_append_c(out, '\n');
}

static int
run(const Command *self, const Arguments *arguments)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	const char *path = arguments->values[DOSSIER];

	if (!path)
		return usage_error(self, "no --dossier given");
	if (arguments->n_operands)
		return usage_error(self, "'%s' is one operand too many",
		                   arguments->operands[0]);
	g_autoptr(EntenteDossier) dossier =
	    entente_dossier_open(path, ENTENTE_DOSSIER_READ, &error);
	g_autoptr(EntenteCorrections) corrections =
	    dossier ? entente_dossier_corrections(dossier, &error) : NULL;
	if (!corrections) {
		complain("%s", error->message);
		return STATUS_DOSSIER;
	}
	for (size_t i = 0; i < entente_corrections_count(corrections); i++) {
		const EntenteCorrection *correction = entente_corrections_get(corrections, i);

		if (arguments->values[JSON])
			append_json(out, correction);
		else
			append_lines(out, correction);
	}
	return print_out(out) ? STATUS_DONE : STATUS_FAILED;
}

const Command cmd_log = {
	.name = "log",
	.args = "",
	.help = "list the corrections of a dossier",
	.about =
	    "Lists every correction that 'entente correct' kept, the first first: its number, "
	    "when and by whom it was made, what it says, why; whether it was taken back, and "
	    "whether it is about nothing that is there now.",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.examples = examples,
	.run = run,
};
