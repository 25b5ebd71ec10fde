/** Who is told of a lamp where no ladder says it 亮灯告知. */
import { requireWhole } from '../../core/parts.ts';
import type { InstanceState } from '../../core/state.ts';
import { headsAt } from '../../people/superiors.ts';
import type { ClockRun } from '../clocks/clock-runs.ts';
import type { DecideContext } from '../command.ts';
import { type MeantPeople, meantBy } from './rung-people.ts';

/** Lamps of which people who work here are told. */
export type ToldLamp = 'yellow' | 'red' | 'double-red';

export const isTold = (lamp: string): lamp is ToldLamp => Object.hasOwn(TOLD, lamp);

const TOLD: Readonly<Record<ToldLamp, readonly MeantPeople[]>> = {
  yellow: ['handler', 'lead'],
  red: ['handler', 'lead', 'head', 'supervisor'],
  'double-red': ['handler', 'lead', 'head', 'supervisor', 'body'],
};

/** `user:…` and `group:…`, each once; a role has no inbox, and a name in the model that is a group is no user. */
export function lampPeople(
  state: InstanceState,
  { run, lamp }: { readonly run: ClockRun; readonly lamp: ToldLamp },
  context: DecideContext,
): string[] {
  if (run.clock !== 'step') requireWhole(state);
  const element = run.element ?? state.root;
  const chart = context.organisation.at(context.env.now);
  const exists = (to: string): boolean =>
    to.startsWith('user:') ? chart.version === 0 || chart.person(to.slice(5)) !== undefined : to.startsWith('group:');
  const named = TOLD[lamp].flatMap((name) => {
    const found = meantBy(state, { element, meant: name }, context);
    if (name === 'handler') return found;
    // Nobody has a task while another organ is waited for: who answers for the limit is told.
    if (name !== 'head' || found.length > 0) return found.filter(exists);
    return headsAt(run.records[0]?.department ?? null, chart).map((head) => `user:${head}`);
  });
  return [...new Set(named)];
}
