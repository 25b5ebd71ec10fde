/** Procedure by law, the case as a whole. Who may do what is judged by the command. */
import { answersAs } from '../../../commands/second-person.ts';
import { refuse } from '../../../errors.ts';
import { isConfirmationOf, listConfirmations as readConfirmations } from '../../../store/read/confirmations.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { actorOf } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { submit } from '../../submit.ts';
import { confirmationViews } from '../../views/confirmation.ts';
import { requireInstance } from '../../views/instance.ts';
import { proceedingsView } from '../../views/proceedings.ts';
import { showInstance } from './show.ts';

export const getProceedings: Handler<'getProceedings'> = async (call, services) =>
  proceedingsView(services, call, await requireInstance(services, call.principal, call.params.id));

export const supplementProcessInstance: Handler<'supplementProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'supplement-task', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const deliverMaterials: Handler<'deliverMaterials'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'deliver-materials', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const extendProcessInstance: Handler<'extendProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'extend-instance', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const voidProcessInstance: Handler<'voidProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'void-instance', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const reopenProcessInstance: Handler<'reopenProcessInstance'> = async (call, services) => {
  const { id } = call.params;
  await requireInstance(services, call.principal, id);
  await submit(services, call, { command: 'reopen-instance', target: { instanceId: id }, input: call.body });
  return showInstance(services, call, id);
};

export const listConfirmations: Handler<'listConfirmations'> = async (call, services) => {
  const { principal, query } = call;
  const mine = { id: principal.id, principals: answersAs(actorOf(principal)), waiting: query.waiting === true };
  const page = await readConfirmations(services.database, mine, pagingOf(query));
  const views = await confirmationViews(services, call, page.items);
  const byId = new Map(views.map((view) => [view.id, view]));
  return pageOf(page, (row) => byId.get(row.id) ?? refuse('not-found', { kind: 'confirmation request', id: row.id }));
};

const ANSWERS = ['confirm', 'refuse', 'withdraw'] as const;

/** Who is entitled answers even where they may not see the case otherwise. */
export const answerConfirmation: Handler<'answerConfirmation'> = async (call, services) => {
  const { id, requestId, answer: word } = call.params;
  const answer = ANSWERS.find((known) => known === word);
  if (!answer) refuse('route-not-found', { path: call.ctx.path });
  const mine = { id: call.principal.id, principals: answersAs(actorOf(call.principal)) };
  if (!(await isConfirmationOf(services.database, mine, { id: requestId, instanceId: id })))
    await requireInstance(services, call.principal, id);
  const { answer: done } = await submit(services, call, {
    command: 'answer-confirmation',
    target: { instanceId: id },
    input: { requestId, answer, ...call.body },
  });
  return done;
};
