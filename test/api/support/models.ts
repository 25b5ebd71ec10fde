/** Small models that the tests deploy. */
import { bpmn, flows } from '../../support/bpmn.ts';
import type { TestServer } from './server.ts';

const assigned = (id: string, assignment: string, inside = ''): string =>
  `<userTask id="${id}" name="${id}" ${inside}><extensionElements><tb:assignment ${assignment}/></extensionElements></userTask>`;

/** Two steps: the window group accepts, `zhao` decides. Applicants may start it. */
export const APPROVAL = bpmn(
  `<startEvent id="start"/>${assigned('accept', 'groups="window"')}${assigned('decide', 'assignee="zhao"')}<endEvent id="end"/>${flows('start accept decide end')}`,
  { key: 'approval', attributes: 'name="Approval" tb:starters="applicant,clerk"' },
);

/** Work for a department's own system. */
export const OUTSIDE = bpmn(
  `<startEvent id="start"/><serviceTask id="register" tb:topic="tax" tb:retry="R2/PT1S"/>${assigned('after', 'assignee="wang"')}<endEvent id="end"/>
   <endEvent id="refused"/><boundaryEvent id="no" attachedToRef="register"><errorEventDefinition errorRef="NO"/></boundaryEvent>
   ${flows('start register after end', 'no refused')}`,
  { key: 'outside', definitions: '<error id="NO" errorCode="NO"/>' },
);

/** Waits for a message, a signal and a timer at once. */
export const WAITING = bpmn(
  `<startEvent id="start"/><parallelGateway id="split"/>
   <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="paid_message"/></intermediateCatchEvent>
   <intermediateCatchEvent id="storm"><signalEventDefinition signalRef="storm_signal"/></intermediateCatchEvent>
   <intermediateCatchEvent id="hour"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <parallelGateway id="join"/><endEvent id="end"/>
   ${flows('start split paid join end', 'split storm join', 'split hour join')}`,
  {
    key: 'waiting',
    definitions:
      '<message id="paid_message" name="paid" tb:correlationKey="=orderId"/><signal id="storm_signal" name="storm"/>',
  },
);

/** Fails at once: there is no flow to take. */
export const STUCK = bpmn(
  `<startEvent id="start"/><exclusiveGateway id="choose"/><endEvent id="end"/>${flows('start choose')}
   <sequenceFlow id="choose_end" sourceRef="choose" targetRef="end"><conditionExpression>ready = true</conditionExpression></sequenceFlow>`,
  { key: 'stuck' },
);

/** Deploys models by file name; answers the definition ids by key. */
export async function deploy(server: TestServer, ...models: readonly string[]): Promise<Record<string, string>> {
  const resources = models.map((content, index) => ({ name: `model-${index}.bpmn`, content }));
  const reply = await server.as('root').post('/deployments', { name: 'test', resources });
  if (reply.status !== 201) throw new Error(`Expected the models to be deployed, but ${reply.text}`);
  return Object.fromEntries((reply.body.definitions as { key: string; id: string }[]).map(({ key, id }) => [key, id]));
}

/** One activity that somebody begins when it is needed. */
export const AD_HOC = bpmn(
  `<startEvent id="start"/><adHocSubProcess id="h">${assigned('visit', 'groups="window"')}<completionCondition>done = true</completionCondition></adHocSubProcess>
   <endEvent id="end"/>${flows('start h end')}`,
  { key: 'visits' },
);
