#ifndef MATRIX_SOLVER_H
#define MATRIX_SOLVER_H

#include "model/stability.h"

#include <string.h>

/* Stability in matrix form, after H. Xu, K. W. Hipel, D. M. Kilgour, Group Decision and
 * Negotiation 18 (2009): a second way to the verdicts, which shares nothing with the first. */

enum { MATRIX_MOST = 16 };

typedef struct {
	bool at[MATRIX_MOST][MATRIX_MOST];
} Matrix;

/* sgn(a b), and with `into` what was there before. */
static inline void
matrix_product(const Matrix *a, const Matrix *b, uint32_t n, Matrix *into)
{
	for (uint32_t r = 0; r < n; r++)
		for (uint32_t k = 0; k < n; k++)
			for (uint32_t c = 0; a->at[r][k] && c < n; c++)
				into->at[r][c] |= b->at[k][c];
}

static inline Matrix
matrix_moves(const Conflict *conflict, uint32_t i, bool improving)
{
	const ConflictParty *party = &conflict->parties[i];
	Matrix moves = { 0 };

	for (uint32_t s = 0; s < conflict->n_states; s++)
		for (uint32_t e = party->moves.first[s]; e < party->moves.first[s + 1]; e++)
			moves.at[s][party->moves.to[e]] =
			    !improving || party->rank[party->moves.to[e]] < party->rank[s];
	return moves;
}

/* Which states the opponents of `i` reach by legal sequences: products until nothing is new. */
static inline Matrix
matrix_reach(const Conflict *conflict, uint32_t i, bool improving)
{
	uint32_t n = conflict->n_states;
	Matrix first[CONFLICT_MOST_PARTIES], moves[CONFLICT_MOST_PARTIES], all = { 0 };
	bool grown = true;

	for (uint32_t j = 0; j < conflict->n_parties; j++)
		first[j] = moves[j] = matrix_moves(conflict, j, improving);
	while (grown) {
		grown = false;
		for (uint32_t j = 0; j < conflict->n_parties; j++)
			for (uint32_t k = 0; k < conflict->n_parties; k++) {
				Matrix before = first[j];

				if (j == k || j == i || k == i)
					continue;
				matrix_product(&moves[j], &first[k], n, &first[j]);
				grown |= memcmp(&before, &first[j], sizeof before) != 0;
			}
	}
	for (uint32_t j = 0; j < conflict->n_parties; j++)
		for (uint32_t a = 0; j != i && a < n; a++)
			for (uint32_t b = 0; b < n; b++)
				all.at[a][b] |= first[j].at[a][b];
	return all;
}

/* sanction[s][x]: x would deter `i` at s. */
static inline Matrix
matrix_sanctions(const Conflict *conflict, uint32_t i, bool counter, bool greatly)
{
	const ConflictParty *party = &conflict->parties[i];
	Matrix moves = matrix_moves(conflict, i, false), escapes = { 0 }, sanctions = { 0 };
	Matrix better = { 0 };
	uint32_t n = conflict->n_states;

	for (uint32_t x = 0; x < n; x++)
		for (uint32_t s = 0; s < n; s++)
			better.at[x][s] = greatly
			                      ? !party->band || party->band[x] <= party->band[s]
			                      : party->rank[x] < party->rank[s];
	if (counter)
		matrix_product(&moves, &better, n, &escapes);
	for (uint32_t s = 0; s < n; s++)
		for (uint32_t x = 0; x < n; x++)
			sanctions.at[s][x] = !better.at[x][s] && !escapes.at[x][s];
	return sanctions;
}

static inline bool
matrix_is_stable(const Conflict *conflict, uint32_t i, Concept concept, uint32_t s,
                 bool greatly)
{
	Matrix improvements = matrix_moves(conflict, i, true);
	Matrix reach = matrix_reach(conflict, i, concept_facts[concept].credible);
	Matrix sanctions =
	    matrix_sanctions(conflict, i, concept_facts[concept].counter, greatly);
	bool stable = true;

	for (uint32_t t = 0; t < conflict->n_states; t++) {
		bool deterred = false;

		for (uint32_t x = 0; concept != CONCEPT_R && x < conflict->n_states; x++)
			deterred |= reach.at[t][x] && sanctions.at[s][x];
		stable &= !improvements.at[s][t] || deterred;
	}
	return stable;
}

#endif
