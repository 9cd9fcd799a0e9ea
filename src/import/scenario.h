#ifndef IMPORT_SCENARIO_H
#define IMPORT_SCENARIO_H

#include "model/bargain.h"

#include <jansson.h>

/* A bargaining model as it comes together from files, each of which knows a part: issues and
 * options in the order in which they are first named, parties in that of their profiles. */
typedef struct Scenario Scenario;

/* What readers of formats share: one file. */
typedef struct {
	const char *path; /* for messages */
	const char *bytes;
	size_t length;
	json_t *json; /* where it is JSON or YAML; else NULL */
} ImportFile;

/* A kind of file, known by what it holds. */
typedef struct {
	const char *name;
	bool (*is_kind)(const ImportFile *file);
	/* Issues and options; NULL: this kind has none.  Both fail with ENTENTE_ERROR_INPUT, in
	 * one line that names the file. */
	bool (*read_domain)(const ImportFile *file, Scenario *scenario, GError **error);
	/* What a party makes of them; NULL: this kind has none. */
	bool (*read_profile)(const ImportFile *file, Scenario *scenario, GError **error);
} ImportKind;

extern const ImportKind import_genius_domain, import_genius_profile, import_geniusweb_domain,
    import_geniusweb_profile, import_negolog, import_negmas_domain, import_negmas_profile,
    import_scores, import_roles;

Scenario *scenario_new(void);
void scenario_free(Scenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scenario, scenario_free)

/* The issue of this name, made where there is none; -1 where there are too many, or where the
 * issues are settled (below) and it is none of them. */
int scenario_issue(Scenario *self, const char *name, BargainIssueKind kind);
int scenario_option(Scenario *self, int issue, const char *name);
/* Of a numeric issue: the number. */
int scenario_number(Scenario *self, int issue, double number);
size_t scenario_count_options(const Scenario *self, int issue);
size_t scenario_count_issues(const Scenario *self);
const char *scenario_issue_name(const Scenario *self, int issue);
double scenario_at(const Scenario *self, int issue, int option);
const char *scenario_option_name(const Scenario *self, int issue, int option);
bool scenario_is_numeric(const Scenario *self, int issue);

/* Whether both have the same issues, each with as many options. */
bool scenario_is_alike(const Scenario *self, const Scenario *other);

/* From now on no issue or option comes in addition: a domain was read.  A name that differs
 * from one of these in capitals and blanks alone is taken for it. */
void scenario_settle(Scenario *self);

/* A party of this name (another one's name gets a number), to which what follows belongs. */
void scenario_party(Scenario *self, const char *name);
void scenario_weight(Scenario *self, int issue, double weight);
void scenario_value(Scenario *self, int issue, int option, double value);
void scenario_fallback(Scenario *self, double value);
/* An option of an issue that the fallback has; all of them make it a package. */
void scenario_fallback_option(Scenario *self, int issue, int option);
void scenario_cap(Scenario *self, double cap);
void scenario_discount(Scenario *self, double discount);

void scenario_floor(Scenario *self, double floor);

/* An empty set of options of the issue, which lives as long as the scenario; NULL where all
 * sets together hold too much. */
bool *scenario_set(Scenario *self, int issue);
/* Memory that lives as long as the scenario. */
Arena *scenario_arena(Scenario *self);

/* `value` more where all conditions hold, whose sets live as long as the scenario. */
void scenario_box(Scenario *self, const BargainCondition *conditions, size_t n, double value);

/* What the desk should know of the files: a question of the model. */
void scenario_ask(Scenario *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What a list of roles says of a party known by its file: its name, and whether it has a veto.
 */
void scenario_role(Scenario *self, const char *file, const char *name, bool veto);

/* The model; fails with ENTENTE_ERROR_INPUT where it is none. */
EntenteBargain *scenario_build(const Scenario *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "profileA" for "talks/profileA.json". */
char *import_stem(const char *path);

/* An error that names the file; returns false. */
bool import_refuse(const ImportFile *file, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* A number, or a text that is one. */
bool import_number(const json_t *value, double *number);

/* The model of one file that is in memory; its name tells YAML by its ending. */
EntenteBargain *import_memory(const char *bytes, size_t length, const char *name,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* YAML as JSON; NULL with a line of what is wrong. */
json_t *import_yaml(const char *bytes, size_t length, char **wrong);

#endif
