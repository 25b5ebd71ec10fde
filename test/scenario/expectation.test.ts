import { expect } from 'chai';
import type { DomainEvent } from '../../engine/core/events.ts';
import type { InstanceView } from '../../engine/scenario/driver.ts';
import { differences, sentDifferences } from '../../engine/scenario/expectation.ts';

const english = (problems: readonly { readonly en: string }[]): string[] => problems.map(({ en }) => en);

const actual: InstanceView = {
  status: 'active',
  open: ['B', 'A', 'A'],
  tasks: [
    { id: '1', element: 'A', state: 'offered', assignee: null, visit: 1, late: true },
    { id: '2', element: 'A', state: 'claimed', assignee: 'li', visit: 1, late: false },
    { id: '3', element: 'B', state: 'offered', assignee: null, visit: 2, late: false },
  ],
  variables: { amount: 3, list: [1, { a: null }] },
  incidents: [{ id: 'i', element: 'B', code: 'expression-failed' }],
  lamps: ['blue', 'green'],
};

describe('differences', () => {
  it('should find none where nothing is expected', () => {
    expect(differences({}, actual)).to.deep.equal([]);
  });

  it('should compare lists in any order, with repetitions', () => {
    expect(differences({ open: ['A', 'B', 'A'] }, actual)).to.deep.equal([]);
    expect(differences({ open: ['A', 'B'] }, actual)).to.have.length(1);
  });

  it('should find a task by what is named of it', () => {
    const tasks = [{ element: 'A', assignee: 'li' }, { element: 'A' }, { element: 'B', visit: 2 }];

    expect(differences({ tasks }, actual)).to.deep.equal([]);
  });

  it('should tell a task past its limit from one that is not', () => {
    const tasks = [{ element: 'A' }, { element: 'A', late: true }, { element: 'B', late: false }];

    expect(differences({ tasks }, actual)).to.deep.equal([]);
    expect(differences({ tasks: [...tasks.slice(0, 2), { element: 'B', late: true }] }, actual)).to.have.length(1);
  });

  it('should tell a task that differs and a task that is missing', () => {
    const wrongVisit = [{ element: 'A' }, { element: 'A' }, { element: 'B', visit: 1 }];

    expect(english(differences({ tasks: wrongVisit }, actual)).join()).to.include('task B');
    expect(english(differences({ tasks: [{ element: 'A' }] }, actual)).join()).to.include('tasks: expected ["A"]');
  });

  it('should compare only the variables named, and take null for a missing one', () => {
    expect(differences({ variables: { list: [1, { a: null }], late: null } }, actual)).to.deep.equal([]);
    expect(differences({ variables: { amount: '3' } }, actual)).to.deep.equal([
      { en: 'variable amount: expected "3", found 3', zh: '变量 amount：应为 "3"，实为 3' },
    ]);
  });

  it('should compare incidents completely, and their code where it is named', () => {
    expect(differences({ incidents: [{ element: 'B' }] }, actual)).to.deep.equal([]);
    expect(differences({ incidents: [] }, actual)).to.have.length(1);
    expect(differences({ lamps: ['green', 'blue'] }, actual)).to.deep.equal([]);
    expect(differences({ lamps: ['blue'] }, actual)).to.have.length(1);
    expect(english(differences({ incidents: [{ element: 'B', code: 'other' }] }, actual)).join()).to.include(
      'incident of B',
    );
  });

  it('should tell a status that differs', () => {
    expect(english(differences({ status: 'completed' }, actual))).to.deep.equal([
      'status: expected "completed", found "active"',
    ]);
  });
});

describe('sentDifferences', () => {
  const sent = (name: string, variables = {}): DomainEvent => ({
    type: 'messageSent',
    id: name,
    element: 'e',
    name,
    key: null,
    variables,
    timeToLive: null,
  });
  const journal: readonly DomainEvent[] = [sent('a', { x: 1, y: 2 }), { type: 'timerFired', id: 't' }, sent('b')];

  it('should compare names in order and the variables named', () => {
    expect(sentDifferences([{ name: 'a', variables: { x: 1 } }, { name: 'b' }], journal)).to.deep.equal([]);
  });

  it('should tell another order, a message too many and a variable that differs', () => {
    expect(english(sentDifferences([{ name: 'b' }, { name: 'a' }], journal)).join()).to.include(
      'sent: expected ["b","a"]',
    );
    expect(english(sentDifferences([{ name: 'a' }], journal))).to.deep.equal(['sent: expected ["a"], found ["a","b"]']);
    expect(english(sentDifferences([{ name: 'a', variables: { x: 2 } }, { name: 'b' }], journal))).to.deep.equal([
      'a: x: expected 2, found 1',
    ]);
  });
});
