import { expect } from 'chai';
import { violations } from './support/axe.ts';
import { BY_LAW } from './support/models.ts';
import type { Person } from './support/person.ts';
import { rawTexts, scrollsSideways, tooSmall } from './support/reading.ts';
import { useWebServer } from './support/server.ts';

const TASK_TABS = ['handle', 'opinions', 'data', 'files', 'talk', 'documents', 'proceedings', 'journal'];
const CASE_TABS = [
  'clocks',
  'data',
  'files',
  'talk',
  'links',
  'objections',
  'ratings',
  'opinions',
  'documents',
  'proceedings',
  'operations',
  'journal',
];
const NOTICE_TABS = ['copies', 'urges', 'questions', 'sheets'];

/** An address, and the tabs to look at there. */
type Stop = readonly [address: string, tabs: readonly string[]];

const SCREENS = [
  { what: 'in Chinese', language: 'zh', size: 'normal', width: 1360 },
  { what: 'in English on a tablet', language: 'en', size: 'normal', width: 768 },
  { what: 'in Chinese with large type on a tablet', language: 'zh', size: 'large', width: 768 },
  { what: 'in English with large type', language: 'en', size: 'large', width: 1360 },
] as const;

describe('every page and tab of the inbox', function () {
  this.timeout(120_000);
  const server = useWebServer();
  let stops: Stop[];

  before(async () => {
    const [admin, wang, applicant] = await Promise.all([
      server.person('xu.admin'),
      server.person('wang.window'),
      server.person('liu.applicant'),
    ]);
    const model = BY_LAW.replace('name="场地证明"', 'name="场地证明" held="company != null"');
    await admin.ask('POST', '/deployments', { name: 'by-law', resources: [{ name: 'by-law.bpmn', content: model }] });
    const body = { definitionKey: 'by-law', businessKey: 'P-1', variables: { company: '一家公司' } };
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', body);
    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}`);
    await wang.ask('POST', `/tasks/${items[0]?.id}/claim`, {});
    await wang.ask('POST', `/process-instances/${id}/comments`, { text: '请核对地址' });
    stops = [
      ['/inbox/?view=claimable', []],
      ['/inbox/?view=claimable&q=NOTHING', []],
      ['/inbox/?view=done', []],
      [`/inbox/tasks/${items[0]?.id}`, TASK_TABS],
      [`/inbox/cases/${id}`, CASE_TABS],
      ['/inbox/notices', NOTICE_TABS],
      ['/inbox/proxies', []],
      ['/inbox/confirmations', []],
      ['/inbox/favourites', []],
      ['/inbox/tasks/01a21821-0000-7000-8000-000000000000', []],
    ];
  });

  async function look(person: Person, where: string): Promise<void> {
    const { page } = person;
    await page.locator('[data-test="loading"]:visible').first().waitFor({ state: 'detached' });
    expect(await violations(page), `${where}: axe`).to.deep.equal([]);
    expect(await rawTexts(page), `${where}: raw texts`).to.deep.equal([]);
    expect(await scrollsSideways(page), `${where}: scrolls sideways`).to.equal(false);
    expect(await page.locator('.el-tabs__nav-next').count(), `${where}: tabs behind an arrow`).to.equal(0);
  }

  for (const { what, language, size, width } of SCREENS) {
    it(`should be readable by everybody and fit the screen ${what}`, async () => {
      const person = await server.person('wang.window', language);
      await person.page.addInitScript((chosen) => localStorage.setItem('tongban.size', chosen), size);
      await person.page.setViewportSize({ width, height: 1024 });

      for (const [address, tabs] of stops) {
        await person.open(address);
        await person.page.locator('main > *').first().waitFor();
        await look(person, address);
        for (const tab of tabs) {
          await person.page.locator(`#tab-${tab}`).click();
          await look(person, `${address} ${tab}`);
        }
      }

      expect(person.complaints).to.deep.equal([]);
    });
  }

  it('should cut off no button of a task where letters are large and the screen is low', async () => {
    const person = await server.person('wang.window', 'en');
    await person.page.addInitScript(() => localStorage.setItem('tongban.size', 'large'));
    await person.page.setViewportSize({ width: 1366, height: 768 });
    const [address] = stops.find(([, tabs]) => tabs === TASK_TABS) ?? [''];
    await person.open(address);
    await person.at('action-complete').waitFor();

    const { y = 0, height = 0 } = (await person.at('action-complete').boundingBox()) ?? {};
    expect(y + height <= 768 || y >= 768, `from ${y}, ${height} high`).to.equal(true);
  });

  it('should have a task on one line of a list that is wide', async () => {
    const person = await server.person('wang.window');
    const heights: number[] = [];
    for (const width of [1366, 1920]) {
      await person.page.setViewportSize({ width, height: 1080 });
      await person.open('/inbox/?view=claimable');
      const row = person.at('tasks').locator('a').first();
      await row.waitFor();
      heights.push((await row.boundingBox())?.height ?? 0);
    }

    const list = await person.at('tasks').boundingBox();
    expect(list?.width, 'of the list').to.be.greaterThan(600);
    expect(heights[1], 'of a row').to.be.lessThan((heights[0] ?? 0) * 0.8);
  });

  it('should lead from tab to tab by the keyboard, also to those of the second line', async () => {
    const person = await server.person('wang.window', 'en');
    await person.page.setViewportSize({ width: 1366, height: 768 });
    const [address] = stops.find(([, tabs]) => tabs === CASE_TABS) ?? [''];
    await person.open(address);
    await person.page.locator('#tab-diagram').focus();

    for (const _tab of CASE_TABS) await person.page.keyboard.press('ArrowRight');

    const last = person.page.locator('[role="tab"][aria-selected="true"]');
    expect(await last.getAttribute('id')).to.equal('tab-journal');
    const [first, end] = await Promise.all([person.page.locator('#tab-diagram').boundingBox(), last.boundingBox()]);
    expect(end?.y, 'there is a second line').to.be.greaterThan(first?.y ?? 0);
  });

  it('should keep the buttons of a long dialog in sight', async () => {
    const person = await server.person('wang.window');
    await person.page.addInitScript(() => localStorage.setItem('tongban.size', 'large'));
    await person.page.setViewportSize({ width: 1366, height: 640 });
    const [address] = stops.find(([, tabs]) => tabs === TASK_TABS) ?? [''];
    await person.open(address);
    await person.press('action-request-supplement');

    await person.at('act-dialog').locator('.el-dialog__body').waitFor();

    const send = await person.at('act-submit').boundingBox();
    expect((send?.y ?? 0) + (send?.height ?? 0)).to.be.within(1, 640);
    expect(await tooSmall(person.page), 'large type').to.deep.equal([]);
  });

  it('should tell somebody without the right to the inbox where they may go', async () => {
    const applicant = await server.person('liu.applicant');

    await applicant.open('/inbox/');

    await applicant.page.getByText('您没有权限查看此页').waitFor();
    expect(await violations(applicant.page)).to.deep.equal([]);
  });

  it('should print nothing but the document', async () => {
    const wang = await server.person('wang.window');
    const { items } = await wang.ask<{ items: { id: string; instanceId: string }[] }>('GET', '/tasks?businessKey=P-1');
    await wang.ask('POST', `/tasks/${items[0]?.id}/request-supplement`, {
      checks: [
        { material: 'M01', result: 'missing', reason: '未提交' },
        { material: 'M02', result: 'exempt' },
        { material: 'M03', result: 'ok' },
      ],
    });
    await wang.open(`/inbox/cases/${items[0]?.instanceId}`);
    await wang.page.locator('#tab-documents').click();

    const opening = wang.page.context().waitForEvent('page');
    await wang.at('print-document').first().click();
    const sheet = await opening;
    await sheet.waitForLoadState();

    const text = await sheet.locator('body').textContent();
    expect(text).to.contain('申请书').and.contain('未提交').and.not.contain('场地证明');
    expect((await sheet.pdf({ format: 'A4' })).subarray(0, 5).toString()).to.equal('%PDF-');
  });
});
