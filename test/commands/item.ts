/** A service item whose model says everything that procedure by law rests on. */
import type { Actor } from '../../engine/commands/command.ts';
import type { IssuedDocument, Proceedings } from '../../engine/core/proceedings.ts';
import { bpmn, compileXml, flows } from '../support/bpmn.ts';
import { Desk, person, withRole } from './desk.ts';

export const CLERK = person('clerk', { groups: ['window'], department: 'market' });
export const DECIDER = person('decider', { groups: ['deciding'] });
export const LEAD = withRole('lead', 'clerk');
export const HEAD = withRole('head', 'clerk');
export const APPLICANT: Actor = withRole('applicant', 'applicant');

const EVERYWHERE =
  'claim,complete,comment,suspend,transfer,correct,start-special-procedure,apply-suspension,hand-on,issue-document';
const BEFORE = `${EVERYWHERE},request-supplement,decline-acceptance,accept-tolerantly`;
const AFTER = `${EVERYWHERE},refuse,decide-on-promise`;

const CONDUCT = `<extensionElements>
  <tb:conduct leads="lead" organHeads="head" organ="market" correctionDays="15" toleranceDays="10" undelivered="terminated"
    excludes="=credit = &quot;bad&quot;" extensionCap="10" suspensionMax="30"/>
  <tb:material code="m1" name="申请书"/>
  <tb:material code="m2" name="场地证明" tolerated="true"/>
  <tb:specialProcedure kind="hearing" name="听证"/>
  <tb:specialProcedure kind="test" name="检测"/>
  <tb:suspensionReason code="court" name="等待裁判" basis="行政许可法实施办法 20"/>
  <tb:suspensionReason code="internal" name="内部协调"/>
</extensionElements>`;

const escalation = (id: string, code: string) => `<escalation id="${id}" escalationCode="${code}"/>`;

const eventSubProcess = (id: string, ref: string, task: string) => `<subProcess id="${id}" triggeredByEvent="true">
  <startEvent id="${id}_on" isInterrupting="false"><escalationEventDefinition escalationRef="${ref}"/></startEvent>
  ${task}${flows(`${id}_on ${id}_task`)}</subProcess>`;

/** accept → decide, with a check afterwards and a hearing beside. `more` stands in the process too. */
export const itemModel = (more = '') =>
  bpmn(
    `${CONDUCT}<startEvent id="start"/>
     <userTask id="accept" tb:milestone="accepted" tb:operations="${BEFORE}"><extensionElements><tb:assignment groups="window"/><tb:limit value="120" unit="hour"/></extensionElements></userTask>
     <userTask id="decide" tb:operations="${AFTER}" tb:deciders="deciding"><extensionElements><tb:assignment groups="window,deciding"/><tb:limit value="480" unit="hour"/></extensionElements></userTask>
     <parallelGateway id="fork"/><endEvent id="end"/>${flows('start fork accept decide end')}
     ${eventSubProcess('check', 'e_check', `<userTask id="check_task" tb:deciders="deciding" tb:operations="claim,complete,revoke"><extensionElements><tb:assignment groups="deciding"/></extensionElements></userTask>`)}
     ${eventSubProcess('hearing', 'e_hearing', `<userTask id="hearing_task"><extensionElements><tb:assignment users="hearer"/></extensionElements></userTask>`)}
     ${more}`,
    {
      key: 'item',
      attributes: 'name="食品经营许可" tb:starters="applicant"',
      definitions: escalation('e_check', 'post-check') + escalation('e_hearing', 'special-procedure:hearing'),
    },
  );

export async function openItem(
  more = '',
  variables: Readonly<Record<string, unknown>> = {},
  model = itemModel(more),
): Promise<Desk> {
  const desk = new Desk({ graphs: [await compileXml(model)] });
  desk.open(
    'start-process-instance',
    { definitionId: desk.first.id, variables: { company: '一家公司', ...variables } },
    APPLICANT,
  );
  return desk;
}

/** Accepted, and claimed by who decides. */
export async function acceptedItem(more = ''): Promise<Desk> {
  const desk = await openItem(more);
  desk.complete('accept', CLERK);
  desk.do('claim-task', { taskId: desk.task('decide').id }, DECIDER);
  return desk;
}

export const proceedings = (desk: Desk): Proceedings => {
  const kept = desk.state.proceedings;
  if (!kept) throw new Error('Expected proceedings, but there are none.');
  return kept;
};

export function lastDocument(desk: Desk): IssuedDocument {
  const last = proceedings(desk).documents.at(-1);
  if (!last) throw new Error('Expected a document, but there is none.');
  return last;
}

export function request(desk: Desk): string {
  const [pending] = Object.values(proceedings(desk).requests);
  if (!pending) throw new Error('Expected a request, but there is none.');
  return pending.id;
}

export const confirm = (desk: Desk, by: Actor, reason?: string) =>
  desk.do('answer-confirmation', { requestId: request(desk), answer: 'confirm', ...(reason && { reason }) }, by);

/** What was recorded of clocks from the event at this position on: `statutory pause`, with the element for steps. */
export function clocksSince(desk: Desk, position: number): string[] {
  return desk.events.slice(position).flatMap((event) => {
    if (event.type !== 'clockRecorded') return [];
    const { clock, effect, amount } = event.record;
    return [[clock, effect, amount ? `${amount.n} ${amount.unit}` : ''].join(' ').trim()];
  });
}
