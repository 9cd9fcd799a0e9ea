/* Files of other programs -> a bargaining model.  What a file is, it says by its content; a
 * folder stands for the files in it. */
#include "base/file.h"
#include "base/harmless.h"
#include "import/scenario.h"

#include <string.h>

enum { LARGEST_FILE = 64 << 20, MOST_FILES = 1000, DEEPEST = 4 };

static const ImportKind *const kinds[] = {
	&import_genius_domain,     &import_genius_profile, &import_geniusweb_domain,
	&import_geniusweb_profile, &import_negolog,        &import_negmas_domain,
	&import_negmas_profile,    &import_roles,          &import_scores,
};

typedef struct {
	ImportFile file;
	char *path, *bytes;
	const ImportKind *kind; /* NULL: none, or the model itself */
} Input;

static void
input_free(gpointer pointer)
{
	Input *input = pointer;

	json_decref(input->file.json);
	g_free(input->path);
	g_free(input->bytes);
	g_free(input);
}

static bool
read_all(Input *input, GError **error)
{
	GString *bytes = file_read(input->path, LARGEST_FILE, error);

	if (!bytes)
		return false;
	input->file.length = bytes->len;
	input->file.bytes = input->bytes = g_string_free(bytes, FALSE);
	return true;
}

/* A file in UTF-16, by its mark, in UTF-8. */
static void
narrow(Input *input)
{
	const char *bytes = input->bytes;
	gsize n;

	if (input->file.length < 2 ||
	    (memcmp(bytes, "\xff\xfe", 2) != 0 && memcmp(bytes, "\xfe\xff", 2) != 0))
		return;
	char *text =
	    g_convert(bytes, (gssize)input->file.length, "UTF-8", "UTF-16", NULL, &n, NULL);
	if (!text)
		return;
	g_free(input->bytes);
	input->file.bytes = input->bytes = text;
	input->file.length = n;
}

/* What JSON and YAML look like at their beginning. */
static bool
parse(Input *input, GError **error)
{
	narrow(input);
	const char *at = input->bytes + strspn(input->bytes, " \t\r\n\xef\xbb\xbf");
	json_error_t why;
	g_autofree char *wrong = NULL;

	if (*at == '{' || *at == '[') {
		input->file.json =
		    json_loadb(input->bytes + (at - input->bytes),
		               input->file.length - (size_t)(at - input->bytes), 0, &why);
		if (!input->file.json) {
			g_autofree char *reason = harmless_line(why.text);

			return import_refuse(&input->file, error, "line %d: %s",
			                     MAX(why.line, 1), reason);
		}
	} else if (g_str_has_suffix(input->path, ".yml") ||
	           g_str_has_suffix(input->path, ".yaml")) {
		input->file.json = import_yaml(input->bytes, input->file.length, &wrong);
		if (!input->file.json)
			return import_refuse(&input->file, error, "%s", wrong);
	}
	return true;
}

/* Its issues alone tell a model, lest a misspelt key of it make it another kind of file. */
static bool
is_model(const Input *input)
{
	const json_t *issues = json_object_get(input->file.json, "issues");
	const json_t *first = json_array_get(issues, 0);

	return json_object_get(first, "options") || json_object_get(first, "range") ||
	       (json_is_array(json_object_get(input->file.json, "parties")) &&
	        json_is_array(issues));
}

/* What the input is, by its content; false where it is nothing that is read. */
static bool
recognise(Input *input)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds) && !input->kind; i++)
		if (!is_model(input) && kinds[i]->is_kind(&input->file))
			input->kind = kinds[i];
	return input->kind || is_model(input);
}

static Input *
add_input(const char *path, GPtrArray *inputs)
{
	Input *input = g_new0(Input, 1);

	input->path = g_strdup(path);
	input->file.path = input->path;
	g_ptr_array_add(inputs, input);
	return input;
}

static bool
add_file(const char *path, bool asked_for, GPtrArray *inputs, GError **error)
{
	Input *input = add_input(path, inputs);

	if (inputs->len > MOST_FILES)
		return import_refuse(&input->file, error, "more than %d files", MOST_FILES);
	if (!read_all(input, error) || !parse(input, error))
		return false;
	if (recognise(input))
		return true;
	if (asked_for)
		return import_refuse(&input->file, error,
		                     "neither a bargaining model nor a domain or profile of a "
		                     "format that is read");
	g_ptr_array_set_size(inputs,
	                     (int)inputs->len - 1); /* a folder holds other things, too */
	return true;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
add_folder(const char *path, int depth, GPtrArray *inputs, GError **error)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (folder && (name = g_dir_read_name(folder)))
		g_ptr_array_add(names, g_build_filename(path, name, NULL));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		const char *member = names->pdata[i];

		if (g_file_test(member, G_FILE_TEST_IS_DIR)) {
			if (depth < DEEPEST && !add_folder(member, depth + 1, inputs, error))
				return false;
			continue;
		}
		g_autoptr(GError) wrong = NULL;
		guint n = inputs->len;
		if (!add_file(member, false, inputs, &wrong)) /* damaged, or none of ours */
			g_ptr_array_set_size(inputs, (int)n);
	}
	return true;
}

/* In a folder, parties come in the order of the list of roles. */
static void
order_by_roles(GPtrArray *inputs)
{
	guint placed = 0;

	for (guint i = 0; i < inputs->len; i++) {
		const Input *roles = inputs->pdata[i];
		if (roles->kind != &import_roles)
			continue;
		g_auto(GStrv) lines = g_strsplit(roles->bytes, "\n", -1);
		for (guint j = 0; lines[j]; j++) {
			g_auto(GStrv) cells = g_strsplit(lines[j], ",", -1);
			for (guint k = placed; cells[0] && cells[1] && k < inputs->len; k++) {
				Input *input = inputs->pdata[k];
				g_autofree char *stem = import_stem(input->path);
				if (input->kind != &import_scores ||
				    !g_str_equal(stem, g_strstrip(cells[1])))
					continue;
				for (guint m = k; m > placed; m--)
					inputs->pdata[m] = inputs->pdata[m - 1];
				inputs->pdata[placed++] = input;
				break;
			}
		}
		return;
	}
}

/* That a second domain is the first once more. */
static bool
check_domain(const Input *input, const Input *first, const Scenario *scenario, GError **error)
{
	g_autoptr(Scenario) own = scenario_new();

	return input->kind->read_domain(&input->file, own, error) &&
	       (scenario_is_alike(own, scenario) ||
	        import_refuse(&input->file, error, "another domain than '%s': name one of them",
	                      first->path));
}

/* Domains first; where there is none, what the profiles name is the domain. */
static bool
read_domains(const GPtrArray *inputs, Scenario *scenario, GError **error)
{
	const Input *domain = NULL;

	for (guint i = 0; i < inputs->len; i++) {
		const Input *input = inputs->pdata[i];
		bool is_roles = input->kind == &import_roles;

		if (!input->kind->read_domain || input->kind->read_profile)
			continue;
		if (domain && !is_roles) {
			if (!check_domain(input, domain, scenario, error))
				return false;
			continue;
		}
		if (!input->kind->read_domain(&input->file, scenario, error))
			return false;
		domain = is_roles ? domain : input;
	}
	for (guint i = 0; i < inputs->len && !domain; i++) {
		const Input *input = inputs->pdata[i];

		if (input->kind->read_profile &&
		    !input->kind->read_domain(&input->file, scenario, error))
			return false;
	}
	scenario_settle(scenario);
	return true;
}

/* The model that all inputs make together. */
static EntenteBargain *
put_together(const GPtrArray *inputs, GError **error)
{
	g_autoptr(Scenario) scenario = scenario_new();

	for (guint i = 0; i < inputs->len; i++) {
		const Input *input = inputs->pdata[i];

		if (input->kind)
			continue;
		if (inputs->len == 1)
			return entente_bargain_parse(input->bytes, input->file.length,
			                             input->path, error);
		import_refuse(&input->file, error,
		              "a whole model, which is not to be mixed with other files");
		return NULL;
	}
	if (!read_domains(inputs, scenario, error))
		return NULL;
	for (guint i = 0; i < inputs->len; i++) {
		const Input *input = inputs->pdata[i];

		if (input->kind->read_profile &&
		    !input->kind->read_profile(&input->file, scenario, error))
			return NULL;
	}
	return scenario_build(scenario, error);
}

EntenteBargain *
import_memory(const char *bytes, size_t length, const char *name, GError **error)
{
	g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(input_free);
	Input *input = add_input(name, inputs);

	input->bytes = g_malloc0(length + 1);
	if (length)
		memcpy(input->bytes, bytes, length);
	input->file.bytes = input->bytes;
	input->file.length = length;
	if (!parse(input, error))
		return NULL;
	if (recognise(input))
		return put_together(inputs, error);
	import_refuse(&input->file, error, "nothing that is read");
	return NULL;
}

EntenteBargain *
entente_bargain_import(const char *const *paths, GError **error)
{
	g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(input_free);

	for (size_t i = 0; paths[i]; i++) {
		if (g_str_equal(paths[i], "-"))
			return entente_bargain_load("-", error);
		bool is_folder = g_file_test(paths[i], G_FILE_TEST_IS_DIR);
		if (!(is_folder ? add_folder(paths[i], 0, inputs, error)
		                : add_file(paths[i], true, inputs, error)))
			return NULL;
		if (is_folder)
			order_by_roles(inputs);
	}
	return put_together(inputs, error);
}
