#ifndef ENTENTE_BARGAIN_H
#define ENTENTE_BARGAIN_H

#include <entente/api.h>

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

/* Appends the model as JSON, which entente_bargain_parse reads as the same model. */
ENTENTE_API void entente_bargain_json(const EntenteBargain *self, GString *out);

G_END_DECLS

#endif
