#ifndef TELL_DEAL_PARTS_H
#define TELL_DEAL_PARTS_H

#include "tell/deal-page.h"

/* Of the sections of a page.  Texts that are given are taken over, those returned are the
 * caller's. */
GPtrArray *deal_sections_new(void);
DealSection *deal_section(GPtrArray *page, const char *id, const char *title);
DealPart *deal_part(DealSection *section, PartKind kind, char *text);
void deal_say(DealSection *section, const char *format, ...) G_GNUC_PRINTF(2, 3);
void deal_item(DealSection *section, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A table, its rows, the first the head, and their cells. */
DealPart *deal_table(DealSection *section, char *caption, guint n_names);
GPtrArray *deal_row(DealPart *table);
void deal_cell(GPtrArray *row, char *text);

/* Words for numbers and sets. */
char *deal_percent(double share);
char *deal_count(const DealCount *count);
char *deal_names(const EntenteDeal *deal, DealSet parties);
char *deal_line(const EntenteDeal *deal, size_t red_line);
char *deal_lines(const EntenteDeal *deal, DealSet red_lines);

/* The solution of this name, where there is one; the package that is shown: the recommended
 * one, or failing that
 * the fairest that the rule accepts, or of all; what the models drawn make of a package.  Or
 * NULL.
 */
const DealResult *deal_solution(const EntenteDeal *deal, const char *name);
const DealResult *deal_shown(const EntenteDeal *deal);
const DealLikely *deal_likely(const EntenteDeal *deal, const int *package);

/* The sections. */
void deal_tell_zone(const EntenteDeal *deal, DealSection *section);
void deal_tell_package(const EntenteDeal *deal, DealSection *section);
void deal_tell_gains(const EntenteDeal *deal, DealSection *section);
void deal_tell_blocks(const EntenteDeal *deal, DealSection *section);
void deal_tell_questions(const EntenteDeal *deal, DealSection *section);
void deal_tell_draft(const EntenteDeal *deal, const DealDraft *draft, DealSection *section);
void deal_tell_trades(const EntenteDeal *deal, DealSection *section);
void deal_table_results(const EntenteDeal *deal, DealSection *section,
                        const DealResult *results, size_t n, bool numbers);
void deal_table_solutions(const EntenteDeal *deal, DealSection *section);
void deal_table_envy(const EntenteDeal *deal, DealSection *section);
void deal_table_front(const EntenteDeal *deal, DealSection *section, bool whole);
void deal_table_power(const EntenteDeal *deal, DealSection *section);
void deal_table_division(const EntenteDeal *deal, DealSection *section);
void deal_table_likely(const EntenteDeal *deal, DealSection *section);

#endif
