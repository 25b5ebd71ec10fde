import { fail } from '../../errors.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** Stops the case where it is: its state keeps, the shell fires no timers and takes no work meanwhile. */
export const suspend: TriggerHandler<'suspend'> = (x) => {
  const { status } = x.draft.state;
  if (status !== 'active') return fail('case-not-active', { status });
  x.emit({ type: 'instanceStatusChanged', to: 'suspended' });
  return DONE;
};

export const resume: TriggerHandler<'resume'> = (x) => {
  const { status } = x.draft.state;
  if (status !== 'suspended') return fail('case-not-suspended', { status });
  x.emit({ type: 'instanceStatusChanged', to: 'active' });
  return DONE;
};
