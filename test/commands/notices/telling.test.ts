import { expect } from 'chai';
import type { Actor } from '../../../engine/commands/command.ts';
import { SYSTEM } from '../../../engine/commands/command.ts';
import type { Notice, NoticeKind, NoticeOf } from '../../../engine/core/notices.ts';
import { colourOf, SUPERVISION_COLOURS } from '../../../engine/core/supervision-colour.ts';
import type { ProcessGraph } from '../../../engine/model/graph.ts';
import { Organisation } from '../../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../../engine/people/organisation/rows.ts';
import { bpmn, compileXml, flows } from '../../support/bpmn.ts';
import { ADMIN, Desk, LI, person, WANG, withRole, ZHAO } from '../desk.ts';

const HOUR = 3_600_000;
const CITIZEN: Actor = withRole('citizen', 'applicant');
const MANAGER: Actor = withRole('mei', 'manager');

const step = (id: string, who: string): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment ${who}/></extensionElements></userTask>`;

let graph: ProcessGraph;
let desk: Desk;

before(async () => {
  graph = await compileXml(
    bpmn(
      `<startEvent id="start"/>${step('accept', 'assignee="wang"')}${step('review', 'groups="review"')}<endEvent id="end"/>
       ${flows('start accept review end')}`,
    ),
  );
});

function open(): void {
  desk = new Desk({ graphs: [graph] });
  desk.open('start-process-instance', { definitionId: desk.first.id, initiator: 'citizen' }, SYSTEM);
}

const all = <Kind extends NoticeKind>(kind: Kind): NoticeOf<Kind>[] =>
  Object.values(desk.state.notices ?? {}).filter((notice: Notice): notice is NoticeOf<Kind> => notice.kind === kind);

const last = <Kind extends NoticeKind>(kind: Kind): NoticeOf<Kind> => {
  const found = all(kind).at(-1);
  if (!found) throw new Error(`Expected a ${kind}, but there is none.`);
  return found;
};

describe('urging', () => {
  beforeEach(open);

  it('should go from the applicant to whoever has the work, and change no clock', () => {
    const before = JSON.stringify({ clocks: desk.state.clocks, tasks: desk.state.tasks });

    desk.do('urge-instance', { comment: '请尽快' }, CITIZEN);

    expect(all('urge')).to.have.length(1);
    expect(last('urge')).to.deep.include({ to: 'user:wang', standing: 'applicant', level: 1, text: '请尽快' });
    expect(JSON.stringify({ clocks: desk.state.clocks, tasks: desk.state.tasks })).to.equal(before);
  });

  it('should be possible again after four hours for the applicant, with a higher level', () => {
    desk.do('urge-instance', {}, CITIZEN);
    desk.now += 4 * HOUR - 1;
    const refused = desk.refusal('urge-instance', {}, CITIZEN);
    desk.now += 1;
    for (let times = 2; times <= 6; times++) {
      desk.do('urge-instance', {}, CITIZEN);
      desk.now += 4 * HOUR;
    }

    expect(refused).to.deep.include({ code: 'urged-too-soon' });
    expect(refused.params.seconds).to.equal(1);
    expect(all('urge').map(({ level }) => level)).to.deep.equal([1, 2, 3, 4, 4, 4]);
  });

  it('should be for the predecessor, the lead and the system too, for nobody else, and not for who has the task', () => {
    desk.complete('accept', WANG);
    const taskId = desk.task('review').id;
    desk.organisation = new Organisation({
      ...NO_ORGANISATION,
      people: ['boss', 'zhao'].map((id) => ({ id, roles: ['clerk'], groups: [], department: null, active: true })),
      departments: [{ id: 'd', parent: null, since: 0, until: null }],
      positions: [
        { person: 'boss', department: 'd', post: null, head: true, order: 0, since: 0, until: null },
        { person: 'zhao', department: 'd', post: null, head: false, order: 0, since: 0, until: null },
      ],
    });
    desk.do('urge-task', { taskId }, WANG);
    desk.do('claim-task', { taskId }, ZHAO);
    desk.do('urge-task', { taskId }, person('boss'));
    desk.do('urge-task', { taskId }, SYSTEM);
    desk.do('urge-task', { taskId }, ADMIN);

    expect(all('urge').map(({ to, standing }) => `${to} ${standing}`)).to.deep.equal([
      'group:review predecessor',
      'user:zhao lead',
      'user:zhao system',
      'user:zhao administrator',
    ]);
    expect(desk.refusal('urge-task', { taskId }, LI).code).to.equal('action-not-allowed');
    expect(desk.refusal('urge-task', { taskId }, ZHAO).code).to.equal('action-not-allowed');
    expect(desk.refusal('urge-instance', {}, LI).code).to.equal('notice-not-yours');
  });

  it('should be answered once, by one of those it went to', () => {
    desk.complete('accept', WANG);
    desk.do('urge-task', { taskId: desk.task('review').id }, WANG);
    const noticeId = last('urge').id;

    desk.do('answer-notice', { noticeId, text: '明日办结' }, ZHAO);

    expect(last('urge')).to.deep.include({ readAt: desk.now, answer: { at: desk.now, by: 'zhao', text: '明日办结' } });
    expect(desk.refusal('answer-notice', { noticeId, text: '又' }, ZHAO).code).to.equal('notice-closed');
    expect(desk.refusal('answer-notice', { noticeId, text: '又' }, LI).code).to.equal('notice-not-yours');
  });

  it('should find nothing where only the own work is open, or the case has ended', () => {
    desk.complete('accept', WANG);
    desk.complete('review', ZHAO);

    expect(desk.refusal('urge-instance', {}, CITIZEN).code).to.equal('case-not-open');
  });
});

describe('supervision sheets', () => {
  beforeEach(open);

  it('should rise from blue over orange to red as their limit passes unanswered, and stay as answered', () => {
    desk.do('supervise-instance', { to: 'wang', text: '限期办理', dueAt: desk.now + 2 * HOUR }, MANAGER);
    const { at } = last('supervision');
    const colourAfter = (hours: number) => SUPERVISION_COLOURS[colourOf(last('supervision'), at + hours * HOUR)];

    expect([1, 2, 2.1, 4, 4.1, 400].map(colourAfter)).to.deep.equal(['blue', 'blue', 'orange', 'orange', 'red', 'red']);
    desk.now += 3 * HOUR;
    desk.do('answer-notice', { noticeId: last('supervision').id, text: '已办' }, WANG);
    expect(colourAfter(400)).to.equal('orange');
  });

  it('should begin one colour higher where the one before was not answered in time', () => {
    const supervise = () =>
      desk.do('supervise-instance', { to: 'wang', text: '限期办理', dueAt: desk.now + HOUR }, MANAGER);
    supervise();
    desk.do('answer-notice', { noticeId: last('supervision').id, text: '已办' }, WANG);
    desk.now += 1;
    supervise();
    desk.now += HOUR + 1;
    supervise();

    expect(all('supervision').map(({ grade }) => grade)).to.deep.equal([0, 0, 2]);
  });

  it('should be opened and closed by who manages, with a limit that lies ahead', () => {
    const sheet = { to: 'wang', text: '限期办理', dueAt: desk.now + HOUR };

    expect(desk.refusal('supervise-instance', sheet, LI).code).to.equal('forbidden');
    expect(desk.refusal('supervise-instance', { ...sheet, dueAt: desk.now }, MANAGER).code).to.equal('bad-request');
    desk.do('supervise-instance', sheet, MANAGER);
    const noticeId = last('supervision').id;
    expect(desk.refusal('close-notice', { noticeId }, WANG).code).to.equal('notice-not-yours');
    desk.do('close-notice', { noticeId, text: '销号' }, MANAGER);
    expect(desk.refusal('answer-notice', { noticeId, text: '晚了' }, WANG).code).to.equal('notice-closed');
  });
});

describe('consultations', () => {
  beforeEach(open);

  it('should be a thread with each who was asked, without a task, until they are closed', () => {
    const tasks = Object.keys(desk.state.tasks);

    desk.do('consult-instance', { users: ['li', 'sun'], text: '面积怎么算？' }, WANG);
    const [first, second] = all('consultation');
    const noticeId = first?.id ?? '';
    desk.do('answer-notice', { noticeId, text: '按套内' }, LI);
    desk.do('answer-notice', { noticeId, text: '含阳台吗？' }, WANG);
    desk.do('answer-notice', { noticeId, text: '不含' }, LI);
    desk.do('close-notice', { noticeId }, WANG);

    expect(Object.keys(desk.state.tasks)).to.deep.equal(tasks);
    expect(first?.thread).to.equal(second?.thread);
    expect(all('consultation')[0]?.answers.map(({ by, text }) => `${by} ${text}`)).to.deep.equal([
      'li 按套内',
      'wang 含阳台吗？',
      'li 不含',
    ]);
    expect(desk.refusal('answer-notice', { noticeId, text: '还有' }, LI).code).to.equal('notice-closed');
    expect(desk.refusal('answer-notice', { noticeId: second?.id ?? '', text: '我答' }, LI).code).to.equal(
      'notice-not-yours',
    );
    expect(desk.refusal('consult-instance', { users: ['li'], text: '?' }, CITIZEN).code).to.equal('forbidden');
  });
});

describe('comments', () => {
  beforeEach(open);

  it('should keep every version, and be revised by their author only', () => {
    desk.do('comment-instance', { text: '初稿' }, WANG);
    const noticeId = last('comment').id;
    desk.do('revise-comment', { noticeId, text: '定稿' }, WANG);

    expect(last('comment')).to.deep.include({ visibility: 'internal' });
    expect(last('comment').versions.map(({ text }) => text)).to.deep.equal(['初稿', '定稿']);
    expect(desk.refusal('revise-comment', { noticeId, text: '改' }, LI).code).to.equal('notice-not-yours');
  });

  it('should be seen by both sides where the applicant writes, and be refused to other applicants', () => {
    desk.do('comment-instance', { text: '补充说明', visibility: 'internal' }, CITIZEN);

    expect(last('comment').visibility).to.equal('applicant');
    expect(desk.refusal('comment-instance', { text: 'x' }, withRole('other', 'applicant')).code).to.equal(
      'notice-not-yours',
    );
  });

  it('should be an opinion of the task as well where they come with it', () => {
    desk.do('comment-task', { taskId: desk.task('accept').id, comment: '材料齐全', visibility: 'applicant' }, WANG);

    expect(desk.task('accept').comments.map(({ text }) => text)).to.deep.equal(['材料齐全']);
    expect(last('comment')).to.deep.include({ visibility: 'applicant', task: desk.task('accept').id });
  });
});

describe('objections', () => {
  beforeEach(open);

  it('should be decided by a manager who has no part in it, and leave the case alone', () => {
    desk.complete('accept', WANG);
    desk.do('object-instance', { subject: 'dispatch', text: '不属我局职责' }, ZHAO);
    const noticeId = last('objection').id;
    const open = desk.openNodes;

    expect(desk.refusal('object-instance', { subject: 'dispatch', text: '再说' }, ZHAO).code).to.equal(
      'already-exists',
    );
    expect(desk.refusal('decide-objection', { noticeId, result: 'upheld' }, LI).code).to.equal('forbidden');
    expect(desk.refusal('decide-objection', { noticeId, result: 'withdrawn' }, MANAGER).code).to.equal(
      'notice-not-yours',
    );
    expect(desk.refusal('decide-objection', { noticeId, result: 'upheld' }, { ...MANAGER, id: 'wang' }).code).to.equal(
      'objection-own',
    );
    desk.do('decide-objection', { noticeId, result: 'upheld', text: '改派' }, MANAGER);
    expect(last('objection').decided).to.deep.include({ result: 'upheld', by: 'mei' });
    expect(desk.openNodes).to.deep.equal(open);
    expect(desk.refusal('decide-objection', { noticeId, result: 'dismissed' }, MANAGER).code).to.equal('notice-closed');
  });
});

describe('who directs a case', () => {
  const led = (): Organisation => {
    const period = { since: 0, until: null };
    const post = (person: string, department: string, head: boolean) => ({
      person,
      department,
      head,
      post: null,
      order: 0,
      ...period,
    });
    return new Organisation({
      version: 1,
      people: ['wang', 'li', 'boss'].map((id) => ({ id, roles: [], groups: [], department: null, active: true })),
      departments: [{ id: 'hall', parent: null, ...period }],
      positions: [post('wang', 'hall', false), post('boss', 'hall', true)],
      proxies: [],
    });
  };
  const BOSS = person('boss');

  beforeEach(open);

  it('should be whoever has it in hand, and who leads them, but no other colleague', () => {
    desk.organisation = led();
    const split = { parts: [{ definitionKey: desk.first.key }] };

    expect(desk.refusal('merge-instance', { into: 'other' }, ZHAO).code).to.equal('forbidden');
    expect(desk.refusal('split-instance', split, { ...LI, roles: ['applicant'] }).code).to.equal('forbidden');
    desk.do('split-instance', split, WANG);
    desk.do('merge-instance', { into: 'other' }, BOSS);
    expect(desk.refusal('unmerge-instance', {}, ZHAO).code).to.equal('forbidden');
    desk.do('unmerge-instance', {}, WANG);

    expect(desk.state.status).to.equal('active');
  });

  it('should let who leads them judge an objection, and not the one it is about', () => {
    desk.organisation = led();
    desk.complete('accept', WANG);
    desk.do('object-instance', { subject: 'dispatch', text: '不属我局职责' }, ZHAO);
    const noticeId = last('objection').id;

    expect(desk.refusal('decide-objection', { noticeId, result: 'upheld' }, WANG).code).to.equal('forbidden');
    desk.do('decide-objection', { noticeId, result: 'upheld' }, BOSS);

    expect(last('objection').decided).to.deep.include({ result: 'upheld', by: 'boss' });
  });
});

describe('files and signatures', () => {
  const file = {
    name: '申请书.pdf',
    type: 'application/pdf',
    size: 3,
    sha256: 'a'.repeat(64),
    level: 'internal',
    visibility: 'internal',
  } as const;
  const signed = { method: 'seal', provider: 'p', signature: 's', certificate: 'c', timestamp: 't' } as const;

  beforeEach(open);

  it('should stay in the case when they are removed', () => {
    desk.do('attach-file', file, WANG);
    const noticeId = last('attachment').id;

    expect(desk.refusal('remove-attachment', { noticeId }, LI).code).to.equal('notice-not-yours');
    desk.do('remove-attachment', { noticeId, text: '重复' }, WANG);
    expect(last('attachment')).to.deep.include({
      removed: { at: desk.now, by: 'wang', text: '重复' },
      sha256: file.sha256,
    });
  });

  it('should be signed as they are and not as something else', () => {
    desk.do('attach-file', file, WANG);
    const noticeId = last('attachment').id;

    expect(desk.refusal('sign-attachment', { ...signed, noticeId, hash: 'b'.repeat(64) }, WANG).code).to.equal(
      'signature-failed',
    );
    desk.do('sign-attachment', { ...signed, noticeId, hash: file.sha256 }, WANG);
    expect(last('signature')).to.deep.include({ attachment: noticeId, hash: file.sha256, certificate: 'c' });
  });
});

describe('cases that are merged and split', () => {
  beforeEach(open);

  const told = () => desk.events.flatMap((event) => (event.type === 'caseTold' ? [event] : []));

  it('should stand still while they are merged, and go on when they are taken out', () => {
    desk.do('merge-instance', { into: 'master', text: '同一诉求' }, MANAGER);

    expect(desk.state.status).to.equal('suspended');
    expect(told()).to.have.length(1);
    expect(told()[0]).to.deep.include({ to: 'master', word: { say: 'joined', text: '同一诉求' } });
    expect(desk.refusal('resume-instance', {}, MANAGER).code).to.equal('case-merged');
    expect(desk.refusal('merge-instance', { into: 'third' }, MANAGER).code).to.equal('case-merged');
    desk.do('unmerge-instance', {}, MANAGER);
    expect(desk.state.status).to.equal('active');
    expect(told().at(-1)).to.deep.include({ to: 'master', word: { say: 'left', text: '' } });
    expect(desk.refusal('unmerge-instance', {}, MANAGER).code).to.equal('case-link-invalid');
  });

  it('should end with the answer of the master, which their applicant may read', () => {
    desk.do('merge-instance', { into: 'master' }, MANAGER);
    const word = { say: 'answered', status: 'completed', text: '路灯已修复' } as const;

    desk.do('hear-instance', { from: 'stranger', word }, SYSTEM);
    expect(desk.state.status).to.equal('suspended');
    desk.do('hear-instance', { from: 'master', word }, SYSTEM);

    expect(desk.state.status).to.equal('terminated');
    expect(last('comment')).to.deep.include({ visibility: 'applicant' });
    expect(last('comment').versions[0]?.text).to.equal('路灯已修复');
    expect(last('link').closed).to.deep.include({ text: '路灯已修复' });
    expect(desk.refusal('hear-instance', { from: 'master', word }, MANAGER).code).to.equal('forbidden');
  });

  it('should tell all members at the end, by whatever way, and late ones at once', () => {
    desk.do('hear-instance', { from: 'one', word: { say: 'joined', text: '' } }, SYSTEM);
    desk.do('hear-instance', { from: 'two', word: { say: 'joined', text: '' } }, SYSTEM);
    desk.do('hear-instance', { from: 'two', word: { say: 'left', text: '' } }, SYSTEM);
    desk.do('comment-instance', { text: '路灯已修复', visibility: 'applicant' }, WANG);

    desk.do('cancel-instance', {}, MANAGER);
    desk.do('hear-instance', { from: 'three', word: { say: 'joined', text: '' } }, SYSTEM);

    expect(told().map(({ to, word }) => [to, word])).to.deep.equal([
      ['one', { say: 'answered', status: 'terminated', text: '路灯已修复' }],
      ['three', { say: 'answered', status: 'terminated', text: '路灯已修复' }],
    ]);
  });

  it('should open a case for each matter, for the same applicant, or none', () => {
    const parts = [
      { definitionKey: 'process', variables: { matter: '噪音' }, text: '噪音' },
      { definitionKey: 'process' },
    ];

    expect(desk.refusal('split-instance', { parts: [...parts, { definitionKey: 'nothing' }] }, MANAGER).code).to.equal(
      'not-found',
    );
    expect(desk.refusal('merge-instance', { into: 'case' }, MANAGER).code).to.equal('case-link-invalid');
    desk.do('split-instance', { parts }, MANAGER);

    expect(all('link').map(({ relation, text }) => `${relation} ${text}`)).to.deep.equal(['part 噪音', 'part ']);
    expect(told().map(({ word }) => word.say === 'open' && word.initiator)).to.deep.equal(['citizen', 'citizen']);
    expect(told().map(({ to }) => to)).to.deep.equal(all('link').map(({ other }) => other));
  });

  it('should be linked back to where they were split from', () => {
    const input = { definitionId: desk.first.id, origin: { instanceId: 'whole', text: '噪音' } };
    const part = new Desk({ graphs: [graph] });

    const refused = part.tryOpen('start-process-instance', input, ADMIN);
    part.open('start-process-instance', input, SYSTEM);

    expect(refused.ok).to.equal(false);
    expect(Object.values(part.state.notices ?? {})[0]).to.deep.include({
      kind: 'link',
      relation: 'origin',
      other: 'whole',
    });
  });
});
