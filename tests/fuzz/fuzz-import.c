/* JSON Lines of a dossier from anybody: what is taken is well, and comes out as it went in. */
#include <entente/entente.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool
take_page(EntenteAdded added, gpointer user_data)
{
	(void)added;
	(void)user_data;
	return true;
}

static bool
take_problem(const GError *why, gpointer user_data)
{
	(void)user_data;
	return !strchr(why->message, '\n') || (abort(), false);
}

static bool
append(const char *bytes, size_t length, gpointer user_data)
{
	g_string_append_len(user_data, bytes, (gssize)length);
	return true;
}

static bool
note_id(const EntenteRecords *page, gpointer user_data)
{
	g_ptr_array_add(user_data, g_strdup(entente_records_get(page, 0)->source.id));
	return true;
}

/* Making a dossier takes longer than emptying one. */
static void
empty(EntenteDossier *dossier)
{
	const EntenteFilter everything = { .kind = -1 };
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);

	if (!entente_dossier_each_page(dossier, &everything, note_id, ids, NULL))
		abort();
	for (guint i = 0; i < ids->len; i++)
		if (!entente_dossier_remove(dossier, ids->pdata[i], NULL))
			abort();
}

/* Reads the bytes into a dossier, which is made where there is none. */
static void
read_into(EntenteDossier **made, const char *bytes, size_t length)
{
	const EntenteImportSink sink = { take_page, take_problem };
	int file = memfd_create("import", MFD_CLOEXEC);
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);

	if (!*made)
		*made = entente_dossier_open(NULL, ENTENTE_DOSSIER_WRITE, NULL);
	if (!*made || write(file, bytes, length) != (ssize_t)length ||
	    !entente_import(*made, path, &sink, NULL, NULL))
		abort();
	close(file);
}

static GString *
write_out(EntenteDossier *dossier)
{
	const EntenteExportPlan plan = { .format = "jsonl", .filter = { .kind = -1 } };
	GString *out = g_string_new(NULL);
	EntenteExported done;

	if (!entente_export(dossier, &plan, append, out, &done, NULL))
		abort();
	return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static EntenteDossier *one, *other;

	read_into(&one, (const char *)bytes, length);
	g_autoptr(GString) once = write_out(one);
	read_into(&other, once->str, once->len);
	g_autoptr(GString) twice = write_out(other);

	empty(one);
	empty(other);
	if (!g_string_equal(once, twice))
		abort();
	return 0;
}
