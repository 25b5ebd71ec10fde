import { expect } from 'chai';
import type { Actor } from '../../engine/commands/command.ts';
import { placeOf } from '../../engine/commands/place.ts';
import { whoMay } from '../../engine/commands/why-not.ts';
import { allowedActions } from '../../engine/tasks/allowed-actions.ts';
import { compileXml, flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';
import { APPLICANT, CLERK, itemModel } from './item.ts';

const step = (id: string, users: string, attributes = '') =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment users="${users}"/></extensionElements></userTask>`;

const OWNER = person('o');
const X = person('x');
const Y = person('y');

/** start → draft → work → after → end; o has claimed the work. */
async function working(attributes = ''): Promise<Desk> {
  const graph = await graphOf(
    `<startEvent id="start"/>${step('draft', 'd')}${step('work', 'o,p', attributes)}${step('after', 'z')}<endEvent id="end"/>
     ${flows('start draft work after end')}`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.start();
  desk.complete('draft', person('d'));
  desk.do('claim-task', { taskId: desk.task('work').id }, OWNER);
  return desk;
}

const taskOf = (desk: Desk, { id }: Actor): string => {
  const task = desk.tasksAt('work').find(({ assignee }) => assignee === id);
  if (!task) throw new Error(`Expected ${id} to have a task, but has none.`);
  return task.id;
};

type Kind = 'before' | 'after' | 'parallel';
const add = (desk: Desk, users: readonly Actor[], kind: Kind, more: { opinionOnly?: boolean } = {}, by = OWNER) =>
  desk.do('add-signer-task', { taskId: taskOf(desk, by), users: users.map(({ id }) => id), kind, ...more }, by);
const say = (desk: Desk, who: Actor, verb: 'complete-task' | 'disagree-task' | 'abstain-task' = 'complete-task') => {
  desk.now += 1;
  return desk.do(verb, { taskId: taskOf(desk, who), comment: `by ${who.id}` }, who);
};

describe('signers added at a step that one person decides', () => {
  it('should hear them before, and leave with the outcome of who has the task', async () => {
    const desk = await working();
    const { dueAt } = desk.task('work');

    add(desk, [X, Y], 'before');

    expect(desk.tasksAt('work').map(({ assignee, state }) => `${assignee} ${state}`)).to.deep.equal([
      'o consulting',
      'x claimed',
      'y claimed',
    ]);
    expect(desk.refusal('complete-task', { taskId: taskOf(desk, OWNER) }, OWNER).code).to.equal('task-state-conflict');
    say(desk, X, 'disagree-task');
    say(desk, Y, 'abstain-task');
    expect(desk.task('work')).to.deep.include({ assignee: 'o', state: 'working', dueAt });
    desk.complete('work', OWNER, { outcome: 'send on', variables: { fee: 7 } });

    expect(desk.openNodes).to.deep.equal(['after']);
    expect(desk.variables).to.deep.include({ outcome: 'send on', outcomes: { work: 'send on' }, fee: 7 });
    expect(desk.endings).to.deep.equal(['draft approved', 'work disagreed', 'work abstained', 'work approved']);
  });

  it('should leave no outcome where none was given', async () => {
    const desk = await working();
    add(desk, [X], 'before');
    say(desk, X);

    desk.complete('work', OWNER);

    expect(desk.variables).to.not.have.property('outcome');
  });

  it('should keep the token for those who are asked after, and go on when they have decided', async () => {
    const desk = await working();
    add(desk, [X], 'after');
    expect(desk.tasksAt('work').map(({ assignee }) => assignee)).to.deep.equal(['o']);

    desk.complete('work', OWNER, { outcome: 'agreed' });
    expect(desk.openNodes).to.deep.equal(['work']);
    say(desk, X);

    expect(desk.openNodes).to.deep.equal(['after']);
    expect(desk.variables.outcome).to.equal('agreed');
  });

  it('should end against where one who binds says no', async () => {
    const desk = await working();
    add(desk, [X], 'before', { opinionOnly: false });

    say(desk, X, 'disagree-task');

    expect(desk.openNodes).to.deep.equal(['after']);
    expect(desk.variables.outcome).to.equal('disagree');
    expect(desk.endings.slice(1)).to.deep.equal(['work disagreed', 'work voided:sibling']);
  });

  it('should have no vote that somebody could join, nor seat twice', async () => {
    const desk = await working();
    const taskId = taskOf(desk, OWNER);
    const refusal = (users: string[], kind: Kind, by = OWNER) =>
      desk.refusal('add-signer-task', { taskId, users, kind }, by).code;

    expect(refusal(['x'], 'parallel')).to.equal('round-missing');
    expect(refusal(['o'], 'before')).to.equal('signer-duplicate');
    expect(refusal(['x'], 'before', X)).to.equal('action-not-allowed');
    expect(desk.refusal('disagree-task', { taskId }, OWNER).code).to.equal('round-missing');
    add(desk, [X], 'before');
    expect(desk.refusal('add-signer-task', { taskId, users: ['x'], kind: 'after' }, OWNER).code).to.equal(
      'signer-duplicate',
    );
  });

  it('should let them answer and nothing else, as the list shows it', async () => {
    const desk = await working();
    add(desk, [X], 'before');
    const task = desk.tasksAt('work').find(({ assignee }) => assignee === 'x');
    const node = desk.first.graph.nodes[task?.node ?? -1];
    if (!task || !node) throw new Error('Expected a task.');

    for (const verb of ['return-task', 'reject-task'] as const)
      expect(desk.refusal(verb, { taskId: task.id }, X).code, verb).to.equal('signer-answers');
    const place = placeOf(desk.state, task.element, desk.context(X).definitions);
    const { users } = whoMay(desk.state, { task, place, verb: 'return' }, desk.context(X));
    expect(users, 'who may').to.deep.equal(['o']);
    // Lists know the reasons of a task and not its seat.
    const { part: _, ...row } = task;
    expect(allowedActions(X, { task: row, node, owners: [], suspended: false })).to.deep.equal([
      'release',
      'complete',
      'disagree',
      'abstain',
      'transfer',
      'delegate',
      'suspend',
      'comment',
      'save-draft',
      'copy',
      'add-signer',
    ]);
  });

  it('should be removed again by who added them, and the task goes on', async () => {
    const desk = await working();
    add(desk, [X], 'before');

    expect(desk.refusal('remove-signer-task', { taskId: taskOf(desk, X) }, Y).code).to.equal('action-not-allowed');
    desk.do('remove-signer-task', { taskId: taskOf(desk, X) }, OWNER);
    expect(desk.task('work').state).to.equal('working');
    desk.complete('work', OWNER);

    expect(desk.openNodes).to.deep.equal(['after']);
  });

  it('should be returned with the task, and be no place or person to come back to', async () => {
    const desk = await working();
    add(desk, [X], 'after');
    desk.complete('work', OWNER);
    say(desk, X);

    desk.do('return-task', { taskId: desk.task('after').id }, person('z'));

    expect(desk.task('work')).to.deep.include({ assignee: 'o', visit: 2 });
    expect(desk.refusal('retrieve-task', { taskId: ended(desk, 'x') }, X).code).to.equal('vote-not-retrievable');
  });

  it('should take back the own answer while others are asked after it', async () => {
    const desk = await working();
    add(desk, [X], 'after');
    desk.complete('work', OWNER, { comment: 'first' });

    desk.do('retrieve-task', { taskId: ended(desk, 'o') }, OWNER);

    expect(desk.tasksAt('work').map(({ assignee }) => assignee)).to.deep.equal(['o']);
    expect(desk.endings.at(-1)).to.equal('work voided:withdrawn');
    desk.complete('work', OWNER);
    say(desk, X);
    expect(desk.openNodes).to.deep.equal(['after']);
  });

  it('should void everybody when the task is returned before they have answered', async () => {
    const desk = await working();
    add(desk, [X], 'after');
    add(desk, [Y], 'before');
    say(desk, Y);

    desk.do('return-task', { taskId: taskOf(desk, OWNER) }, OWNER);

    expect(desk.openNodes).to.deep.equal(['draft']);
    desk.complete('draft', person('d'));
    expect(desk.tasksAt('work').map(({ visit, part }) => ({ visit, part }))).to.deep.equal([
      { visit: 2, part: undefined },
    ]);
    desk.do('claim-task', { taskId: desk.task('work').id }, person('p'));
    desk.complete('work', person('p'));
    expect(desk.openNodes).to.deep.equal(['after']);
  });

  it('should not be passed by a decision that would let the case go on without them', async () => {
    const desk = new Desk({ graphs: [await compileXml(itemModel().replaceAll('hand-on,', 'hand-on,add-signer,'))] });
    desk.open('start-process-instance', { definitionId: desk.first.id, variables: {} }, APPLICANT);
    const { id: taskId } = desk.task('accept');
    desk.do('claim-task', { taskId }, CLERK);
    desk.do('add-signer-task', { taskId, users: ['x'], kind: 'after' }, CLERK);

    expect(desk.refusal('accept-tolerantly-task', { taskId, promised: ['m2'] }, CLERK).code).to.equal('signers-after');
    desk.complete('accept', CLERK);
    desk.complete('accept', X);
    expect(desk.openNodes).to.include('decide');
  });

  it('should be switched off by the model, and be for the person who has the task', async () => {
    const desk = await working('tb:operations="claim,complete"');
    const input = { taskId: taskOf(desk, OWNER), users: ['x'], kind: 'before' as const };

    expect(desk.refusal('add-signer-task', input, OWNER).code).to.equal('action-switched-off');
    const free = await working();
    expect(free.refusal('add-signer-task', { ...input, taskId: taskOf(free, OWNER) }, ADMIN).code).to.equal(
      'action-not-allowed',
    );
  });
});

/** The task that somebody has ended last at the step. */
function ended(desk: Desk, who: string): string {
  const entry = desk.state.trail.findLast(({ by }) => by === who);
  if (!entry) throw new Error(`Expected ${who} to have ended a task, but has not.`);
  return entry.taskId;
}
