import { expect } from 'chai';
import { bpmn, flowIf, flows } from '../support/bpmn.ts';
import {
  countDays,
  dayOf,
  type Entry,
  type Folded,
  foldCase,
  handBacksOf,
  workingDaysAfter,
} from './support/naive-board.ts';
import { START, useServer } from './support/server.ts';

const SEED = Number(process.env.SEED ?? Date.now() % 100_000);
const CASES = 200;
const HOUR = 3_600_000;

const step = (id: string, department: string, limit: string): string =>
  `<userTask id="${id}" tb:department="${department}"><extensionElements><tb:assignment groups="window"/>${limit}</extensionElements></userTask>`;

const model = (key: string): string =>
  bpmn(
    `<extensionElements><tb:limit clock="statutory" value="6" unit="工作日" basis="行政许可法 42"/><tb:limit clock="promised" value="3" unit="工作日"/></extensionElements>
     <startEvent id="start"/><exclusiveGateway id="in"/>${step('housing', 'housing', '<tb:limit value="1" unit="工作日"/>')}
     ${step('fire', 'fire', '<tb:limit value="2" unit="工作日"/>')}${step('file', 'housing', '')}
     <exclusiveGateway id="which" default="which_file"/><endEvent id="end"/>
     ${flows('start in housing fire which file end')}${flowIf('which', 'in', 'again = true')}`,
    { key },
  );

/** Small and repeatable. */
function randomBy(seed: number): (below: number) => number {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

describe(`api/board (seed ${SEED})`, function () {
  this.timeout(120_000);
  const server = useServer();
  const instants: number[] = [];
  let cases: Entry[][] = [];

  const act = async (id: string, random: (below: number) => number): Promise<void> => {
    const drawn = random(10);
    const as = server.as('root');
    if (drawn < 2) await server.as('wang').post(`/tasks/${id}/claim`);
    else if (drawn === 2) await as.post(`/tasks/${id}/transfer`, { to: 'zhao', comment: '改派' });
    else if (drawn < 8) await as.post(`/tasks/${id}/complete`, { variables: { again: random(3) === 0 } });
    else await returned(id);
  };

  const returned = async (id: string): Promise<void> => {
    await server.as('wang').post(`/tasks/${id}/claim`);
    await server.as('wang').post(`/tasks/${id}/return`, { comment: '材料不符' });
  };

  before(async () => {
    await server.as('root').put('/organisation/departments/bureau', { nameZh: '局', nameEn: 'Bureau' });
    for (const id of ['housing', 'fire'])
      await server.as('root').put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id, parent: 'bureau' });
    await server.as('root').patch('/organisation/users/mei', { department: 'bureau' });
    const random = randomBy(SEED);
    for (const key of ['permit', 'licence'])
      await server
        .as('anna')
        .post('/deployments', { name: key, resources: [{ name: `${key}.bpmn`, content: model(key) }] });
    for (let round = 0; round < 10; round++) {
      for (let n = 0; n < CASES / 10; n++)
        await server.as('root').post('/process-instances', { definitionKey: random(2) ? 'permit' : 'licence' });
      const { rows } = await server.database.query<{ id: string }>('select id from task order by id');
      for (const { id } of rows) if (random(3) === 0) await act(id, random);
      const ids = await server.database.query<{ id: string; status: string }>(
        'select id, status from instance order by id',
      );
      for (const { id, status } of ids.rows)
        if (random(12) === 0)
          await server.as('root').post(`/process-instances/${id}/${status === 'suspended' ? 'resume' : 'suspend'}`, {
            ...(status !== 'suspended' && { reason: 'hearing' }),
          });
      instants.push(server.clock.now());
      await server.runtime.moveClock((now) => now + (12 + random(24)) * HOUR);
    }
    const { rows } = await server.database.query<Entry>(
      'select instance_id as "instanceId", at, events from journal order by instance_id, seq',
    );
    const byCase = new Map<string, Entry[]>();
    for (const row of rows) byCase.set(row.instanceId, [...(byCase.get(row.instanceId) ?? []), row]);
    cases = [...byCase.values()];
  });

  const folded = (until?: number): Folded[] => cases.map((entries) => foldCase(entries, until));
  const counted = (keys: readonly string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  const board = async (by: string, field: string, query = ''): Promise<Record<string, number>> => {
    const { body } = await server.as('root').get(`/sla/board?by=${by}${query}`);
    const counts: Record<string, number> = {};
    for (const item of body.items)
      for (const [lamp, n] of Object.entries(item.lamps as Record<string, number>))
        if (n > 0) counts[`${item[field]} ${lamp}`] = n;
    return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  it('should count as a naive recomputation of the journals does, now', async () => {
    const open = folded().flatMap((one) => one.open);

    expect(open.length).to.be.greaterThan(50);
    expect(open.map(({ lamp }) => lamp)).to.include.members(['grey', 'red', 'green']);
    for (const [by, field] of [
      ['department', 'department'],
      ['person', 'person'],
      ['clock', 'clock'],
    ] as const)
      expect(await board(by, field)).to.deep.equal(counted(open.map((clock) => `${clock[field]} ${clock.lamp}`)));
  });

  it('should count the same from the periods as from the tally, and after it was put together', async () => {
    const { sweepTally } = await import('../../engine/store/read/board.ts');
    const before = await board('person', 'person');
    const past = await board('person', 'person', `&at=${new Date(server.clock.now()).toISOString()}`);

    await sweepTally(server.database);

    expect(past).to.deep.equal(before);
    expect(await board('person', 'person')).to.deep.equal(before);
  });

  it('should show the board as it was at any instant of the past', async () => {
    for (const at of [START - 1, ...instants]) {
      const open = folded(at).flatMap((one) => one.open);

      const shown = await board('department', 'department', `&at=${new Date(at).toISOString()}`);

      expect(shown).to.deep.equal(counted(open.map(({ department, lamp }) => `${department} ${lamp}`)));
    }
  });

  it('should list every clock of a figure once, page by page', async () => {
    const wanted = folded()
      .flatMap((one) => one.open)
      .filter(({ lamp, department }) => lamp === 'red' && department === 'fire');
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await server
        .as('root')
        .get(`/sla/clocks?department=fire&lamp=red&limit=3${cursor && `&cursor=${cursor}`}`);
      found.push(...body.items.map(({ instanceId }: { instanceId: string }) => instanceId));
      cursor = body.nextCursor ?? '';
    } while (cursor);

    expect(found.sort()).to.deep.equal(wanted.map(({ instanceId }) => instanceId).sort());
  });

  it('should measure net and gross time as counting day by day does', async () => {
    const ended = folded().flatMap((one) => one.ended);
    const { rows } = await server.database.query(
      `select instance_id as "instanceId", clock_id as id, clock, lamp in ('red', 'double-red') as late, gross_ms::double precision as gross, working_days as "workingDays" from clock_history`,
    );
    const inOrder = <T extends { instanceId: string; id: string }>(all: readonly T[]): T[] =>
      [...all].sort((a, b) => (`${a.instanceId} ${a.id}` < `${b.instanceId} ${b.id}` ? -1 : 1));

    expect(ended.length).to.be.greaterThan(50);
    const measured = ended.map(({ instanceId, id, clock, late, gross, workingDays }) => ({
      ...{ instanceId, id, clock, late, gross, workingDays },
    }));
    expect(inOrder(rows)).to.deep.equal(inOrder(measured));
    const { body } = await server.as('root').get('/reports/durations?clock=step&from=2026-01-01&to=2026-12-31');
    const steps = ended.filter(({ clock }) => clock === 'step');
    expect(body.summary.count).to.equal(steps.length);
    const listed = async (query: string): Promise<number> =>
      (await server.as('root').get(`/sla/ended?clock=step&from=2026-01-01&to=2026-12-31&limit=1&count=true${query}`))
        .body.total;
    expect(await listed('&late=true')).to.equal(steps.filter(({ late }) => late).length);
    for (const { days, net, gross } of body.items) {
      expect([await listed(`&netDays=${days}`), await listed(`&grossDays=${days}`)]).to.deep.equal([net, gross]);
      expect(net).to.equal(steps.filter(({ workingDays }) => workingDays === days).length);
      expect(gross).to.equal(steps.filter((one) => Math.floor(one.gross / (24 * HOUR)) === days).length);
    }
  });

  it('should list behind every band of ages as many clocks as it counts, of all and of each department', async () => {
    const { body } = await server.as('root').get('/sla/ageing?by=department');
    const listed = async (query: string): Promise<number> =>
      (await server.as('root').get(`/sla/clocks?limit=500&count=true${query}`)).body.total;
    interface Band {
      readonly after: string | null;
      readonly before: string | null;
      readonly total: number;
    }
    const check = async (bands: readonly Band[], of: { figure: 'due' | 'started'; query: string }): Promise<void> => {
      const running = of.figure === 'due' ? '&running=true' : '';
      for (const { after, before, total } of bands) {
        const bounds = `${running}${after ? `&${of.figure}After=${after}` : ''}${before ? `&${of.figure}Before=${before}` : ''}`;
        expect(await listed(`${of.query}${bounds}`), `${of.query}${bounds}`).to.equal(total);
      }
    };

    expect(body.groups.length).to.be.greaterThan(1);
    for (const { department, total, remaining, still, age } of [
      { department: '', ...body, total: null },
      ...body.groups,
    ]) {
      const query = department === '' ? '' : department === null ? '&without=department' : `&department=${department}`;
      if (total !== null) expect(await listed(query)).to.equal(total);
      await check(remaining, { figure: 'due', query });
      expect(await listed(`${query}&running=false`)).to.equal(still.total);
      await check(age, { figure: 'started', query });
    }
  });

  it('should show day by day what the board showed then', async () => {
    const { body } = await server.as('root').get('/sla/trend?from=2026-03-01&to=2026-03-31&department=fire');

    expect(body.days.length).to.be.greaterThan(5);
    for (const { at, lamps } of body.days) {
      const then = await server.as('root').get(`/sla/board?by=lamp&department=fire&at=${at}`);
      expect(lamps, at).to.deep.equal(then.body.lamps);
    }
  });

  it('should tell of every clock of a case who had it, and when it ran', async () => {
    const { body: breaches } = await server.as('root').get('/sla/breaches?clock=promised&limit=20');
    const [breach] = breaches.items;
    const { body } = await server.as('root').get(`/process-instances/${breach.instanceId}/holders`);

    const same = body.items.find(({ clockId }: { clockId: string }) => clockId === breach.clockId);
    expect(body.items.map(({ clock }: { clock: string }) => clock)).to.include.members(['promised', 'statutory']);
    expect(same.holders).to.deep.equal(breach.holders);
    expect(same.runs).to.deep.equal(breach.runs).and.not.to.have.length(0);
    for (const { from, until } of same.runs) expect(Date.parse(from)).to.be.lessThan(Date.parse(until));
  });

  it('should measure promises and limits of the law by service item', async () => {
    const ended = folded().flatMap((one) => one.ended);
    const { body } = await server.as('root').get('/reports/service-items?from=2026-01-01&to=2026-12-31');
    const promised = body.items.filter(({ clock }: { clock: string }) => clock === 'promised');
    const sum = (field: string): number =>
      promised.reduce((total: number, item: Record<string, number>) => total + (item[field] ?? 0), 0);
    const stopped = ended.filter(({ clock }) => clock === 'promised');

    expect(promised.map(({ definitionKey }: { definitionKey: string }) => definitionKey)).to.deep.equal([
      'licence',
      'permit',
    ]);
    expect(promised[0].limit).to.deep.equal({ n: 3, unit: 'workingDay' });
    expect([sum('count'), sum('inTime')]).to.deep.equal([stopped.length, stopped.filter(({ late }) => !late).length]);
    expect(sum('total')).to.equal(
      folded()
        .flatMap((one) => one.open)
        .filter(({ clock }) => clock === 'promised').length,
    );
  });

  it('should count how often departments handed a case back', async () => {
    const { body } = await server.as('root').get('/reports/ping-pong?from=2026-01-01&to=2026-12-31&limit=500');

    const wanted = new Map(
      cases.map((entries) => [entries[0]?.instanceId, handBacksOf(foldCase(entries).route)] as const),
    );
    for (const { instanceId, handBacks } of body.items) expect(handBacks).to.equal(wanted.get(instanceId));
    expect(body.items.length).to.equal([...wanted.values()].filter((n) => n > 0).length);
  });

  it('should give the share of those handed back twice or more: in all, by department, by month, as the list behind it', async () => {
    const year = 'from=2026-01-01&to=2026-12-31';
    const list = async (query: string): Promise<{ instanceId: string }[]> =>
      (await server.as('root').get(`/reports/ping-pong?limit=500&${query}`)).body.items;
    const { body } = await server.as('root').get(`/reports/ping-pong-shares?${year}`);
    const routes = new Map(cases.map((entries) => [entries[0]?.instanceId, foldCase(entries).route] as const));
    const all = (await list(`${year}&atLeast=0`)).map(({ instanceId }) => routes.get(instanceId) ?? []);
    const figures = (of: readonly (readonly string[])[]) => {
      const handedBack = of.filter((route) => handBacksOf(route) >= 2).length;
      return { cases: of.length, handedBack, share: of.length === 0 ? null : handedBack / of.length };
    };

    expect(body).to.include({ atLeast: 2, ...figures(all) });
    expect(body.departments.map(({ departmentName: _name, ...row }: { departmentName: string }) => row)).to.deep.equal(
      [...new Set(all.flat())]
        .sort()
        .map((department) => ({ department, ...figures(all.filter((route) => route.includes(department))) })),
    );
    expect(body.months.map(({ month }: { month: string }) => month))
      .to.have.length(12)
      .and.include('2026-03');
    for (const { month, cases: n, handedBack } of body.months.slice(0, 6)) {
      const days = `from=${month}-01&to=${month}-${new Date(Date.UTC(2026, Number(month.slice(5)), 0)).getUTCDate()}`;
      expect([n, handedBack], month).to.deep.equal([
        (await list(`${days}&atLeast=0`)).length,
        (await list(`${days}&atLeast=2`)).length,
      ]);
    }
    const [first] = body.departments;
    expect(await list(`${year}&atLeast=2&department=${first.department}`)).to.have.length(first.handedBack);
  });

  it('should group by process and by step as the journals do', async () => {
    const { definitions } = server.runtime;
    const names = await definitions.withLoaded(() =>
      folded().flatMap(({ definitionId, open }) => {
        const { key, graph } = definitions.byId(definitionId);
        return open.map(({ node, lamp }) => ({ key, step: node === 0 ? key : graph.nodes[node]?.id, lamp }));
      }),
    );

    expect(await board('process', 'definitionKey')).to.deep.equal(
      counted(names.map(({ key, lamp }) => `${key} ${lamp}`)),
    );
    for (const of of ['permit', 'licence'])
      expect(await board('step', 'elementId', `&definitionKey=${of}`)).to.deep.equal(
        counted(names.flatMap(({ key, step, lamp }) => (key === of ? [`${step} ${lamp}`] : []))),
      );
  });

  it('should foresee and age the open clocks as counting them one by one does', async () => {
    const now = server.clock.now();
    const open = folded().flatMap((one) => one.open);
    const { body: forecast } = await server.as('root').get('/sla/forecast');
    const { body: ageing } = await server.as('root').get('/sla/ageing');
    const { body: board } = await server.as('root').get('/sla/board?by=lamp');
    const totals = (bands: readonly { total: number }[]): number[] => bands.map(({ total }) => total);
    const inBands = (
      borders: readonly number[],
      figures: readonly number[],
      isBelow: (n: number, to: number) => boolean,
    ) =>
      [...borders, Number.POSITIVE_INFINITY].map(
        (to, i) => figures.filter((n) => isBelow(n, to) && (i === 0 || !isBelow(n, borders[i - 1] ?? 0))).length,
      );

    const days = workingDaysAfter(now, 5);
    const running = open.filter(({ lamp, dueAt }) => (lamp === 'green' || lamp === 'yellow') && dueAt > now);
    expect(totals(forecast.days)).to.deep.equal(
      days.map(
        (day, i) =>
          running.filter(({ dueAt }) => dayOf(dueAt - 1) <= day && (i === 0 || dayOf(dueAt - 1) > (days[i - 1] ?? 0)))
            .length,
      ),
    );
    const runs = open.filter(({ lamp }) => lamp !== 'grey' && lamp !== 'blue');
    expect(ageing.still.total)
      .to.equal(open.length - runs.length)
      .and.to.be.greaterThan(0);
    const left = runs.map(({ dueAt }) => (dueAt < now ? -1 : countDays(now, dueAt - 1) + 0.5));
    expect(totals(ageing.remaining)).to.deep.equal(inBands([0, 3.5, 5.5, 7.5, 10.5], left, (n, to) => n <= to));
    expect(ageing.remaining[0].total).to.equal(board.lamps.red + board.lamps['double-red']);
    const age = open.map(({ startedAt }) => (now - startedAt) / (24 * HOUR));
    expect(totals(ageing.age)).to.deep.equal(inBands([1, 3, 5, 10, 20, 45], age, (n, to) => n < to));
  });

  it('should list as many breaches as the journals have, and count what began, ended, runs and rests', async () => {
    const all = folded();
    const { body: flow } = await server.as('root').get('/reports/throughput?from=2026-03-01&to=2026-03-31');
    const { body: overview } = await server.as('root').get('/reports/overview');
    const perDay = (instants: readonly (number | null)[], day: string): number =>
      instants.filter((at) => at !== null && new Date(dayOf(at) * 24 * HOUR).toISOString().startsWith(day)).length;

    for (const clock of ['step', 'promised', 'statutory']) {
      const { body } = await server.as('root').get(`/sla/breaches?clock=${clock}&limit=1&count=true`);
      const late = all.flatMap(({ open, ended }) => [
        ...open.filter((one) => one.clock === clock && one.lamp.includes('red')),
        ...ended.filter((one) => one.clock === clock && one.late),
      ]);
      expect(body.total, clock).to.equal(late.length);
    }
    for (const { day, started, ended } of flow.days)
      expect([started, ended], day).to.deep.equal([
        perDay(
          all.map(({ startedAt }) => startedAt),
          day,
        ),
        perDay(
          all.map(({ endedAt }) => endedAt),
          day,
        ),
      ]);
    const goingOn = all.filter(({ endedAt }) => endedAt === null);
    expect([overview.running, overview.suspended]).to.deep.equal([
      goingOn.filter(({ suspended }) => !suspended).length,
      goingOn.filter(({ suspended }) => suspended).length,
    ]);
  });

  it('should count cases of a month, and what departments answered for others, as the journals do', async () => {
    const { body } = await server.as('root').get('/reports/indicators?month=2026-03');
    const sum = (field: string): number =>
      body.items.reduce((total: number, item: Record<string, number>) => total + (item[field] ?? 0), 0);
    const all = folded();
    const cases = all.flatMap(({ ended }) => ended.filter(({ clock }) => clock === 'promised'));
    const answers = all.flatMap(({ ended, route }) =>
      ended.filter(({ clock, department }) => clock === 'step' && department !== null && department !== route[0]),
    );

    expect([sum('cases'), sum('casesInTime')]).to.deep.equal([cases.length, cases.filter(({ late }) => !late).length]);
    expect(answers.length).to.be.greaterThan(10);
    const returns = all.reduce((total, one) => total + one.returns, 0);
    expect(returns).to.be.greaterThan(0);
    expect(sum('returns')).to.equal(returns);
    expect([sum('answers'), sum('answersInTime'), sum('answerWorkingDays')]).to.deep.equal([
      answers.length,
      answers.filter(({ late }) => !late).length,
      answers.reduce((total, { workingDays }) => total + workingDays, 0),
    ]);
  });

  it('should count lamps and clocks of a month, freeze them, and change nothing afterwards', async () => {
    const all = folded();
    const { body } = await server.as('root').get('/reports/indicators?month=2026-03');
    const sum = (field: string): number =>
      body.items.reduce((total: number, item: Record<string, number>) => total + (item[field] ?? 0), 0);
    const turned = (lamp: string): number => all.reduce((total, one) => total + (one.turned.get(lamp) ?? 0), 0);
    const steps = all.flatMap((one) => one.ended).filter(({ clock }) => clock === 'step');

    expect([sum('yellow'), sum('red'), sum('doubleRed')]).to.deep.equal(['yellow', 'red', 'double-red'].map(turned));
    for (const { department, yellow, answers, steps: all } of body.items) {
      const query = `${department === '' ? 'without=department' : `department=${department}`}&from=2026-03-01&to=2026-03-31&limit=1&count=true`;
      const total = async (path: string): Promise<number> =>
        (await server.as('root').get(`/sla/${path}&${query}`)).body.total;
      expect([await total('turns?lamp=yellow'), await total('ended?clock=step')]).to.deep.equal([yellow, all]);
      expect(await total('ended?answering=true')).to.equal(answers);
    }
    expect([sum('steps'), sum('stepsInTime')]).to.deep.equal([steps.length, steps.filter(({ late }) => !late).length]);

    const disputed = all.find(({ ended }) => ended.some(({ clock }) => clock === 'step'));
    const ended = disputed?.ended.filter(({ clock }) => clock === 'step') ?? [];
    const count = async (): Promise<[number, number]> => {
      const items: readonly Record<string, number>[] = (
        await server.as('root').get('/reports/indicators?month=2026-03')
      ).body.items;
      const durations = await server.as('root').get('/reports/durations?clock=step&from=2026-03-01&to=2026-03-31');
      return [items.reduce((total, { steps: n = 0 }) => total + n, 0), durations.body.summary.count];
    };
    const before = await count();
    const object = (): Promise<{ body: { id: string } }> =>
      server
        .as('root')
        .post(`/process-instances/${ended[0]?.instanceId}/object`, { subject: 'assessment', text: '系统停机' });
    const first = await object();
    expect(await count(), 'an open objection').to.deep.equal(before.map((n) => n - ended.length));
    await server.as('mei').post(`/objections/${first.body.id}/decide`, { result: 'dismissed' });
    expect(await count(), 'a dismissed one').to.deep.equal(before);
    const second = await object();
    await server.as('mei').post(`/objections/${second.body.id}/decide`, { result: 'upheld' });
    expect(await count(), 'one that was upheld').to.deep.equal(before.map((n) => n - ended.length));

    expect((await server.as('root').post('/reports/indicators/2026-03/freeze')).body.code).to.equal('month-not-over');
    expect(body.endsAt).to.equal('2026-03-31T16:00:00.000Z');
    expect(body.at < body.endsAt).to.equal(true);
    await server.runtime.moveClock(() => Date.UTC(2026, 3, 1));
    const frozen = await server.as('root').post('/reports/indicators/2026-03/freeze');
    expect(frozen.status).to.equal(200);
    expect((await server.as('root').post('/reports/indicators/2026-03/freeze')).body.code).to.equal('month-frozen');
    const { hash } = frozen.body.frozen;
    const wrong = await server.as('mei').post('/reports/indicators/2026-03/sign', { hash: 'f'.repeat(64) });
    expect(wrong.body.code).to.equal('month-hash-differs');
    await server.as('mei').post('/reports/indicators/2026-03/sign', { hash });
    const appeal = await server
      .as('mei')
      .post('/reports/indicators/2026-03/appeals', { department: 'fire', indicator: 'red', text: '系统停机' });
    const waiting = async (who: 'root' | 'mei') =>
      (await server.as(who).get('/me/rulings')).body.items.map(({ kind, month }: { kind: string; month: string }) => [
        kind,
        month,
      ]);
    expect([await waiting('root'), await waiting('mei')]).to.deep.equal([[['month', '2026-03']], []]);
    await server
      .as('root')
      .post(`/reports/indicator-appeals/${appeal.body.id}/decide`, { outcome: 'corrected', text: '属实' });
    const again = await server.as('root').get('/reports/indicators?month=2026-03');
    expect(again.body.items).to.deep.equal(frozen.body.items);
    expect(again.body.appeals[0]).to.include({ outcome: 'corrected', decidedBy: 'root' });
    const weights = { inTimeRate: 1, casesInTimeRate: 0, satisfaction: 0, answersInTime: 0, returns: 0, lamps: 1 };
    expect((await server.as('root').put('/reports/indicator-weights', weights)).body).to.deep.equal(weights);
    const kept = await server.as('root').get('/reports/indicators?month=2026-03');
    expect(kept.body.items).to.deep.equal(frozen.body.items);
    expect(kept.body.weights).to.include({ inTimeRate: 30, satisfaction: 20 });
    const next = await server.as('root').get('/reports/indicators?month=2026-04');
    expect(next.body.weights).to.deep.equal(weights);
    await server.runtime.moveClock(() => Date.parse(frozen.body.frozen.appealUntil) + 1);
    const late = await server
      .as('mei')
      .post('/reports/indicators/2026-03/appeals', { department: 'fire', indicator: 'red', text: '迟了' });
    expect([frozen.body.frozen.appealUntil.slice(0, 10), late.body.code]).to.deep.equal(['2026-04-09', 'appeal-late']);
    expect(again.body.signatures.map(({ by }: { by: string }) => by)).to.deep.equal(['mei']);
    const failure = await server.database
      .query(`update indicator_month set figures = '[]'`)
      .catch((error: Error) => error.message);
    expect(failure).to.contain('do not change');
  });

  it('should tell of a breach who had it for how long, the parts adding up to the whole', async () => {
    const { body } = await server.as('root').get('/sla/breaches?clock=step&limit=200');

    expect(body.items.length).to.be.greaterThan(5);
    for (const { startedAt, stoppedAt, holders } of body.items) {
      const end = stoppedAt === null ? server.clock.now() : Date.parse(stoppedAt);
      const gross = holders.reduce((total: number, holder: { gross: number }) => total + holder.gross, 0);
      expect(gross).to.equal(end - Date.parse(startedAt));
    }
  });

  it('should foresee as red what is due in the next five working days, and what then turns red', async () => {
    for (let n = 0; n < 5; n++) await server.as('root').post('/process-instances', { definitionKey: 'permit' });
    const { body: before } = await server.as('root').get('/sla/forecast');
    const [first] = before.days;
    const { body: list } = await server
      .as('root')
      .get(`/sla/clocks?limit=500&running=true&dueAfter=${first.dueAfter}&dueBefore=${first.dueBefore}`);
    const due = list.items;

    await server.runtime.moveClock(() => Date.parse(first.dueBefore) + 1);

    expect(before.days.length).to.equal(5);
    expect(due.length).to.equal(first.total).and.at.least(5);
    const { body: after } = await server
      .as('root')
      .get(`/sla/clocks?limit=500&dueAfter=${first.dueAfter}&dueBefore=${first.dueBefore}`);
    for (const { clockId, instanceId } of due) {
      const one = after.items.find(
        (row: Record<string, string>) => row.clockId === clockId && row.instanceId === instanceId,
      );
      expect(one.lamp).to.be.oneOf(['red', 'double-red']);
    }
  });

  it('should give every figure as a table that a spreadsheet cannot take for a formula', async () => {
    for (const path of ['board?by=step', 'clocks', 'breaches', 'ageing', 'forecast']) {
      const url = `${server.url}/api/v1/sla/${path}${path.includes('?') ? '&' : '?'}format=csv`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${server.tokenOf('root')}` } });
      expect(answer.headers.get('content-type')).to.contain('text/csv');
      expect((await answer.text()).split('\r\n').length).to.be.greaterThan(1);
    }
    const { csvText } = await import('../../engine/api/views/csv.ts');
    expect(csvText([{ name: '=1+1', other: 'a,"b"' }])).to.equal(`\uFEFFname,other\r\n'=1+1,"a,""b"""\r\n`);
  });
});
