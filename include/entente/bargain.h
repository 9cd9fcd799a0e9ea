#ifndef ENTENTE_BARGAIN_H
#define ENTENTE_BARGAIN_H

#include <entente/api.h>
#include <entente/dossier.h>

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

G_BEGIN_DECLS

/* A bargaining model: the parties, the issues with their options, what each party makes of each
 * option, red lines, fallbacks, drafts, and the rule by which a package is accepted.  Its JSON
 * is described in entente-model(5) and in docs/schema/model.schema.json. */
typedef struct EntenteBargain EntenteBargain;

/* Reads the model of a file ("-": standard input).  Fails with ENTENTE_ERROR_INPUT or
 * ENTENTE_ERROR_LIMIT, in one line that names the file, the line and the entry. */
ENTENTE_API EntenteBargain *entente_bargain_load(const char *path,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same from memory; `name` stands for the file in messages. */
ENTENTE_API EntenteBargain *entente_bargain_parse(const char *json, size_t length,
                                                  const char *name,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
ENTENTE_API void entente_bargain_free(EntenteBargain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntenteBargain, entente_bargain_free)

/* The same from files of other programs, or from one model: what each is, its content says.
 * Genius XML, GeniusWeb JSON, NegoLog JSON, NegMAS YAML and JSON, and score tables, each with
 * as many profiles as there are parties, in the order in which they are named; a folder stands
 * for the files in it that are any of these.  `paths` ends with NULL. */
ENTENTE_API EntenteBargain *entente_bargain_import(const char *const *paths,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The model that the positions of a dossier make: what is not told is an interval, and a
 * question for the desk; every value cites its sentences or says that it is assumed.  `share`
 * is as for entente_engine_new(); `parties` and `issues` (lists of names, end with NULL)
 * restrict it, NULL does not.  Fails with ENTENTE_ERROR_DOSSIER, ENTENTE_ERROR_LEXICON, or
 * ENTENTE_ERROR_INPUT where there is no position. */
ENTENTE_API EntenteBargain *entente_dossier_bargain(EntenteDossier *dossier, const char *share,
                                                    const char *const *parties,
                                                    const char *const *issues,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the model as JSON, which entente_bargain_parse reads as the same model. */
ENTENTE_API void entente_bargain_json(const EntenteBargain *self, GString *out);

/* The names of the formats that a model can be written in; NULL after the last. */
ENTENTE_API const char *entente_bargain_format(size_t index);

/* Gets a file at a time, under a name without a folder; false stops, which is no failure. */
typedef bool (*EntenteBargainSink)(const char *name, const char *bytes, size_t length,
                                   gpointer user_data);

/* Writes the model as files of another program, a domain and a profile a party, which
 * entente_bargain_import reads again.  Returns what the files say otherwise than the model, or
 * not, a line each (ends with NULL; to be freed with g_strfreev).  NULL, with
 * ENTENTE_ERROR_INPUT, where the format is none, or cannot say what a party's utility is. */
ENTENTE_API char **entente_bargain_export(const EntenteBargain *self, const char *format,
                                          EntenteBargainSink sink, gpointer user_data,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#endif
