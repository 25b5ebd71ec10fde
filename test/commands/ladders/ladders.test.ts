import { expect } from 'chai';
import { SYSTEM } from '../../../engine/commands/command.ts';
import { Organisation } from '../../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../../engine/people/organisation/rows.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, LI, WANG } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T10:00` : text}:00+08:00`);
const wall = (instant: number | null | undefined): string =>
  instant == null ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const FIVE_DAYS = '<tb:limit value="5" unit="工作日"/>';
const ladder = (rungs: string, attributes = '') => `<tb:ladder ${attributes}>${rungs}</tb:ladder>`;

async function open(rungs: string, { of = FIVE_DAYS, users = 'wang', process = '' } = {}): Promise<Desk> {
  const step = `<userTask id="review">${extended(`<tb:assignment users="${users}"/>${of}${rungs}`)}</userTask>`;
  const graph = await graphOf(
    `${extended(process)}<startEvent id="start"/><userTask id="accept">${extended('<tb:assignment users="wang"/>')}</userTask>${step}
     <userTask id="decide">${extended('<tb:assignment users="wang"/>')}</userTask><endEvent id="end"/>${flows('start accept review decide end')}`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.now = at('2026-03-02');
  desk.start();
  desk.complete('accept', WANG);
  return desk;
}

const ofTask = (desk: Desk) => desk.state.ladders?.[desk.task('review').element];
const next = (desk: Desk): string => {
  const found = ofTask(desk)?.next;
  return found ? `${found.rung} ${wall(found.at)}` : 'none';
};

/** The job comes at its time. */
function climb(desk: Desk, element = desk.task('review').element): void {
  const found = desk.state.ladders?.[element]?.next;
  if (!found) throw new Error('Expected something to come on the ladder, but nothing does.');
  desk.now = Math.max(desk.now, found.at);
  desk.do('climb-rung', { element, rung: found.rung }, SYSTEM);
}

const climbed = (desk: Desk) =>
  desk.events.flatMap((event) => (event.type === 'rungClimbed' ? [`${event.rung} ${event.told.join(',')}`] : []));

const person = (id: string) => ({ id, active: true, department: null, groups: [], roles: [] });

const position = (id: string, department: string, head: boolean) => ({
  person: id,
  department,
  post: null,
  head,
  order: 0,
  since: 0,
  until: null,
});

function staffed(desk: Desk): void {
  desk.organisation = new Organisation({
    ...NO_ORGANISATION,
    people: [person('wang'), person('zhao')],
    departments: [{ id: 'office', parent: null, since: 0, until: null }],
    positions: [position('wang', 'office', false), position('zhao', 'office', true)],
  });
}

describe('escalation ladders', () => {
  describe('when a rung is reached', () => {
    const CASES: readonly (readonly [string, string, string])[] = [
      ['a share of the limit', 'used="60%" action="start" process="p"', 'rung1 2026-03-05T15:06'],
      ['the whole limit', 'used="1" action="start" process="p"', 'rung1 2026-03-10T00:00'],
      ['one working day left', 'left="1" unit="workingDay" action="start" process="p"', 'rung1 2026-03-06T00:00'],
      ['days of the calendar left', 'left="2" unit="day" action="start" process="p"', 'rung1 2026-03-07T00:00'],
      ['hours of the office left', 'left="2" unit="workingHour" action="start" process="p"', 'rung1 2026-03-09T15:30'],
      ['hours left', 'left="3" unit="hour" action="start" process="p"', 'rung1 2026-03-09T21:00'],
      ['the limit over', 'after="0" unit="workingDay" action="start" process="p"', 'rung1 2026-03-10T00:00'],
      ['two working days over', 'after="2" unit="workingDay" action="start" process="p"', 'rung1 2026-03-12T00:00'],
      ['hours over', 'after="2" unit="hour" action="start" process="p"', 'rung1 2026-03-10T02:00'],
      ['more left than there is', 'left="30" unit="workingDay" action="start" process="p"', 'rung1 2026-03-02T10:00'],
    ];
    for (const [name, rung, expected] of CASES) {
      it(`should be known of ${name}`, async () => {
        const desk = await open(ladder(`<tb:rung ${rung}/>`));

        expect(next(desk)).to.equal(expected);
      });
    }

    it('should wait for the opening of a working day where it only tells people', async () => {
      const desk = await open(ladder('<tb:rung left="1" unit="day" action="remind"/>'));

      expect(next(desk)).to.equal('rung1 2026-03-09T09:00');
    });

    it('should come again every working day where the model says daily', async () => {
      const desk = await open(ladder('<tb:rung left="2" unit="workingDay" action="remind" daily="true"/>'));
      const seen = [next(desk)];

      for (let n = 0; n < 3; n++) {
        climb(desk);
        seen.push(next(desk));
      }

      expect(seen).to.deep.equal([
        'rung1 2026-03-05T09:00',
        'rung1 2026-03-06T09:00',
        'rung1 2026-03-09T09:00',
        'rung1 2026-03-10T09:00',
      ]);
    });
  });

  describe('exactly once', () => {
    const TWO = ladder(
      '<tb:rung used="0.5" action="remind"/><tb:rung after="0" unit="workingDay" action="raise" to="li"/>',
    );

    it('should be refused before its instant, and when it has been climbed', async () => {
      const desk = await open(TWO);
      const { element } = desk.task('review');
      expect(desk.refusal('climb-rung', { element, rung: 'rung1' }, SYSTEM).code).to.equal('timer-not-due');
      expect(desk.refusal('climb-rung', { element, rung: 'rung2' }, SYSTEM).code).to.equal('not-found');
      expect(desk.refusal('climb-rung', { element, rung: 'rung1' }, WANG).code).to.equal('forbidden');

      climb(desk);

      expect(desk.refusal('climb-rung', { element, rung: 'rung1' }, SYSTEM).code).to.equal('not-found');
      expect(climbed(desk)).to.deep.equal(['rung1 user:wang']);
      expect(next(desk)).to.equal('rung2 2026-03-10T09:00');
    });

    it('should stand still with its clock, and come as much later', async () => {
      const desk = await open(ladder('<tb:rung after="0" unit="workingDay" action="start" process="p"/>'));
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);
      desk.now = at('2026-03-03');
      desk.do('suspend-task', { taskId }, WANG);
      expect(next(desk)).to.equal('none');

      desk.now = at('2026-03-05');
      desk.do('resume-task', { taskId }, WANG);

      expect(next(desk)).to.equal('rung1 2026-03-12T00:00');
    });

    it('should come later by what extends the limit', async () => {
      const desk = await open(ladder('<tb:rung after="0" unit="workingDay" action="start" process="p"/>'));

      desk.note({
        clock: 'step',
        effect: 'extend',
        at: desk.now,
        element: desk.task('review').element,
        amount: { n: 2, unit: 'workingDay' },
        reason: 'extended',
        by: 'wang',
        verb: 'extend',
      });
      desk.do('retime-clocks', {}, SYSTEM);

      expect(next(desk)).to.equal('rung1 2026-03-12T00:00');
    });

    it('should be set anew for another visit, and be gone with the one that ended', async () => {
      const desk = await open(TWO);
      const first = desk.task('review').element;
      climb(desk);
      desk.complete('review', WANG);
      expect(desk.state.ladders).to.deep.equal({});

      desk.do('claim-task', { taskId: desk.task('decide').id }, WANG);
      desk.do('return-task', { taskId: desk.task('decide').id, to: 'review', comment: '再核' }, WANG);

      expect(desk.task('review').element).to.not.equal(first);
      expect(ofTask(desk)?.climbed).to.deep.equal([]);
      expect(ofTask(desk)?.next?.rung).to.equal('rung1');
    });
  });

  describe('what a rung does', () => {
    const over = (what: string) => ladder(`<tb:rung name="r" after="0" unit="workingDay" ${what}/>`);

    it('should tell the handler, his superior, the head, the supervisors, and whom the model names', async () => {
      const desk = await open(over('action="remind" to="handler,lead,head,supervisor,group:watch,sun"'));
      staffed(desk);
      desk.do('claim-task', { taskId: desk.task('review').id }, WANG);

      climb(desk);

      expect(climbed(desk)).to.deep.equal(['r user:wang,user:zhao,role:manager,group:watch,user:sun']);
      const urges = Object.values(desk.state.notices ?? {});
      expect(urges.map((urge) => 'to' in urge && urge.to)).to.deep.equal([
        'user:wang',
        'user:zhao',
        'group:watch',
        'user:sun',
      ]);
      expect(urges[0]).to.deep.include({ kind: 'urge', standing: 'system', level: 1, task: desk.task('review').id });
    });

    it('should raise the work to the superior by the chart of now', async () => {
      const desk = await open(over('action="raise"'));
      staffed(desk);
      desk.do('claim-task', { taskId: desk.task('review').id }, WANG);
      const due = desk.task('review').dueAt;

      climb(desk);

      expect(desk.task('review')).to.deep.include({ assignee: 'zhao', state: 'claimed', dueAt: due });
      expect(desk.task('review').reasons?.at(-1)).to.deep.include({ principal: 'user:zhao', rule: 'raise' });
    });

    it('should offer the work to a group', async () => {
      const desk = await open(over('action="transfer" to="group:reserve"'));
      desk.do('claim-task', { taskId: desk.task('review').id }, WANG);

      climb(desk);

      expect(desk.task('review')).to.deep.include({ assignee: null, state: 'offered', candidateGroups: ['reserve'] });
    });

    it('should be an incident, and stay climbed, where it cannot be done', async () => {
      const desk = await open(over('action="raise"'));

      climb(desk);

      expect(Object.values(desk.state.incidents).map(({ code }) => code)).to.deep.equal(['approver-none']);
      expect(next(desk)).to.equal('none');
      expect(desk.task('review').assignee).to.equal(null);
    });

    it('should count silence as consent, by the rule the model cites', async () => {
      const desk = await open(over('action="pass" basis="联合审批办法第12条"'));

      climb(desk);

      expect(desk.state.trail.at(-1)).to.deep.include({ outcome: 'autoPassed', by: null });
      expect(desk.task('decide').state).to.equal('offered');
      const ended = desk.events.findLast(({ type }) => type === 'taskEnded');
      expect(JSON.stringify(ended)).to.contain('联合审批办法第12条').and.contain('user:wang');
      expect(desk.state.ladders).to.deep.equal({});
    });

    it('should refuse for whoever was silent', async () => {
      const desk = await open(over('action="refuse" basis="b"'));

      climb(desk);

      expect(desk.state.status).to.equal('terminated');
      expect(desk.state.trail.at(-1)?.outcome).to.equal('rejected');
    });

    it('should answer in a round for those alone who were silent', async () => {
      const desk = await open(over('action="pass" basis="b"'), {
        of: `${FIVE_DAYS}<tb:approval rule="all"/>`,
        users: 'wang,li',
      });
      const ofLi = Object.values(desk.state.tasks).find(({ assignee }) => assignee === 'li');
      desk.do('complete-task', { taskId: ofLi?.id ?? '', comment: '同意' }, LI);

      climb(desk);

      const outcomes = desk.state.trail.slice(-2).map(({ by, outcome }) => `${by} ${outcome}`);
      expect(outcomes).to.deep.equal(['li approved', 'null autoPassed']);
      expect(desk.task('decide').state).to.equal('offered');
    });

    it('should give the work back to the step before', async () => {
      const desk = await open(over('action="return"'));

      climb(desk);

      expect(Object.values(desk.state.incidents)).to.deep.equal([]);
      expect(desk.task('accept').visit).to.equal(2);
    });

    it('should have another case opened, which knows of this one', async () => {
      const desk = await open(over('action="supervise" process="supervision"'));

      climb(desk);

      const asked = desk.events.find(({ type }) => type === 'caseRequested');
      expect(asked).to.deep.include({ key: 'supervision' });
      expect(JSON.stringify(asked)).to.contain(desk.state.id).and.contain('"element":"review"');
    });

    it('should call a department, whose answer moves nothing', async () => {
      const desk = await open(over('action="call" topic="sms"'));
      climb(desk);
      const [effect] = Object.values(desk.state.effects);
      expect(effect).to.deep.include({ topic: 'sms', aside: true });

      desk.do('complete-effect', { effectId: effect?.id ?? '' }, SYSTEM);

      expect(desk.state.effects).to.deep.equal({});
      expect(desk.task('review').state).to.equal('offered');
    });

    it('should be an incident where the department does not answer, or says no', async () => {
      for (const verb of ['fail-effect', 'throw-effect-error'] as const) {
        const desk = await open(over('action="call" topic="sms"'));
        climb(desk);
        const effectId = Object.keys(desk.state.effects)[0] ?? '';

        if (verb === 'fail-effect') desk.do(verb, { effectId, message: 'down', attemptsLeft: 0 }, SYSTEM);
        else desk.do(verb, { effectId, errorCode: 'no' }, SYSTEM);

        expect(desk.state.effects).to.deep.equal({});
        expect(Object.values(desk.state.incidents).map(({ code }) => code)).to.deep.equal(['effect-failed']);
        expect(desk.state.status).to.equal('active');
      }
    });
  });

  describe('where it is written', () => {
    const PROMISED = '<tb:limit value="10" unit="工作日" clock="promised"/>';

    it('should go by the clock of the case', async () => {
      const desk = await open('', {
        process: PROMISED + ladder('<tb:rung left="3" unit="workingDay" action="remind"/>'),
      });

      const { next: found } = desk.state.ladders?.[desk.state.root] ?? {};
      expect(wall(found?.at)).to.equal('2026-03-11T09:00');
      climb(desk, desk.state.root);
      expect(climbed(desk)).to.deep.equal(['rung1 user:wang']);
    });

    it('should be for every step with a limit where the process says so, but those with their own', async () => {
      const steps = ladder('<tb:rung name="all" used="1" action="remind"/>', 'for="steps"');
      const desk = await open('', { process: steps });
      const own = await open(ladder('<tb:rung name="own" used="1" action="remind"/>'), { process: steps });

      expect(ofTask(desk)?.next?.rung).to.equal('all');
      expect(ofTask(own)?.next?.rung).to.equal('own');
    });

    it('should go by the clock of a stage, and be gone with it', async () => {
      const inside = extended('<tb:assignment users="wang"/>');
      const graph = await graphOf(
        `<startEvent id="start"/><subProcess id="stage">${extended(`<tb:limit value="5" unit="工作日"/>${ladder('<tb:rung used="1" action="start" process="p"/>')}`)}<startEvent id="s"/><userTask id="inner">${inside}</userTask><endEvent id="e"/>${flows('s inner e')}</subProcess><userTask id="after">${inside}</userTask><endEvent id="end"/>${flows('start stage after end')}`,
      );
      const desk = new Desk({ graphs: [graph] });
      desk.now = at('2026-03-02');
      desk.start();
      const [stage] = Object.keys(desk.state.ladders ?? {});
      expect(wall(desk.state.ladders?.[stage ?? '']?.next?.at)).to.equal('2026-03-10T00:00');

      climb(desk, stage);
      desk.complete('inner', WANG);

      expect(climbed(desk)).to.deep.equal(['rung1 user:wang']);
      expect(desk.state.ladders).to.deep.equal({});
    });

    it('should end with the case', async () => {
      const desk = await open('', { process: PROMISED + ladder('<tb:rung used="1" action="remind"/>') });

      desk.do('cancel-instance', { reason: 'test' }, ADMIN);

      expect(desk.state.ladders).to.deep.equal({});
    });
  });
});

describe('deemed acceptance', () => {
  const LIMITS = `<tb:limit value="20" unit="工作日" clock="statutory" startsAfter="accept" basis="行政许可法 42"/>
    <tb:limit value="5" unit="工作日" clock="acceptance" stopsAfter="accept" basis="行政许可法 32"/>
    ${ladder('<tb:rung name="silence" clock="acceptance" after="0" unit="workingDay" action="accept" basis="行政许可法 32"/>')}`;

  async function received(): Promise<Desk> {
    const graph = await graphOf(
      `${extended(`${LIMITS}<tb:conduct leads="lead" organ="market" correctionDays="15"/><tb:material code="m" name="申请书"/>`)}<startEvent id="start"/><userTask id="accept" tb:milestone="accepted" tb:operations="claim,complete,request-supplement,comment">${extended('<tb:assignment users="wang"/>')}</userTask>
       <userTask id="decide">${extended('<tb:assignment users="wang"/>')}</userTask><endEvent id="end"/>${flows('start accept decide end')}`,
    );
    const desk = new Desk({ graphs: [graph] });
    desk.now = at('2026-09-28');
    desk.start();
    return desk;
  }

  it('should accept after five working days of silence, from the day of receipt, with the article and a document', async () => {
    const desk = await received();
    const { next: found } = desk.state.ladders?.[desk.state.root] ?? {};
    expect(wall(found?.at)).to.equal('2026-10-11T00:00');

    climb(desk, desk.state.root);

    expect(desk.state.proceedings).to.deep.include({ acceptedAt: at('2026-09-28') });
    expect(desk.state.proceedings?.deemed?.basis).to.equal('行政许可法 32');
    expect(desk.state.proceedings?.documents.map(({ kind, number }) => `${kind} ${number}`)).to.deep.equal([
      'acceptance 受理〔2026〕1号',
    ]);
    expect(wall((desk.state.readings?.statutory?.dueAt ?? 0) - 1)).to.equal('2026-10-30T23:59');
    expect(desk.task('decide').state).to.equal('offered');
    expect(desk.state.trail.at(-1)).to.deep.include({ outcome: 'autoPassed', by: null });
    expect(desk.state.readings?.acceptance?.state).to.equal('stopped');
  });

  it('should be explained by whoever was silent', async () => {
    const desk = await received();
    desk.do('claim-task', { taskId: desk.task('accept').id }, WANG);

    climb(desk, desk.state.root);

    expect(desk.events.find(({ type }) => type === 'cardRequested')).to.deep.include({
      ...{ clock: 'acceptance', addressee: 'wang', reason: 'not-told-at-once' },
    });
  });

  it('should be a breach of law like any other while nobody accepts', async () => {
    const desk = await received();
    const { next } = desk.state.readings?.acceptance ?? {};
    desk.now = next ?? Number.NaN;
    desk.do('turn-lamp', { clock: 'acceptance' }, SYSTEM);
    desk.now = desk.state.readings?.acceptance?.next ?? Number.NaN;

    desk.do('turn-lamp', { clock: 'acceptance' }, SYSTEM);

    expect(desk.state.readings?.acceptance?.lamp).to.equal('double-red');
  });

  it('should not happen where somebody has accepted, or has said once what is missing', async () => {
    const accepted = await received();
    accepted.complete('accept', WANG);
    expect(accepted.state.ladders?.[accepted.state.root]?.next ?? null).to.equal(null);

    const noticed = await received();
    const taskId = noticed.task('accept').id;
    noticed.do('claim-task', { taskId }, WANG);
    const checks = [{ material: 'm', result: 'missing' as const, reason: '未提交' }];
    noticed.do('request-supplement-task', { taskId, checks }, WANG);
    expect(noticed.state.ladders?.[noticed.state.root]?.next ?? null).to.equal(null);
  });

  it('should count again from the supplement', async () => {
    const desk = await received();
    const taskId = desk.task('accept').id;
    desk.do('claim-task', { taskId }, WANG);
    desk.do(
      'request-supplement-task',
      { taskId, checks: [{ material: 'm', result: 'missing', reason: '未提交' }] },
      WANG,
    );
    desk.now = at('2026-10-12');
    desk.do('supplement-task', { taskId, materials: ['m'] }, ADMIN);
    expect(wall(desk.state.ladders?.[desk.state.root]?.next?.at)).to.equal('2026-10-20T00:00');

    climb(desk, desk.state.root);

    expect(desk.state.proceedings?.acceptedAt).to.equal(at('2026-10-12'));
  });
});
