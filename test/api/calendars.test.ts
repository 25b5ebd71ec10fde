import { expect } from 'chai';
import { repair } from '../../engine/runtime/repair.ts';
import { verifyClocks } from '../../engine/runtime/verify-clocks.ts';
import { holidayInEnglish } from '../../engine/sla/calendar/holiday-names.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const LICENCE = bpmn(
  `<extensionElements><tb:limit value="20" unit="工作日" clock="statutory" startsAfter="accept" basis="行政许可法 42"/><tb:limit value="15" unit="工作日" clock="promised" startsAfter="accept"/></extensionElements>
   <startEvent id="start"/>
   <userTask id="accept" name="受理"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <userTask id="review" name="审查" tb:department="=office"><extensionElements><tb:assignment groups="window"/><tb:limit value="=days" unit="工作日"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start accept review end')}`,
  { key: 'licence', attributes: 'name="许可" tb:starters="applicant,clerk"' },
);

const at = (text: string): number => Date.parse(`${text}:00+08:00`);

describe('api/calendars', () => {
  const server = useServer();
  const root = () => server.as('root');
  before(() => deploy(server, LICENCE));

  const moveTo = async (text: string): Promise<void> => {
    await server.runtime.moveClock(at(text));
  };
  const accepted = async (businessKey: string, variables: Record<string, unknown> = {}): Promise<string> => {
    const { body } = await server
      .as('wang')
      .post('/process-instances', { definitionKey: 'licence', businessKey, variables: { days: 5, ...variables } });
    const [task] = (await root().get(`/tasks?instanceId=${body.id}`)).body.items;
    await server.as('wang').post(`/tasks/${task.id}/complete`, {});
    return body.id;
  };
  const review = async (instanceId: string) => (await root().get(`/tasks?instanceId=${instanceId}`)).body.items[0];
  const clocksOf = async (instanceId: string) =>
    (await server.as('wang').get(`/process-instances/${instanceId}/clocks`)).body.clocks as {
      clock: string;
      [key: string]: unknown;
    }[];
  afterEach(async () => {
    const { body } = await root().get('/process-instances?open=true&limit=500');
    for (const { id } of body.items) await root().post(`/process-instances/${id}/cancel`, {});
    server.clock.set(START);
  });

  describe('a year at a glance', () => {
    it('should show the published plan with its make-up days', async () => {
      const reader = server.as('wang').with({ 'accept-language': 'zh' });
      const { body } = await reader.get('/calendars/china/years/2026');

      expect(body).to.deep.include({ year: 2026, planned: true, workingDays: 248 });
      expect(body.months).to.deep.equal([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
      const find = (date: string) => body.days.find((day: { date: string }) => day.date === date);
      expect(find('2026-02-14')).to.deep.equal({
        date: '2026-02-14',
        isWorking: true,
        kind: 'workday',
        name: '春节调休',
        hours: null,
      });
      expect(find('2026-10-01')).to.deep.equal({
        date: '2026-10-01',
        isWorking: false,
        kind: 'holiday',
        name: '国庆节',
        hours: null,
      });
      expect(body.days).to.have.length(365);
    });

    it('should call the public holidays in the language of the reader, and others as they are called', async () => {
      const year = await server.as('wang').with({ 'accept-language': 'en' }).get('/calendars/china/years/2026');
      const named = year.body.days.flatMap(({ name }: { name: string | null }) => name ?? []);

      expect(named).to.include.members(['Spring Festival', 'National Day', 'Mid-Autumn Festival']);
      expect(named.join()).to.not.match(/\p{Script=Han}/u);
      expect(holidayInEnglish('国庆节、中秋节')).to.equal('National Day, Mid-Autumn Festival');
      expect(holidayInEnglish('三月三')).to.equal('三月三');
    });

    it('should not know years outside, nor calendars that are not there', async () => {
      const replies = await Promise.all(
        ['china/years/1900', 'china/years/soon', 'mars/years/2026'].map((path) => root().get(`/calendars/${path}`)),
      );

      expect(replies.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
    });
  });

  describe('rights', () => {
    it('should let administrators change calendars, officials read them and nobody else', async () => {
      const plan = { plan: '2027\n元旦 01-01' };
      const replies = await Promise.all([
        server.as('mei').post('/calendars/china/plan', plan),
        server.as('anna').put('/calendars/x', { nameZh: 'x', nameEn: 'x' }),
        server.as('li').get('/calendars'),
        server.as('wang').get('/calendars'),
      ]);

      expect(replies.map(({ status }) => status)).to.deep.equal([403, 403, 403, 200]);
    });
  });

  describe('a plan', () => {
    it('should name the line it does not understand', async () => {
      const { status, body } = await root().post('/calendars/china/preview', { plan: '2027\n元旦 1. January' });

      expect([status, body.code]).to.deep.equal([422, 'plan-invalid']);
      expect(body.detail).to.contain('line 2');
    });

    it('should be previewed without a trace, then re-time what it touches, and make it final', async () => {
      await moveTo('2026-12-21T10:00');
      const id = await accepted('P-1', { days: 10 });
      const done = await accepted('P-2', { days: 2 });
      expect(await review(id)).to.deep.include({
        provisional: true,
        dueAt: new Date(at('2027-01-05T00:00')).toISOString(),
      });
      expect(await review(done)).to.deep.include({ provisional: false });
      const plan = '2027\n元旦 01-01..01-03 +01-09 +01-10\n春节 02-05..02-11';
      const before = (await root().get('/calendars/china')).body.version;

      const preview = await root().post('/calendars/china/preview', { plan });
      expect((await root().get('/calendars/china')).body.version).to.equal(before);
      const imported = await root().post('/calendars/china/plan', { plan, note: '国办发明电 2027' });
      await server.runtime.settle();

      expect(preview.body).to.deep.include({ cases: 2, examined: 2, later: 1, earlier: 4, plannedYears: [2027] });
      expect(preview.body.settled).to.equal(5);
      expect(imported.body.retiming).to.deep.include({ total: 2 });
      expect(await review(id)).to.deep.include({
        provisional: false,
        dueAt: new Date(at('2027-01-06T00:00')).toISOString(),
      });
      const [retiming] = (await root().get('/calendars/china/retimings')).body.items;
      expect(retiming).to.deep.include({ total: 2, done: 2, moved: 5, failed: 0 });
      expect(retiming.finishedAt).to.be.a('string');
      const [version] = (await root().get('/calendars/china/versions')).body.items;
      expect(version).to.deep.include({ actor: 'root', note: '国办发明电 2027' });
    });

    it('should re-time timers that count by it, in the job that fires them too', async () => {
      await deploy(
        server,
        bpmn(
          `<startEvent id="start"/><intermediateCatchEvent id="wait"><timerEventDefinition><extensionElements><tb:limit value="10" unit="工作日"/></extensionElements></timerEventDefinition></intermediateCatchEvent>
           <endEvent id="end"/>${flows('start wait end')}`,
          { key: 'silence', attributes: 'name="静候" tb:starters="applicant,clerk"' },
        ),
      );
      await moveTo('2029-12-21T10:00');
      const { body: started } = await server.as('wang').post('/process-instances', { definitionKey: 'silence' });
      const job = async () => (await root().get(`/jobs?instanceId=${started.id}`)).body.items[0];
      expect(await job()).to.deep.include({ dueAt: new Date(at('2030-01-05T00:00')).toISOString() });
      const plan = '2030\n元旦 01-01';

      const preview = await root().post('/calendars/china/preview', { plan });
      const imported = await root().post('/calendars/china/plan', { plan });
      await server.runtime.settle();

      expect(preview.body.examples.map(({ clock }: { clock: string }) => clock)).to.deep.equal(['timer']);
      expect(imported.body.retiming).to.deep.include({ total: 1 });
      expect(await job()).to.deep.include({ dueAt: new Date(at('2030-01-08T00:00')).toISOString() });
      expect(await verifyClocks(server.runtime)).to.deep.include({ clocks: 1, differing: 0, outdated: 0 });
      expect(await repair(server.runtime.pool, server.runtime.definitions, { check: true })).to.deep.include({
        differing: 0,
      });

      await server.database.query(
        `update instance set state = replace(state::text, '"dueAt":${at('2030-01-08T00:00')}', '"dueAt":1')::json where id = $1`,
        [started.id],
      );
      const found = await verifyClocks(server.runtime);
      expect(found.differences.map(({ kind, stored }) => [kind, stored])).to.deep.equal([['different', 1]]);
      await moveTo('2030-01-08T00:00');
    });

    it('should go on where a process left off, and change nothing twice', async () => {
      await moveTo('2026-12-21T10:00');
      const ids = [];
      for (const n of [1, 2, 3]) ids.push(await accepted(`R-${n}`, { days: 10 }));
      const journalOf = async (id: string) => (await root().get(`/process-instances/${id}/journal`)).body.items.length;
      const first = ids[0] ?? '';
      await root().post('/calendars/china/plan', { plan: '2027\n元旦 01-01..01-03\n春节 02-05..02-11' });
      await server.runtime.settle();
      const entries = await journalOf(first);
      await server.database.query(
        `insert into retiming (id, calendar, version, from_at, started_at, started_by, total) values ('again', 'china', 1, '2027-01-01', now(), 'root', 3)`,
      );
      await server.database.query(
        `insert into job (id, kind, payload, created_at, due_at) values ('again', 'async', '{"work":"retime"}', to_timestamp($1), to_timestamp($1))`,
        [at('2026-12-21T10:00') / 1000],
      );

      await server.runtime.settle();

      expect(await journalOf(first)).to.equal(entries);
      const { rows } = await server.database.query("select done, moved, finished_at from retiming where id = 'again'");
      expect(rows[0]).to.deep.include({ done: 3, moved: 0 });
      expect(rows[0].finished_at).not.to.equal(null);
    });
  });

  describe('calendars of departments', () => {
    it('should add days of an area to the national plan, down the tree, from an instant on', async () => {
      await root().put('/organisation/departments/nanning', { nameZh: '南宁', nameEn: 'Nanning' });
      await root().put('/organisation/departments/office', { nameZh: '窗口', nameEn: 'Window', parent: 'nanning' });
      await root().put('/calendars/guangxi', { nameZh: '广西', nameEn: 'Guangxi', base: 'china' });
      await root().post('/calendars/guangxi/plan', { plan: '2026\n三月三 04-20..04-21' });
      const early = await accepted('D-0', { office: 'office' });
      await moveTo('2026-04-16T10:00');

      const put = await root().put('/calendar-uses/nanning', { calendar: 'guangxi' });
      const id = await accepted('D-1', { office: 'office' });
      const other = await accepted('D-2', { office: 'elsewhere' });

      expect(put.status).to.equal(204);
      expect(await review(id)).to.deep.include({ dueAt: new Date(at('2026-04-28T00:00')).toISOString() });
      expect(await review(other)).to.deep.include({ dueAt: new Date(at('2026-04-24T00:00')).toISOString() });
      const [step] = (await clocksOf(early)).filter(({ clock }) => clock === 'step');
      expect(step?.calendar).to.deep.include({ id: 'china' });
      const years = (await root().get('/calendars/guangxi')).body;
      expect(years).to.deep.include({ zone: 'Asia/Shanghai', base: 'china' });
      expect(years.plannedYears).to.include(2026);
    });

    it('should be closed for a day without losing the plan of the year', async () => {
      const { body } = await root().post('/calendars/china/plan', { plan: '2026\n台风 !07-15', note: 'typhoon' });

      const year = (await root().get('/calendars/china/years/2026')).body;
      expect(body.days).to.deep.equal([{ date: '2026-07-15', isWorking: false, wasWorking: true }]);
      expect(year).to.deep.include({ workingDays: 247, planned: true });
    });

    it('should refuse circles, unknown zones and weeks nobody works in', async () => {
      await root().put('/calendars/a', { nameZh: 'a', nameEn: 'a', base: 'china' });
      const put = (body: object) => root().put('/calendars/china', { nameZh: '全国', nameEn: 'China', ...body });

      const replies = await Promise.all([
        put({ base: 'a' }),
        put({ zone: 'Mars/Olympus' }),
        put({ workWeek: [] }),
        put({
          sessions: [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '17:00' },
          ],
        }),
      ]);

      expect(replies.map(({ body }) => body.code)).to.deep.equal([
        'calendar-cycle',
        'calendar-invalid',
        'calendar-invalid',
        'calendar-invalid',
      ]);
    });
  });

  describe('clocks of a case', () => {
    it('should tell limits, gross and net time, and turn their lamps in time', async () => {
      await moveTo('2026-04-30T10:00');
      const id = await accepted('C-1', { days: 3 });
      expect((await review(id)).lamp).to.equal('green');

      await moveTo('2026-05-27T09:00');

      expect(await review(id)).to.deep.include({ lamp: 'red', remainingWorkingDays: -14 });
      const [promised] = (await clocksOf(id)).filter(({ clock }) => clock === 'promised');
      expect(promised).to.deep.include({
        lamp: 'red',
        state: 'running',
        limit: { n: 15, unit: 'workingDay', given: 15 },
        gross: at('2026-05-27T09:00') - at('2026-04-30T10:00'),
      });
      expect(promised?.net).to.deep.include({ workingDays: 17 });
      expect((promised?.lamps as { lamp: string; at: string }[] | undefined)?.map(({ lamp }) => lamp)).to.deep.equal([
        'green',
        'yellow',
        'red',
      ]);
      const red = await root().get('/process-instances?lamp=red');
      expect(red.body.items.map(({ businessKey }: { businessKey: string }) => businessKey)).to.deep.equal(['C-1']);
      expect((await root().get('/tasks?lamp=red')).body.items).to.have.length(1);
      expect((await root().get('/tasks?lamp=green')).body.items).to.have.length(0);
    });

    it('should show applicants what stands still, and not who works how long', async () => {
      const { body } = await server
        .as('li')
        .post('/process-instances', { definitionKey: 'licence', businessKey: 'C-2', variables: {} });
      const [task] = (await root().get(`/tasks?instanceId=${body.id}`)).body.items;
      await root().post(`/tasks/${task.id}/complete`, {});

      const own = await server.as('li').get(`/process-instances/${body.id}/clocks`);
      const others = await server.as('qian').get(`/process-instances/${body.id}/clocks`);

      expect(own.body.clocks.map(({ clock }: { clock: string }) => clock)).to.deep.equal(['statutory', 'promised']);
      expect(others.status).to.equal(404);
    });

    it('should be the same when they are read again from the journal, and an alarm where they are not', async () => {
      await moveTo('2026-04-30T10:00');
      const id = await accepted('V-1');
      const verified = () => verifyClocks({ pool: server.runtime.pool, organisation: server.runtime.organisation });
      const before = await verified();
      await server.database.query(
        `update instance set state = jsonb_set(state::jsonb, '{readings,promised,dueAt}', '1')::json where id = $1`,
        [id],
      );

      const after = await verified();

      expect(before).to.deep.include({ differing: 0, clocks: 3, outdated: 0 });
      expect(after.differences).to.have.length(1);
      expect(after.differences[0]).to.deep.include({ instanceId: id, clock: 'promised', kind: 'different', stored: 1 });
    });

    it('should leave index rows that the cases give again', async () => {
      await moveTo('2026-04-30T10:00');
      await accepted('X-1');
      await moveTo('2026-05-20T10:00');

      const { differing, strays } = await repair(server.runtime.pool, server.runtime.definitions, { check: true });

      expect({ differing, strays }).to.deep.equal({ differing: 0, strays: 0 });
    });
  });
});
