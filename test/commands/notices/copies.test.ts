import { expect } from 'chai';
import type { Copy } from '../../../engine/core/notices.ts';
import type { ProcessGraph } from '../../../engine/model/graph.ts';
import { Organisation } from '../../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../../engine/people/organisation/rows.ts';
import { bpmn, compileXml, flows } from '../../support/bpmn.ts';
import { ADMIN, Desk, LI, person, WANG } from '../desk.ts';

const copy = (attributes: string): string => `<extensionElements><tb:copy ${attributes}/></extensionElements>`;

/** A step whose end is told to the leader, and a case whose end is told to the archive. */
const COPIED = (inside: string, more = ''): string =>
  bpmn(
    `${copy('at="end" users="archive"')}<startEvent id="start"/><userTask id="first"/>
     <userTask id="review">${inside}</userTask><endEvent id="end"/>${more}${flows('start first review end')}`,
    { definitions: '<error id="no" errorCode="rejected"/>' },
  );

const copiesOf = (desk: Desk): Copy[] =>
  Object.values(desk.state.notices ?? {}).filter((notice): notice is Copy => notice.kind === 'copy');

const sentTo = (desk: Desk): string[] => copiesOf(desk).map(({ to, when }) => `${to} ${when}`);

async function atReview(inside = copy('at="completion" users="leader"'), more = ''): Promise<Desk> {
  const desk = new Desk({ graphs: [await compileXml(COPIED(inside, more))] });
  desk.start({ amount: 5, leaders: ['sun', 'zhou'] });
  desk.complete('first', ADMIN);
  return desk;
}

describe('copies that the model asks for', () => {
  it('should be sent at entry to whom data name, with a text and the fields that may be read', async () => {
    const desk = await atReview(
      copy('users="=leaders" fields="amount, reason" text="=&quot;请阅 &quot; + string(amount)"'),
    );

    const copies = copiesOf(desk);

    expect(copies.map(({ to }) => to)).to.deep.equal(['user:sun', 'user:zhou']);
    expect(copies[0]).to.deep.include({
      when: 'entry',
      text: '请阅 5',
      fields: ['amount', 'reason'],
      element: 'review',
    });
    expect(desk.openNodes, 'no effect on tokens').to.deep.equal(['review']);
  });

  const exits: readonly (readonly [string, (desk: Desk) => void, readonly string[]])[] = [
    ['completed', (desk) => desk.complete('review', ADMIN), ['user:leader completion', 'user:archive end']],
    [
      'refused',
      (desk) => desk.do('reject-task', { taskId: desk.task('review').id }, ADMIN),
      ['user:leader completion', 'user:archive end'],
    ],
    [
      'returned',
      (desk) => desk.do('return-task', { taskId: desk.task('review').id }, ADMIN),
      ['user:leader completion'],
    ],
    ['cancelled', (desk) => desk.do('cancel-instance', {}, ADMIN), ['user:leader completion', 'user:archive end']],
    [
      'jumped over',
      (desk) =>
        desk.do(
          'modify-instance',
          {
            instructions: [
              { type: 'startBefore', elementId: 'first' },
              { type: 'cancel', elementId: 'review' },
            ],
          },
          ADMIN,
        ),
      ['user:leader completion'],
    ],
  ];
  for (const [how, leave, expected] of exits) {
    it(`should not be lost when the step is ${how}`, async () => {
      const desk = await atReview();

      leave(desk);

      expect(sentTo(desk)).to.have.members(expected);
    });
  }

  it('should not be lost when a boundary event interrupts the step', async () => {
    const boundary = `<boundaryEvent id="late" attachedToRef="review"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
      <userTask id="after"/>${flows('late after end')}`;
    const desk = await atReview(undefined, boundary);
    const [timer] = Object.values(desk.state.timers);
    desk.now += 3_600_000;

    desk.do(
      'fire-timer',
      { timerId: timer?.id ?? '' },
      { id: 'system', roles: ['system'], groups: [], department: null },
    );

    expect(desk.openNodes).to.deep.equal(['after']);
    expect(sentTo(desk)).to.deep.equal(['user:leader completion']);
  });

  it('should come once while it lies unread, unless the model wants it again', async () => {
    const merged = await atReview(copy('users="leader"'));
    merged.do('return-task', { taskId: merged.task('review').id }, ADMIN);
    merged.complete('first', ADMIN);
    const again = await atReview(copy('users="leader" again="true"'));
    again.do('return-task', { taskId: again.task('review').id }, ADMIN);
    again.complete('first', ADMIN);

    expect(copiesOf(merged)).to.have.length(1);
    expect(copiesOf(merged)[0]?.repeats).to.equal(1);
    expect(copiesOf(again)).to.have.length(2);
  });

  it('should be sent once for a loop, not for each of its items', async () => {
    const desk = await atReview(
      `${copy('at="completion" users="leader" again="true"')}<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>`,
    );

    for (const task of desk.tasksAt('review')) desk.do('complete-task', { taskId: task.id }, ADMIN);

    expect(sentTo(desk)).to.have.members(['user:leader completion', 'user:archive end']);
  });

  it('should tell each member of a group, and who asked for the case', async () => {
    const desk = new Desk({ graphs: [await compileXml(COPIED(copy('groups="review" applicant="true"')))] });
    const people = [{ id: 'zhao' }, { id: 'sun' }].map(({ id }) => ({
      id,
      roles: ['clerk'],
      groups: ['review'],
      department: null,
      active: true,
    }));
    desk.organisation = new Organisation({ ...NO_ORGANISATION, people });
    desk.open('start-process-instance', { definitionId: desk.first.id, initiator: 'citizen' }, ADMIN);

    desk.complete('first', ADMIN);

    expect(sentTo(desk)).to.deep.equal(['user:sun entry', 'user:zhao entry', 'user:citizen entry']);
  });

  it('should leave a line in the journal, and the token alone, where they cannot be sent', async () => {
    const nobody = await atReview(copy('users="=none"'));
    const broken = await atReview(copy('users="={a: 1}"'));

    expect(nobody.events.filter(({ type }) => type === 'copyFailed')).to.deep.equal([
      { type: 'copyFailed', node: 'review', code: 'copy-nobody', params: { elementId: 'review' } },
    ]);
    expect(broken.events.find((event) => event.type === 'copyFailed')).to.deep.include({ code: 'expression-failed' });
    expect(broken.openNodes).to.deep.equal(['review']);
    expect(broken.state.incidents).to.deep.equal({});
  });

  it('should name the time and flags they know, and say who gets them', async () => {
    const problems = async (inside: string): Promise<readonly string[]> => {
      const { compileModel } = await import('../../../engine/model/compile.ts');
      return (await compileModel(COPIED(inside))).problems
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
    };

    expect(await problems(copy('at="end" users="a"'))).to.deep.equal(['copy-time']);
    expect(await problems(copy('again="yes" users="a"'))).to.deep.equal(['copy-flag']);
    expect(await problems(copy('text="hm"'))).to.deep.equal(['copy-nobody']);
  });
});

describe('copies by hand', () => {
  let graph: ProcessGraph;
  let desk: Desk;

  before(async () => {
    graph = await compileXml(
      bpmn(`<startEvent id="start"/><userTask id="a"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
        <endEvent id="end"/>${flows('start a end')}`),
    );
  });

  beforeEach(() => {
    desk = new Desk({ graphs: [graph] });
    desk.start();
    const taskId = desk.task('a').id;
    desk.do('copy-task', { taskId, users: ['li', 'sun'], comment: '请阅', fields: ['amount'] }, WANG);
  });

  it('should have a receipt of their own each, told once', () => {
    const [first, second] = copiesOf(desk);
    desk.now += 1000;
    desk.do('read-notice', { noticeId: first?.id ?? '' }, LI);
    const readAt = desk.now;
    desk.now += 1000;
    desk.do('read-notice', { noticeId: first?.id ?? '' }, LI);

    expect(copiesOf(desk).map((one) => one.readAt)).to.deep.equal([readAt, undefined]);
    expect(desk.refusal('read-notice', { noticeId: second?.id ?? '' }, LI).code).to.equal('notice-not-yours');
    expect(desk.refusal('read-notice', { noticeId: '__proto__' }, LI).code).to.equal('not-found');
  });

  it('should be taken back while unread, by the sender only', () => {
    const [first, second] = copiesOf(desk);
    const noticeId = first?.id ?? '';
    desk.do('read-notice', { noticeId: second?.id ?? '' }, person('sun'));

    expect(desk.refusal('recall-copy', { noticeId }, LI).code).to.equal('notice-not-yours');
    expect(desk.refusal('recall-copy', { noticeId: second?.id ?? '' }, WANG).code).to.equal('copy-already-read');
    desk.do('recall-copy', { noticeId }, WANG);
    expect(desk.refusal('read-notice', { noticeId }, LI).code).to.equal('not-found');
    expect(desk.refusal('answer-notice', { noticeId, text: '已阅' }, LI).code).to.equal('notice-closed');
    expect(desk.refusal('recall-copy', { noticeId }, WANG).code).to.equal('notice-closed');
  });

  it('should take one opinion, which is also a receipt, even after the case has ended', () => {
    const noticeId = copiesOf(desk)[0]?.id ?? '';
    desk.complete('a', WANG);

    desk.do('answer-notice', { noticeId, text: '无意见' }, LI);

    expect(copiesOf(desk)[0]).to.deep.include({
      readAt: desk.now,
      opinion: { at: desk.now, by: 'li', text: '无意见' },
    });
    expect(desk.refusal('answer-notice', { noticeId, text: '再说' }, LI).code).to.equal('notice-closed');
  });

  it('should give no right to act', () => {
    const taskId = desk.task('a').id;

    expect(desk.refusal('complete-task', { taskId }, LI).code).to.equal('action-not-allowed');
    expect(desk.refusal('copy-task', { taskId, users: ['x'] }, LI).code).to.equal('action-not-allowed');
  });
});
