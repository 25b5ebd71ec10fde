import type { MissingMaterial, SupplementNotice } from '../core/proceedings.ts';
import type { InstanceState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { proceedingsOf } from './proceedings.ts';

export interface WantedNotice {
  readonly missing: readonly MissingMaterial[];
  readonly again?: { readonly ground: 'supplement-defective' | 'facts-changed' } | undefined;
}

/** The first notice is free. Refuses with 'supplement-second' another one whose ground the law does not know. */
export function mayNoticeAgain(state: InstanceState, { missing, again }: WantedNotice): Result<void> {
  const last = proceedingsOf(state).notices.at(-1);
  if (!last) return ok(undefined);
  if (!again) return refused(last, NO_GROUND);
  if (again.ground === 'facts-changed') return ok(undefined);
  const handedIn = last.received?.materials ?? [];
  const other = missing.find(({ material }) => !handedIn.includes(material));
  return other ? refused(last, notHandedIn(other.name)) : ok(undefined);
}

interface Reason {
  readonly reason: string;
  readonly reasonZh: string;
}

const refused = ({ document }: SupplementNotice, why: Reason): Result<never> =>
  fail('supplement-second', { number: document, ...why });

const NO_GROUND: Reason = {
  reason: 'a second one needs a ground (what was supplemented is not in order, or facts have changed)',
  reasonZh: '再次告知须有理由（补交的材料不合格，或者情况发生变化）',
};

const notHandedIn = (name: string): Reason => ({
  reason: `"${name}" did not come with the supplement and should have been asked for then`,
  reasonZh: `“${name}”不是补交的材料，本应在首次告知时提出`,
});
