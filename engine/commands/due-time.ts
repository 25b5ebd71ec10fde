import { ok, type Result } from '../errors.ts';
import type { LimitSpec, LimitUnit } from '../model/graph.ts';
import { evaluateNumber, type Surroundings, unfit } from '../people/evaluate.ts';

/** When a task is due: natural time from the instant it opens, epoch ms; null without a limit. A month is a calendar month in UTC. */
export function dueTime(limit: LimitSpec | null, surroundings: Surroundings): Result<number | null> {
  if (limit === null) return ok(null);
  const amount = evaluateNumber(limit.value, surroundings);
  if (!amount.ok || amount.value === null) return amount;
  const { value } = amount;
  const dueAt = value >= 0 ? add(surroundings.now, value, limit.unit) : undefined;
  return dueAt === undefined ? unfit(limit.value, value, `a number of ${limit.unit}s`) : ok(dueAt);
}

const LENGTH_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** The last instant JavaScript and the database can hold. */
const LAST = 8_640_000_000_000_000;

/** Undefined where the amount does not fit the unit or time ends. */
function add(from: number, amount: number, unit: LimitUnit): number | undefined {
  const dueAt = unit === 'month' ? addMonths(from, amount) : from + Math.round(amount * LENGTH_MS[unit]);
  return dueAt !== undefined && dueAt <= LAST ? dueAt : undefined;
}

/** From the 31st to a shorter month is its last day. */
function addMonths(from: number, months: number): number | undefined {
  if (!Number.isInteger(months)) return undefined;
  const start = new Date(from);
  const target = new Date(from);
  target.setUTCDate(1);
  target.setUTCMonth(start.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  const at = target.getTime();
  return Number.isNaN(at) ? undefined : at;
}
