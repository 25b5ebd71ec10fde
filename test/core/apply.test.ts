import { expect } from 'chai';
import { applyAll, fold } from '../../engine/core/apply.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import { assertLegalMove } from '../../engine/core/lifecycle.ts';
import { nodeOf, openElements, visibleVariables } from '../../engine/core/query.ts';
import type { Task } from '../../engine/core/state.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const line = () => graphOf(`<startEvent id="start"/><userTask id="a"/><userTask id="b"/>${flows('start a b')}`);

const taskAt = (element: string): Task => ({
  id: 't1',
  element,
  def: 0,
  node: 2,
  visit: 1,
  state: 'offered',
  assignee: null,
  owner: null,
  candidateUsers: ['ana'],
  candidateGroups: [],
  department: null,
  createdAt: 5,
  dueAt: null,
  priority: 50,
  comments: [],
});

describe('core/apply', () => {
  it('should give the same state from the whole journal as step by step', async () => {
    const it = new Case(await line());
    const first = { now: it.now, events: [...it.events] };
    it.now += 1000;
    it.complete('a', { x: 1 });
    const second = { now: it.now, events: it.events.slice(first.events.length) };

    expect(fold([first, second])).to.deep.equal(it.state);
    expect(fold([])).to.equal(null);
  });

  it('should keep tasks, their changes and how they ended', async () => {
    const { state } = new Case(await line());
    const task = taskAt('e1');
    const claimed: Task = { ...task, state: 'claimed', assignee: 'ana' };
    const trail = {
      taskId: 't1',
      def: 0,
      node: 2,
      scope: state.root,
      visit: 1,
      by: 'ana',
      at: 7,
      outcome: 'approved' as const,
    };

    const open = applyAll(
      state,
      [
        { type: 'taskCreated', task },
        { type: 'taskChanged', verb: 'claim', task: claimed },
      ],
      6,
    );
    const ended = applyAll(
      open,
      [{ type: 'taskEnded', verb: 'complete', task: claimed, outcome: 'approved', trail }],
      7,
    );

    expect(open.tasks).to.deep.equal({ t1: claimed });
    expect(ended.tasks).to.deep.equal({});
    expect(ended.trail).to.deep.equal([trail]);
    expect(state.tasks, 'the state it began with is untouched').to.deep.equal({});
  });

  it('should share what did not change', async () => {
    const { state } = new Case(await line());

    const next = applyAll(state, [{ type: 'taskCreated', task: taskAt('e1') }], 1);

    expect(next.elements).to.equal(state.elements);
    expect(next.timers).to.equal(state.timers);
    expect(next.tasks).to.not.equal(state.tasks);
  });

  for (const event of [
    { type: 'elementMoved', id: 'nobody', to: 'active' },
    { type: 'variablesWritten', scope: 'nobody', values: {} },
    { type: 'loopMoved', id: 'nobody', started: 1, active: 1, completed: 0 },
  ] satisfies DomainEvent[]) {
    it(`should throw on an event that does not fit the state: ${event.type}`, async () => {
      const { state } = new Case(await line());

      expect(() => applyAll(state, [event], 1)).to.throw('nobody');
    });
  }
});

describe('core/lifecycle', () => {
  for (const [from, to] of [
    ['entered', 'active'],
    ['entered', 'completed'],
    ['active', 'completing'],
    ['completing', 'terminated'],
  ] as const) {
    it(`should allow ${from} → ${to}`, () => {
      expect(() => assertLegalMove('e', from, to)).to.not.throw();
    });
  }

  for (const [from, to] of [
    ['active', 'entered'],
    ['completing', 'active'],
    ['completed', 'active'],
    ['terminated', 'completed'],
    ['terminating', 'completed'],
  ] as const) {
    it(`should not allow ${from} → ${to}`, () => {
      expect(() => assertLegalMove('e', from, to)).to.throw('legal move');
    });
  }
});

describe('core/query', () => {
  it('should show inner variables before outer ones', async () => {
    const it = new Case(
      await graphOf(`<startEvent id="start"/><userTask id="a"><extensionElements><tb:input source="=2" target="x"/></extensionElements></userTask>
        ${flows('start a')}`),
      { variables: { x: 1, y: 1 } },
    );

    expect(visibleVariables(it.state, it.the('a').id)).to.deep.equal({ x: 2, y: 1 });
  });

  it('should name what is open', async () => {
    const it = new Case(await line());

    expect(openElements(it.state).map((element) => nodeOf(it.definitions, it.state, element).type)).to.have.members([
      'process',
      'userTask',
    ]);
  });
});
