/* HTTP: from sockets to requests, and from answers to sockets, by libmicrohttpd.
 *
 * One thread has all sockets and never waits: what has to be looked up in the dossier goes to a
 * lane, and the connection sleeps meanwhile.  Whoever is slow loses the connection
 * (deadlines.c). */
#include "deadlines.h"
#include "events.h"
#include "lanes.h"
#include "serve.h"

#include <arpa/inet.h>
#include <entente/error.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MOST_CONNECTIONS = 4096,
	CONNECTION_MEMORY = 256 * 1024, /* for every pair that the longest line has, too;
	                                   untouched pages cost nothing */
	IDLE_SECONDS = 20,
	USUAL_SECONDS = 10,
};

typedef struct {
	House house;
	Lanes *lanes;
	Events *events;
	Deadlines *deadlines;
	struct MHD_Daemon *daemon;
} Daemon;

/* A request and what becomes of it. */
typedef struct {
	Daemon *daemon;
	struct MHD_Connection *connection;
	char *target;
	Request *request; /* NULL where it is none */
	const Route *route;
	const char *rest;
	Answer *answer;
	bool begun, too_long, asked;
} Exchange;

static const struct {
	const char *name, *value;
} headers[] = {
	{ "Content-Security-Policy",
	  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
	  "connect-src "
	  "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "X-Frame-Options", "DENY" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Cache-Control", "no-cache, private" },
	{ "Vary", "Accept-Encoding, Cookie" },
};

static void
add_headers(struct MHD_Response *response, const Answer *answer)
{
	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
		MHD_add_response_header(response, headers[i].name, headers[i].value);
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type);
	if (answer->tag)
		MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, answer->tag);
	if (answer->location)
		MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, answer->location);
	if (answer->cookie)
		MHD_add_response_header(response, MHD_HTTP_HEADER_SET_COOKIE, answer->cookie);
}

static void
response_free(gpointer response)
{
	MHD_destroy_response(response);
}

/* The same response serves every connection that is given this answer. */
static struct MHD_Response *
response_of(Answer *answer, bool packed)
{
	if (answer->sent[packed])
		return answer->sent[packed];
	gsize length;
	gconstpointer bytes = g_bytes_get_data(packed ? answer->packed : answer->body, &length);
	struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
	    length, (void *)(bytes ? bytes : ""), NULL, NULL);

	add_headers(response, answer);
	if (packed)
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
	answer->sent[packed] = response;
	answer->sent_free = response_free;
	return response;
}

static bool
takes_gzip(const Request *request)
{
	const char *taken = request ? request_header(request, "accept-encoding") : NULL;

	return taken && strstr(taken, "gzip") && !strstr(taken, "gzip;q=0");
}

static bool
has_it(const Exchange *exchange)
{
	const char *known =
	    exchange->request ? request_header(exchange->request, "if-none-match") : NULL;

	return exchange->answer->tag && known && strstr(known, exchange->answer->tag);
}

static enum MHD_Result
send_unchanged(Exchange *exchange)
{
	struct MHD_Response *response =
	    MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);

	add_headers(response, exchange->answer);
	enum MHD_Result result =
	    MHD_queue_response(exchange->connection, MHD_HTTP_NOT_MODIFIED, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result
send_events(Exchange *exchange)
{
	struct MHD_Response *response =
	    events_open(exchange->daemon->events, exchange->connection);

	if (!response)
		return MHD_NO;
	add_headers(response, exchange->answer);
	enum MHD_Result result =
	    MHD_queue_response(exchange->connection, MHD_HTTP_OK, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result
send_answer(Exchange *exchange)
{
	Answer *answer = exchange->answer;

	deadlines_sending(exchange->daemon->deadlines, exchange->connection,
	                  answer->stream ? 0 : answer_size(answer));
	if (answer->stream)
		return send_events(exchange);
	if (has_it(exchange))
		return send_unchanged(exchange);
	bool packed = answer->packed && takes_gzip(exchange->request);
	return MHD_queue_response(exchange->connection, answer->status,
	                          response_of(answer, packed));
}

static Answer *
refuse(guint status, const char *why)
{
	return answer_new(status, type_text, g_string_new(why));
}

static enum MHD_Result
take_header(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	Exchange *exchange = cls;

	(void)kind;
	exchange->too_long = !request_add_header(exchange->request, name, value);
	return exchange->too_long ? MHD_NO : MHD_YES;
}

/* The line and the headers are there: whether the rest is wanted. */
static void
begin(Exchange *exchange, const char *method)
{
	const House *house = &exchange->daemon->house;

	exchange->begun = true;
	if (strlen(exchange->target) > MOST_TARGET) {
		exchange->answer = refuse(414, "the address is too long\n");
		return;
	}
	exchange->request = request_new(method, exchange->target);
	if (!exchange->request) {
		exchange->answer = refuse(400, "no address of a page\n");
		return;
	}
	MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, take_header,
	                          exchange);
	if (exchange->too_long) {
		exchange->answer = refuse(431, "too many headers\n");
		return;
	}
	exchange->answer = gate_check(&house->gate, exchange->request);
	if (exchange->answer)
		return;
	exchange->route = route_find(exchange->request, &exchange->rest, &exchange->answer);
	const char *length = request_header(exchange->request, "content-length");
	guint64 bytes;
	if (exchange->route && length &&
	    !g_ascii_string_to_unsigned(length, 10, 0, MOST_BODY, &bytes, NULL))
		exchange->answer = refuse(413, "that is too long\n");
}

static void
done(Answer *answer, gpointer user_data)
{
	Exchange *exchange = user_data;

	exchange->answer = answer_ref(answer);
	MHD_resume_connection(exchange->connection);
}

/* The request is complete.  Whether the connection sleeps: its answer then is for the lane to
 * write, and not looked at until done() wakes it. */
static bool
ask(Exchange *exchange)
{
	Daemon *daemon = exchange->daemon;

	deadlines_asking(daemon->deadlines, exchange->connection);
	if (exchange->too_long)
		exchange->answer = refuse(413, "that is too long\n");
	else if (!request_finish(exchange->request))
		exchange->answer = refuse(400, "no form\n");
	else if (!request_is_safe(exchange->request))
		exchange->answer = gate_check_token(&daemon->house.gate, exchange->request);
	if (!exchange->answer)
		exchange->answer = lanes_kept(daemon->lanes, exchange->request);
	if (!exchange->answer && exchange->route->lane == LANE_FRONT) {
		exchange->answer = visit_answer(&daemon->house, exchange->request,
		                                exchange->route, exchange->rest, NULL);
		lanes_keep(daemon->lanes, exchange->request, exchange->answer);
	}
	if (exchange->answer)
		return false;
	exchange->asked = true;
	MHD_suspend_connection(exchange->connection);
	if (!lanes_ask(daemon->lanes, exchange->request, exchange->route, exchange->rest, done,
	               exchange)) {
		exchange->answer = refuse(503, "too many ask at once\n");
		MHD_resume_connection(exchange->connection);
	}
	return true;
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *upload, size_t *upload_size, void **con_cls)
{
	Exchange *exchange = *con_cls;

	(void)cls;
	(void)url;
	(void)version;
	if (!exchange)
		return MHD_NO;
	exchange->connection = connection;
	if (!exchange->begun) {
		begin(exchange, method);
		return exchange->answer ? send_answer(exchange) : MHD_YES;
	}
	if (*upload_size) {
		exchange->too_long |=
		    !request_add_body(exchange->request, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	if (!exchange->asked && !exchange->answer && ask(exchange))
		return MHD_YES;
	return exchange->answer ? send_answer(exchange) : MHD_YES;
}

/* The address as it was sent, before anything of it is decoded. */
static void *
on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
	Exchange *exchange = g_new0(Exchange, 1);

	exchange->daemon = cls;
	exchange->target = g_strdup(target);
	deadlines_reading(exchange->daemon->deadlines, connection);
	return exchange;
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
             enum MHD_RequestTerminationCode why)
{
	Exchange *exchange = *con_cls;
	Daemon *daemon = cls;

	(void)why;
	deadlines_idle(daemon->deadlines, connection);
	if (!exchange)
		return;
	request_free(exchange->request);
	answer_unref(exchange->answer);
	g_free(exchange->target);
	g_free(exchange);
	*con_cls = NULL;
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **context,
              enum MHD_ConnectionNotificationCode what)
{
	Daemon *daemon = cls;

	(void)context;
	if (what == MHD_CONNECTION_NOTIFY_STARTED)
		deadlines_begin(daemon->deadlines, connection);
	else
		deadlines_end(daemon->deadlines, connection);
}

static void
on_changed(gpointer user_data)
{
	events_tell(((Daemon *)user_data)->events);
}

/* Nothing goes to standard error: what a stranger sends is no news. */
static void
on_message(void *cls, const char *format, va_list arguments)
{
	(void)cls;
	(void)format;
	(void)arguments;
}

static bool
fail(GError **error, const char *what, const char *why)
{
	g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_NETWORK, "'%s': %s", what, why);
	return false;
}

/* A socket that listens; -1 with the error set. */
static int
listen_at(const char *address, uint16_t port, GError **error)
{
	enum { BACKLOG = 1024 };
	const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_PASSIVE,
		                        .ai_socktype = SOCK_STREAM };
	g_autofree char *service = g_strdup_printf("%u", port);
	struct addrinfo *found = NULL;
	int on = 1;

	if (getaddrinfo(address, service, &hints, &found)) {
		fail(error, address,
		     "no address of this machine; write one as 127.0.0.1 or ::1");
		return -1;
	}
	int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	bool good = fd >= 0 && bind(fd, found->ai_addr, found->ai_addrlen) == 0 &&
	            listen(fd, BACKLOG) == 0;
	int why = errno;
	freeaddrinfo(found);
	if (good)
		return fd;
	g_autofree char *where = g_strdup_printf("%s port %u", address, port);
	fail(error, where,
	     why == EADDRINUSE ? "in use by another program; choose another --port"
	                       : g_strerror(why));
	if (fd >= 0)
		close(fd);
	return -1;
}

static uint16_t
port_of(int fd)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof address;

	getsockname(fd, (struct sockaddr *)&address, &length);
	return ntohs(address.ss_family == AF_INET6
	                 ? ((struct sockaddr_in6 *)&address)->sin6_port
	                 : ((struct sockaddr_in *)&address)->sin_port);
}

static bool
is_loopback(const char *address)
{
	struct in_addr four;
	struct in6_addr six;

	if (inet_pton(AF_INET, address, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return inet_pton(AF_INET6, address, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

static void
add_host(GPtrArray *hosts, const char *name, uint16_t port)
{
	enum { USUAL_PORT = 80 };
	g_autofree char *lower = g_ascii_strdown(name, -1);

	g_ptr_array_add(hosts,
	                g_strdup_printf(strchr(lower, ':') ? "[%s]:%u" : "%s:%u", lower, port));
	if (port == USUAL_PORT)
		g_ptr_array_add(hosts,
		                g_strdup_printf(strchr(lower, ':') ? "[%s]" : "%s", lower));
}

static char **
hosts_of(const Serving *serving, const char *address, uint16_t port)
{
	g_autoptr(GPtrArray) hosts = g_ptr_array_new();

	add_host(hosts, address, port);
	if (is_loopback(address))
		add_host(hosts, "localhost", port);
	for (gsize i = 0; serving->hosts && serving->hosts[i]; i++)
		add_host(hosts, serving->hosts[i], port);
	g_ptr_array_add(hosts, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&hosts), FALSE);
}

/* As many descriptors as connections may need. */
static void
raise_limit(void)
{
	enum { WANTED = MOST_CONNECTIONS + 256 };
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur >= WANTED)
		return;
	limit.rlim_cur = MIN((rlim_t)WANTED, limit.rlim_max);
	setrlimit(RLIMIT_NOFILE, &limit);
}

static unsigned
most_connections(void)
{
	enum { OTHERS = 64 };
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur > MOST_CONNECTIONS + OTHERS)
		return MOST_CONNECTIONS;
	return limit.rlim_cur > 2 * OTHERS ? (unsigned)limit.rlim_cur - OTHERS : OTHERS;
}

static void
begin_house(House *house, const Serving *serving, const char *address, uint16_t port)
{
	*house = (House){ .path = serving->path,
		          .share = serving->share,
		          .author = serving->author,
		          .engine = serving->engine,
		          .room = room_new() };
	house->gate.hosts = hosts_of(serving, address, port);
	house->gate.token = gate_random();
	if (!is_loopback(address))
		house->gate.access =
		    serving->access ? g_strdup(serving->access) : gate_random();
}

static void
end_house(House *house)
{
	g_strfreev(house->gate.hosts);
	g_free(house->gate.token);
	g_free(house->gate.access);
	room_free(house->room);
}

static void
tell_ready(const Daemon *daemon, const Serving *serving)
{
	const Gate *gate = &daemon->house.gate;
	g_autofree char *address =
	    g_strdup_printf("http://%s/%s%s", gate->hosts[0], gate->access ? "?access=" : "",
	                    gate->access ? gate->access : "");

	serving->ready(address, gate->access != NULL, serving->user_data);
}

static void
run(Daemon *daemon, const Serving *serving)
{
	enum { LOOK_EVERY = 100 * 1000 };

	tell_ready(daemon, serving);
	while (serving->go_on())
		g_usleep(LOOK_EVERY);
	MHD_quiesce_daemon(daemon->daemon);
}

bool
serve(const Serving *serving, GError **error)
{
	const char *address = serving->bind ? serving->bind : "127.0.0.1";
	Daemon daemon = { 0 };

	raise_limit();
	int fd = listen_at(address, serving->port, error);
	if (fd < 0)
		return false;
	begin_house(&daemon.house, serving, address, port_of(fd));
	daemon.deadlines = deadlines_new(serving->seconds ? serving->seconds : USUAL_SECONDS,
	                                 IDLE_SECONDS, most_connections());
	daemon.events = events_new();
	daemon.lanes = lanes_new(&daemon.house, on_changed, &daemon);
	daemon.daemon = MHD_start_daemon(
	    MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME |
		MHD_USE_ERROR_LOG | MHD_USE_ITC,
	    0, NULL, NULL, on_request, &daemon, MHD_OPTION_LISTEN_SOCKET, fd,
	    MHD_OPTION_EXTERNAL_LOGGER, on_message, NULL, MHD_OPTION_CONNECTION_LIMIT,
	    most_connections(), MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_URI_LOG_CALLBACK, on_target, &daemon, MHD_OPTION_NOTIFY_COMPLETED,
	    on_completed, &daemon, MHD_OPTION_NOTIFY_CONNECTION, on_connection, &daemon,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
	if (daemon.daemon)
		run(&daemon, serving);
	else
		fail(error, address, "the server cannot be started");
	lanes_end(daemon.lanes); /* answers all that waits */
	events_close(daemon.events);
	if (daemon.daemon)
		MHD_stop_daemon(daemon.daemon);
	lanes_free(daemon.lanes);
	close(fd);
	events_free(daemon.events);
	deadlines_free(daemon.deadlines);
	end_house(&daemon.house);
	return daemon.daemon != NULL;
}
