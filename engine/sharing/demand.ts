/** The way of a demand for data 需求清单: conformity check by the data bureau, decision by the source, and where that is disputed, by the data bureau. */
import { fail, ok, type Result } from '../errors.ts';
import type { DataEntry } from './entry.ts';

export type DemandState = 'asked' | 'source' | 'granted' | 'refused' | 'disputed' | 'closed';
export const DEMAND_STEPS = ['conform', 'reject', 'grant', 'refuse', 'dispute', 'uphold'] as const;
export type DemandStep = (typeof DEMAND_STEPS)[number];

/** Who takes a step: the data bureau, the department that is the source, or the one that asks. */
export type DemandParty = 'bureau' | 'source' | 'asker';

interface Way {
  readonly from: readonly DemandState[];
  readonly by: readonly DemandParty[];
}

const WAYS: Readonly<Record<DemandStep, Way>> = {
  conform: { from: ['asked'], by: ['bureau'] },
  reject: { from: ['asked'], by: ['bureau'] },
  grant: { from: ['source', 'disputed'], by: ['source', 'bureau'] },
  refuse: { from: ['source'], by: ['source', 'bureau'] },
  dispute: { from: ['refused'], by: ['asker'] },
  uphold: { from: ['disputed'], by: ['bureau'] },
};

/** Working days for each decision: conformity 2; the source 5, 10 where nothing is in the catalogue yet. */
const DAYS = { asked: 2, source: 5, unpublished: 10, disputed: 5 } as const;

export interface Moved {
  readonly state: DemandState;
  /** Working days until the next step is due; null where none is. */
  readonly days: number | null;
  /** A grant comes with it. */
  readonly grants: boolean;
}

export const asked: Moved = { state: 'asked', days: DAYS.asked, grants: false };

/** `entry` is what the demand is for; null while nothing of it is in the catalogue. */
export function moveDemand(
  state: DemandState,
  step: DemandStep,
  { entry, parties }: { readonly entry: DataEntry | null; readonly parties: readonly DemandParty[] },
): Result<Moved> {
  const way = WAYS[step];
  // A dispute is no longer the source's to decide.
  const by: readonly DemandParty[] = step === 'grant' && state === 'disputed' ? ['bureau'] : way.by;
  if (!way.from.includes(state)) return fail('data-step-invalid', { step, state });
  if (!by.some((party) => parties.includes(party))) return fail('forbidden');
  if (step === 'conform') return ok(conformed(entry));
  if (step === 'grant' && !entry)
    return fail('data-entry-invalid', {
      reason: 'nothing of it is in the catalogue yet',
      reasonZh: '所需数据尚未编入目录',
    });
  return ok(ENDS[step]);
}

function conformed(entry: DataEntry | null): Moved {
  if (!entry) return { state: 'source', days: DAYS.unpublished, grants: false };
  if (entry.sharing === 'unconditional') return { state: 'granted', days: null, grants: true };
  if (entry.sharing === 'none') return { state: 'refused', days: null, grants: false };
  return { state: 'source', days: DAYS.source, grants: false };
}

const ENDS: Readonly<Record<Exclude<DemandStep, 'conform'>, Moved>> = {
  reject: { state: 'closed', days: null, grants: false },
  grant: { state: 'granted', days: null, grants: true },
  refuse: { state: 'refused', days: null, grants: false },
  dispute: { state: 'disputed', days: DAYS.disputed, grants: false },
  uphold: { state: 'closed', days: null, grants: false },
};
