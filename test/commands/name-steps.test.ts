import { expect } from 'chai';
import { nameSteps } from '../../engine/commands/name-steps.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { Chain, officer, task } from './chain.ts';
import { ADMIN } from './desk.ts';

const MODEL = `<startEvent id="start"/>${task('accept', { attributes: 'name="受理" tb:nameEn="Accept"' })}${task('check', { attributes: 'name="审查" tb:noSkip="true"' })}
  ${task('decide', { attributes: 'name="决定" tb:nameEn="Decide"' })}<endEvent id="end"/>${flows('start accept check decide end')}`;

describe('the names of steps in a refusal', () => {
  const named = (desk: Chain, ...asked: Parameters<Chain['refusal']>) =>
    nameSteps(desk.refusal(...asked), desk.state.definitions, desk.context(ADMIN).definitions);

  it('should be those of both languages, beside the ids', async () => {
    const desk = await Chain.of(graphOf(MODEL));

    const { code, params } = named(desk, 'jump-instance', { to: 'decide', reason: '纠正' }, ADMIN);

    expect([code, params]).to.deep.equal([
      'jump-past-mandatory',
      {
        elementId: 'check',
        target: 'decide',
        step: '审查',
        stepZh: '审查',
        targetStep: 'Decide',
        targetStepZh: '决定',
      },
    ]);
  });

  it('should be given of a list as of one', async () => {
    const desk = (await Chain.of(graphOf(MODEL))).work('accept', 'check');
    const input = { taskId: desk.task('decide').id, comment: '退回', to: 'decide' };

    expect(named(desk, 'return-task', input, officer('decide')).params).to.include({
      targetSteps: '审查, Accept',
      targetStepsZh: '审查、受理',
    });
  });

  it('should not be made up where the process has no such step', async () => {
    const desk = await Chain.of(graphOf(MODEL));

    const { params } = named(desk, 'jump-instance', { to: 'nowhere', reason: '纠正' }, ADMIN);

    expect(params).to.not.have.property('targetStep');
  });
});
