/* Another page in the same browser, or another machine where others may connect: neither may
 * read the dossier, change it, or have anything computed.  Another program on this machine may,
 * whoever's it is, on loopback: there no access token is asked for, and the token of forms is
 * told to all.
 *
 * A page from elsewhere whose name was made to stand for this machine sends its own name as
 * Host; a form on a page from elsewhere has that as its Origin, and knows no token.  A browser
 * that keeps the referrer to itself, as pages of ours ask it to, says Origin: null even of our
 * own forms, so that alone Sec-Fetch-Site decides. */
#include "gate.h"

#include <string.h>
#include <sys/random.h>

char *
gate_random(void)
{
	enum { BYTES = 16 };
	guint8 bytes[BYTES];
	GString *text = g_string_new(NULL);

	if (getrandom(bytes, BYTES, 0) != BYTES)
		g_error("no random numbers");
	for (int i = 0; i < BYTES; i++)
		g_string_append_printf(text, "%02x", bytes[i]);
	return g_string_free(text, FALSE);
}

bool
gate_same(const char *secret, const char *given)
{
	volatile guint8 differs = 0;
	gsize length = strlen(secret);

	if (!given || strlen(given) != length)
		return false;
	for (gsize i = 0; i < length; i++)
		differs |= (guint8)(secret[i] ^ given[i]);
	return !differs;
}

static Answer *
refuse(guint status, const char *why)
{
	GString *text = g_string_new(why);

	g_string_append_c(text, '\n');
	return answer_new(status, type_text, text);
}

static bool
knows_host(const Gate *gate, const Request *request)
{
	const char *host = request_header(request, "host");
	g_autofree char *lower = host ? g_ascii_strdown(host, -1) : NULL;

	return lower && g_strv_contains((const char *const *)gate->hosts, lower);
}

static bool
is_ours(const Request *request)
{
	const char *site = request_header(request, "sec-fetch-site");
	const char *origin = request_header(request, "origin");
	const char *host = request_header(request, "host");
	g_autofree char *own = g_strconcat("http://", host, NULL);

	if (site && !g_str_equal(site, "same-origin"))
		return false;
	return !origin || g_ascii_strcasecmp(origin, own) == 0 ||
	       (site && g_str_equal(origin, "null"));
}

/* Whether a page from elsewhere asks for it, as a picture, a script or a frame: not where a
 * link leads here. */
static bool
is_drawn_in(const Request *request)
{
	const char *site = request_header(request, "sec-fetch-site");
	const char *mode = request_header(request, "sec-fetch-mode");
	const char *into = request_header(request, "sec-fetch-dest");

	if (g_strcmp0(site, "cross-site") && g_strcmp0(site, "same-site"))
		return false;
	return g_strcmp0(mode, "navigate") || (into && !g_str_equal(into, "document"));
}

/* The address that the program printed carries the access token, once: it becomes a cookie. */
static Answer *
let_in(const Gate *gate, const Request *request)
{
	const char *shown = request_header(request, "authorization");
	g_autofree char *cookie = request_cookie(request, "entente-access");

	if (cookie && gate_same(gate->access, cookie))
		return NULL;
	if (shown && g_str_has_prefix(shown, "Bearer ") &&
	    gate_same(gate->access, shown + strlen("Bearer ")))
		return NULL;
	const char *given = request_query(request, "access");
	if (given && request_is_safe(request) && gate_same(gate->access, given)) {
		Answer *answer = answer_go("/");

		answer->cookie = g_strdup_printf(
		    "entente-access=%s; Path=/; HttpOnly; SameSite=Strict", gate->access);
		return answer;
	}
	return refuse(401, "this page is for those who have its access token: open the address "
	                   "that 'entente serve' printed");
}

Answer *
gate_check(const Gate *gate, const Request *request)
{
	if (!knows_host(gate, request))
		return refuse(403, "this server does not go by that name; see 'entente serve "
		                   "--help' for --host");
	if (!request_is_safe(request) && !is_ours(request))
		return refuse(403, "only pages of this server may change the dossier");
	if (request_is_safe(request) && is_drawn_in(request))
		return refuse(403, "pages from elsewhere may lead here, but show nothing of it");
	return gate->access ? let_in(gate, request) : NULL;
}

Answer *
gate_check_token(const Gate *gate, const Request *request)
{
	const char *header = request_header(request, "x-entente-token");

	if (gate_same(gate->token, header ? header : request_form(request, "token")))
		return NULL;
	return refuse(403, "the page is from before the server was started anew: reload it");
}
