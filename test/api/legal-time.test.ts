/** What the law says about time, over the API: silence, the one notice, the one extension, consent of a silent department, and what is never deployed. */
import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const day = (text: string): string => new Date(Date.parse(text) + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;

const LIMITS = `<tb:limit value="20" unit="工作日" clock="statutory" startsAfter="accept" basis="行政许可法 42"/>
  <tb:limit value="15" unit="工作日" clock="promised" startsAfter="accept"/>
  <tb:limit value="5" unit="工作日" clock="acceptance" stopsAfter="accept" basis="行政许可法 32"/>
  <tb:ladder><tb:rung name="silence" clock="acceptance" after="0" unit="workingDay" action="accept" basis="行政许可法 32"/></tb:ladder>
  <tb:conduct leads="mei" organHeads="mei" organ="market" correctionDays="15" extensionCap="10"/>
  <tb:material code="m1" name="申请书"/><tb:material code="m2" name="场地证明"/>`;

const ITEM = bpmn(
  `${extended(LIMITS)}<startEvent id="start"/>
   <userTask id="accept" tb:milestone="accepted" tb:operations="claim,complete,request-supplement,comment">${extended('<tb:assignment groups="window"/>')}</userTask>
   <userTask id="ask" name="征求意见">${extended(`<tb:assignment groups="tax"/><tb:limit value="3" unit="工作日"/>
     <tb:ladder><tb:rung name="deemed" after="0" unit="workingDay" action="pass" basis="政府信息公开条例 34"/></tb:ladder>`)}</userTask>
   <userTask id="decide">${extended('<tb:assignment groups="window"/>')}</userTask><endEvent id="end"/>${flows('start accept ask decide end')}`,
  { key: 'silent', attributes: 'name="食品经营许可" tb:starters="applicant"' },
);

describe('api/legal time', () => {
  const server = useServer();
  before(() => deploy(server, ITEM));
  afterEach(async () => {
    const { body } = await server.as('root').get('/process-instances?open=true&limit=500');
    for (const { id } of body.items) await server.as('root').post(`/process-instances/${id}/cancel`, {});
    server.clock.set(START);
  });

  const receivedAt = async (text: string): Promise<string> => {
    server.clock.set(at(text));
    const { status, body, text: said } = await server.as('li').post('/process-instances', { definitionKey: 'silent' });
    expect(status, said).to.equal(201);
    return body.id;
  };
  const taskOf = async (id: string) => (await server.as('root').get(`/tasks?instanceId=${id}`)).body.items[0];
  const clockOf = async (id: string, clock: string) =>
    (await server.as('root').get(`/process-instances/${id}/clocks`)).body.clocks.find(
      (one: { clock: string }) => one.clock === clock,
    );
  const claimed = async (id: string): Promise<string> => {
    const task = await taskOf(id);
    await server.as('wang').post(`/tasks/${task.id}/claim`);
    return task.id;
  };

  describe('silence for five working days', () => {
    it('should accept the application from the day of its receipt, in writing, for everybody to see', async () => {
      const id = await receivedAt('2026-09-28T10:00');
      await server.runtime.moveClock(at('2026-10-10T23:59'));
      expect((await taskOf(id)).elementId).to.equal('accept');

      await server.runtime.moveClock(at('2026-10-11T00:01'));

      expect((await taskOf(id)).elementId).to.equal('ask');
      const { body } = await server.as('li').get(`/process-instances/${id}/proceedings`);
      expect(body.acceptedAt).to.equal(new Date(at('2026-09-28T10:00')).toISOString());
      expect(body.deemed.basis).to.equal('Administrative Licence Law, Art. 32');
      const { items } = (await server.as('li').get(`/process-instances/${id}/documents`)).body;
      expect(items.map(({ kind }: { kind: string }) => kind)).to.deep.equal(['acceptance']);
      expect(day((await clockOf(id, 'statutory')).dueAt)).to.equal('2026-10-30');
    });

    it('should be explained by whoever had it in hand and said nothing', async () => {
      const id = await receivedAt('2026-09-28T10:00');
      await claimed(id);

      await server.runtime.moveClock(at('2026-10-11T00:01'));

      const { items } = (await server.as('wang').get(`/cards?instanceId=${id}`)).body;
      expect(items).to.have.length(1);
      expect(items[0]).to.deep.include({
        ...{ colour: 'red', reason: 'not-told-at-once', addressee: 'wang', clockId: 'acceptance', issuedBy: 'system' },
      });
    });

    it('should do nothing where somebody has told in time what is missing, and count five days again from the supplement', async () => {
      const id = await receivedAt('2026-09-28T10:00');
      const task = await claimed(id);
      const checks = ['m1', 'm2'].map((material) => ({ material, result: 'missing', reason: '未提交' }));
      expect((await server.as('wang').post(`/tasks/${task}/request-supplement`, { checks })).status).to.equal(200);
      await server.runtime.moveClock(at('2026-10-12T10:00'));
      expect((await taskOf(id)).elementId).to.equal('accept');

      await server.as('li').post(`/process-instances/${id}/supplement`, { materials: ['m1', 'm2'] });
      await server.runtime.moveClock(at('2026-10-19T23:59'));
      expect((await taskOf(id)).elementId).to.equal('accept');
      await server.runtime.moveClock(at('2026-10-20T00:01'));

      expect((await taskOf(id)).elementId).to.equal('ask');
      const { body } = await server.as('li').get(`/process-instances/${id}/proceedings`);
      expect(body.acceptedAt).to.equal(new Date(at('2026-10-12T10:00')).toISOString());
    });
  });

  describe('the one notice', () => {
    it('should name everything, and be the only one but for what came with the supplement, with the reason of a lead', async () => {
      const id = await receivedAt('2026-03-02T10:00');
      const task = await claimed(id);
      const ask = (checks: readonly object[], again?: object) =>
        server.as('wang').post(`/tasks/${task}/request-supplement`, { checks, ...(again && { again }) });
      const missing = { material: 'm1', result: 'missing', reason: '未提交' };
      const fine = { material: 'm2', result: 'ok' };

      expect((await ask([missing])).body.code).to.equal('materials-unchecked');
      expect((await ask([missing, fine])).status).to.equal(200);
      await server.as('li').post(`/process-instances/${id}/supplement`, { materials: ['m1'] });
      const ground = { ground: 'supplement-defective', reason: '未签字' };
      expect((await ask([missing, fine])).body.code).to.equal('supplement-second');
      const other = [
        { material: 'm1', result: 'ok' },
        { material: 'm2', result: 'missing', reason: '未提交' },
      ];
      expect((await ask(other, ground)).body.code).to.equal('supplement-second');

      expect((await ask([{ ...missing, result: 'defective' }, fine], ground)).status).to.equal(200);
      expect((await server.as('wang').get(`/tasks/${task}`)).body.state).to.equal('working');
      const [request] = (await server.as('mei').get('/confirmations')).body.items;
      const path = `/process-instances/${id}/confirmations/${request.id}/confirm`;
      expect((await server.as('mei').post(path, {})).body.code).to.equal('confirmation-reason');
      await server.as('mei').post(path, { reason: '补交的申请书未签字' });

      expect((await server.as('wang').get(`/tasks/${task}`)).body.state).to.equal('awaitingSupplement');
      const { notices } = (await server.as('li').get(`/process-instances/${id}/proceedings`)).body;
      expect(notices).to.have.length(2);
    });
  });

  describe('the one extension', () => {
    it('should add its days to both limits, by the head alone, with the document that gives the reason', async () => {
      const id = await receivedAt('2026-02-09T10:00');
      await server.as('wang').post(`/tasks/${await claimed(id)}/complete`, {});
      const extend = (days: number) =>
        server.as('mei').post(`/process-instances/${id}/extend`, { days, reasons: '案情复杂' });
      expect(day((await clockOf(id, 'statutory')).dueAt)).to.equal('2026-03-13');

      expect((await extend(11)).body.code).to.equal('extension-over-cap');
      expect((await extend(10)).status).to.equal(200);
      expect((await extend(1)).body.code).to.equal('extension-twice');

      expect(day((await clockOf(id, 'statutory')).dueAt)).to.equal('2026-03-27');
      expect(day((await clockOf(id, 'promised')).dueAt)).to.equal('2026-03-20');
      const { items } = (await server.as('li').get(`/process-instances/${id}/documents`)).body;
      const extension = items.find(({ kind }: { kind: string }) => kind === 'extension');
      const page = await server
        .as('li')
        .with({ 'accept-language': 'zh' })
        .get(`/process-instances/${id}/documents/${extension.id}`);
      expect(page.text).to.contain('案情复杂');
    });

    it('should be refused when the limit is over: it stays overdue', async () => {
      const id = await receivedAt('2026-02-09T10:00');
      await server.as('wang').post(`/tasks/${await claimed(id)}/complete`, {});
      await server.runtime.moveClock(at('2026-03-14T09:00'));

      const late = await server.as('mei').post(`/process-instances/${id}/extend`, { days: 5, reasons: '案情复杂' });

      expect(late.body.code).to.equal('extension-late');
      expect((await clockOf(id, 'statutory')).lamp).to.equal('double-red');
    });
  });

  describe('consent of a silent department', () => {
    it('should be given by the rule that the model cites, which stays on record with who was silent', async () => {
      const id = await receivedAt('2026-03-02T10:00');
      await server.as('wang').post(`/tasks/${await claimed(id)}/complete`, {});
      expect((await taskOf(id)).elementId).to.equal('ask');

      await server.runtime.moveClock(at('2026-03-06T00:01'));

      expect((await taskOf(id)).elementId).to.equal('decide');
      const { items } = (await server.as('root').get(`/process-instances/${id}/journal?limit=100`)).body;
      const said = JSON.stringify(items);
      expect(said).to.contain('政府信息公开条例 34').and.to.contain('autoPassed').and.to.contain('group:tax');
    });
  });

  describe('what is never deployed', () => {
    const model = (ofCase: string, steps: string, names: string) =>
      bpmn(`${extended(ofCase)}<startEvent id="start"/>${steps}<endEvent id="end"/>${flows(`start ${names} end`)}`, {
        key: 'wrong',
      });
    const step = (id: string, inside: string, attributes = '') =>
      `<userTask id="${id}" ${attributes}>${extended(`<tb:assignment groups="window"/>${inside}`)}</userTask>`;
    const statutory = '<tb:limit clock="statutory" value="20" unit="workingDay"/>';
    const days = (value: number, unit = 'workingDay') => `<tb:limit value="${value}" unit="${unit}"/>`;
    const rung = (action: string, basis = 'basis="b"') =>
      `${days(5)}<tb:ladder><tb:rung name="r" after="0" unit="workingDay" action="${action}" ${basis}/></tb:ladder>`;

    const ROWS: readonly (readonly [name: string, content: string, rule: string, severity: 'error' | 'warning'])[] = [
      [
        'steps that take longer than the law gives',
        model(statutory, step('a', days(15)) + step('b', days(6)), 'a b'),
        'time-limits',
        'error',
      ],
      [
        'steps that take longer than is promised',
        model('<tb:limit clock="promised" value="10" unit="workingDay"/>', step('a', days(11)), 'a'),
        'time-limits',
        'warning',
      ],
      [
        'a promise beyond the law',
        model(`<tb:limit clock="promised" value="21" unit="workingDay"/>${statutory}`, step('a', days(1)), 'a'),
        'limit-invalid',
        'error',
      ],
      [
        'units that cannot be compared',
        model(statutory.replace('workingDay', 'calendarDay'), step('a', days(5)), 'a'),
        'time-limits',
        'warning',
      ],
      [
        'a limit without a unit',
        model('<tb:limit clock="statutory" value="20"/>', step('a', ''), 'a'),
        'limit-without-unit',
        'error',
      ],
      [
        'two extensions of a limit of the law',
        model(
          '<tb:limit clock="statutory" value="20" unit="workingDay" extension="10" extensions="2"/>',
          step('a', days(1)),
          'a',
        ),
        'time-limits',
        'error',
      ],
      [
        'a licence refused by silence',
        model('', step('a', rung('refuse'), 'tb:decides="licence"'), 'a'),
        'ladders',
        'error',
      ],
      [
        'a licence granted by silence',
        model('', step('a', rung('pass'), 'tb:decides="licence"'), 'a'),
        'ladders',
        'error',
      ],
      ['consent by silence without a rule', model('', step('a', rung('pass', '')), 'a'), 'ladders', 'error'],
      [
        'an expression that may find nobody under a limit of the law',
        model(statutory, `<userTask id="a">${extended('<tb:assignment users="=who"/>')}</userTask>`, 'a'),
        'time-limits',
        'warning',
      ],
    ];
    for (const [name, content, rule, severity] of ROWS) {
      it(`should ${severity === 'error' ? 'refuse' : 'warn of'} ${name}`, async () => {
        const { status, body } = await server.as('anna').post('/deployments', {
          ...{ name: 'wrong', resources: [{ name: 'wrong.bpmn', content }] },
        });

        expect(status, JSON.stringify(body)).to.equal(severity === 'error' ? 422 : 201);
        const problems = (body.problems ?? body.warnings) as { rule: string; severity: string; message: unknown }[];
        expect(problems.map((problem) => `${problem.rule} ${problem.severity}`)).to.include(`${rule} ${severity}`);
      });
    }
  });
});
