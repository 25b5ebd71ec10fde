import { fail } from '../../errors.ts';
import { raiseOnEnter } from '../incidents.ts';
import { occur } from '../occur.ts';
import { resultsOf } from '../scripts.ts';
import { DONE, type TriggerHandler } from './trigger-handler.ts';

/** A script has run to its end. One that is gone was cancelled with its element or has answered before. */
export const completeScript: TriggerHandler<'completeScript'> = (x, { script: id, value }) => {
  const run = x.draft.state.scripts[id];
  if (!run) return fail('not-found', { kind: 'script', id });
  const { index, script } = x.node(x.element(run.element));
  if (!script) throw new Error(`Expected ${run.element} to have a script, but it has none.`);
  const results = resultsOf(script, value);
  x.emit({ type: 'scriptSettled', id, outcome: results.ok ? 'completed' : 'failed' });
  if (results.ok) occur(x, run.element, { node: index, variables: results.value });
  else raiseOnEnter(x, run.element, results.failure);
  return DONE;
};

/** A script was stopped or has thrown. Retrying the incident runs it again, with the variables as they are then. */
export const failScript: TriggerHandler<'failScript'> = (x, { script: id, failure }) => {
  const run = x.draft.state.scripts[id];
  if (!run) return fail('not-found', { kind: 'script', id });
  x.emit({ type: 'scriptSettled', id, outcome: 'failed' });
  raiseOnEnter(x, run.element, failure);
  return DONE;
};
