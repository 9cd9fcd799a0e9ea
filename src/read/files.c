/* Paths: a file, standard input, or a folder with all that is below it.
 *
 * A folder is read once however many links lead to it, so loops of links end.  One walk reads
 * the files; another one only adds their sizes up. */
#include "read/reader.h"
#include "read/worker.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Walk Walk;

struct Walk {
	/* What is done with a file and with what is wrong; false stops. */
	bool (*file)(Walk *walk, const char *path, const char *name, const struct stat *status);
	bool (*wrong)(Walk *walk, const char *name, int number);
	const Reading *reading;
	GHashTable *seen; /* "device:inode" of the folders entered */
	uint64_t n_files, n_bytes;
};

static bool
report_errno(Walk *walk, const char *name, int number)
{
	const ReadSink *sink = walk->reading->sink;
	g_autoptr(GError) error = NULL;

	set_errno_error(&error, name, number);
	return sink->problem(error, sink->user_data);
}

static bool
pass_over(Walk *walk, const char *name, int number)
{
	(void)walk;
	(void)name;
	(void)number;
	return true;
}

static bool
read_file(Walk *walk, const char *path, const char *name, const struct stat *status)
{
	const Reading *reading = walk->reading;
	const ReadSink *sink = reading->sink;
	g_autoptr(GError) error = NULL;
	g_auto(Input) input = { .fd = -1 };

	(void)status;
	if (!input_open(&input, path, name, &error))
		return sink->problem(error, sink->user_data);
	input.sink = sink;
	return reading->worker ? worker_read(reading->worker, &input, sink)
	                       : read_input(&input, reading);
}

static bool
add_size(Walk *walk, const char *path, const char *name, const struct stat *status)
{
	(void)path;
	(void)name;
	walk->n_bytes += (uint64_t)status->st_size;
	return true;
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
walk_folder(Walk *walk, const char *path, const char *name)
{
	g_autoptr(GPtrArray) names = list(path);

	if (!names)
		return walk->wrong(walk, name, errno);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *child = g_build_filename(path, names->pdata[i], NULL);
		g_autofree char *child_name = display_name(child);
		struct stat status;
		bool go_on = true;

		if (stat(child, &status) != 0)
			go_on = errno == ELOOP || walk->wrong(walk, child_name, errno);
		else if (S_ISDIR(status.st_mode))
			go_on = !enter(walk, &status) || walk_folder(walk, child, child_name);
		else if (S_ISREG(status.st_mode)) {
			walk->n_files++;
			go_on = walk->file(walk, child, child_name, &status);
		}
		if (!go_on)
			return false;
	}
	return true;
}

static bool
enter_and_walk(Walk *walk, const char *path, const char *name, const struct stat *status)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	walk->seen = seen;
	enter(walk, status);
	return walk_folder(walk, path, name);
}

bool
read_walk(const char *path, const Reading *reading)
{
	Walk walk = { .file = read_file, .wrong = report_errno, .reading = reading };
	g_autofree char *name = display_name(path);
	struct stat status;

	if (strcmp(path, "-") == 0)
		return read_file(&walk, path, name, NULL);
	if (stat(path, &status) != 0)
		return report_errno(&walk, name, errno);
	if (!S_ISDIR(status.st_mode))
		return read_file(&walk, path, name, &status);
	if (!enter_and_walk(&walk, path, name, &status))
		return false;
	return walk.n_files ||
	       report(reading, ENTENTE_ERROR_INPUT, "'%s': no pages in it", name);
}

bool
read_path(const char *path, const Lexicon *lexicon, const ReadSink *sink)
{
	const Reading reading = { .lexicon = lexicon, .sink = sink };

	return read_walk(path, &reading);
}

uint64_t
read_size(const char *path)
{
	Walk walk = { .file = add_size, .wrong = pass_over };
	bool standard = strcmp(path, "-") == 0;
	struct stat status;

	if ((standard ? fstat(STDIN_FILENO, &status) : stat(path, &status)) != 0)
		return 0;
	if (S_ISDIR(status.st_mode))
		enter_and_walk(&walk, path, path, &status);
	else if (S_ISREG(status.st_mode))
		walk.n_bytes = (uint64_t)status.st_size;
	return walk.n_bytes;
}
