#ifndef SERVER_VISIT_H
#define SERVER_VISIT_H

#include "answer.h"
#include "gate.h"
#include "request.h"
#include "room.h"

#include <entente/entente.h>

/* What all requests share; unchanged while the server runs. */
typedef struct {
	const char *path;  /* of the dossier */
	const char *share; /* as for entente_engine_new() */
	const char *author; /* who corrects, where nobody says another name */
	EntenteEngine *engine; /* that merges pages after a correction; of the writing lane alone */
	Room *room;            /* of the deal room */
	Gate gate;
} House;

/* A request on its way through a view. */
typedef struct {
	const House *house;
	const Request *request;
	const char *rest;        /* of the path: "north" of /article/north; NULL where there is none */
	EntenteDossier *dossier; /* NULL on the front lane */
	char *reader;            /* who looks */
	GString *out;            /* of a page: what is written so far */
} Visit;

/* Who answers: the thread of the sockets itself, which waits for nothing; one that reads the
 * dossier; one that changes it; one that computes agreements. */
typedef enum { LANE_FRONT, LANE_READ, LANE_WRITE, LANE_DEAL, N_LANES } Lane;

typedef struct {
	const char *method, *path; /* "/article/" takes one more segment */
	Lane lane;
	Answer *(*answer)(Visit *visit);
	const char *title; /* in the page's navigation; NULL: not there */
	char key;          /* that leads there after "g" */
} Route;

/* All routes; the last has no path. */
extern const Route routes[];

/* The route of a request; NULL with `*refused` set where there is none. */
const Route *route_find(const Request *request, const char **rest, Answer **refused);

/* Who looks: the name in the cookie, or the house's own.  To be freed. */
char *visit_reader(const House *house, const Request *request);

/* What the route makes of the request, with a dossier of the right lane; never NULL. */
Answer *visit_answer(const House *house, const Request *request, const Route *route,
                     const char *rest, EntenteDossier *dossier);

/* All of it, without sockets: from the request, whose body is complete, to the answer.  `open`
 * gives the dossier of a lane. */
typedef EntenteDossier *(*OpenDossier)(Lane lane, gpointer user_data, GError **error);
Answer *house_answer(const House *house, const Request *request, OpenDossier open,
                     gpointer user_data);

/* What went wrong, as a page or, below /api/, as JSON, with what to do about it. */
Answer *visit_fail(const House *house, const Request *request, guint status, const char *what);
Answer *visit_error(const House *house, const Request *request, const GError *error);

/* The views, one or a few to a file. */
Answer *view_brief(Visit *visit);
Answer *view_markdown(Visit *visit);
Answer *view_grid(Visit *visit);
Answer *view_cell(Visit *visit);
Answer *view_record(Visit *visit);
Answer *view_changes(Visit *visit);
Answer *view_timeline(Visit *visit);
Answer *view_meetings(Visit *visit);
Answer *view_drafts(Visit *visit);
Answer *view_people(Visit *visit);
Answer *view_sources(Visit *visit);
Answer *view_search(Visit *visit);
Answer *view_article(Visit *visit);
Answer *view_log(Visit *visit);
Answer *view_deal(Visit *visit);
Answer *view_help(Visit *visit);
Answer *view_web(Visit *visit);
Answer *act_correct(Visit *visit);
Answer *act_undo(Visit *visit);
Answer *act_seen(Visit *visit);
Answer *act_reader(Visit *visit);
Answer *act_deal(Visit *visit);
Answer *api_index(Visit *visit);
Answer *api_records(Visit *visit);
Answer *api_record(Visit *visit);
Answer *api_grid(Visit *visit);
Answer *api_brief(Visit *visit);
Answer *api_changes(Visit *visit);
Answer *api_search(Visit *visit);
Answer *api_article(Visit *visit);
Answer *api_coverage(Visit *visit);
Answer *api_corrections(Visit *visit);
Answer *api_correct(Visit *visit);
Answer *api_undo(Visit *visit);
Answer *api_events(Visit *visit);
Answer *api_openapi(Visit *visit);
Answer *api_model(Visit *visit);
Answer *api_put_model(Visit *visit);
Answer *api_deal(Visit *visit);

#endif
