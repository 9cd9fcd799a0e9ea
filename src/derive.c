/* The positions of a dossier -> a bargaining model.
 *
 * An issue has an option for every object that a party demands, offers, accepts or refuses
 * there, and one that none of these is agreed, which is the status quo.  What a party makes of
 * an option that it spoke of is an interval around what its stance says, the wider, the fewer
 * independent sources say so, the longer ago and the less surely; where it turned, only what it
 * said last holds, and where it contradicts itself on one day, all that it said.  Of an option
 * that it did not speak of nothing is known: 0 to 1, assumed; or 0 to 0.5 where only its
 * opponents on the issue want it, those of whom one refuses what the other wants. A refusal is
 * a red line only where its sentences say so (red-lines.tsv) or the desk does. Whatever is
 * assumed is a question to the desk. */
#include "derive.h"

#include <entente/dossier.h>
#include <entente/error.h>
#include <stdio.h>
#include <string.h>

void
derive_ask(Deriving *self, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_ptr_array_add(self->questions, g_strdup_vprintf(format, list));
	va_end(list);
}

/* The day that the record is of: when it was said, or told last. */
const char *
derive_day(const EntenteRecord *record)
{
	return record->position.date ? record->position.date : record->last_published;
}

int64_t
derive_day_number(const char *date)
{
	int year, month, day;

	if (!date || sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return -1;
	/* days are compared alone: months of 31 days do */
	return ((int64_t)year * 12 + month) * 31 + day;
}

void
derive_cite(Arena *arena, const EntenteRecord *record, BargainGround *ground)
{
	size_t n = ground->n_cited + record->n_evidence;
	BargainCitation *cited = arena_new0(arena, BargainCitation, n);

	if (ground->n_cited)
		memcpy(cited, ground->cited, ground->n_cited * sizeof *cited);
	for (size_t i = 0; i < record->n_evidence; i++) {
		const EntenteEvidence *evidence = &record->evidence[i];

		cited[ground->n_cited + i] =
		    (BargainCitation){ arena_strdup(arena, evidence->source),
			               arena_strdup(arena, evidence->text),
			               evidence->span.start, evidence->span.end };
	}
	ground->cited = cited;
	ground->n_cited = n;
}

static void
fill_issue(Deriving *self, size_t index)
{
	EntenteBargain *model = self->model;
	const DerivedTopic *topic = self->topics->pdata[index];
	BargainIssue *issue = &model->issues[index];
	size_t n = topic->objects->len;

	issue->name = arena_strdup(model->arena, topic->name);
	issue->kind = topic->unit ? BARGAIN_ORDERED : BARGAIN_NOMINAL;
	if (topic->unit)
		issue->text = arena_printf(model->arena, "in %s", topic->unit);
	bargain_allot_options(model, index, n + 1);
	for (size_t o = 0; o < n; o++) {
		const DerivedObject *object = topic->objects->pdata[o];

		issue->options[o].name = arena_strdup(model->arena, object->what);
		if (topic->unit)
			issue->options[o].at = object->at;
		for (guint i = 0; i < object->positions->len; i++)
			derive_cite(model->arena, object->positions->pdata[i],
			            &issue->options[o].ground);
	}
	issue->options[n].name = "none of these";
	issue->options[n].text = "nothing is agreed on this: what holds without a deal";
	issue->options[n].ground.assumed = true;
	if (topic->unit)
		issue->options[n].at = NAN;
	issue->status_quo = (int)n;
}

static void
fill_party(Deriving *self, size_t index)
{
	EntenteBargain *model = self->model;
	BargainParty *party = &model->parties[index];

	party->name = arena_strdup(model->arena, self->parties->pdata[index]);
	party->ground.assumed = true; /* its power, and that it has to agree */
	party->fallback.kind = BARGAIN_FALLBACK_PACKAGE;
	party->fallback.package = arena_new0(model->arena, int, model->n_issues);
	for (size_t i = 0; i < model->n_issues; i++)
		party->fallback.package[i] = model->issues[i].status_quo;
	party->fallback.ground.assumed = true;
	derive_ask(
	    self,
	    "What does %s have if there is no deal? It is assumed that things stay as they "
	    "are.",
	    party->name);
}

/* Drafts whose terms are options. */
static void
add_drafts(Deriving *self)
{
	EntenteBargain *model = self->model;

	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		BargainDraft *draft = &model->drafts[model->n_drafts];
		bool speaks = false;

		if (record->kind != ENTENTE_DRAFT || !record->draft.name)
			continue;
		*draft =
		    (BargainDraft){ .name = arena_strdup(model->arena, record->draft.name),
			            .by = arena_strdup(model->arena, record->draft.by),
			            .package = arena_new0(model->arena, int, model->n_issues) };
		for (size_t j = 0; j < model->n_issues; j++) {
			const BargainIssue *issue = &model->issues[j];

			draft->package[j] = -1;
			for (size_t o = 0; o + 1 < issue->n_options && draft->package[j] < 0;
			     o++)
				for (size_t t = 0;
				     record->draft.terms && record->draft.terms[t]; t++)
					if (objects_alike(self->words, issue->name,
					                  issue->options[o].name,
					                  record->draft.terms[t]))
						draft->package[j] = (int)o;
			speaks |= draft->package[j] >= 0;
		}
		derive_cite(model->arena, record, &draft->ground);
		model->n_drafts += speaks;
	}
}

static void
fill_model(Deriving *self)
{
	EntenteBargain *model = self->model;
	size_t n_parties = self->parties->len, n_lines = 0;

	bargain_allot(model, n_parties, self->topics->len);
	for (size_t i = 0; i < model->n_issues; i++) {
		fill_issue(self, i);
		n_lines += model->issues[i].n_options * n_parties;
	}
	model->red_lines = arena_new0(model->arena, BargainRedLine, n_lines);
	model->drafts =
	    arena_new0(model->arena, BargainDraft, entente_records_count(self->records) + 1);
	for (size_t p = 0; p < n_parties; p++) {
		int all = 0;

		for (guint i = 0; i < self->topics->len; i++)
			all += derive_sources(self, p, self->topics->pdata[i]);
		fill_party(self, p);
		for (size_t i = 0; i < model->n_issues; i++)
			derive_stance(self, p, i, all);
	}
	add_drafts(self);
	model->rule.kind = BARGAIN_UNANIMITY;
	model->questions = arena_new0(model->arena, const char *, self->questions->len + 1);
	for (guint i = 0; i < self->questions->len; i++)
		model->questions[i] = arena_strdup(model->arena, self->questions->pdata[i]);
}

static void
find_latest(Deriving *self)
{
	for (size_t i = 0; i < entente_records_count(self->records); i++) {
		const EntenteRecord *record = entente_records_get(self->records, i);
		const char *day = record->kind == ENTENTE_POSITION ? derive_day(record) : NULL;

		if (day && g_strcmp0(day, self->latest) > 0)
			self->latest = day;
	}
}

EntenteBargain *
entente_dossier_bargain(EntenteDossier *dossier, const char *share, const char *const *parties,
                        const char *const *issues, GError **error)
{
	const EntenteFilter all = { .kind = -1 };
	g_autoptr(EntenteRecords) records = entente_dossier_main_records(dossier, &all, error);
	g_autoptr(ChangeWords) words = records ? change_words_load(share, error) : NULL;
	g_auto(RedWords) red = { 0 };
	g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(derive_topic_free);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GPtrArray) questions = g_ptr_array_new_with_free_func(g_free);

	if (!words || !red_words_load(&red, share, error))
		return NULL;
	g_autoptr(EntenteBargain) model = bargain_new();
	Deriving self = { .records = records,
		          .words = words,
		          .red = red,
		          .topics = topics,
		          .parties = names,
		          .questions = questions,
		          .model = model };
	find_latest(&self);
	derive_parties(&self, parties, issues);
	derive_topics(&self, issues);
	if (!names->len || !topics->len) {
		g_set_error(error, ENTENTE_ERROR, ENTENTE_ERROR_INPUT,
		            "no position tells what a party wants there");
		return NULL;
	}
	if (!derive_lines(&self, share, error))
		return NULL;
	fill_model(&self);
	return g_steal_pointer(&model);
}
