/* Requests to the page, without sockets: the first line is a method and a target, then come
 * headers, after an empty line the body.  The dossier is one of the examples; what a request
 * changes in it stays. */
#include <entente/entente.h>
#include <stdint.h>
#include <string.h>
#include <visit.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static bool
keep(EntenteRecords *page, gpointer user_data)
{
	EntenteAdded added;
	bool kept = entente_dossier_add(user_data, page, &added, NULL);

	entente_records_free(page);
	return kept;
}

static bool
fail(const GError *why, gpointer user_data)
{
	(void)user_data;
	g_error("%s", why->message);
	return false;
}

static EntenteDossier *
open(Lane lane, gpointer user_data, GError **error)
{
	(void)lane;
	(void)error;
	return user_data;
}

static EntenteDossier *
make(EntenteEngine *engine, const char *root)
{
	static const EntenteSink sink = { keep, fail };
	g_autofree char *pages = g_build_filename(root, "examples", "strike", NULL);
	EntenteDossier *dossier = entente_dossier_open(NULL, ENTENTE_DOSSIER_WRITE, NULL);

	entente_engine_read(engine, pages, &sink, dossier);
	g_assert_true(entente_dossier_gather(dossier, engine, NULL));
	return dossier;
}

static void
add_headers(Request *request, char *lines)
{
	g_auto(GStrv) headers = g_strsplit(lines, "\n", MOST_PAIRS);

	request_add_header(request, "Host", "here:1");
	request_add_header(request, "X-Entente-Token", "token");
	for (char **line = headers; *line; line++) {
		char *colon = strchr(*line, ':');

		if (!colon)
			continue;
		*colon = '\0';
		request_add_header(request, *line, g_strstrip(colon + 1));
	}
}

/* The request that the bytes make; NULL for none. */
static Request *
parse(const uint8_t *bytes, size_t length)
{
	g_autofree char *text = g_strndup((const char *)bytes, length);
	g_auto(GStrv) parts = g_strsplit(text, "\n\n", 2);
	char *end = parts[0] ? strchr(parts[0], '\n') : NULL;

	if (end)
		*end = '\0';
	char *space = parts[0] ? strchr(parts[0], ' ') : NULL;
	if (!space)
		return NULL;
	*space = '\0';
	Request *request = request_new(parts[0], space + 1);
	if (!request)
		return NULL;
	if (end)
		add_headers(request, end + 1);
	else
		add_headers(request, (char[]){ "" });
	if (parts[1] && request_add_body(request, parts[1], strlen(parts[1])) &&
	    request_finish(request))
		return request;
	if (!parts[1])
		return request;
	request_free(request);
	return NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static EntenteEngine *engine;
	static EntenteDossier *dossier;
	static char *hosts[] = { (char *)"here:1", NULL };
	static House house;

	if (!engine) {
		const char *root = g_getenv("ENTENTE_ROOT");

		engine = entente_engine_new(root ? root : ".", NULL);
		g_assert_nonnull(engine);
		dossier = make(engine, root ? root : ".");
		house = (House){ "talks", root ? root : ".", "desk", engine,
			         room_new(), { hosts, (char *)"token", NULL } };
	}
	g_autoptr(Request) request = parse(bytes, length);
	if (!request)
		return 0;
	g_autoptr(Answer) answer = house_answer(&house, request, open, dossier);
	g_assert_true(answer->status >= 200 && answer->status < 600);
	gsize size;
	const char *body = g_bytes_get_data(answer->body, &size);
	g_assert_true(answer->type != type_html || g_utf8_validate(body, (gssize)size, NULL));
	g_assert_true(!answer->location || answer->location[0] == '/');
	return 0;
}
