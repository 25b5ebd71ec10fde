/** Monthly indicators: open figures until the month is frozen, the frozen ones afterwards, for ever. */
import { type Language, refuse } from '../../../errors.ts';
import { uuidv7 } from '../../../runtime/ids.ts';
import { deadlineOf } from '../../../sla/limit.ts';
import { scoreOf, type Weights } from '../../../sla/score.ts';
import { type IndicatorRow, readIndicators } from '../../../store/read/indicators.ts';
import {
  appealsOf,
  decideAppeal,
  findFrozen,
  freezeMonth,
  hasAppeal,
  type IndicatorAppealRow,
  insertAppeal,
  signaturesOf,
  signMonth,
} from '../../../store/reports/frozen-months.ts';
import { readWeights, writeWeights } from '../../../store/reports/weights.ts';
import type { Indicator, IndicatorAppeal, Indicators } from '../../contract/indicators.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { inFormat } from '../../views/csv.ts';
import { spanOfMonth } from '../../views/months.ts';
import { namesFor } from '../../views/named.ts';
import { departmentsWithin } from '../../views/within.ts';

const APPEAL = {
  n: 5,
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
} as const;

export const getIndicators: Handler<'getIndicators'> = async (call, services) => {
  const answer = await monthView(services, call, call.query.month);
  return inFormat(call, answer, answer.items);
};

export const freezeIndicators: Handler<'freezeIndicators'> = async (call, services) => {
  const { params, principal } = call;
  const { month } = params;
  const { from, to } = spanOfMonth(services, month);
  const now = services.runtime.clock.now();
  if (now < to) refuse('month-not-over', { month });
  const figures = await readIndicators(services.database, from, to);
  const weights = await readWeights(services.database);
  const frozen = { month, figures, weights, frozenAt: now, frozenBy: principal.id };
  if (!(await freezeMonth(services.database, frozen))) refuse('month-frozen', { month });
  return monthView(services, call, month);
};

export const putIndicatorWeights: Handler<'putIndicatorWeights'> = async ({ body }, { database }) => {
  await writeWeights(database, body);
  return body;
};

export const signIndicators: Handler<'signIndicators'> = async (call, services) => {
  const { params, principal, body } = call;
  const frozen = await requireFrozen(services, params.month);
  const signature = { signedBy: principal.id, signedAt: services.runtime.clock.now(), hash: frozen.hash };
  if (body.hash !== frozen.hash) refuse('month-hash-differs', { month: params.month });
  await signMonth(services.database, params.month, signature);
  return monthView(services, call, params.month);
};

export const appealIndicators: Handler<'appealIndicators'> = async ({ params, principal, body }, services) => {
  const frozen = await requireFrozen(services, params.month);
  const { month } = frozen;
  const until = appealUntil(services, frozen.frozenAt);
  const within = departmentsWithin(services, principal);
  if (within !== null && !within.includes(body.department))
    refuse('forbidden', { right: 'department', actor: principal.id });
  const appealedAt = services.runtime.clock.now();
  if (appealedAt > until) refuse('appeal-late', { month, until: timeText(until) });
  const appeal = { id: uuidv7(appealedAt), month, ...body, appealedBy: principal.id, appealedAt };
  await insertAppeal(services.database, appeal);
  return appealView({ ...appeal, outcome: null, decision: null, decidedBy: null, decidedAt: null });
};

export const decideIndicatorAppeal: Handler<'decideIndicatorAppeal'> = async (
  { params, principal, body },
  services,
) => {
  if (!(await hasAppeal(services.database, params.id))) refuse('not-found', { kind: 'appeal', id: params.id });
  const decision = { id: params.id, ...body, by: principal.id, at: services.runtime.clock.now() };
  const decided = await decideAppeal(services.database, decision);
  return decided ? appealView(decided) : refuse('appeal-own', { actor: principal.id });
};

/** The last instant at which a department may appeal, epoch ms. */
function appealUntil({ runtime }: Services, frozenAt: number): number {
  return deadlineOf(APPEAL, frozenAt, runtime.calendars.current.of([], frozenAt)).at;
}

async function requireFrozen(services: Services, month: string) {
  spanOfMonth(services, month);
  return (await findFrozen(services.database, month)) ?? refuse('month-not-frozen', { month });
}

interface Viewer {
  readonly principal: Principal;
  readonly language: Language;
}

async function monthView(services: Services, { principal, language }: Viewer, month: string): Promise<Indicators> {
  const { database } = services;
  const { from, to } = spanOfMonth(services, month);
  const frozen = (await findFrozen(database, month)) ?? null;
  const within = departmentsWithin(services, principal);
  const mine = ({ department }: { readonly department: string }) => within === null || within.includes(department);
  const rows = (frozen?.figures ?? (await readIndicators(database, from, to))).filter(mine);
  const names = await namesFor(services, language, rows);
  const weights = frozen ? frozen.weights : await readWeights(database);
  return {
    month,
    at: timeText(services.runtime.clock.now()),
    endsAt: timeText(to),
    weights,
    frozen: frozen && {
      at: timeText(frozen.frozenAt),
      by: frozen.frozenBy,
      hash: frozen.hash,
      appealUntil: timeText(appealUntil(services, frozen.frozenAt)),
    },
    signatures: (await signaturesOf(database, month)).map(({ signedBy, signedAt, hash }) => ({
      by: signedBy,
      at: timeText(signedAt),
      hash,
    })),
    appeals: (await appealsOf(database, month)).filter(mine).map(appealView),
    items: rows.map((row) =>
      indicatorOf(row, { name: row.department === '' ? '' : names.department(row.department), weights }),
    ),
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function indicatorOf(row: IndicatorRow, { name, weights }: { name: string; weights: Weights | null }): Indicator {
  const { steps, answers, answersInTime = null } = row;
  const rates = {
    inTimeRate: share(row.stepsInTime, steps),
    casesInTimeRate: share(row.casesInTime, row.cases),
    satisfaction: share(row.satisfied, row.ratings),
  };
  const shares = {
    ...rates,
    answersInTime: answersInTime === null ? null : share(answersInTime, answers),
    returns: share(Math.max(0, steps - row.returns), steps),
    lamps: share(Math.max(0, steps - row.red - row.doubleRed), steps),
  };
  return {
    ...row,
    ...rates,
    answersInTime,
    departmentName: name,
    meanAnswerDays: share(row.answerWorkingDays, answers),
    score: weights && scoreOf(shares, weights),
  };
}

const appealView = ({ appealedAt, decidedAt, ...row }: IndicatorAppealRow): IndicatorAppeal => ({
  ...row,
  appealedAt: timeText(appealedAt),
  decidedAt: timeTextOrNull(decidedAt),
});
