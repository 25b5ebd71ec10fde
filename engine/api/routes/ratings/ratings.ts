/** 好差评: who rated is not shown to officials before the rating is closed. */
import { proceedingsOf } from '../../../commands/proceedings.ts';
import { deliveredAt } from '../../../core/delivered.ts';
import { type Language, Refusal, refuse } from '../../../errors.ts';
import { type EndingCase, ratableUntil, rate } from '../../../runtime/ratings/rate.ts';
import type { RatingDeps } from '../../../runtime/ratings/rating-deps.ts';
import { decideAppeal, takeStep } from '../../../runtime/ratings/take-step.ts';
import { decodeState } from '../../../store/codec.ts';
import {
  correctRating as correct,
  findRating,
  lastDepartment,
  listRatingRows,
  type RatingRow,
  type RatingVerb,
} from '../../../store/ratings/ratings.ts';
import type { InstanceRow } from '../../../store/read/instances.ts';
import type { Rating } from '../../contract/ratings.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { requireInstance } from '../../views/instance.ts';
import { type Names, namesFor } from '../../views/named.ts';
import { spanOf } from '../../views/span.ts';
import { departmentsWithin } from '../../views/within.ts';

const VERBS: readonly RatingVerb[] = ['contact', 'rectify', 'close', 'appeal'];

interface Shown {
  readonly principal: Principal;
  readonly row: RatingRow;
  readonly names: Names;
}

function ratingView({ principal, row, names }: Shown): Rating {
  const isOwn = row.ratedBy === principal.id;
  const ratedBy = !row.anonymous && (isOwn || row.state === 'closed') ? row.ratedBy : null;
  const { definitionName, departmentName, personName } = names.of({ ...row, person: ratedBy });
  const recorder = names.of({ person: row.recordedBy });
  return {
    ...row,
    definitionName: definitionName ?? row.definitionKey,
    departmentName,
    ratedBy,
    ratedByName: personName,
    recordedByName: recorder.personName,
    ratedAt: timeText(row.ratedAt),
    contactDueAt: timeTextOrNull(row.contactDueAt),
    rectifyDueAt: timeTextOrNull(row.rectifyDueAt),
    remindedAt: timeTextOrNull(row.remindedAt),
    escalatedAt: timeTextOrNull(row.escalatedAt),
    contactedAt: timeTextOrNull(row.contactedAt),
    rectifiedAt: timeTextOrNull(row.rectifiedAt),
    closedAt: timeTextOrNull(row.closedAt),
    correctedAt: timeTextOrNull(row.correctedAt),
  };
}

/** A rating has one of the two. */
const withRater = (row: RatingRow) => ({ ...row, person: row.ratedBy ?? row.recordedBy });

export const rateCase: Handler<'rateCase'> = async (call, services) => {
  const { params, body, principal } = call;
  const rated = await requireInstance(services, principal, params.id);
  const { contactPoint, level, anonymous = false, comment = null } = body;
  const done = await rate(depsOf(services), ratedCase(rated), {
    by: principal.id,
    contactPoint,
    level,
    anonymous,
    comment,
  });
  if (!done.ok) throw new Refusal(done.failure);
  return show(services, call, done.value);
};

/** With when its outcome was handed over. */
function ratedCase(row: InstanceRow): EndingCase {
  const { documents } = proceedingsOf(decodeState(row.state, row.variables));
  return { ...row, deliveredAt: deliveredAt(documents) };
}

function depsOf({ database: pool, runtime, options: { ratingDays } }: Services): RatingDeps {
  const { clock, organisation, calendars } = runtime;
  return { pool, clock, organisation, calendars, ratingDays };
}

export const listCaseRatings: Handler<'listCaseRatings'> = async ({ params, principal, language }, services) => {
  const rated = ratedCase(await requireInstance(services, principal, params.id));
  const { id: instanceId } = rated;
  const page = await listRatingRows(services.database, { within: null, instanceId }, pagingOf({ limit: 100 }));
  const names = await namesFor(services, language, page.items.map(withRater));
  const until = ratableUntil(depsOf(services), await lastDepartment(services.database, instanceId), rated);
  const isOpen = until !== null && services.runtime.clock.now() <= until;
  return {
    until: timeTextOrNull(until),
    isOpen,
    items: page.items.map((row) => ratingView({ principal, row, names })),
  };
};

export const listRatings: Handler<'listRatings'> = async ({ query, principal, language }, services) => {
  const { limit: _limit, cursor: _cursor, count: _count, sort: _sort, from, to, contact, ...which } = query;
  const filter = {
    ...which,
    within: departmentsWithin(services, principal),
    rated: from === undefined && to === undefined ? undefined : spanOf(services, query),
    toContact: contact === 'due' ? services.runtime.clock.now() : undefined,
    contactedInTime: contact === 'in-time',
  };
  const page = await listRatingRows(services.database, filter, pagingOf(query));
  const names = await namesFor(services, language, page.items.map(withRater));
  return pageOf(page, (row) => ratingView({ principal, row, names }));
};

export const advanceRating: Handler<'advanceRating'> = async (call, services) => {
  const { params, body, principal } = call;
  const verb = VERBS.find((one) => one === params.verb) ?? refuse('not-found', { kind: 'verb', id: params.verb });
  const row = await requireOfficially(services, principal, params.id);
  if (row.inProcess) refuse('rating-in-process', { verb });
  const taken = { verb, by: principal.id, text: body.text };
  if (!(await takeStep(depsOf(services), row, taken))) refuse('rating-state', { verb, state: row.state });
  return show(services, call, row.id);
};

export const decideRatingAppeal: Handler<'decideRatingAppeal'> = async (call, services) => {
  const { params, body, principal } = call;
  const row = await requireOfficially(services, principal, params.id);
  const decision = { by: principal.id, ...body };
  if (!(await decideAppeal(depsOf(services), row.id, decision)))
    refuse('rating-state', { verb: 'decide', state: row.state });
  return show(services, call, row.id);
};

export const correctRating: Handler<'correctRating'> = async (call, services) => {
  const { params, body, principal } = call;
  const row = await findRating(services.database, params.id);
  if (row?.ratedBy !== principal.id) return refuse('not-found', { kind: 'rating', id: params.id });
  const correction = { id: row.id, by: principal.id, at: services.runtime.clock.now(), level: body.level };
  if (!(await correct(services.database, correction))) refuse('rating-state', { verb: 'correct', state: row.state });
  return show(services, call, row.id);
};

/** Of a case the official may see; a manager of a department one of it. Nobody handles the rating he gave. */
async function requireOfficially(services: Services, principal: Principal, id: string): Promise<RatingRow> {
  const row = (await findRating(services.database, id)) ?? refuse('not-found', { kind: 'rating', id });
  await requireInstance(services, principal, row.instanceId);
  const within = departmentsWithin(services, principal);
  const isTheirs = within === null || (row.department !== null && within.includes(row.department));
  if (!isTheirs || row.ratedBy === principal.id) refuse('forbidden', { right: 'rating', actor: principal.id });
  return row;
}

interface Viewer {
  readonly principal: Principal;
  readonly language: Language;
}

async function show(services: Services, { principal, language }: Viewer, id: string): Promise<Rating> {
  const row = (await findRating(services.database, id)) ?? refuse('not-found', { kind: 'rating', id });
  return ratingView({ principal, row, names: await namesFor(services, language, [withRater(row)]) });
}
