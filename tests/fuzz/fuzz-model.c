/* Bargaining models and files of other programs: what is taken is written and taken again as
 * the same, and small ones can be analysed. */
#include "import/scenario.h"
#include "model/deal.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool
is_small(const EntenteBargain *model)
{
	double n = 1;

	for (size_t i = 0; i < model->n_issues; i++)
		n *= (double)model->issues[i].n_options;
	return n <= 200 && model->n_parties <= 5 && model->n_interactions <= 50 &&
	       model->n_clauses <= 20 && model->n_red_lines <= 10;
}

static bool
take_file(const char *name, const char *bytes, size_t length, gpointer user_data)
{
	(void)user_data;
	g_assert_null(strchr(name, '/'));
	g_assert_true(g_utf8_validate(bytes, (gssize)length, NULL));
	return true;
}

static void
check(const EntenteBargain *model)
{
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	entente_bargain_json(model, first);
	g_autoptr(EntenteBargain) again =
	    entente_bargain_parse(first->str, first->len, "again", &error);
	if (!again) /* numbers beyond what a model may have come from other programs only */
		return;
	entente_bargain_json(again, second);
	g_assert_cmpstr(first->str, ==, second->str);
	for (size_t i = 0; entente_bargain_format(i); i++) {
		g_autoptr(GError) why = NULL;
		g_auto(GStrv) notes = entente_bargain_export(again, entente_bargain_format(i),
		                                             take_file, NULL, &why);

		g_assert(!notes == !!why);
	}
	if (!is_small(again))
		return;
	const EntenteDealOptions few = { .samples = 5 };
	g_autoptr(EntenteDeal) deal = entente_deal_new(again, &few, NULL);
	for (int format = 0; format < ENTENTE_N_FORMATS; format++) {
		const EntenteStyle style = { .format = (EntenteFormat)format };
		g_autoptr(GString) out = g_string_new(NULL);

		entente_tell_deal(deal, &style, true, out);
		g_assert_true(g_utf8_validate(out->str, -1, NULL));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const char *const names[] = { "x.json", "x.yml" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(EntenteBargain) model =
		    import_memory((const char *)bytes, length, names[i], &error);

		g_assert(!model == !!error);
		g_assert(!error || !strchr(error->message, '\n'));
		if (model)
			check(model);
	}
	return 0;
}
