#ifndef MODEL_FORECAST_H
#define MODEL_FORECAST_H

#include "model/line.h"

/* What is likely: results of forecasting, made by src/analyse/, told by src/tell/. */

/* A distribution: masses at places, in ascending order, which sum to 1. */
typedef struct {
	double at, mass;
} ForecastMass;

typedef enum {
	FORECAST_NAIVE,     /* a baseline, which knows nothing of who bargains how */
	FORECAST_MEAN,      /* a mean of where parties stand, weighed */
	FORECAST_ELABORATE, /* how they would come to it */
} ForecastKind;

/* How an issue's outcome would come about; NAN where it says nothing. */
typedef struct {
	const char *code; /* key of JSON */
	const char *name, *definition, *source;
	ForecastKind kind;
	double (*predict)(const LineIssue *issue);
} ForecastMethod;

/* Ends with one without code. */
extern const ForecastMethod forecast_methods[];

enum { FORECAST_MOST_METHODS = 16 };

/* How the compromise follows a party: it moves by `share` where the party moves by one. */
typedef struct {
	size_t actor;
	double share, most_down,
	    most_up; /* the compromise, where the party went to either end */
} ForecastLever;

typedef struct {
	const LineIssue *issue;
	double predicted[FORECAST_MOST_METHODS];
	BargainRange compromise; /* whatever the true numbers are within their intervals */
	GArray *distribution;    /* ForecastMass */
	GArray *levers;          /* ForecastLever, the largest first */
} IssueForecast;

/* Two parties help each other: `gains_p` gets issue p its way, `gains_q` issue q. */
typedef struct {
	size_t p, q;             /* issues */
	size_t actor_p, actor_q; /* index among the actors of p, of q, of who gains there */
	size_t mover_p, mover_q; /* index among the actors of p, of q, of who moves there */
	double shift_p, shift_q; /* of the outcomes, in their units, with their signs */
	double move_p, move_q;   /* of the movers */
	double gain;             /* of each of the two, in salience times the share of a line */
} ForecastExchange;

typedef struct {
	const Line *line;
	IssueForecast *issues;
	GArray *exchanges; /* ForecastExchange, the most gainful first */
} Forecast;

void forecast_free(Forecast *forecast);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forecast, forecast_free)

/* How far a method was off, on issues that have ended. */
typedef struct {
	size_t n;
	double mean, median, within_ten; /* of absolute errors; the share of those up to 10 */
	double against, against_low, against_high; /* mean error less the plain mean's on the
	                                              same issues, with the 95% interval */
} BacktestScore;

/* Distributions that are scored by CRPS. */
typedef enum { CRPS_UNIFORM, CRPS_MARGINAL, CRPS_POSITIONS, CRPS_MIXTURE, N_CRPS } CrpsKind;

typedef struct {
	BacktestScore scores[FORECAST_MOST_METHODS]; /* as forecast_methods */
	double crps[N_CRPS];
	size_t n_crps, n_issues, n_scored;
	bool has_power;
} Backtest;

/* The place below which `share` of the mass lies. */
double forecast_quantile(const GArray *distribution, double share);

#endif
