import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk } from './desk.ts';
import { begin, office, proxyOf, someone, task } from './office.ts';

const SECOND = 'parent:2';

const examine = task('examine', 'groups="review"');
const hearing = (separate: string) => `<callActivity id="hearing" calledElement="special" ${separate}/>`;
const inLine = (separate = 'tb:separateFrom="examine"', more = '') =>
  `<startEvent id="start"/>${more}${examine}${hearing(separate)}${task('review', 'users="li,sun,wu" groups="review"')}<endEvent id="end"/>
   ${flows('start examine hearing review end')}`;
const beside = `<startEvent id="start"/><parallelGateway id="split"/>${examine}${hearing('tb:separateFrom="examine"')}<parallelGateway id="join"/><endEvent id="end"/>
   ${flows('start split examine join end', 'split hearing join')}`;

/** The chair sits two calls deep. */
async function deskOf(parents: readonly string[], proxies: Parameters<typeof office>[0] = {}): Promise<Desk> {
  const graphs = await Promise.all([
    ...parents.map((body) => graphOf(body, { key: 'parent' })),
    graphOf(
      `<startEvent id="s"/><subProcess id="sub"><startEvent id="t"/><callActivity id="inner" calledElement="chairing"/><endEvent id="u"/>${flows('t inner u')}</subProcess><endEvent id="e"/>${flows('s sub e')}`,
      { key: 'special' },
    ),
    graphOf(
      `<startEvent id="x"/>${task('chair', 'users="li,sun" groups="review"')}<endEvent id="y"/>${flows('x chair y')}`,
      {
        key: 'chairing',
      },
    ),
  ]);
  const desk = new Desk({ graphs });
  desk.organisation = office(proxies);
  begin(desk, { initiator: 'amy' });
  return desk;
}

describe('separation of duties across call activities 职责分离', () => {
  it('should offer nothing inside the call to who has acted at the step of the caller', async () => {
    const desk = await deskOf([inLine()]);

    desk.complete('examine', someone('li'));

    expect(desk.task('chair')).to.deep.include({ barred: ['li'], candidateUsers: ['sun'] });
  });

  it('should refuse who has acted there whatever he does or is given, saying where', async () => {
    const desk = await deskOf([inLine()], { proxies: [proxyOf('sun', 'li')] });
    desk.complete('examine', someone('li'));
    const taskId = desk.task('chair').id;

    for (const command of ['claim-task', 'complete-task'] as const) {
      const refused = desk.refusal(command, { taskId }, someone('li'));
      expect(refused.code, command).to.equal('approver-barred');
      expect(refused.params, command).to.include({
        rule: 'separation-of-duties',
        actElementId: 'examine',
        person: 'li',
      });
    }
    desk.do('claim-task', { taskId }, someone('sun'));
    for (const [command, actor] of [
      ['transfer-task', someone('sun')],
      ['delegate-task', someone('sun')],
      ['transfer-task', ADMIN],
    ] as const)
      expect(desk.refusal(command, { taskId, to: 'li' }, actor).code, command).to.equal('approver-barred');
    expect(desk.refusal('hand-over-task', { taskId, from: 'sun', to: 'li' }, ADMIN).code).to.equal('approver-barred');
  });

  it('should hold for what comes after the call: who has acted in it may not act at the step', async () => {
    const desk = await deskOf([inLine('tb:separateFrom="review"')]);
    desk.complete('examine', someone('li'));

    desk.complete('chair', someone('sun'));

    expect(desk.task('review')).to.deep.include({ barred: ['sun'], candidateUsers: ['li', 'wu'] });
    const refused = desk.refusal('claim-task', { taskId: desk.task('review').id }, someone('sun'));
    expect(refused.params).to.include({ actElementId: 'chair' });
  });

  it('should take the open task from who acts meanwhile, on either side', async () => {
    const first = await deskOf([beside]);
    expect(first.task('chair').candidateUsers).to.deep.equal(['li', 'sun']);
    first.complete('examine', someone('li'));
    expect(first.task('chair')).to.deep.include({ barred: ['li'], candidateUsers: ['sun'] });

    const second = await deskOf([beside]);
    second.complete('chair', someone('li'));
    expect(second.task('examine').barred).to.deep.equal(['li']);
  });

  it('should keep nobody from a call that names no step', async () => {
    const desk = await deskOf([inLine('')]);

    desk.complete('examine', someone('li'));

    expect(desk.task('chair').barred ?? []).to.deep.equal([]);
    desk.complete('chair', someone('li'));
    expect(desk.openNodes).to.include('review');
  });

  it('should be remembered where the case goes on by another version of the caller', async () => {
    const apart = 'tb:separateFrom="review"';
    const desk = await deskOf([
      inLine(apart),
      inLine(apart, task('new', 'users="li"')).replace(flows('start examine'), flows('start new examine')),
    ]);
    desk.complete('examine', someone('li'));
    desk.complete('chair', someone('sun'));

    desk.do('migrate-instance', { definitionId: SECOND }, ADMIN);

    expect(desk.refusal('claim-task', { taskId: desk.task('review').id }, someone('sun')).code).to.equal(
      'approver-barred',
    );
  });
});
