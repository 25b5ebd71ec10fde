/** Two departments that know nothing of each other, each with somebody of every role and a case of its own. */
import { randomUUID } from 'node:crypto';
import { hashToken, newToken } from '../../../engine/api/secrets.ts';
import { ROLES, type UserRole } from '../../../engine/rights/roles.ts';
import { openSession } from '../../../engine/store/people/sessions.ts';
import { insertUser } from '../../../engine/store/people/users.ts';
import { bpmn, flows } from '../../support/bpmn.ts';
import type { Client } from '../support/client.ts';
import { deploy } from '../support/models.ts';
import type { TestServer } from '../support/server.ts';

const assigned = (id: string): string =>
  `<userTask id="${id}" name="${id}" tb:department="=office"><extensionElements><tb:assignment assignee="=clerk"/></extensionElements></userTask>`;

/** Everything that can be open in a case: a task, an ad-hoc sub-process, outside work, a timer, a message, an incident. */
const WIDE = bpmn(
  `<startEvent id="start"/><parallelGateway id="split"/>
   ${assigned('decide')}
   <adHocSubProcess id="h">${assigned('visit')}<completionCondition>finished = true</completionCondition></adHocSubProcess>
   <serviceTask id="register" tb:topic="registry"/>
   <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="paid_message"/></intermediateCatchEvent>
   <intermediateCatchEvent id="hour"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <exclusiveGateway id="choose"/><endEvent id="end"/>
   ${flows('start split decide end', 'split h end', 'split register end', 'split paid end', 'split hour end', 'split choose')}
   <sequenceFlow id="choose_end" sourceRef="choose" targetRef="end"><conditionExpression>ready = true</conditionExpression></sequenceFlow>`,
  {
    key: 'wide',
    attributes: 'tb:starters="applicant,clerk"',
    definitions: '<message id="paid_message" name="paid" tb:senders="applicant"/>',
  },
);

export type Side = 'own' | 'other';

export interface CaseOfSide {
  readonly id: string;
  /** Its business key. */
  readonly number: string;
  readonly task: string;
  readonly elementInstance: string;
  readonly timer: string;
  readonly outside: string;
  readonly incident: string;
}

export interface World {
  readonly definition: string;
  readonly tokens: ReadonlyMap<UserRole, string>;
  /** A clerk of another department still, whose demands are decided by others. */
  readonly asker: Client;
  /** A case of somebody's own side, or of the other; a new one each time. */
  open(role: UserRole, side: Side): Promise<CaseOfSide>;
}

const personOf = (role: UserRole, side: Side): string => `${role}-${side}`;
/** `own-gate` lies below `own`: who manages `own` manages it too. */
const OFFICES = { own: 'own-gate', other: 'other-gate' } as const;

export async function createWorld(server: TestServer): Promise<World> {
  const root = server.as('root');
  for (const side of ['own', 'other'] as const) {
    await root.put(`/organisation/departments/${side}`, { nameZh: side, nameEn: side });
    await root.put(`/organisation/departments/${OFFICES[side]}`, { nameZh: side, nameEn: side, parent: side });
  }
  const tokens = new Map<UserRole, string>();
  for (const role of ROLES)
    for (const side of ['own', 'other'] as const) {
      const token = await addPerson(server, role, side);
      if (side === 'own') tokens.set(role, token);
    }
  await server.runtime.organisation.refresh();
  const { wide: definition = '' } = await deploy(server, WIDE);
  await root.put('/topic-grants/registry', { principals: [`user:${personOf('worker', 'own')}`] });
  return { definition, tokens, asker: server.as('wang'), open: (role, side) => openCase(server, role, side) };
}

async function addPerson({ database }: TestServer, role: UserRole, side: Side): Promise<string> {
  const id = personOf(role, side);
  const outside = role === 'applicant' || role === 'worker' || role === 'script';
  await insertUser(database, {
    id,
    name: id,
    nameEn: null,
    roles: [role],
    groups: [],
    department: outside ? null : side,
    language: null,
    passwordHash: null,
    demo: false,
  });
  const token = newToken();
  await openSession(database, hashToken(token), id);
  return token;
}

/** An applicant's and an analyst's own case is one they began; a clerk's has a task of theirs; a manager's names a department below theirs. */
async function openCase(server: TestServer, role: UserRole, side: Side): Promise<CaseOfSide> {
  const root = server.as('root');
  const initiator = personOf(role === 'analyst' ? 'analyst' : 'applicant', side);
  const variables = { office: OFFICES[side], clerk: personOf('clerk', side) };
  const number = randomUUID();
  const start = { definitionKey: 'wide', businessKey: number, initiator, variables };
  const { body } = await root.post('/process-instances', start);
  const { body: tasks } = await root.get(`/tasks?instanceId=${body.id}`);
  const { body: jobs } = await root.get(`/jobs?instanceId=${body.id}`);
  const found = (kind: string): string => jobs.items.find((job: { kind: string }) => job.kind === kind).id;
  return {
    id: body.id,
    number,
    task: tasks.items[0].id,
    elementInstance: body.elements.find(({ elementId }: { elementId: string }) => elementId === 'h').id,
    timer: found('timer'),
    outside: found('outbox'),
    incident: body.incidents[0].id,
  };
}
