#ifndef SERVER_SERVE_H
#define SERVER_SERVE_H

#include <entente/engine.h>

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The page of a dossier, served until it is stopped. */
typedef struct {
	const char *path;          /* of the dossier */
	const char *share;         /* as for entente_engine_new() */
	const char *author;        /* who corrects, where nobody says another name */
	EntenteEngine *engine;     /* made before any thread; the server's until it ends */
	const char *bind;          /* an address of this machine; NULL: 127.0.0.1 */
	uint16_t port;             /* 0 for any that is free */
	const char *const *hosts;  /* names that the Host header may have, beside the address */
	const char *access;        /* 32 hexadecimal digits; NULL: made anew where needed */
	unsigned seconds;          /* within which a request must be complete; 0 for 10 */
	bool (*go_on)(void);       /* asked now and then; false stops */
	/* Told when the server is there: its address, with its access token if it has one. */
	void (*ready)(const char *address, bool open, gpointer user_data);
	gpointer user_data;
} Serving;

/* False with the error (of G_IO_ERROR-like words, one line) where it cannot be there. */
bool serve(const Serving *serving, GError **error);

#endif
