#ifndef ANALYSE_FORECAST_H
#define ANALYSE_FORECAST_H

#include "model/forecast.h"

/* Forecasts of where an issue will end: pure functions over lines. */

/* The challenge model of B. Bueno de Mesquita as J. B. Scholz, G. J. Calbert, G. A. Smith,
 * Journal of Theoretical Politics 23 (2011) give it, with Q = 1: each party's expected utility
 * of challenging each other, their attitude to risk from how safe they are, then rounds in
 * which who is challenged moves as little as it must, until nobody moves; the weighted median
 * of where they end.  O(rounds * n^3). */
double forecast_challenge(const LineIssue *issue);

/* The best point for who proposes among those that enough power prefers to the status quo; it
 * stays where there is none.  T. Romer, H. Rosenthal, Public Choice 33 (1978).  NAN without a
 * status quo or a proposer. */
double forecast_procedural(const LineIssue *issue);

/* Places weighed by salience, power times salience, or alike, brought to a sum of 1 in
 * ascending order (ForecastMass). */
GArray *forecast_positions(const LineIssue *issue, bool by_salience, bool by_power);

/* Half of each, in ascending order. */
GArray *forecast_mixture(const GArray *one, const GArray *other);

/* Where issues of the kind have ended, laid along the line of this one (ForecastMass). */
GArray *forecast_base_rate(const LineIssue *issue);

/* The continuous ranked probability score: the mean distance to the outcome less half the mean
 * distance between two draws; 0 is perfect.  T. Gneiting, A. E. Raftery, JASA 102 (2007). */
double forecast_crps(const GArray *distribution, double outcome);

/* The least and the greatest compromise that the intervals allow. */
BargainRange forecast_compromise_range(const LineIssue *issue);

/* Exchanges of two parties over two issues that gain both alike (ForecastExchange), the most
 * gainful first, `most` at most.  F. N. Stokman, R. van Oosten, in European Community Decision
 * Making (1994). */
GArray *forecast_exchanges(const Line *line, guint most);

/* Every method on issues that have ended.  Methods that ask where parties stand are scored
 * where at least three do with a salience; the marginal is that of the other issues. */
Backtest forecast_backtest(const LineHistory *history);

Forecast *forecast_make(const Line *line);

#endif
