import { expect } from 'chai';
import { nextTask, step } from '../../../apps/inbox/next-task.ts';
import { taskStateKey } from '../../../apps/inbox/task-state.ts';
import { offered } from '../../../apps/inbox/verbs.ts';
import { ASKED_GROUPS, askedBeside, nameOfPrincipal, reasonFor } from '../../../apps/inbox/why-me.ts';
import { TASK_VERBS } from '../../../engine/tasks/verbs.ts';

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

describe('the next task after an action', () => {
  it('should be the one the action opened for the same person', () => {
    expect(nextTask(items, 'b', [{ id: 'x' }])).to.equal('x');
  });

  it('should be the one below, at the end the one above', () => {
    expect(nextTask(items, 'a')).to.equal('b');
    expect(nextTask(items, 'c')).to.equal('b');
  });

  it('should be the first where the list has already lost the finished one', () => {
    expect(nextTask(items, 'gone')).to.equal('a');
  });

  it('should be none after the last', () => {
    expect(nextTask([{ id: 'a' }], 'a')).to.equal(undefined);
    expect(nextTask([{ id: 'a' }], 'a', [{ id: 'a' }])).to.equal(undefined);
  });
});

describe('moving through the list', () => {
  it('should begin at the top and stay at the ends', () => {
    expect(step(items, undefined, 1)).to.equal('a');
    expect(step(items, 'a', 1)).to.equal('b');
    expect(step(items, 'c', 1)).to.equal('c');
    expect(step(items, 'a', -1)).to.equal('a');
    expect(step([], 'a', 1)).to.equal(undefined);
  });
});

describe('buttons of a task', () => {
  it('should be what the server allows, completing first', () => {
    expect(offered(['comment', 'claim', 'complete'])).to.deep.equal(['complete', 'claim', 'comment']);
  });

  it('should not offer a verb this page does not know', () => {
    expect(offered(['teleport'])).to.deep.equal([]);
  });
});

describe('why a task is mine', () => {
  const me = { id: 'li', groups: [{ id: 'window', name: '综合窗口' }] };
  const task = { assignee: null, owner: null, candidates: { users: [], groups: ['window'] } };

  it('should name the strongest reason', () => {
    expect(reasonFor({ ...task, assignee: 'li' }, me)).to.deep.equal({ key: 'whyAssignee' });
    expect(reasonFor({ ...task, assignee: 'wang', owner: 'li' }, me)).to.deep.equal({ key: 'whyOwner' });
    expect(reasonFor({ ...task, candidates: { users: ['li'], groups: [] } }, me)).to.deep.equal({ key: 'whyUser' });
  });

  it('should name the group by its name', () => {
    expect(reasonFor(task, me)).to.deep.equal({ key: 'whyGroup', groups: ['综合窗口'] });
  });

  it('should fall back to the role', () => {
    expect(reasonFor({ ...task, candidates: { users: [], groups: ['other'] } }, me)).to.deep.equal({ key: 'whyOther' });
  });
});

describe('the state of a task in words', () => {
  it('should be one word for all ways of being voided', () => {
    expect(taskStateKey('voided:return')).to.equal('ended');
    expect(taskStateKey('held')).to.equal('held');
  });
});

describe('inbox/why-me: principals', () => {
  it('should be named as people know them', () => {
    const names = { nameOf: (user: string) => `<${user}>`, groupOf: (group: string) => `[${group}]` };

    expect(['user:wang', 'group:a:b', '', 'other'].map((one) => nameOfPrincipal(one, names))).to.deep.equal([
      '<wang>',
      '[a:b]',
      '',
      '',
    ]);
  });
});

describe('inbox/why-me: why may I not', () => {
  it('should be answered for every verb of a task that is not offered, each once', () => {
    const asked = ASKED_GROUPS.flatMap(({ verbs }) => verbs);
    const beside = askedBeside(['claim', 'refuse']).flatMap(({ verbs }) => verbs);

    expect(asked).to.have.members([...TASK_VERBS]);
    expect(beside).to.have.members(TASK_VERBS.filter((verb) => verb !== 'claim' && verb !== 'refuse'));
    expect(askedBeside(TASK_VERBS)).to.deep.equal([]);
  });
});
