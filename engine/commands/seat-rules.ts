import { ok, type Result } from '../errors.ts';
import { isNumber } from '../exact-number.ts';
import type { ModelValue, RoundSpec } from '../model/graph.ts';
import { evaluateList, type Surroundings, unfit } from '../people/evaluate.ts';

/** What the model says about the vote of somebody, by the name of the user or group. */
export interface SeatRules {
  weightOf(name: string): number;
  hasVeto(name: string): boolean;
}

/** Works out weights and vetoes once. Fails with 'expression-failed' or 'expression-limit'. */
export function seatRules({ weights, veto }: RoundSpec, surroundings: Surroundings): Result<SeatRules> {
  const weighed = weightsAt(weights, surroundings);
  if (!weighed.ok) return weighed;
  const named = typeof veto === 'string' ? ok([]) : evaluateList(veto, surroundings);
  if (!named.ok) return named;
  return ok({
    weightOf: (name) => weighed.value.get(name) ?? 1,
    hasVeto: (name) => veto === 'everybody' || named.value.includes(name),
  });
}

function weightsAt(value: ModelValue | null, { scope, now }: Surroundings): Result<ReadonlyMap<string, number>> {
  const weights = new Map<string, number>();
  if (value === null) return ok(weights);
  const given = value.kind === 'literal' ? ok<unknown>(value.text) : value.expression.evaluate(scope, { now });
  if (!given.ok) return given;
  if (typeof given.value !== 'object' || given.value === null || Array.isArray(given.value)) {
    return unfit(value, given.value, 'a context of weights');
  }
  for (const [name, weight] of Object.entries(given.value)) {
    const number = isNumber(weight) ? Number(weight) : Number.NaN;
    if (!Number.isInteger(number) || number < 0 || number > 1_000_000) {
      return unfit(value, weight, 'a whole number from 0 to a million');
    }
    weights.set(name, number);
  }
  return ok(weights);
}
