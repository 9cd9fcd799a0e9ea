#ifndef EXTRACT_VERDICTS_H
#define EXTRACT_VERDICTS_H

#include "extract/judge-model.h"

/* What the extractors ask of the judge's verdicts on their page. */

/* The next verdict of a kind after this one; NULL as `after`: the first.  NULL for none. */
const Verdict *next_verdict(const Extraction *extraction, VerdictKind kind, const Verdict *after);

/* The least chance of a record; 1 without a judge, who then has no verdicts either. */
float verdict_limit(const Extraction *extraction, Limit limit);

/* The verdict's words without punctuation and loose function words at their ends. */
const char *verdict_text(const Extraction *extraction, const Verdict *verdict);

/* How likely the judge takes some of these words, on which a rule made a record, for part of such a
 * one: 0..1; less than 0 of words that are not judged. */
float rule_chance(const Extraction *extraction, RuleKind kind, uint32_t first, uint32_t end);

/* Whether the judge lets it pass; what is not judged passes. */
bool rule_holds(const Extraction *extraction, RuleKind kind, float chance);

/* Gives a record of a rule its confidence, from the judge's chance. */
void set_rule_confidence(const Extraction *extraction, EntenteRecord *record, RuleKind kind,
                         float chance);

/* Gives a record that the judge made its confidence: how often such records were right on pages
 * that the judge had not been trained on (a logistic curve of their chance, by kind), and says
 * why where that is asked for. */
void set_confidence(const Extraction *extraction, EntenteRecord *record, const Verdict *verdict,
                    float chance);

/* The person's name, else the side's. */
const char *bearer_name(const Extraction *extraction, const Bearer *bearer);

#endif
