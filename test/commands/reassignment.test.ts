import { expect } from 'chai';
import { reasonInWords } from '../../engine/people/approvers/in-words.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';

const opened = async (): Promise<{ desk: Desk; taskId: string }> => {
  const task = '<userTask id="a"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>';
  const desk = new Desk({ graphs: [await graphOf(`<startEvent id="start"/>${task}${flows('start a')}`)] });
  desk.start();
  return { desk, taskId: desk.task('a').id };
};

const lastReason = (desk: Desk) => {
  const reason = desk.task('a').reasons?.at(-1);
  if (!reason) throw new Error('Expected a reason, but there is none.');
  return reason;
};

describe('passing a task on', () => {
  it('should keep the way it has gone, and flag that it comes back or is passed on too often', async () => {
    const { desk, taskId } = await opened();
    const pass = (from: string, to: string): string | undefined => {
      desk.do('transfer-task', { taskId, to }, person(from));
      return lastReason(desk).params.flag;
    };

    expect([pass('wang', 'li'), pass('li', 'sun')]).to.deep.equal([undefined, undefined]);
    expect(lastReason(desk).params.chain).to.equal('wang → li → sun');
    expect(pass('sun', 'wang')).to.equal('cycle');
    expect(reasonInWords(lastReason(desk)).zh)
      .to.contain('wang → li → sun → wang')
      .and.contain('转回');
    expect(pass('wang', 'zhou')).to.equal('often');
  });

  it('should tell both where somebody else has done it, and nobody where the owner has', async () => {
    const { desk, taskId } = await opened();
    const told = () =>
      Object.values(desk.state.notices ?? {}).flatMap((notice) => ('to' in notice ? [[notice.to, notice.text]] : []));

    desk.do('transfer-task', { taskId, to: 'li', comment: '请接办' }, person('wang'));
    expect(told()).to.deep.equal([]);
    desk.do('transfer-task', { taskId, to: 'sun', comment: '请接办' }, ADMIN);

    const text = '改派 / Reassigned: li → sun\n请接办';
    expect(told()).to.deep.equal([
      ['user:li', text],
      ['user:sun', text],
    ]);
  });
});
