/* Which address shows what.  Nothing of an address is ever the name of a file. */
#include "visit.h"

#include <string.h>

const Route routes[] = {
	{ "GET", "/", LANE_READ, view_brief, "Brief", 'b' },
	{ "GET", "/grid", LANE_READ, view_grid, "Grid", 'g' },
	{ "GET", "/changes", LANE_READ, view_changes, "Changes", 'c' },
	{ "GET", "/timeline", LANE_READ, view_timeline, "Timeline", 't' },
	{ "GET", "/drafts", LANE_READ, view_drafts, "Drafts", 'd' },
	{ "GET", "/people", LANE_READ, view_people, "People", 'p' },
	{ "GET", "/sources", LANE_READ, view_sources, "Sources", 's' },
	{ "GET", "/deal", LANE_DEAL, view_deal, "Deal room", 'a' },
	{ "GET", "/log", LANE_READ, view_log, "Corrections", 'l' },
	{ "GET", "/search", LANE_READ, view_search, NULL, 0 },
	{ "GET", "/cell", LANE_READ, view_cell, NULL, 0 },
	{ "GET", "/meetings", LANE_READ, view_meetings, NULL, 0 },
	{ "GET", "/record/", LANE_READ, view_record, NULL, 0 },
	{ "GET", "/article/", LANE_READ, view_article, NULL, 0 },
	{ "GET", "/brief.md", LANE_READ, view_markdown, NULL, 0 },
	{ "GET", "/help", LANE_FRONT, view_help, NULL, 0 },
	{ "GET", "/web/", LANE_FRONT, view_web, NULL, 0 },
	{ "POST", "/correct", LANE_WRITE, act_correct, NULL, 0 },
	{ "POST", "/undo", LANE_WRITE, act_undo, NULL, 0 },
	{ "POST", "/seen", LANE_WRITE, act_seen, NULL, 0 },
	{ "POST", "/deal", LANE_DEAL, act_deal, NULL, 0 },
	{ "POST", "/reader", LANE_FRONT, act_reader, NULL, 0 },
	{ "GET", "/api/v1", LANE_FRONT, api_index, NULL, 0 },
	{ "GET", "/api/v1/openapi.json", LANE_FRONT, api_openapi, NULL, 0 },
	{ "GET", "/api/v1/events", LANE_FRONT, api_events, NULL, 0 },
	{ "GET", "/api/v1/brief", LANE_READ, api_brief, NULL, 0 },
	{ "GET", "/api/v1/grid", LANE_READ, api_grid, NULL, 0 },
	{ "GET", "/api/v1/changes", LANE_READ, api_changes, NULL, 0 },
	{ "GET", "/api/v1/search", LANE_READ, api_search, NULL, 0 },
	{ "GET", "/api/v1/coverage", LANE_READ, api_coverage, NULL, 0 },
	{ "GET", "/api/v1/corrections", LANE_READ, api_corrections, NULL, 0 },
	{ "POST", "/api/v1/corrections", LANE_WRITE, api_correct, NULL, 0 },
	{ "DELETE", "/api/v1/corrections/", LANE_WRITE, api_undo, NULL, 0 },
	{ "GET", "/api/v1/model", LANE_DEAL, api_model, NULL, 0 },
	{ "PUT", "/api/v1/model", LANE_DEAL, api_put_model, NULL, 0 },
	{ "GET", "/api/v1/deal", LANE_DEAL, api_deal, NULL, 0 },
	{ "GET", "/api/v1/articles/", LANE_READ, api_article, NULL, 0 },
	{ "GET", "/api/v1/records/", LANE_READ, api_record, NULL, 0 },
	{ "GET", "/api/v1/", LANE_READ, api_records, NULL, 0 },
	{ NULL, NULL, 0, NULL, NULL, 0 },
};

/* Whether the segments are those of the route's path, or these and one more. */
static bool
fits(const char *path, char **segments, const char **rest)
{
	*rest = NULL;
	for (path++; *path; segments++) {
		gsize length = strcspn(path, "/");

		if (!*segments || strlen(*segments) != length ||
		    strncmp(*segments, path, length) != 0)
			return false;
		path += length;
		if (*path != '/')
			return !segments[1];
		if (!*++path) {
			*rest = segments[1];
			return segments[1] && *segments[1] && !segments[2];
		}
	}
	return !*segments;
}

const Route *
route_find(const Request *request, const char **rest, Answer **refused)
{
	bool known = false;

	for (const Route *route = routes; route->path; route++) {
		if (!fits(route->path, request->segments, rest))
			continue;
		known = true;
		if (g_str_equal(route->method, request->method) ||
		    (g_str_equal(route->method, "GET") &&
		     g_str_equal(request->method, "HEAD")))
			return route;
	}
	*refused = answer_new(known ? 405 : 404, type_text,
	                      g_string_new(known ? "not that way\n" : "no such page\n"));
	return NULL;
}
