/* Paths: a file, standard input, or a folder with all that is below it.
 *
 * A folder is read once however many links lead to it, so loops of links end. */
#include "read/reader.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
	const Reading *reading;
	GHashTable *seen; /* "device:inode" of the folders entered */
	size_t n_files;
} Walk;

static bool
problem_errno(const Reading *reading, const char *name, int number)
{
	g_autoptr(GError) error = NULL;

	set_errno_error(&error, name, number);
	return reading->sink->problem(error, reading->sink->user_data);
}

static bool
read_file(const char *path, const char *name, const Reading *reading)
{
	g_autoptr(GError) error = NULL;
	g_auto(Input) input = { .fd = -1 };

	if (!input_open(&input, path, name, &error))
		return reading->sink->problem(error, reading->sink->user_data);
	input.sink = reading->sink;
	return read_input(&input, reading);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the folder, sorted, hidden ones left out; NULL with errno set. */
static GPtrArray *
list(const char *path)
{
	DIR *folder = opendir(path);

	if (!folder)
		return NULL;
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	for (const struct dirent *entry; (entry = readdir(folder));)
		if (entry->d_name[0] != '.')
			g_ptr_array_add(names, g_strdup(entry->d_name));
	closedir(folder);
	g_ptr_array_sort(names, by_name);
	return names;
}

static bool
enter(Walk *walk, const struct stat *status)
{
	return g_hash_table_add(
	    walk->seen,
	    g_strdup_printf("%ju:%ju", (uintmax_t)status->st_dev, (uintmax_t)status->st_ino));
}

static bool
read_folder(Walk *walk, const char *path, const char *name)
{
	g_autoptr(GPtrArray) names = list(path);

	if (!names)
		return problem_errno(walk->reading, name, errno);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *child = g_build_filename(path, names->pdata[i], NULL);
		g_autofree char *child_name = display_name(child);
		struct stat status;
		bool go_on = true;

		if (stat(child, &status) != 0)
			go_on =
			    errno == ELOOP || problem_errno(walk->reading, child_name, errno);
		else if (S_ISDIR(status.st_mode))
			go_on = !enter(walk, &status) || read_folder(walk, child, child_name);
		else if (S_ISREG(status.st_mode)) {
			walk->n_files++;
			go_on = read_file(child, child_name, walk->reading);
		}
		if (!go_on)
			return false;
	}
	return true;
}

bool
read_path(const char *path, const Lexicon *lexicon, const ReadSink *sink)
{
	const Reading reading = { lexicon, sink };
	g_autofree char *name = display_name(path);
	struct stat status;

	if (strcmp(path, "-") == 0)
		return read_file(path, name, &reading);
	if (stat(path, &status) != 0)
		return problem_errno(&reading, name, errno);
	if (!S_ISDIR(status.st_mode))
		return read_file(path, name, &reading);
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Walk walk = { &reading, seen, 0 };
	enter(&walk, &status);
	if (!read_folder(&walk, path, name))
		return false;
	return walk.n_files ||
	       report(&reading, ENTENTE_ERROR_INPUT, "'%s': no pages in it", name);
}
