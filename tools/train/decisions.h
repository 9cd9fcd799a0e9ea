#ifndef TRAIN_DECISIONS_H
#define TRAIN_DECISIONS_H

#include "network.h"

/* Parses sample `s` of the pass, whose first word is word `at`, with the best decisions. */
void decisions_parse(Pass *pass, size_t s, size_t at, Arcs *arcs);

/* Parses it while learning: follows the parser's own decisions, right or wrong, with
 * probability `explore`, and adds each decision's gradients to the pass. */
void decisions_learn(Pass *pass, size_t s, size_t at, float explore);

/* Turns logits into the gradient of -log of the summed probability of the `right` ones (NULL:
 * just `target`) and returns that loss. */
float softmax_loss(const float *logits, float *gradient, size_t n, int target,
                   const bool *right, const bool *allowed);

#endif
