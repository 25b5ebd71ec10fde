import { expect } from 'chai';
import { reasonInWords } from '../../engine/people/approvers/in-words.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION, type SuccessionRow } from '../../engine/people/organisation/rows.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { Desk, person, START } from './desk.ts';
import { RoundDesk } from './round.ts';

const PEOPLE = ['x', 'y', 'z', 'a', 'b', 'c'].map((id) => ({
  id,
  active: true,
  roles: ['clerk'],
  groups: [],
  department: null,
}));

const succeeds = (person: string, successor: string, more: Partial<SuccessionRow> = {}): SuccessionRow => ({
  person,
  successor,
  since: 0,
  until: null,
  ...more,
});

const office = (...successions: readonly SuccessionRow[]): Organisation =>
  new Organisation({ ...NO_ORGANISATION, version: 4, people: PEOPLE, successions });

const step = (id: string, assignment: string, attributes = '') =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment ${assignment}/></extensionElements></userTask>`;

async function caseOf(...steps: readonly string[]): Promise<Desk> {
  const ids = steps.map((one) => /id="(\w+)"/.exec(one)?.[1] ?? '').join(' ');
  const graph = await graphOf(
    `<startEvent id="start"/>${steps.join('')}<endEvent id="end"/>${flows(`start ${ids} end`)}`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.organisation = office();
  desk.start();
  return desk;
}

describe('who takes the place of somebody who has handed over', () => {
  it('should be found where the model names the other, with whose place it was', async () => {
    const desk = await caseOf(step('first', 'users="z"'), step('second', 'users="x,z"'));
    desk.organisation = office(succeeds('x', 'y'));

    desk.complete('first', person('z'));

    const { candidateUsers, reasons = [] } = desk.task('second');
    const reason = reasons.find(({ principal }) => principal === 'user:y');
    expect(candidateUsers).to.deep.equal(['y', 'z']);
    expect(reason).to.deep.include({ params: { insteadOf: 'x' }, organisationVersion: 4 });
    expect(reason && reasonInWords(reason)).to.deep.equal({
      en: 'named by the model, in the place of x',
      zh: '模型指定，接替 x',
    });
  });

  it('should be who handled a step, or has the case back, for the other', async () => {
    const desk = await caseOf(
      step('first', 'users="x"'),
      step('second', 'users="z"'),
      step('third', 'rule="handler-of" node="first"'),
    );
    desk.complete('first', person('x'));
    desk.organisation = office(succeeds('x', 'y'));

    desk.do('return-task', { taskId: desk.task('second').id }, person('z'));
    expect(desk.task('first')).to.deep.include({ assignee: 'y', visit: 2 });
    desk.complete('first', person('y'));
    desk.complete('second', person('z'));

    expect(desk.task('third').assignee).to.equal('y');
  });

  it('should have the case come straight back instead of who returned it', async () => {
    const desk = await caseOf(step('first', 'users="z"'), step('second', 'users="x,b"'));
    desk.complete('first', person('z'));
    desk.do('return-task', { taskId: desk.task('second').id, resubmit: 'straight' }, person('x'));
    desk.organisation = office(succeeds('x', 'y'));

    desk.complete('first', person('z'));

    expect(desk.task('second')).to.deep.include({ assignee: 'y', visit: 2 });
  });

  it('should have the turn of the other in a sequence, but not twice', async () => {
    const next = await RoundDesk.of('rule="all" order="sequence"');
    next.organisation = office(succeeds('b', 'y'));
    next.vote('+a');
    const twice = await RoundDesk.of('rule="all" order="sequence"');
    twice.organisation = office(succeeds('b', 'a'));
    twice.vote('+a');

    expect(next.asked()).to.deep.equal(['y']);
    expect(twice.asked(), 'left to administrators').to.deep.equal(['-']);
  });

  it('should hold for its time only, along a line, and end in a circle', () => {
    const chart = (at: number) =>
      office(succeeds('x', 'y', { since: START }), succeeds('y', 'z'), succeeds('a', 'b'), succeeds('b', 'a')).at(at);

    expect(chart(START - 1).successorOf('x')).to.equal('x');
    expect(chart(START).successorOf('x')).to.equal('z');
    expect(chart(START).successorOf('a')).to.equal('b');
    expect(chart(START).successorOf('c')).to.equal('c');
    expect(chart(START - 1).namesOf('x'), 'not yet').to.deep.equal(['x']);
    expect(['x', 'z', 'c'].map((id) => chart(START).namesOf(id).sort())).to.deep.equal([[], ['x', 'y', 'z'], ['c']]);
  });
});
