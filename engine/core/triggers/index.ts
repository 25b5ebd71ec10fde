/** Which handler pulls which trigger. A trigger without an entry does not compile. */
import { fail, type Result } from '../../errors.ts';
import type { Execution } from '../execution.ts';
import { caseStatus } from '../query.ts';
import type { Trigger } from '../trigger.ts';
import { cancel } from './cancel.ts';
import { completeEffect } from './complete-effect.ts';
import { completeElement } from './complete-element.ts';
import { dissolve } from './dissolve.ts';
import { completeScript, failScript } from './end-script.ts';
import { failEffect } from './fail-effect.ts';
import { fireTimer } from './fire-timer.ts';
import { migrate } from './migrate.ts';
import { modify } from './modify.ts';
import { moveToken } from './move-token.ts';
import { receive } from './receive.ts';
import { reopen } from './reopen.ts';
import { retryIncident } from './retry-incident.ts';
import { start } from './start.ts';
import { startInner } from './start-inner.ts';
import { resume, suspend } from './suspend.ts';
import { throwErrorAt } from './throw-error.ts';
import { throwEscalationAt } from './throw-escalation.ts';
import type { TriggerHandler } from './trigger-handler.ts';
import { withdraw } from './withdraw.ts';
import { writeVariables } from './write-variables.ts';

const HANDLERS: { readonly [Kind in Trigger['kind']]: TriggerHandler<Kind> } = {
  start,
  startInner,
  completeElement,
  fireTimer,
  receive,
  completeEffect,
  failEffect,
  completeScript,
  failScript,
  throwError: throwErrorAt,
  throwEscalation: throwEscalationAt,
  retryIncident,
  writeVariables,
  cancel,
  dissolve,
  withdraw,
  suspend,
  resume,
  modify,
  migrate,
  moveToken,
  reopen,
};

/** Sets the step in motion; an ended case takes nothing but its reopening ('case-not-open'). */
export function pull(x: Execution, trigger: Trigger): Result<void> {
  const { status } = x.draft.state;
  if ((status === 'completed' || status === 'terminated') && trigger.kind !== 'reopen')
    return fail('case-not-open', caseStatus(x.draft.state));
  const handler = HANDLERS[trigger.kind] as TriggerHandler<Trigger['kind']>;
  return handler(x, trigger);
}
