import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const step = (id: string, name: string, where: string, groups: string): string =>
  `<userTask id="${id}" name="${name}" tb:department="${where}"><extensionElements><tb:assignment groups="${groups}"/><tb:limit value="2" unit="工作日"/></extensionElements></userTask>`;

/** Checked at the window, then looked at by another department in a process of its own. */
const STALL = bpmn(
  `<extensionElements><tb:limit clock="promised" value="10" unit="工作日"/></extensionElements>
   <startEvent id="start"/>${step('check', '核验', 'integrated-centre', 'window')}<callActivity id="visit" name="勘验" calledElement="stall-visit"/>
   <endEvent id="end"/>${flows('start check visit end')}`,
  { key: 'stall', attributes: 'name="摊位许可" tb:serviceItem="stall" tb:starters="applicant,clerk"' },
);
const VISIT = bpmn(
  `<startEvent id="start"/>${step('look', '现场查看', 'market-regulation', 'examiners')}<endEvent id="end"/>${flows('start look end')}`,
  { key: 'stall-visit', attributes: 'name="现场勘验"' },
);

type Lamps = Readonly<Record<string, number>>;
interface Row {
  readonly lamps: Lamps;
  readonly total: number;
}
interface Ages {
  readonly remaining: readonly Row[];
  readonly still: Row;
  readonly age: readonly Row[];
}
interface Listed<T> {
  readonly items: readonly T[];
}

const LAMPS = ['double-red', 'red', 'yellow', 'green', 'grey', 'blue'];
const lampsOf = ({ lamps }: Pick<Row, 'lamps'>): number[] => LAMPS.map((lamp) => lamps[lamp] ?? 0);
const percent = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 1000) / 10}%`);
const sorted = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => row.map(String).join(' ')).sort();

/** A shown number and where it leads. */
interface Lead {
  readonly href: string;
  readonly n: number;
}

describe('the figures of the monitor', function () {
  this.timeout(240_000);
  const server = useWebServer();
  let xu: Person;

  /** Opens a page and reads the numbers of each row of a table. */
  async function read(address: string, table: string): Promise<string[][]> {
    await xu.open(`/monitor/${address}`);
    const rows = xu.at(table).locator('tbody tr');
    const numbers = () =>
      rows.evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td.number')].map((cell) => cell.textContent?.trim() ?? '')),
      );
    // A page that learns the time of the engine asks once more, and has no table meanwhile.
    for (let before: string[][] = []; ; ) {
      await rows.first().waitFor();
      const found = await numbers();
      if (found.length > 0 && JSON.stringify(found) === JSON.stringify(before)) return found;
      before = found;
      await xu.page.waitForTimeout(100);
    }
  }

  /** Some of the numbers of the page with their links: the first and the last. */
  async function leads(): Promise<Lead[]> {
    const all = await xu.page.locator('main a[href]').evaluateAll((links) =>
      links.flatMap((link) => {
        const text = (link.querySelector('strong') ?? link).textContent?.trim() ?? '';
        return /^[1-9]\d*$/.test(text) ? [{ href: link.getAttribute('href') ?? '', n: Number(text) }] : [];
      }),
    );
    return [...new Map([...all.slice(0, 4), ...all.slice(-2)].map((lead) => [lead.href, lead])).values()];
  }

  async function follow(found: readonly Lead[]): Promise<void> {
    for (const { href, n } of found) {
      await xu.open(href);
      await xu.at('count').waitFor();
      expect(Number(/\d+/.exec((await xu.at('count').textContent()) ?? '')?.[0]), href).to.equal(n);
    }
  }

  const ask = <T>(path: string): Promise<T> => xu.ask<T>('GET', path);

  before(async () => {
    const [wang, zhou, liu] = await Promise.all(
      ['wang.window', 'zhou.examiner', 'liu.applicant'].map((id) => server.person(id)),
    );
    xu = await server.person('xu.admin');
    if (!wang || !zhou || !liu) throw new Error('Expected everybody to be there.');
    const clock = (set: string): Promise<unknown> => xu.ask('POST', '/test/clock', { set });
    const resources = [
      { name: 'stall.bpmn', content: STALL },
      { name: 'visit.bpmn', content: VISIT },
    ];
    await xu.ask('POST', '/deployments', { name: 'stall', resources });
    await clock('2027-03-01T02:00:00Z');
    const ids: string[] = [];
    for (const businessKey of ['F-1', 'F-2', 'F-3', 'F-4', 'F-5'])
      ids.push(
        (await liu.ask<{ id: string }>('POST', '/process-instances', { definitionKey: 'stall', businessKey })).id,
      );
    const complete = async (who: Person, instanceId: string | undefined): Promise<void> => {
      const { items } = await ask<Listed<{ id: string }>>(`/tasks?instanceId=${instanceId}`);
      await who.ask('POST', `/tasks/${items[0]?.id}/complete`, {});
    };
    for (const id of ids.slice(0, 3)) await complete(wang, id);
    await clock('2027-03-02T02:00:00Z');
    await complete(zhou, ids[0]);
    await liu.ask('POST', `/process-instances/${ids[0]}/ratings`, { contactPoint: 'window', level: 5, comment: '慢' });
    await clock('2027-03-04T03:00:00Z');
    await complete(zhou, ids[1]);
    await liu.ask('POST', `/process-instances/${ids[1]}/ratings`, { contactPoint: 'online', level: 1 });
    await xu.ask('POST', `/process-instances/${ids[4]}/suspend`, { reason: '核查' });
  });

  afterEach('nobody complained', () => {
    expect(xu.complaints).to.deep.equal([]);
  });

  it('should be those of the API in the overview, and lead to as many', async () => {
    interface Load {
      readonly running: number;
      readonly openTasks: number;
      readonly overdueTasks: number;
      readonly incidents: number;
    }
    const shown = await read('', 'process-table');
    const overview = await ask<Load & { definitions: (Load & { elements: Load[] })[] }>('/reports/overview');

    expect(shown).to.deep.equal(
      overview.definitions.flatMap((one) => [
        [one.running, one.openTasks, one.overdueTasks, one.incidents].map(String),
        ...one.elements.map((at) => [at.openTasks, at.overdueTasks, at.incidents].map(String)),
      ]),
    );
    expect(overview.definitions.flatMap(({ elements }) => elements)).to.have.length.above(1);
    expect(await xu.at('figure-tasks').locator('strong').textContent()).to.equal(String(overview.openTasks));
    const links = await xu
      .at('process-table')
      .locator('a')
      .evaluateAll((all) =>
        all.flatMap((link) => {
          const n = Number(link.textContent?.trim());
          return n > 0 ? [{ href: link.getAttribute('href') ?? '', n }] : [];
        }),
      );
    await follow([...(await leads()), ...links]);
  });

  it('should be those of the API at the steps of a process, the called one too', async () => {
    for (const key of ['stall', 'stall-visit']) {
      const shown = await read(`processes/${key}`, 'step-table');
      const { items } = await ask<Listed<{ id: string }>>(`/process-definitions?key=${key}&latest=true`);
      const { elements } = await ask<{ elements: { elementId: string; active: number; overdue: number }[] }>(
        `/process-definitions/${items[0]?.id}/statistics`,
      );
      const times = await ask<Listed<{ elementId: string; count: number; overdue: number }>>(
        `/reports/waiting-times?definitionKey=${key}`,
      );

      for (const { elementId, active, overdue } of elements) {
        const cells = await xu.page.locator(`[data-step="${elementId}"] td.number`).allTextContents();
        const past = times.items.find((time) => time.elementId === elementId);
        expect(
          cells.slice(0, 5).map((text) => Number(text.trim())),
          elementId,
        ).to.deep.equal([active, overdue, 0, past?.count ?? 0, past?.overdue ?? 0]);
      }
      expect(shown).to.have.length.above(0);
      const flow = await xu.at('throughput-table').locator('tbody tr').first().locator('td.number').allTextContents();
      const { days } = await ask<{ days: { started: number; ended: number }[] }>(
        `/reports/throughput?definitionKey=${key}`,
      );
      expect(flow.map(Number)).to.deep.equal([days.at(-1)?.started, days.at(-1)?.ended]);
      await follow(await leads());
    }
  });

  it('should be those of the API on the board, however it is grouped', async () => {
    for (const by of ['department', 'process', 'step', 'person', 'clock']) {
      const shown = await read(`board?by=${by}`, 'board-table');
      const { items } = await ask<Listed<Row>>(`/sla/board?by=${by}`);

      expect(sorted(shown), by).to.deep.equal(sorted(items.map((row) => [...lampsOf(row), row.total])));
      await follow((await leads()).slice(0, 2));
    }
  });

  it('should be those of the API in the forecast, the load and the trend', async () => {
    const forecast = await read('forecast', 'forecast-table');
    const { days } = await ask<{ days: { total: number }[] }>('/sla/forecast');
    expect(forecast).to.deep.equal(days.map(({ total }) => [String(total)]));
    await follow(await leads());

    const remaining = await read('analysis/load', 'remaining-table');
    const ageing = await ask<Ages & { groups: (Row & Ages)[] }>('/sla/ageing?by=department');
    const parts = (ages: Ages): number[] => [...ages.remaining, ages.still].map(({ total }) => total);
    expect(remaining).to.deep.equal(parts(ageing).map((total) => [String(total)]));
    expect(await read('analysis/load', 'age-table')).to.deep.equal(ageing.age.map(({ total }) => [String(total)]));
    expect(sorted(await read('analysis/load', 'load-table'))).to.deep.equal(
      sorted(ageing.groups.map((group) => [group.total, ...parts(group)])),
    );
    await follow(await leads());
    await xu.open('/monitor/analysis/load');
    const still = xu.at('remaining-table').locator('tr', { hasText: '停表' }).locator('a');
    await follow([{ href: (await still.getAttribute('href')) ?? '', n: ageing.still.total }]);

    const trend = await read('analysis/trends', 'trend-table');
    const past = await ask<{ days: Row[] }>('/sla/trend?from=2027-02-20');
    expect(trend.slice(0, 5)).to.deep.equal(
      past.days
        .slice(-5)
        .reverse()
        .map((day) => lampsOf(day).map(String)),
    );
    await follow(await leads());
  });

  it('should be those of the API for service items and durations, shares and medians too', async () => {
    const items = await read('analysis/items', 'items-table');
    const report = await ask<Listed<{ total: number; lamps: Lamps; count: number; inTimeRate: number | null }>>(
      '/reports/service-items?from=2027-01-01',
    );
    const shown = items.map((cells) => [cells[0], cells[1], cells[3], cells[4]]);
    expect(sorted(shown)).to.deep.equal(
      sorted(report.items.map((item) => [item.total, item.lamps.yellow, item.count, percent(item.inTimeRate)])),
    );
    await follow(await leads());

    await read('analysis/durations?process=stall-visit&clock=step', 'durations-table');
    const { summary } = await ask<{ summary: { count: number; inTime: number } }>(
      '/reports/durations?definitionKey=stall-visit&clock=step&from=2027-01-01',
    );
    expect(await xu.page.locator('[data-figure="inTime"]').textContent()).to.equal(
      percent(summary.inTime / summary.count),
    );
    await follow([{ href: await hrefOf('[data-figure="inTime"] a'), n: summary.inTime }]);
    await xu.page.goBack();
    await follow([{ href: await hrefOf('[data-figure="median"] a'), n: summary.count }]);
  });

  async function hrefOf(selector: string): Promise<string> {
    const link = xu.page.locator(selector).first();
    await link.waitFor();
    return (await link.getAttribute('href')) ?? '';
  }

  it('should be those of the API in the month and among ratings', async () => {
    await read('months?month=2027-03', 'indicator-table');
    interface Indicator {
      readonly department: string;
      readonly inTimeRate: number | null;
      readonly steps: number;
      readonly returns: number;
      readonly yellow: number;
      readonly red: number;
      readonly doubleRed: number;
    }
    const month = await ask<Listed<Indicator>>('/reports/indicators?month=2027-03');
    for (const { department, inTimeRate, steps, ...counts } of month.items) {
      const row = xu.page.locator(`[data-department="${department}"]`);
      const rate = (await row.locator('[data-figure="inTimeRate"]').textContent())?.replace(/\s/g, '');
      expect(rate, department).to.equal(`${percent(inTimeRate)}(${steps})`);
      for (const name of ['returns', 'yellow', 'red', 'doubleRed'] as const)
        expect((await row.locator(`[data-figure="${name}"]`).textContent())?.trim(), name).to.equal(
          String(counts[name]),
        );
    }
    await follow(await leads());

    const shown = await read('ratings', 'ratings-table');
    const figures = await ask<{ levels: { count: number }[]; satisfaction: number | null; satisfied: number }>(
      '/reports/ratings?from=2027-01-01',
    );
    expect(shown.slice(0, 5).map((cells) => cells[1])).to.deep.equal(figures.levels.map(({ count }) => String(count)));
    expect(shown[6]?.[0]).to.equal(percent(figures.satisfaction));
    await follow(await leads());
  });

  it('should list as many breaches as the API counts', async () => {
    const { items } = await ask<Listed<unknown>>('/sla/breaches?limit=500');
    await xu.open('/monitor/breaches');
    await xu.at('row').first().waitFor();

    expect(await xu.at('row').count()).to.equal(items.length);
  });
});
