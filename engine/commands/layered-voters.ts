import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { RoundSpec } from '../model/graph.ts';
import { evaluateText, type Surroundings, unfit } from '../people/evaluate.ts';
import type { Chart } from '../people/organisation/chart.ts';
import type { DecideContext } from './command.ts';

interface Layers {
  readonly spec: RoundSpec;
  readonly surroundings: Surroundings;
}

/**
 * E8 逐级: the superiors of who started the case, from the nearest up, each person once. It ends at the level or the role the model names, or at
 * the top. Nobody where the model names none, or where the starter has no superiors.
 */
export function layeredVoters(
  { initiator }: InstanceState,
  { spec: { layered }, surroundings }: Layers,
  { organisation, env }: DecideContext,
): Result<readonly string[]> {
  if (layered === null || initiator === null) return ok([]);
  const upTo = evaluateText(layered, surroundings);
  if (!upTo.ok) return upTo;
  const level = Number(upTo.value ?? Number.POSITIVE_INFINITY);
  if (level < 1 || (Number.isFinite(level) && !Number.isInteger(level))) {
    return unfit(layered, upTo.value, 'a number of levels or a role');
  }
  const chart = organisation.at(env.now);
  return ok(
    climb(chart, initiator, { level: Number.isNaN(level) ? Number.POSITIVE_INFINITY : level, role: upTo.value }),
  );
}

interface Top {
  readonly level: number;
  readonly role: string | null;
}

function climb(chart: Chart, from: string, { level, role }: Top): string[] {
  const found = new Set<string>();
  for (let rank = 1; rank <= level; rank++) {
    const heads = chart.superiorsOf(from, rank);
    for (const head of heads) if (head !== from) found.add(head);
    const isTop = heads.some((head) => chart.person(head)?.roles.some((own) => own === role));
    if (heads.length === 0 || isTop) break;
  }
  return [...found];
}
