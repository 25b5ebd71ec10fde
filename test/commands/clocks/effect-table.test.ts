/** What each operation does to each clock: the table of what happens to S, P and T, row by row, each by its verb. */
import { expect } from 'chai';
import { clockRuns } from '../../../engine/commands/clocks/clock-runs.ts';
import { SYSTEM } from '../../../engine/commands/command.ts';
import { bpmn, compileXml, flows } from '../../support/bpmn.ts';
import { ADMIN, Desk, person, withRole } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const day = (instant: number | null | undefined): string =>
  instant == null ? 'none' : new Date(instant + 8 * 3_600_000 - 1).toISOString().slice(0, 10);

const CLERK = person('clerk', { groups: ['window'] });
const OFFICER = person('officer');
const LI = person('li');
const LEAD = withRole('lead', 'clerk');
const HEAD = withRole('head', 'clerk');
const MANAGER = withRole('m', 'manager');
const APPLICANT = withRole('applicant', 'applicant');
const WHOLE = { reasons: '不符合', reconsideration: '市政府', litigation: '法院' } as const;

const step = (id: string, who: string, attributes = '', more = '') =>
  `<userTask id="${id}" ${attributes}><extensionElements><tb:assignment users="${who}"/><tb:limit value="5" unit="workingDay"/>${more}</extensionElements></userTask>`;

const ALL = 'claim,release,complete,comment,copy,urge,transfer,delegate,resolve,return,retrieve,suspend,resume';
const MODEL = bpmn(
  `<extensionElements>
     <tb:limit clock="statutory" value="20" unit="workingDay" startsAfter="accept" basis="行政许可法 42"/>
     <tb:limit clock="promised" value="15" unit="workingDay" startsAfter="accept"/>
     <tb:limit clock="acceptance" value="5" unit="workingDay" stopsAfter="accept" basis="行政许可法 32"/>
     <tb:conduct leads="lead" organHeads="head" organ="market" correctionDays="15" extensionCap="10" suspensionMax="30"/>
     <tb:material code="m1" name="申请书"/><tb:specialProcedure kind="test" name="检测"/>
     <tb:suspensionReason code="court" name="等待裁判" basis="办法 20"/><tb:suspensionReason code="internal" name="内部协调"/>
   </extensionElements><startEvent id="start"/>
   ${step('accept', 'clerk', `tb:milestone="accepted" tb:operations="${ALL},request-supplement,decline-acceptance"`)}
   ${step('examine', 'officer', `tb:operations="${ALL},start-special-procedure,apply-suspension"`)}
   ${step('sign', 'officer', `tb:operations="${ALL},add-signer,remove-signer"`, '<tb:approval rule="all"/>')}
   ${step('decide', 'officer', `tb:operations="${ALL},refuse" tb:deciders="officer"`)}
   <endEvent id="end"/>${flows('start accept examine sign decide end')}`,
  { key: 'item', attributes: 'name="许可" tb:starters="applicant"' },
);

/** Received on Monday 2 March 2026; accepted the same day unless it is said how far. */
async function caseAt(node: 'accept' | 'examine' | 'sign' | 'decide'): Promise<Desk> {
  const desk = new Desk({ graphs: [await compileXml(MODEL)] });
  desk.now = at('2026-03-02');
  desk.open('start-process-instance', { definitionId: desk.first.id, variables: {} }, APPLICANT);
  for (const done of ['accept', 'examine', 'sign'] as const) {
    if (done === node) break;
    desk.complete(done, done === 'accept' ? CLERK : OFFICER);
  }
  return desk;
}

const reading = (desk: Desk, id: string) => desk.state.readings?.[id];
const ofCase = (desk: Desk): string[] =>
  (['statutory', 'promised'] as const).map((clock) => {
    const read = reading(desk, clock);
    return read ? `${clock} ${read.state} ${day(read.dueAt)}` : `${clock} not started`;
  });
const RUNNING = ['statutory running 2026-03-30', 'promised running 2026-03-23'];
const taskId = (desk: Desk, node: string) => desk.task(node).id;
const stepsOf = (desk: Desk, node: string) =>
  clockRuns(desk.state).filter(
    ({ clock, records: [start] }) => clock === 'step' && start?.visitOf?.node === desk.first.graph.byId.get(node),
  );
const isOver = (desk: Desk, id: string): boolean =>
  clockRuns(desk.state).some((run) => run.id === id && run.records.some(({ effect }) => effect === 'stop'));
const confirm = (desk: Desk, by = MANAGER): void => {
  const [request] = Object.values(desk.state.proceedings?.requests ?? {});
  desk.do('answer-confirmation', { requestId: request?.id ?? '', answer: 'confirm' }, by);
};
const claimed = (desk: Desk, node: string, by = OFFICER): string => {
  if (desk.task(node).state === 'offered') desk.do('claim-task', { taskId: taskId(desk, node) }, by);
  return taskId(desk, node);
};

describe('what each operation does to each clock', () => {
  describe('A1 to D10, G1, G2: everything runs on, and no step is given time', () => {
    type Act = (desk: Desk) => void;
    const add = (desk: Desk, kind: 'before' | 'after' | 'parallel'): void => {
      desk.do('add-signer-task', { taskId: claimed(desk, 'sign'), users: ['li'], kind }, OFFICER);
    };
    const ofLi = (desk: Desk) => desk.tasksAt('sign').find(({ assignee }) => assignee === 'li')?.id ?? '';
    const ROWS: readonly (readonly [string, 'examine' | 'sign', Act])[] = [
      [
        'D1 claim and release',
        'examine',
        (d) => {
          claimed(d, 'examine');
          d.do('release-task', { taskId: taskId(d, 'examine') }, OFFICER);
        },
      ],
      ['D2 transfer', 'examine', (d) => d.do('transfer-task', { taskId: claimed(d, 'examine'), to: 'li' }, OFFICER)],
      [
        'D3 delegate, and resolve',
        'examine',
        (d) => {
          d.do('delegate-task', { taskId: claimed(d, 'examine'), to: 'li' }, OFFICER);
          d.do('resolve-task', { taskId: taskId(d, 'examine'), comment: '意见' }, LI);
        },
      ],
      [
        'D10 reassign by an administrator',
        'examine',
        (d) => d.do('transfer-task', { taskId: claimed(d, 'examine'), to: 'li' }, ADMIN),
      ],
      ['D6 add a signer before', 'sign', (d) => add(d, 'before')],
      [
        'D7 add a signer after',
        'sign',
        (d) => {
          add(d, 'after');
          d.do('complete-task', { taskId: taskId(d, 'sign') }, OFFICER);
        },
      ],
      ['D8 add a signer beside', 'sign', (d) => add(d, 'parallel')],
      [
        'D9 remove a signer',
        'sign',
        (d) => {
          add(d, 'parallel');
          d.do('remove-signer-task', { taskId: ofLi(d) }, OFFICER);
        },
      ],
      [
        'A1 of one of several',
        'sign',
        (d) => {
          add(d, 'parallel');
          d.do('complete-task', { taskId: ofLi(d) }, LI);
        },
      ],
      ['G1 copy', 'examine', (d) => d.do('copy-task', { taskId: claimed(d, 'examine'), users: ['li'] }, OFFICER)],
      ['G2 urge', 'examine', (d) => d.do('urge-task', { taskId: claimed(d, 'examine') }, ADMIN)],
    ];
    for (const [name, node, act] of ROWS) {
      it(`should hold for ${name}`, async () => {
        const desk = await caseAt(node);
        const [first] = desk.tasksAt(node);
        desk.now = at('2026-03-05');

        act(desk);

        expect(ofCase(desk)).to.deep.equal(RUNNING);
        expect(stepsOf(desk, node)).to.have.length(1);
        expect(isOver(desk, `step:${first?.element}`)).to.equal(false);
        expect(desk.tasksAt(node).map(({ dueAt }) => day(dueAt))).to.satisfy((due: string[]) =>
          due.every((one) => one === '2026-03-09'),
        );
      });
    }

    it('should close the step with A1, and give the next its own limit', async () => {
      const desk = await caseAt('examine');
      desk.now = at('2026-03-05');
      const { element } = desk.task('examine');

      desk.complete('examine', OFFICER);

      expect(ofCase(desk)).to.deep.equal(RUNNING);
      expect(isOver(desk, `step:${element}`)).to.equal(true);
      expect(day(desk.task('sign').dueAt)).to.equal('2026-03-12');
    });
  });

  it('should close the step with B1 and B2, and give the other what its visits have left, no less than the floor', async () => {
    for (const [back, due] of [
      ['2026-03-04', '2026-03-09'],
      ['2026-03-20', '2026-03-23'],
    ] as const) {
      const desk = await caseAt('examine');
      desk.now = at('2026-03-04');
      desk.complete('examine', OFFICER);
      const { element } = desk.task('sign');
      desk.now = at(back);

      desk.do('return-task', { taskId: claimed(desk, 'sign'), to: 'examine', comment: '再核' }, OFFICER);

      expect(ofCase(desk)).to.deep.equal(RUNNING);
      expect(isOver(desk, `step:${element}`)).to.equal(true);
      // Two of five working days were used by the first visit.
      expect(day(desk.task('examine').dueAt)).to.equal(back === '2026-03-04' ? due : '2026-03-25');
      expect(desk.task('examine').visit).to.equal(2);
      expect(stepsOf(desk, 'examine')).to.have.length(2);
    }
  });

  it('should give a step no less than a working day, however often it was returned', async () => {
    const desk = await caseAt('examine');
    for (const passing of ['2026-03-10', '2026-03-12', '2026-03-16']) {
      desk.now = at(passing);
      desk.complete('examine', OFFICER);
      desk.do('return-task', { taskId: claimed(desk, 'sign'), to: 'examine', comment: '再核' }, OFFICER);
    }

    expect(day(desk.task('examine').dueAt)).to.equal('2026-03-17');
    expect(desk.task('examine').visit).to.equal(4);
    expect(ofCase(desk)).to.deep.equal(RUNNING);
  });

  it('should not have started S and P at B3 and C1, end A with the notice and begin it anew with the supplement', async () => {
    const desk = await caseAt('accept');
    claimed(desk, 'accept', CLERK);
    desk.now = at('2026-03-04');
    const checks = [{ material: 'm1', result: 'missing', reason: '未提交' }] as const;
    desk.do('request-supplement-task', { taskId: taskId(desk, 'accept'), checks: [...checks] }, CLERK);
    expect(ofCase(desk)).to.deep.equal(['statutory not started', 'promised not started']);
    expect(reading(desk, 'acceptance')?.state).to.equal('stopped');

    desk.now = at('2026-03-11');
    desk.do('supplement-task', { materials: ['m1'] }, APPLICANT);

    const runs = clockRuns(desk.state).filter(({ clock }) => clock === 'acceptance');
    expect(runs).to.have.length(2);
    expect(day(reading(desk, runs[1]?.id ?? '')?.dueAt)).to.equal('2026-03-18');
    expect(ofCase(desk)).to.deep.equal(['statutory not started', 'promised not started']);
  });

  it('should stop S, P and T for C5 from its notice to its end, while X runs', async () => {
    const desk = await caseAt('examine');
    const id = claimed(desk, 'examine');
    desk.now = at('2026-03-04');
    desk.do('start-special-procedure-task', { taskId: id, kind: 'test', days: 4 }, OFFICER);
    const states = () => [
      ...ofCase(desk).map((one) => one.split(' ')[1]),
      clockRuns(desk.state)
        .find(({ id: run }) => run === `step:${desk.task('examine').element}`)
        ?.records.at(-1)?.effect,
    ];
    expect(states()).to.deep.equal(['paused', 'paused', 'pause']);
    const pauses = (desk.state.clocks ?? []).filter(({ effect }) => effect === 'pause');
    expect(pauses.every(({ document, basis }) => document !== undefined && basis !== undefined)).to.equal(true);
    const x = Object.values(desk.state.readings ?? {}).find(({ clock }) => clock === 'special');
    expect([x?.state, day(x?.dueAt)]).to.deep.equal(['running', '2026-03-10']);

    desk.now = at('2026-03-10');
    desk.do('end-special-procedure-task', { taskId: id, result: '合格' }, OFFICER);

    // Four working days (5, 6, 9, 10 March) are not counted.
    expect(ofCase(desk)).to.deep.equal(['statutory running 2026-04-03', 'promised running 2026-03-27']);
    expect(day(desk.task('examine').dueAt)).to.equal('2026-03-13');
  });

  for (const [reason, whole] of [
    ['court', ['statutory running 2026-04-03', 'promised running 2026-03-27']],
    ['internal', RUNNING],
  ] as const) {
    it(`should stop ${reason === 'court' ? 'S, P and T for C6 with a basis in law' : 'T alone for C6 without one'}`, async () => {
      const desk = await caseAt('examine');
      desk.now = at('2026-03-04');
      const input = { taskId: claimed(desk, 'examine'), reason, until: at('2026-03-20') };
      desk.do('apply-suspension-task', input, OFFICER);
      expect(ofCase(desk)).to.deep.equal(RUNNING);

      confirm(desk, LEAD);
      desk.now = at('2026-03-10');
      desk.do('resume-instance', {}, LEAD);

      expect(ofCase(desk)).to.deep.equal(whole);
      expect(day(desk.task('examine').dueAt)).to.equal('2026-03-13');
    });
  }

  it('should add the days of C7 to S and P once and to the step, in writing', async () => {
    const desk = await caseAt('examine');
    claimed(desk, 'examine');
    desk.now = at('2026-03-04');
    const before = desk.state.proceedings?.documents.length ?? 0;

    desk.do('extend-instance', { days: 10, reasons: '案情复杂' }, HEAD);

    expect(ofCase(desk)).to.deep.equal(['statutory running 2026-04-14', 'promised running 2026-04-07']);
    expect(day(desk.task('examine').dueAt)).to.equal('2026-03-23');
    expect(desk.state.proceedings?.documents.slice(before).map(({ kind }) => kind)).to.deep.equal(['extension']);
    expect(desk.refusal('extend-instance', { days: 1, reasons: '再次' }, HEAD).code).to.equal('extension-twice');
  });

  it('should count what B6 retrieves as if the visit that came to nothing had been the own', async () => {
    const desk = await caseAt('examine');
    desk.now = at('2026-03-03');
    desk.complete('examine', OFFICER);
    const done = desk.state.trail.at(-1)?.taskId ?? '';
    const { element } = desk.task('sign');
    desk.now = at('2026-03-05');

    desk.do('retrieve-task', { taskId: done }, OFFICER);

    expect(ofCase(desk)).to.deep.equal(RUNNING);
    expect(isOver(desk, `step:${element}`)).to.equal(true);
    // Of five working days one was used by the first visit, and two by the one that was voided.
    expect(day(desk.task('examine').dueAt)).to.equal('2026-03-09');
    desk.now = at('2026-03-06');
    desk.complete('examine', OFFICER);
    desk.do('return-task', { taskId: claimed(desk, 'sign'), to: 'examine', comment: '再核' }, OFFICER);
    expect(day(desk.task('examine').dueAt)).to.equal('2026-03-09');
  });

  it('should count what B8 jumps to as if the visit that came to nothing had been its own', async () => {
    const desk = await caseAt('examine');
    desk.now = at('2026-03-05');

    desk.do('jump-instance', { to: 'sign', reason: '纠正' }, ADMIN);
    confirm(desk);

    expect(ofCase(desk)).to.deep.equal(RUNNING);
    // Three of five working days had been used before the jump.
    expect(day(desk.task('sign').dueAt)).to.equal('2026-03-09');
  });

  it('should begin new clocks linked to the old ones with B9', async () => {
    const desk = await caseAt('decide');
    desk.complete('decide', OFFICER);
    expect(desk.state.status).to.equal('completed');
    desk.now = at('2026-05-11');

    desk.do('reopen-instance', { to: 'decide', ground: 'judgment', order: '（2026）行终12号', reason: '判决' }, ADMIN);
    confirm(desk, OFFICER);

    expect(
      clockRuns(desk.state)
        .filter(({ clock, records }) => clock !== 'step' && records[0]?.follows !== undefined)
        .map(({ id, records: [start] }) => `${id} after ${start?.follows} from ${day(start?.at)}`),
    ).to.include.members(['statutory#2 after statutory from 2026-05-11', 'promised#2 after promised from 2026-05-11']);
  });

  describe('A3, A4, B7, C8: everything stops for good', () => {
    const ROWS: readonly (readonly [string, 'accept' | 'decide', (desk: Desk) => void])[] = [
      ['A3', 'decide', (d) => d.do('refuse-task', { taskId: claimed(d, 'decide'), ...WHOLE }, OFFICER)],
      [
        'A4',
        'accept',
        (d) => d.do('decline-acceptance-task', { taskId: claimed(d, 'accept', CLERK), reason: 'not-needed' }, CLERK),
      ],
      ['B7', 'decide', (d) => d.do('withdraw-instance', {}, APPLICANT)],
      [
        'C8',
        'decide',
        (d) => {
          d.do('void-instance', { reason: '重复' }, ADMIN);
          confirm(d);
        },
      ],
    ];
    for (const [name, node, act] of ROWS) {
      it(`should hold for ${name}`, async () => {
        const desk = await caseAt(node);
        const before = clockRuns(desk.state).filter(({ id }) => !isOver(desk, id));
        expect(before.length).to.be.greaterThan(1);
        desk.now = at('2026-03-05');

        act(desk);

        expect(clockRuns(desk.state).filter(({ id }) => !isOver(desk, id) && !id.startsWith('delivery'))).to.deep.equal(
          [],
        );
        expect(desk.refusal('turn-lamp', { clock: 'statutory' }, SYSTEM).code).to.be.oneOf([
          'not-found',
          'case-not-active',
        ]);
      });
    }
  });

  it('should begin the clock of delivery when several have decided together, not with the first vote, nor with a refusal', async () => {
    const graph = await compileXml(
      bpmn(
        `<startEvent id="start"/><userTask id="decide" tb:deciders="a,b"><extensionElements><tb:assignment users="a,b"/><tb:approval rule="all"/></extensionElements></userTask>
         <userTask id="send"/><endEvent id="end"/>${flows('start decide send end')}`,
      ),
    );
    const deliveries = (last: 'complete-task' | 'disagree-task'): (number | undefined)[] => {
      const desk = new Desk({ graphs: [graph] });
      desk.start();
      return (['complete-task', last] as const).map((verb, index) => {
        const who = ['a', 'b'][index] ?? '';
        desk.now += 1;
        desk.do(
          verb,
          { taskId: desk.tasksAt('decide').find(({ assignee }) => assignee === who)?.id ?? '' },
          person(who),
        );
        return desk.state.clocks?.find(({ clock, effect }) => clock === 'delivery' && effect === 'start')?.at;
      });
    };

    const [none, begun] = deliveries('complete-task');

    expect(none).to.equal(undefined);
    expect(begun).to.be.a('number');
    expect(deliveries('disagree-task')).to.deep.equal([undefined, undefined]);
  });

  it('should begin the clock of delivery, ten working days, with A1 at the decision', async () => {
    const desk = await caseAt('decide');
    desk.now = at('2026-03-05');

    desk.complete('decide', OFFICER);

    const start = desk.state.clocks?.find(({ clock, effect }) => clock === 'delivery' && effect === 'start');
    expect(start).to.deep.include({ amount: { n: 10, unit: 'workingDay' }, basis: '行政许可法 44', at: desk.now });
  });
});
