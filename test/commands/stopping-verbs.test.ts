import { expect } from 'chai';
import { SYSTEM } from '../../engine/commands/command.ts';
import { wouldDo } from '../../engine/commands/would-do.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person, withRole } from './desk.ts';
import {
  APPLICANT,
  acceptedItem,
  CLERK,
  clocksSince,
  confirm,
  DECIDER,
  HEAD,
  LEAD,
  lastDocument,
  openItem,
  proceedings,
  request,
} from './item.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const HEARER = person('hearer');

describe('C5 special procedures', () => {
  it('should tell the applicant how long it takes, and pause the clocks from its start to its end', async () => {
    const desk = await acceptedItem();
    const taskId = desk.task('decide').id;
    const dueAt = desk.task('decide').dueAt ?? 0;
    const before = desk.events.length;

    desk.do('start-special-procedure-task', { taskId, kind: 'test', days: 12 }, DECIDER);
    expect(lastDocument(desk)).to.deep.include({ kind: 'specialProcedure' });
    expect(lastDocument(desk).params).to.deep.include({ procedure: '检测', days: 12 });
    expect(clocksSince(desk, before)).to.deep.equal([
      'statutory pause',
      'promised pause',
      'step pause',
      'special start 12 workingDay',
    ]);
    expect(desk.refusal('complete-task', { taskId }, DECIDER).code).to.equal('task-state-conflict');
    const paused = desk.events.length;
    desk.now += 12 * DAY;
    desk.do('end-special-procedure-task', { taskId, result: '合格' }, DECIDER);

    expect(clocksSince(desk, paused)).to.deep.equal([
      'special stop',
      'statutory resume',
      'promised resume',
      'step resume',
    ]);
    expect(desk.task('decide')).to.deep.include({ state: 'working', dueAt: dueAt + 12 * DAY });
    expect(proceedings(desk).procedures[0]?.ended).to.deep.include({ by: 'decider', result: '合格' });
  });

  it('should end with what the model runs for it, and not before', async () => {
    const desk = await acceptedItem();
    const taskId = desk.task('decide').id;

    desk.do('start-special-procedure-task', { taskId, kind: 'hearing', days: 5 }, DECIDER);
    expect(desk.openNodes).to.include('hearing_task');
    expect(desk.refusal('end-special-procedure-task', { taskId }, DECIDER).code).to.equal('procedure-running');
    desk.complete('hearing_task', HEARER);

    expect(desk.task('decide').state).to.equal('working');
    expect(proceedings(desk).procedures[0]?.ended).to.deep.include({ by: null });
    expect(desk.state.clocks?.filter(({ clock }) => clock === 'special').map(({ element }) => element)).to.deep.equal([
      proceedings(desk).procedures[0]?.element,
      proceedings(desk).procedures[0]?.element,
    ]);
  });

  it('should refuse kinds the item does not have', async () => {
    const desk = await acceptedItem();
    const input = { taskId: desk.task('decide').id, kind: 'auction', days: 1 };

    expect(desk.refusal('start-special-procedure-task', input, DECIDER)).to.deep.include({
      code: 'procedure-kind',
      params: { kinds: 'hearing, test', kind: 'auction' },
    });
  });
});

describe('C6 suspension', () => {
  const apply = (desk: Desk, reason: string, days = 10) =>
    desk.do('apply-suspension-task', { taskId: desk.task('decide').id, reason, until: desk.now + days * DAY }, DECIDER);

  it('should happen when a lead agrees, and pause the limits only with a basis in law', async () => {
    for (const [reason, expected] of [
      ['court', ['statutory pause', 'promised pause', 'step pause']],
      ['internal', ['step pause']],
    ] as const) {
      const desk = await acceptedItem();
      apply(desk, reason);
      expect(desk.state.status).to.equal('active');
      const before = desk.events.length;

      confirm(desk, LEAD);

      expect(desk.state.status).to.equal('suspended');
      expect(clocksSince(desk, before)).to.deep.equal(expected);
      expect(desk.state.clocks?.at(-1)).to.deep.include({ approver: 'lead', reason });
    }
  });

  it('should not happen when the lead refuses', async () => {
    const desk = await acceptedItem();
    apply(desk, 'court');

    desk.do('answer-confirmation', { requestId: request(desk), answer: 'refuse', reason: '无必要' }, LEAD);

    expect(desk.state.status).to.equal('active');
    expect(clocksSince(desk, 0).filter((record) => record.includes('pause'))).to.deep.equal([]);
  });

  it('should end by itself when its time is over, with the time that was left', async () => {
    const desk = await acceptedItem();
    const dueAt = desk.task('decide').dueAt ?? 0;
    apply(desk, 'court', 10);
    confirm(desk, LEAD);
    const [alarmId = ''] = Object.keys(proceedings(desk).alarms);
    const before = desk.events.length;

    desk.now += 10 * DAY;
    desk.do('ring-alarm', { alarmId }, SYSTEM);

    expect(desk.state.status).to.equal('active');
    expect(desk.task('decide').dueAt).to.equal(dueAt + 10 * DAY);
    expect(clocksSince(desk, before)).to.deep.equal(['statutory resume', 'promised resume', 'step resume']);
    expect(proceedings(desk).suspensions[0]?.ended).to.deep.include({ by: null });
    expect(proceedings(desk).alarms).to.deep.equal({});
  });

  it('should be ended by a lead before that, and leave no alarm behind', async () => {
    const desk = await acceptedItem();
    apply(desk, 'internal');
    confirm(desk, LEAD);
    expect(desk.refusal('resume-instance', {}, CLERK).code).to.equal('forbidden');

    desk.do('resume-instance', {}, LEAD);

    expect(desk.state.status).to.equal('active');
    expect(proceedings(desk).alarms).to.deep.equal({});
  });

  it('should refuse reasons that are not on the list, and too long a time', async () => {
    const desk = await acceptedItem();
    const taskId = desk.task('decide').id;
    const code = (reason: string, until: number) =>
      desk.refusal('apply-suspension-task', { taskId, reason, until }, DECIDER).code;

    expect(code('holiday', desk.now + DAY)).to.equal('suspension-reason');
    expect(code('court', desk.now + 31 * DAY)).to.equal('suspension-too-long');
    expect(code('court', desk.now)).to.equal('suspension-too-long');
  });

  it('should be judged again on the day it is agreed to', async () => {
    const desk = await acceptedItem();
    apply(desk, 'court', 2);
    desk.now += 3 * DAY;

    const refusal = desk.refusal('answer-confirmation', { requestId: request(desk), answer: 'confirm' }, LEAD);

    expect(refusal.code).to.equal('suspension-too-long');
  });
});

describe('what stands still', () => {
  const timer = (id: string, kind: string, text: string) =>
    `<boundaryEvent id="${id}" attachedToRef="a" cancelActivity="false"><timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition></boundaryEvent><userTask id="${id}_task"/>`;

  async function timed(called = false): Promise<Desk> {
    const inner = `<startEvent id="start"/><userTask id="a"/>
      ${timer('left', 'timeDuration', 'PT10H')}${timer('again', 'timeCycle', 'R/PT4H')}
      ${timer('day', 'timeDate', '2026-01-31T14:00:00Z')}${timer('cron', 'timeCycle', '0 0 * * *')}
      ${flows('start a', 'left left_task', 'again again_task', 'day day_task', 'cron cron_task')}`;
    const graphs = called
      ? [
          await graphOf(`<startEvent id="s"/><callActivity id="call" calledElement="inner"/>${flows('s call')}`),
          await graphOf(inner, { key: 'inner' }),
        ]
      : [await graphOf(inner)];
    const desk = new Desk({ graphs });
    desk.start();
    return desk;
  }

  const dues = (desk: Desk): number[] =>
    Object.values(desk.state.timers)
      .map(({ dueAt }) => dueAt - desk.now)
      .sort((a, b) => a - b);

  for (const called of [false, true]) {
    it(`should be every timer of a suspended case${called ? ', in called processes too' : ''}`, async () => {
      const desk = await timed(called);
      desk.now += HOUR;
      const before = Object.values(desk.state.timers);
      desk.do('suspend-instance', {}, ADMIN);
      desk.now += 100 * HOUR;
      for (const { id } of before)
        expect(desk.refusal('fire-timer', { timerId: id }, SYSTEM).code).to.equal('case-not-active');

      desk.do('resume-instance', {}, ADMIN);

      const [date, cron] = [2 - 101, before.find(({ repeat }) => repeat?.text === '0 0 * * *')];
      const later = [3 * HOUR, 9 * HOUR, date * HOUR, (cron?.dueAt ?? 0) - desk.now].sort((a, b) => a - b);
      expect(dues(desk)).to.deep.equal(later);
      const cycle = Object.values(desk.state.timers).find(({ repeat }) => repeat?.text.startsWith('R'));
      desk.now += 3 * HOUR;
      desk.do('fire-timer', { timerId: cycle?.id ?? '' }, SYSTEM);
      const next = Object.values(desk.state.timers).find(({ repeat }) => repeat?.text.startsWith('R'));
      expect((next?.dueAt ?? 0) - desk.now).to.equal(4 * HOUR);
    });
  }

  it('should be the timers of a task that is held, and no others', async () => {
    const desk = await timed();
    desk.do('claim-task', { taskId: desk.task('a').id }, ADMIN);
    const timers = Object.values(desk.state.timers);
    desk.do('suspend-task', { taskId: desk.task('a').id }, ADMIN);
    desk.now += 50 * HOUR;
    for (const { id } of timers)
      expect(desk.refusal('fire-timer', { timerId: id }, SYSTEM).code).to.equal('task-state-conflict');

    desk.do('resume-task', { taskId: desk.task('a').id }, ADMIN);

    expect(dues(desk)).to.include.members([4 * HOUR, 10 * HOUR]);
    expect(Object.values(desk.state.timers).some(({ frozenAt }) => frozenAt !== undefined)).to.equal(false);
  });

  it('should count a task that is held through a suspension once', async () => {
    const desk = await timed();
    desk.do('claim-task', { taskId: desk.task('a').id }, ADMIN);
    desk.do('suspend-task', { taskId: desk.task('a').id }, ADMIN);
    desk.now += 5 * HOUR;
    desk.do('suspend-instance', {}, ADMIN);
    desk.now += 5 * HOUR;
    desk.do('resume-instance', {}, ADMIN);
    desk.now += 5 * HOUR;

    desk.do('resume-task', { taskId: desk.task('a').id }, ADMIN);

    expect(dues(desk)).to.include.members([4 * HOUR, 10 * HOUR]);
  });
});

describe('C7 extend', () => {
  it('should add days to the limits once, in writing, by the organ head', async () => {
    const desk = await acceptedItem();
    const before = desk.events.length;

    const was = desk.state;

    desk.do('extend-instance', { days: 10, reasons: '案情复杂' }, HEAD);

    const { limits } = wouldDo({ before: was, after: desk.state }, desk.context(HEAD).definitions);
    const readings = Object.values(desk.state.readings ?? {}).filter(({ clock }) => clock !== 'step');
    expect(limits.map(({ clock, after, state }) => [clock, after, state])).to.have.deep.members(
      readings.map(({ clock, dueAt, state }) => [clock, dueAt, state]),
    );
    for (const { before: dueBefore, after } of limits) expect(after).to.be.greaterThan(dueBefore ?? Infinity);
    expect(lastDocument(desk)).to.deep.include({ kind: 'extension' });
    expect(clocksSince(desk, before)).to.deep.equal([
      'statutory extend 10 workingDay',
      'promised extend 10 workingDay',
      'step extend 10 workingDay',
    ]);
    expect(desk.state.status).to.equal('active');
    expect(desk.refusal('extend-instance', { days: 1, reasons: '再次' }, HEAD).code).to.equal('extension-twice');
  });

  it('should be refused to others, beyond the cap, without reasons, too late and before acceptance', async () => {
    const desk = await acceptedItem();
    const code = (days: number, by = HEAD, reasons = '复杂') =>
      desk.refusal('extend-instance', { days, reasons }, by).code;

    expect(code(1, DECIDER)).to.equal('forbidden');
    expect(code(1, ADMIN)).to.equal('forbidden');
    expect(code(11)).to.equal('extension-over-cap');
    expect(code(1, HEAD, ' ')).to.equal('document-incomplete');
    desk.now += 20 * DAY + 1;
    expect(code(1)).to.equal('extension-late');
    const early = await openItem();
    expect(early.refusal('extend-instance', { days: 1, reasons: '复杂' }, HEAD).code).to.equal('acceptance-pending');
  });
});

describe('what the verbs do to the clocks', () => {
  const WHOLE = { reasons: '不符合', reconsideration: '市政府', litigation: '法院' } as const;
  const task = (desk: Desk, id: string) => desk.task(id).id;
  const stops = ['statutory stop', 'promised stop'];
  const accept = async () => {
    const desk = await openItem();
    desk.do('claim-task', { taskId: task(desk, 'accept') }, CLERK);
    return desk;
  };

  const ROWS: readonly (readonly [string, () => Promise<Desk>, (desk: Desk) => unknown, readonly string[]])[] = [
    ['A1', acceptedItem, (d) => d.complete('decide', DECIDER), ['delivery start 10 workingDay', 'step stop']],
    ['D1 claim', openItem, (d) => d.do('claim-task', { taskId: task(d, 'accept') }, CLERK), []],
    ['D2 transfer', accept, (d) => d.do('transfer-task', { taskId: task(d, 'accept'), to: 'li' }, CLERK), []],
    ['G10 comment', accept, (d) => d.do('comment-task', { taskId: task(d, 'accept'), comment: '备注' }, CLERK), []],
    [
      'A3 refuse',
      acceptedItem,
      (d) => d.do('refuse-task', { taskId: task(d, 'decide'), ...WHOLE }, DECIDER),
      ['step stop', ...stops],
    ],
    [
      'A4 decline',
      accept,
      (d) => d.do('decline-acceptance-task', { taskId: task(d, 'accept'), reason: 'not-needed' }, CLERK),
      ['step stop', 'acceptance stop', ...stops],
    ],
    [
      'C8 void',
      acceptedItem,
      (d) => {
        d.do('void-instance', { reason: '重复' }, ADMIN);
        d.do('answer-confirmation', { requestId: request(d), answer: 'confirm' }, withRole('m', 'manager'));
      },
      [...stops, 'step stop'],
    ],
    [
      'C2 correct',
      accept,
      (d) =>
        d.do(
          'correct-task',
          { taskId: task(d, 'accept'), changes: [{ field: 'company', value: 'x' }], initials: 'w' },
          CLERK,
        ),
      [],
    ],
    ['hold', acceptedItem, (d) => d.do('suspend-task', { taskId: task(d, 'decide') }, DECIDER), ['step pause']],
  ];

  for (const [name, make, act, expected] of ROWS) {
    it(`should record ${expected.length === 0 ? 'nothing' : expected.join(', ')} for ${name}`, async () => {
      const desk = await make();
      const before = desk.events.length;

      act(desk);

      expect(clocksSince(desk, before)).to.deep.equal(expected);
      expect(desk.state.clocks?.every(({ at, by }) => at <= desk.now && by !== '') ?? true).to.equal(true);
    });
  }
});

describe('how tasks end', () => {
  it('should void the siblings of a veto and keep them, whatever ends the round', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/><userTask id="sign"><extensionElements><tb:assignment users="wang,li,zhao"/><tb:approval rule="all" veto="everybody" against="wait"/></extensionElements></userTask><endEvent id="end"/>${flows('start sign end')}`,
    );
    const desk = new Desk({ graphs: [graph] });
    desk.start();
    const [first] = desk
      .tasksAt('sign')
      .filter(({ assignee, candidateUsers }) => assignee === 'li' || candidateUsers.includes('li'));

    desk.do('disagree-task', { taskId: first?.id ?? '' }, person('li'));

    expect(desk.endings).to.deep.equal(['sign disagreed', 'sign voided:sibling', 'sign voided:sibling']);
    expect(desk.state.trail.map(({ outcome }) => outcome).sort()).to.deep.equal([
      'disagreed',
      'voided:sibling',
      'voided:sibling',
    ]);
  });

  it('should leave an end and a trail entry for every open task, on every way out of the case', async () => {
    const WHOLE = { reasons: '不符合', reconsideration: '市政府', litigation: '法院' };
    const ways: readonly ((desk: Desk) => unknown)[] = [
      (d) => d.do('refuse-task', { taskId: d.task('decide').id, ...WHOLE }, DECIDER),
      (d) => d.do('cancel-instance', {}, ADMIN),
      (d) => {
        d.do('void-instance', { reason: '重复' }, ADMIN);
        confirm(d, withRole('m', 'manager'));
      },
      (d) => {
        d.do('hand-on-task', { taskId: d.task('decide').id, organ: '省局', after: 'end', reason: '权限' }, DECIDER);
        confirm(d, LEAD);
      },
    ];
    for (const way of ways) {
      const desk = await acceptedItem(`<userTask id="beside"/>${flows('fork beside')}`);
      const open = Object.keys(desk.state.tasks);

      way(desk);

      const ended = desk.events.flatMap((event) => (event.type === 'taskEnded' ? [event.task.id] : []));
      expect(ended).to.include.members(open);
      expect(new Set(ended).size).to.equal(ended.length);
      expect(desk.state.tasks).to.deep.equal({});
      expect(desk.state.trail.map(({ taskId }) => taskId)).to.include.members(open);
    }
  });

  it('should keep the number of every document that was issued, without gaps', async () => {
    const desk = await openItem();
    desk.do('claim-task', { taskId: desk.task('accept').id }, CLERK);
    const taskId = desk.task('accept').id;
    for (let i = 0; i < 3; i++) desk.do('issue-document-task', { taskId, kind: 'acceptance' }, CLERK);
    expect(desk.refusal('issue-document-task', { taskId, kind: 'grant' }, CLERK).code).to.equal('decision-power');
    expect(desk.refusal('issue-document-task', { taskId, kind: 'delivery' }, CLERK).code).to.equal(
      'acceptance-pending',
    );
    desk.now += 400 * DAY;
    desk.do('issue-document-task', { taskId, kind: 'acceptance' }, CLERK);

    expect(proceedings(desk).documents.map(({ number }) => number)).to.deep.equal([
      '受理〔2026〕1号',
      '受理〔2026〕2号',
      '受理〔2026〕3号',
      '受理〔2027〕1号',
    ]);
    expect(desk.state.initiator).to.equal(APPLICANT.id);
  });
});
