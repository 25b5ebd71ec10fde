import { expect } from 'chai';
import { LICENCE } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { openTask } from './support/work.ts';

describe('calendars and clocks in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let wang: Person;

  before(async () => {
    [admin, wang] = await Promise.all([server.person('xu.admin'), server.person('wang.window')]);
    await admin.ask('POST', '/deployments', {
      name: 'licence',
      resources: [{ name: 'licence.bpmn', content: LICENCE }],
    });
  });

  afterEach('nobody complained', () => {
    expect([...admin.complaints, ...wang.complaints]).to.deep.equal([]);
  });

  it('should count in working days, tell what is provisional, and explain every clock', async () => {
    await admin.ask('POST', '/test/clock', { set: '2027-12-20T02:00:00Z' });
    const { id } = await wang.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'licence',
      businessKey: 'T-1',
    });

    await openTask(wang, 'T-1', 'review', 'claimable');
    expect(await wang.at('due').last().textContent())
      .to.contain('剩 5 个工作日')
      .and.contain('暂定');
    await wang.open(`/inbox/cases/${id}`);
    await wang.page.locator('#tab-clocks').click();
    await wang.at('clocks').waitFor();

    const told = await wang.at('clocks').textContent();
    expect(told).to.contain('法定时限').and.contain('20 个工作日').and.contain('行政许可法 42').and.contain('环节时限');
    expect(told, 'of its last day, not of the midnight at which the next begins').to.contain('2027年12月27日 24:00');
  });

  it('should turn the lamp of the inbox yellow when a working day is left, and say how late it is when it is red', async () => {
    const lamp = async (): Promise<string> => {
      await wang.open('/inbox/?view=claimable&q=T-1');
      await wang.page.locator('[data-element="review"]').waitFor();
      return `${await wang.at('due').last().getAttribute('class')} ${await wang.at('due').last().textContent()}`;
    };
    expect(await lamp()).to.contain('green');

    await admin.ask('POST', '/test/clock', { set: '2027-12-24T02:00:00Z' });
    expect(await lamp())
      .to.contain('yellow')
      .and.contain('1 个工作日');

    await admin.ask('POST', '/test/clock', { set: '2027-12-29T02:00:00Z' });
    expect(await lamp())
      .to.contain('red')
      .and.match(/超|逾/);
  });

  it('should keep the escalation ladder of a department, in words, with all its versions', async () => {
    await admin.open('/admin/organisation');
    await admin.page.locator('[data-test="department"]', { hasText: '税务局' }).click();
    await admin.at('ladder-none').waitFor();

    await admin.at('rung-name').fill('提醒');
    await admin.press('rung-add');
    await admin.at('ladder').filter({ hasText: '提醒' }).waitFor();
    await admin.at('rung-name').fill('升级');
    await admin.at('rung-action').selectOption('raise');
    await admin.press('rung-add');

    await admin.at('ladder').filter({ hasText: '升级' }).waitFor();
    const { items } = await admin.ask<{
      items: { department: string; rungs: { name: string }[]; until: string | null }[];
    }>('GET', '/department-ladders');
    expect(
      items.find(({ department, until }) => department === 'tax' && until === null)?.rungs.map(({ name }) => name),
    ).to.deep.equal(['提醒', '升级']);
  });

  it('should show a year, preview a plan, take it in and follow the re-timing', async () => {
    await admin.open('/admin/calendars');
    await admin.at('year').fill('2027');
    await admin.at('year').press('Enter');
    await admin.at('year-summary').filter({ hasText: '尚未公布' }).waitFor();

    const plan = (text: string) => ({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await admin.at('plan-file').setInputFiles(plan('2027\n元旦 1月1日'));
    await admin.press('preview');
    await admin.at('problem').filter({ hasText: '第 2 行' }).waitFor();

    await admin.at('plan-file').setInputFiles(plan('2027\n元旦 01-01..01-03\n国庆节 10-01..10-07 +10-09'));
    await admin.press('preview');
    await admin.at('preview-result').filter({ hasText: '2027-10-09 改为上班' }).waitFor();
    await admin.press('import');

    await admin.at('imported').waitFor();
    await admin.at('year-summary').filter({ hasText: '已公布' }).waitFor();
    await admin.at('retimings').filter({ hasText: '已完成' }).waitFor();
    expect(await admin.page.locator('[data-date="2027-10-09"]').getAttribute('class')).to.contain('workday');
  });

  it('should make a calendar for an area, give it to a department, and shorten a day of it', async () => {
    await admin.open('/admin/calendars');
    await admin.press('new-calendar');
    await admin.at('calendar-id').fill('guangxi');
    await admin.at('calendar-name').fill('广西日历');
    await admin.page.getByRole('button', { name: '创建', exact: true }).click();
    await admin.at('calendar').locator('option', { hasText: '广西日历' }).waitFor({ state: 'attached' });

    await admin.at('plan').fill('2028\n三月三 03-27..03-28\n台风停办 !07-17\n半日 +03-08@09:00-12:00');
    await admin.press('preview');
    await admin.at('preview-result').filter({ hasText: '2028-03-27 改为休息' }).waitFor();
    await admin.press('import');
    await admin.at('imported').waitFor();
    await admin.at('year').fill('2028');
    await admin.at('year').press('Enter');
    await admin.page.locator('[data-date="2028-07-17"].closure').waitFor();
    expect(await admin.page.locator('[data-date="2028-03-27"]').getAttribute('class')).to.contain('holiday');
    expect(await admin.page.locator('[data-date="2028-03-08"]').getAttribute('title')).to.contain('09:00–12:00');

    await admin.at('use-department').selectOption({ index: 1 });
    await admin.press('use-calendar');
    await admin.at('calendar-uses').locator('tbody tr').first().waitFor();
    const { items } = await admin.ask<{ items: { calendar: string }[] }>('GET', '/calendar-uses');
    expect(items.map(({ calendar }) => calendar)).to.include('guangxi');
  });
});
