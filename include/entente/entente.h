#ifndef ENTENTE_H
#define ENTENTE_H

#include <entente/api.h>
#include <entente/bargain.h>
#include <entente/browse.h>
#include <entente/correct.h>
#include <entente/deal.h>
#include <entente/diff.h>
#include <entente/dossier.h>
#include <entente/engine.h>
#include <entente/error.h>
#include <entente/export.h>
#include <entente/fetching.h>
#include <entente/forecast.h>
#include <entente/parse.h>
#include <entente/record.h>
#include <entente/search.h>
#include <entente/span.h>
#include <entente/stable.h>
#include <entente/tell.h>
#include <entente/watch.h>

#endif
