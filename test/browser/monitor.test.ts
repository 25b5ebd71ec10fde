import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

/** Two departments, two working days each, ten for the whole. */
const PERMIT = bpmn(
  `<extensionElements><tb:limit clock="promised" value="10" unit="工作日"/></extensionElements>
   <startEvent id="start"/>
   <userTask id="check" name="核验" tb:department="integrated-centre"><extensionElements><tb:assignment groups="window"/><tb:limit value="2" unit="工作日"/></extensionElements></userTask>
   <userTask id="examine" name="审查" tb:department="market-regulation"><extensionElements><tb:assignment groups="examiners"/><tb:limit value="2" unit="工作日"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start check examine end')}`,
  { key: 'kiosk-permit', attributes: 'name="报亭许可" tb:serviceItem="kiosk" tb:starters="applicant,clerk"' },
);

interface Listed<T> {
  readonly items: readonly T[];
}

describe('the board in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let zhao: Person;
  let song: Person;
  let wang: Person;
  let liu: Person;
  const cases = new Map<string, string>();

  const begin = async (businessKey: string): Promise<string> => {
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'kiosk-permit',
      businessKey,
    });
    cases.set(businessKey, id);
    return id;
  };
  const taskOf = async (businessKey: string): Promise<string> => {
    const { items } = await admin.ask<Listed<{ id: string }>>('GET', `/tasks?instanceId=${cases.get(businessKey)}`);
    return items[0]?.id ?? '';
  };
  const clock = (set: string): Promise<unknown> => admin.ask('POST', '/test/clock', { set });
  const number = async (person: Person, selector: string): Promise<number> =>
    Number((await person.page.locator(selector).first().textContent())?.trim());

  before(async () => {
    [admin, zhao, song, wang, liu] = await Promise.all([
      server.person('xu.admin'),
      server.person('zhao.supervision'),
      server.person('song.office'),
      server.person('wang.window'),
      server.person('liu.applicant'),
    ]);
    const resources = [{ name: 'kiosk-permit.bpmn', content: PERMIT }];
    await admin.ask('POST', '/deployments', { name: 'kiosk-permit', resources });
    await clock('2027-03-01T02:00:00Z');
    await begin('K-1');
    await begin('K-2');
    await wang.ask('POST', `/tasks/${await taskOf('K-1')}/claim`);
    await clock('2027-03-01T05:00:00Z');
  });

  afterEach('nobody complained', () => {
    expect([admin, zhao, song, wang, liu].flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('should let a manager see a breach coming, and go from its figure to the case', async () => {
    const path = '/sla/forecast?definitionKey=kiosk-permit';
    const { days } = await zhao.ask<{ days: { day: string; total: number }[] }>('GET', path);

    await zhao.open('/monitor/forecast?process=kiosk-permit');
    await zhao.at('forecast-table').waitFor();

    expect(days.map(({ total }) => total)).to.deep.equal([0, 2, 0, 0, 0]);
    for (const { day, total } of days) expect(await number(zhao, `[data-day="${day}"] .number`)).to.equal(total);
    await zhao.page.locator(`[data-day="${days[1]?.day}"] a`).click();
    await zhao.at('chip-running').waitFor();
    await zhao.at('row').first().waitFor();
    expect(await zhao.at('row').count()).to.equal(2);
    await zhao.page.getByRole('link', { name: 'K-1', exact: true }).click();
    await zhao.page.locator('#tab-holders').click();
    await zhao.at('holder').filter({ hasText: '王' }).first().waitFor();
    expect(await zhao.at('holder-bar').count()).to.be.greaterThan(0);
  });

  it('should issue a card that is answered, appealed against and decided by somebody else', async () => {
    await zhao.page.locator('[data-clock="step"] [data-test="issue-card"]').click();
    expect(await zhao.at('card-addressee').inputValue()).to.equal('wang.window');
    await zhao.at('card-text').fill('请在时限内办结。');
    await zhao.press('act-submit');
    await zhao.at('toast').filter({ hasText: '2027-Y-0001' }).waitFor();

    await wang.open('/inbox/notices');
    await wang.page.locator('#tab-cards').click();
    await wang.at('answer-card-text').fill('材料较多，明日办结。');
    await wang.press('answer-card-send');
    await wang.at('card-answer').waitFor();
    await wang.at('appeal-card-text').fill('尚未超期。');
    await wang.press('appeal-card-send');
    await wang.at('card-appeal').waitFor();

    await zhao.open('/monitor/supervision/cards');
    await zhao.at('card-state').filter({ hasText: '申诉中' }).waitFor();
    expect(await zhao.at('decide-card').count()).to.equal(0);
    await zhao.open('/monitor/');
    await zhao.at('figure-running').waitFor();
    expect(await zhao.at('rulings').count(), 'who issued it is not asked').to.equal(0);
    await song.open('/inbox/');
    await song.at('notices-count').waitFor();
    await song.press('notices');
    await song.at('ruling-card').filter({ hasText: '督办牌申诉 1 件' }).waitFor();
    await song.open('/monitor/');
    await song.press('ruling-card');
    await song.at('outcome-withdrawn').check();
    await song.at('decide-card-text').fill('申诉成立。');
    await song.press('decide-card-send');
    await song.at('decide-card').waitFor({ state: 'detached' });
    await song.open('/monitor/');
    await song.at('figure-running').waitFor();
    expect(await song.at('rulings').count(), 'nothing is left').to.equal(0);
  });

  it('should show on the board what the API counts, and follow changes without a reload', async () => {
    const lamps = async (): Promise<Record<string, number>> =>
      (await zhao.ask<{ lamps: Record<string, number> }>('GET', '/sla/board?definitionKey=kiosk-permit')).lamps;
    await zhao.open('/monitor/board?by=step&process=kiosk-permit');
    await zhao.at('board-row').first().waitFor();
    const before = await lamps();
    // What the engine does of itself meanwhile comes to the page a moment after it is counted.
    const shows = (lamp: string, n: number): Promise<void> =>
      zhao.page
        .locator(`[data-test="lamp-${lamp}"] strong`, { hasText: new RegExp(`^\\s*${n}\\s*$`) })
        .waitFor({ timeout: 20_000 });
    for (const [lamp, n] of Object.entries(before)) await shows(lamp, n);
    const asOf = await zhao.at('as-of').textContent();

    await begin('K-3');

    const green = (before.green ?? 0) + 1;
    await shows('green', green);
    expect((await lamps()).green).to.equal(green);
    expect(await zhao.at('as-of').textContent()).to.match(/^数据截至/);
    expect(asOf).to.match(/^数据截至/);
  });

  it('should show the board as it was at an instant of the past, and what had passed its limit by then', async () => {
    await clock('2027-03-04T03:00:00Z');
    const instants = ['2027-03-01T04:00:00.000Z', '2027-03-03T04:00:00.000Z'];
    const seen: number[] = [];
    for (const at of instants) {
      const query = `definitionKey=kiosk-permit&at=${encodeURIComponent(at)}`;
      const { lamps, total } = await zhao.ask<{ lamps: Record<string, number>; total: number }>(
        'GET',
        `/sla/board?${query}`,
      );
      seen.push((lamps.red ?? 0) + (lamps.yellow ?? 0));

      await zhao.open(`/monitor/board?process=kiosk-permit&by=process&at=${encodeURIComponent(at)}`);
      await zhao.at('board-row').first().waitFor();

      for (const [lamp, n] of Object.entries(lamps))
        expect(await number(zhao, `[data-test="lamp-${lamp}"] strong`), `${at} ${lamp}`).to.equal(n);
      expect(await number(zhao, '[data-lamp="all"] a')).to.equal(total);
      const breached = await zhao.ask<{ total: number }>('GET', `/sla/breaches?${query}&count=true`);
      await zhao.open(`/monitor/breaches?process=kiosk-permit&at=${encodeURIComponent(at)}`);
      await zhao.at('as-of').waitFor();
      expect(await zhao.at('row').count()).to.equal(breached.total);
    }
    expect(seen[0]).to.equal(0);
    expect(seen[1]).to.be.greaterThan(0);
  });

  it('should tell of a breach whose clock ran when, and of load by department and person', async () => {
    await clock('2027-03-04T03:00:00Z');
    await zhao.open('/monitor/breaches?process=kiosk-permit');
    const row = zhao.at('row').filter({ hasText: 'K-1' });
    await row.waitFor();
    const { items } = await zhao.ask<Listed<{ holders: { net: { workingDays: number } }[] }>>(
      'GET',
      '/sla/breaches?definitionKey=kiosk-permit&limit=500',
    );
    expect(await zhao.at('row').count()).to.equal(items.length);

    await row.locator('[data-test="who-when"]').click();
    await zhao.at('holder').filter({ hasText: '净用时 3 个工作日' }).waitFor();
    await zhao.open('/monitor/analysis/load?process=kiosk-permit&by=person');
    await zhao.at('load-table').waitFor();
    const ageing = await zhao.ask<{
      groups: { person: string | null; total: number }[];
      remaining: { total: number }[];
    }>('GET', '/sla/ageing?definitionKey=kiosk-permit&by=person');
    const shown = await zhao.at('load-table').locator('tbody tr td:nth-child(2)').allTextContents();
    expect(shown.map(Number).sort()).to.deep.equal(ageing.groups.map(({ total }) => total).sort());
    const over = await zhao.at('remaining-table').locator('td').first().textContent();
    expect(Number(over)).to.equal(ageing.remaining[0]?.total);
  });

  it('should draw net and gross time with a table of the same figures, and save it for spreadsheets', async () => {
    await wang.ask('POST', `/tasks/${await taskOf('K-1')}/complete`, {});
    const path = '/reports/durations?definitionKey=kiosk-permit&clock=step&from=2027-01-01';
    const { items } = await zhao.ask<Listed<{ days: number; net: number; gross: number }>>('GET', path);

    await zhao.open('/monitor/analysis/durations?process=kiosk-permit&clock=step');
    await zhao.at('durations-table').waitFor();
    for (const { days, net, gross } of items) {
      expect(await number(zhao, `[data-days="${days}"] [data-figure="net"]`)).to.equal(net);
      expect(await number(zhao, `[data-days="${days}"] [data-figure="gross"]`)).to.equal(gross);
    }
    await zhao.page.locator('[data-test="durations-chart"] svg').waitFor();
    const saved = zhao.page.waitForEvent('download');
    await zhao.press('export-durations');
    expect((await saved).suggestedFilename()).to.equal('durations.csv');
    const file = readFileSync(await (await saved).path(), 'utf8');
    expect(file, 'in the words of the reader, and read as UTF-8 by spreadsheets').to.match(/^\uFEFF天数,/);

    await zhao.page.locator('[data-figure="net"] a').first().click();
    await zhao.at('row').filter({ hasText: 'K-1' }).waitFor();
  });

  it('should freeze a month, sign it, and let a department appeal beside the figure', async () => {
    await admin.open('/monitor/months?month=2027-03');
    await admin.at('month-state').filter({ hasText: '2027年4月1日 00:00 起可由管理员冻结' }).waitFor();
    expect(await admin.at('freeze').count(), 'of a month that is not over').to.equal(0);
    await clock('2027-04-01T02:00:00Z');
    await admin.open('/monitor/months?month=2027-03');
    await admin.press('weights');
    await admin.at('weight-inTimeRate').fill('60');
    await admin.press('act-submit');
    await admin.at('weights-shown').filter({ hasText: '环节按时率 60' }).waitFor();
    await admin.press('freeze');
    await admin.press('act-submit');
    await admin.at('month-state').filter({ hasText: '已冻结' }).waitFor();

    await zhao.open('/monitor/months?month=2027-03');
    const row = '[data-department="integrated-centre"] [data-figure="red"]';
    await zhao.page.locator(row).waitFor();
    const frozen = await zhao.ask<Listed<{ department: string; red: number; inTimeRate: number }>>(
      'GET',
      '/reports/indicators?month=2027-03',
    );
    const mine = frozen.items.find(({ department }) => department === 'integrated-centre');
    expect(await number(zhao, `${row} a`)).to.equal(mine?.red);
    await zhao.press('sign');
    await zhao.at('signatures').filter({ hasText: '赵' }).waitFor();
    await zhao.press('appeal');
    await zhao.at('appeal-indicator').selectOption('red');
    await zhao.at('appeal-text').fill('系统停机一日。');
    await zhao.press('act-submit');
    await zhao.at('month-appeal').filter({ hasText: '系统停机一日。' }).waitFor();
    expect(await zhao.at('decide-appeal').count()).to.equal(0);

    await admin.open('/monitor/');
    await admin.at('ruling-month').filter({ hasText: '2027-03 指标申诉 1 件' }).click();
    await admin.at('outcome-corrected').check();
    await admin.at('decide-appeal-text').fill('属实。');
    await admin.press('decide-appeal-send');
    await admin.at('month-decision').filter({ hasText: '予以更正' }).waitFor();
    expect(await number(admin, `${row} a`)).to.equal(mine?.red);
    await zhao.page.locator(`${row} a`).click();
    await zhao.at('chip-lamp').waitFor();
    await zhao.at('row').first().waitFor();
    expect(await zhao.at('row').count()).to.equal(mine?.red);
  });

  it('should print all of a case below each other, with its headings and without its tabs', async () => {
    const { page } = zhao;
    await page.addInitScript(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await zhao.open(`/monitor/cases/${cases.get('K-1')}`);
    await zhao.press('print');
    await page.locator('body[data-printed]').waitFor();
    await page.emulateMedia({ media: 'print' });

    const headings = await page.locator('.el-tab-pane > h2:visible').allTextContents();
    expect(headings).to.include.members(['流程图', '期限', '数据', '日志']);
    expect(await zhao.at('journal').isVisible(), 'what nobody has opened yet').to.equal(true);
    expect(await page.locator('[role="tab"]:visible, nav:visible, [data-test="print"]:visible').count()).to.equal(0);

    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.locator('[role="tab"]:visible').first().waitFor();
  });

  it('should follow a bad rating from its verification to its end', async () => {
    const id = cases.get('K-1') ?? '';
    const examiner = await server.person('zhou.examiner');
    await examiner.ask('POST', `/tasks/${await taskOf('K-1')}/complete`, {});
    await liu.ask('POST', `/process-instances/${id}/ratings`, { contactPoint: 'window', level: 5, comment: '太慢' });
    await clock('2027-04-06T02:00:00Z');
    const manager = await server.person('zheng.reviewer');
    await manager.open('/inbox/notices');
    await manager.page.locator('#tab-urges').click();
    await manager.page.locator('article', { hasText: 'K-1' }).filter({ hasText: '差评到期未回访' }).first().waitFor();
    await manager.page.locator('#tab-urges', { hasText: /^催办$/ }).waitFor();
    await manager.leave();
    await admin.open('/monitor/ratings?bad=true');
    const rating = admin.at('rating').filter({ hasText: 'K-1' });

    for (const verb of ['contact', 'rectify', 'close']) {
      await rating.locator(`[data-test="rating-${verb}-text"]`).fill('已办');
      await rating.locator(`[data-test="rating-${verb}-send"]`).click();
    }

    await rating.locator('[data-test="rating-state"]').filter({ hasText: '已结案' }).waitFor();
    const { rectificationRate } = await admin.ask<{ rectificationRate: number }>('GET', '/reports/ratings');
    expect(await admin.page.locator('[data-figure="rectification"] .number').first().textContent()).to.equal(
      `${Math.round(rectificationRate * 1000) / 10}%`,
    );
  });

  it('should fill a wall that turns by itself and needs no hand', async () => {
    await admin.open('/monitor/screen?panel=forecast');
    await admin.at('screen-panel').waitFor();

    const { lamps } = await admin.ask<{ lamps: Record<string, number> }>('GET', '/sla/board');
    expect(await number(admin, '[data-test="screen-red"] dd')).to.equal(lamps.red);
    expect(await admin.page.locator('nav').count()).to.equal(0);
    expect(await admin.at('screen-panel').getAttribute('data-panel')).to.equal('forecast');
    await admin.press('screen-hold');
    expect(await admin.at('screen-hold').getAttribute('aria-pressed')).to.equal('true');
    await admin.press('screen-leave');
    await admin.at('nav-board').waitFor();
  });

  it('should say on the wall how many departments there is no room for', async () => {
    const none = { blue: 0, grey: 0, green: 0, yellow: 0, red: 0, 'double-red': 0 };
    await admin.page.route('**/api/v1/sla/board?by=department*', async (route) => {
      const board = await (await route.fetch()).json();
      const items = Array.from({ length: 11 }, (_, index) => ({
        ...board.items[0],
        department: `d${index}`,
        departmentName: `部门 ${index}`,
        lamps: { ...none, red: index },
        total: index,
      }));
      await route.fulfill({ json: { ...board, items } });
    });
    await admin.open('/monitor/screen');
    await admin.at('screen-others').filter({ hasText: '8 个部门；未列出的 3 个部门另有 3 个时限' }).waitFor();
    expect(await admin.at('screen-panel').locator('tbody tr').count()).to.equal(8);
    await admin.page.unroute('**/api/v1/sla/board?by=department*');
  });

  it('should show its lists on a tablet and in large type without a bar to scroll them sideways', async () => {
    const { page } = zhao;
    const size = page.viewportSize();
    const beyond = async (path: string): Promise<number> => {
      await zhao.open(path);
      await zhao.at('row').first().waitFor();
      return page.locator('.table-frame').evaluate((frame) => frame.scrollWidth - frame.clientWidth);
    };
    await page.setViewportSize({ width: 820, height: 1180 });
    expect(await beyond('/monitor/cases'), 'cases on a tablet').to.equal(0);
    expect(await beyond('/monitor/open-tasks'), 'open tasks on a tablet').to.equal(0);
    expect(await beyond('/monitor/clocks'), 'open limits on a tablet').to.equal(0);
    await page.evaluate(() => localStorage.setItem('tongban.size', 'large'));
    expect(await beyond('/monitor/clocks'), 'open limits on a tablet in large type').to.equal(0);
    const cell = zhao.at('row').first().locator('td').last();
    const label = await cell.evaluate((one) => getComputedStyle(one, '::before').content);
    expect(label, 'what a cell is that has no head above it').to.equal('"剩余"');
    await page.evaluate(() => localStorage.removeItem('tongban.size'));
    if (size) await page.setViewportSize(size);
    await page.evaluate(() => localStorage.setItem('tongban.size', 'large'));
    expect(await beyond('/monitor/cases'), 'cases in large type').to.equal(0);
    await page.evaluate(() => localStorage.removeItem('tongban.size'));
  });

  it('should print the figures without what is there to be pressed', async () => {
    await zhao.open('/monitor/board');
    await zhao.at('board-row').first().waitFor();
    await zhao.page.emulateMedia({ media: 'print' });

    expect(await zhao.at('print').isVisible()).to.equal(false);
    expect(await zhao.at('nav-board').isVisible()).to.equal(false);
    expect(await zhao.at('board-table').isVisible()).to.equal(true);
    expect(await zhao.at('as-of').isVisible()).to.equal(true);
    await zhao.page.emulateMedia({ media: 'screen' });
  });

  it('should say so where somebody may see figures but no cases, or none of it', async () => {
    const analyst = await server.person('chen.analyst');
    await analyst.open('/monitor/board');
    await analyst.at('board-table').waitFor();
    await analyst.open('/monitor/breaches');
    await analyst.at('no-permission').waitFor();
    await liu.open('/monitor/board');
    await liu.at('no-permission').waitFor();
  });

  it('should load the charts only where there is one', async () => {
    const asked: string[] = [];
    zhao.page.on('request', (request) => asked.push(request.url()));
    await zhao.open('/monitor/supervision/cards');
    await zhao.at('card-state').first().waitFor();

    expect(asked.filter((url) => url.includes('bar-chart'))).to.deep.equal([]);
    await zhao.open('/monitor/forecast');
    await zhao.page.locator('[data-test="forecast-chart"] svg').waitFor();
    expect(asked.filter((url) => url.includes('bar-chart'))).to.have.length(1);
  });
});
