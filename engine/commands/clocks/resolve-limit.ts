import type { ClockLimit } from '../../core/clock-record.ts';
import { dueAt } from '../../core/schedule.ts';
import { ok, type Result } from '../../errors.ts';
import type { LimitSpec } from '../../model/graph.ts';
import { evaluateNumber, evaluateText, type Surroundings, unfit } from '../../people/evaluate.ts';
import { isAmount } from '../../sla/limit.ts';

/** A limit with its number worked out, and the department that it names. */
export interface ResolvedLimit {
  readonly limit: ClockLimit;
  readonly department: string | null;
}

/** Null without a limit or without a value. Fails with `expression-failed` where the number does not fit the unit. */
export function resolveLimit(spec: LimitSpec | null, surroundings: Surroundings): Result<ResolvedLimit | null> {
  if (spec === null) return ok(null);
  const amount = evaluateNumber(spec.value, surroundings);
  if (!amount.ok) return amount;
  if (amount.value === null) return ok(null);
  const { value: n } = amount;
  const { unit, startDayCounts, endOfDay, lastDay, pausableBy, warning, extension } = spec;
  if (!isAmount(n, unit)) return unfit(spec.value, n, `a number of ${unit}s`);
  const department = evaluateText(spec.department, surroundings);
  if (!department.ok) return department;
  const limit = { n, unit, startDayCounts, endOfDay, lastDay, pausableBy, warning, extension };
  return ok({ limit, department: department.value });
}

/** The earlier instant that a limit counts from, epoch ms; null where there is none: it counts from its start. */
export function sinceOf(
  { countsFrom }: LimitSpec,
  surroundings: Surroundings,
  zone: string | undefined,
): Result<number | null> {
  if (!countsFrom) return ok(null);
  const written = evaluateText(countsFrom, surroundings);
  if (!written.ok || written.value === null) return written.ok ? ok(null) : written;
  const at = dueAt(written.value, zone);
  if (!at.ok) return unfit(countsFrom, written.value, 'a date and time');
  return ok(at.value < surroundings.now ? at.value : null);
}
