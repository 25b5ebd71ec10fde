import type { Link } from '../../core/notices.ts';
import type { InstanceState } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import { noticesOf } from './notice.ts';

/** The link to the case with which this one is answered, while it is. */
export const masterOf = (state: InstanceState): Link | undefined =>
  noticesOf(state, 'link').find(({ relation, closed }) => relation === 'master' && !closed);

/** Refuses with 'case-merged'. */
export function requireSeparate(state: InstanceState): Result<void> {
  const master = masterOf(state);
  return master ? fail('case-merged', { master: master.other }) : ok(undefined);
}
