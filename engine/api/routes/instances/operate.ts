/** Operations on a whole case; who may is judged by the command, which knows the owners of the process. */
import { refuse } from '../../../errors.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { scopeElement } from '../../views/elements.ts';
import { operates, requireInstance, stateOf } from '../../views/instance.ts';
import { caseShield } from '../../views/shield.ts';
import { showActedOn, showInstance } from './show.ts';

export const cancelProcessInstance: Handler<'cancelProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id, 'case.operate');
  const may = { operates: await operates(services, call.principal, id) };
  await submit(services, call, { command: 'cancel-instance', target: { instanceId: id }, input: call.body, ...may });
  return showInstance(services, call, id);
};

export const suspendProcessInstance: Handler<'suspendProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id, 'case.operate');
  const may = { operates: await operates(services, call.principal, id) };
  await submit(services, call, { command: 'suspend-instance', target: { instanceId: id }, input: call.body, ...may });
  return showInstance(services, call, id);
};

export const resumeProcessInstance: Handler<'resumeProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id, 'case.operate');
  const may = { operates: await operates(services, call.principal, id) };
  await submit(services, call, { command: 'resume-instance', target: { instanceId: id }, input: call.body, ...may });
  return showInstance(services, call, id);
};

export const migrateProcessInstance: Handler<'migrateProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  const { definitionKey: key } = await requireInstance(services, call.principal, id);
  const { definitionId } = call.body;
  const head = services.runtime.definitions.head(definitionId);
  // What comes into effect later is not applied to anybody before.
  if (head?.key !== key || head.activatesAt !== null) refuse('migration-target', { id: definitionId, key });
  await submit(services, call, { command: 'migrate-instance', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const modifyProcessInstance: Handler<'modifyProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'modify-instance', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const withdrawProcessInstance: Handler<'withdrawProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'withdraw-instance', target: { instanceId: id }, input: call.body });
  return showActedOn(services, call, id);
};

export const jumpProcessInstance: Handler<'jumpProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'jump-instance', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const setVariables: Handler<'setVariables'> = async (call, services) => {
  const { id } = call.params;
  const before = await requireInstance(services, call.principal, id, 'case.operate');
  const { scope } = call.query;
  const wanted = scope === undefined ? undefined : scopeElement(await stateOf(services, before), scope);
  if (scope !== undefined && !wanted) refuse('not-found', { kind: 'element instance', id: scope });
  const input = { ...call.body, ...(wanted ? { scope: wanted.id } : {}) };
  const may = { operates: await operates(services, call.principal, id) };
  await submit(services, call, { command: 'write-variables', target: { instanceId: id }, input, ...may });
  const row = await requireInstance(services, call.principal, id);
  const state = await stateOf(services, row);
  const shield = await caseShield(services, call.principal, { row, state, variables: row.variables });
  return { variables: shield.variables(wanted ? (state.elements[wanted.id]?.vars ?? {}) : row.variables) };
};
