import { expect } from 'chai';
import { habitsOf } from '../../../engine/boot/town/course.ts';
import { type Life, nextOf } from '../../../engine/boot/town/life.ts';
import type { Step } from '../../../engine/scenario/scenario.ts';
import type { OpenTask } from '../../../engine/store/cases/open-tasks.ts';

const vote: Step = { complete: { task: 'Vote', as: '*', variables: { agree: true } } };
const course = { process: 'p', scenario: 's', businessKey: 'K', adapters: {}, steps: [vote] };
const taskOf = (id: string, assignee: string | null): OpenTask => ({
  ...{ id, assignee, instanceId: 'i', elementId: 'Vote', state: 'offered', candidateGroups: [], dueAt: null },
});

const nextIn = (open: readonly OpenTask[], more: Partial<Life> = {}) =>
  nextOf(
    { arrival: { course }, position: 0, waits: 0, strays: 0, random: () => 0, ...more } as unknown as Life,
    open,
    habitsOf([course]),
  );

describe('boot/town/life', () => {
  it('should let the one to whom it is assigned do what anybody does', () => {
    const drawn = taskOf('2', 'guo');

    expect(nextIn([taskOf('1', null), drawn])).to.deep.equal({
      kind: 'step',
      step: { complete: { task: 'Vote', as: 'guo', variables: { agree: true } } },
      task: drawn,
      passes: 0,
    });
  });

  it('should wait while it belongs to nobody', () => {
    expect(nextIn([taskOf('1', null)])).to.deep.equal({ kind: 'wait' });
  });

  it('should pass over what others have done, but not what comes from outside', () => {
    const signed: Step = { complete: { task: 'Sign', as: 'sun' } };
    const steps = (...between: Step[]) =>
      ({ arrival: { course: { ...course, steps: [signed, ...between, vote] } } }) as unknown as Partial<Life>;
    const open = [taskOf('1', 'guo')];

    expect(nextIn(open, steps())).to.include({ kind: 'step', passes: 1 });
    expect(nextIn(open, steps({ advance: 'PT1H' }))).to.include({ kind: 'step', passes: 2 });
    expect(nextIn(open, steps({ message: { name: 'reply' } }))).to.deep.equal({ kind: 'wait' });
  });

  it('should also know who it is off the course, and leave alone what belongs to nobody', () => {
    const past = { position: 1 };

    expect(nextIn([taskOf('1', null), taskOf('2', 'guo')], past)).to.have.nested.property('step.complete.as', 'guo');
    expect(nextIn([taskOf('1', null)], past)).to.deep.equal({ kind: 'over' });
  });
});
