import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { BEGIN, moveTime } from '../support/browser.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, complete, openTask } from './support/work.ts';

const DAY_MS = 86_400_000;

/** One process from the empty canvas to the stars of the applicant; each step is somebody else's, at their own screen. */
describe('journey from the first stroke of a process to the rating of a case', function () {
  this.timeout(180_000);
  const server = useWebServer();
  const people: Person[] = [];
  const arrive = async (id: string): Promise<Person> => {
    const person = await server.person(id);
    people.push(person);
    return person;
  };

  it('should be drawn, deployed, applied for, approved by three departments, late, delivered, rated and verified', async () => {
    const [analyst, admin, applicant] = [
      await arrive('chen.analyst'),
      await arrive('xu.admin'),
      await arrive('liu.applicant'),
    ];
    const [window, examiner, visitor] = [
      await arrive('wang.window'),
      await arrive('zhou.examiner'),
      await arrive('ma.urban'),
    ];

    await deploy(admin, await draw(analyst));
    const number = await apply(applicant);
    await approve(window, number, 'accept');
    await approve(examiner, number, 'examine');
    await returnToWindow(visitor, number);
    await resubmit(window, number);
    await approve(examiner, number, 'examine');

    await claim(visitor, number, 'visit');
    await pass(admin, DAY_MS, people);
    await seeBreach(await arrive('lei.urban'), { number, at: BEGIN + DAY_MS });
    await approve(visitor, number, 'visit');
    await approve(await arrive('li.window'), number, 'deliver');

    await rate(applicant);
    await verify(admin);
    expect(people.flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });
});

/** Draws the process with the pointer and the properties panel, and answers its file. */
async function draw(analyst: Person): Promise<Buffer> {
  const { page } = analyst;
  const property = (name: string) => analyst.at('properties').locator(`[name="${name}"]`);
  const enter = async (values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      await property(name).fill(value);
      await property(name).blur();
    }
  };
  const shape = (id: string) => page.locator(`[data-element-id="${id}"] .djs-hit`).first();
  const select = async (id: string): Promise<void> => {
    await shape(id).click({ force: true });
    await page.locator(`[data-element-id="${id}"].djs-element.selected`).waitFor({ state: 'attached' });
  };
  const pad = (action: string): Promise<void> =>
    page.locator(`.djs-context-pad.open [data-action="${action}"]`).click();
  const append = async (name: string, values: Readonly<Record<string, string>>): Promise<void> => {
    await pad('append.append-task');
    await page.locator('.djs-direct-editing-content').waitFor();
    await page.keyboard.insertText(name);
    await page.keyboard.press('Enter');
    await pad('replace');
    await page.locator('.djs-popup [data-id="replace-with-user-task"]').click();
    await property('groups').waitFor();
    await enter(values);
  };
  const unfold = (group: string): Promise<void> =>
    page.locator(`[data-group-id="group-${group}"] .bio-properties-panel-group-header-title`).first().click();

  await analyst.open('/modeler/');
  // The first page of a server that has just started may take its time.
  await property('processName').waitFor({ timeout: 60_000 });
  await enter({ processName: '街边广告审批', processKey: 'street-sign', starters: 'applicant,clerk' });
  await select('End');
  await pad('delete');
  await select('Task');
  await enter({ name: '受理', groups: 'window', department: 'integrated-centre', id: 'accept' });
  await append('审查', { groups: 'examiners', department: 'market-regulation', id: 'examine' });
  await append('现场核查', { groups: 'urban-officers', department: 'urban-management', id: 'visit' });
  await unfold('limit');
  await enter({ limitValue: '2' });
  await property('limitUnit').selectOption('hour');
  await page.locator('[data-group-id="group-ladder"] .bio-properties-panel-add-entry').click();
  await property('ladder-0-rungAction').selectOption('remind');
  await enter({ 'ladder-0-rungUsed': '100%', 'ladder-0-rungTo': 'lei.urban' });
  await append('送达', { groups: 'window', department: 'integrated-centre', id: 'deliver' });
  await pad('append.end-event');
  await page.keyboard.insertText('办结');
  await page.keyboard.press('Enter');
  await page.locator('[data-test="problems"][data-errors="0"][data-warnings="0"]').waitFor();

  const saved = page.waitForEvent('download');
  await analyst.press('download', 'download-bpmn');
  const file = readFileSync(await (await saved).path());
  for (const word of ['街边广告审批', 'integrated-centre', 'market-regulation', 'urban-management', 'lei.urban'])
    expect(file.toString()).to.contain(word);
  return file;
}

async function deploy(admin: Person, buffer: Buffer): Promise<void> {
  await admin.open('/admin/deployments');
  await admin.at('files').setInputFiles({ name: 'street-sign.bpmn', mimeType: 'application/xml', buffer });
  await admin.at('deployment-note').fill('街边广告一件事');
  await admin.press('deploy');
  await admin.at('deployed').waitFor();

  expect(await admin.at('deployed').textContent()).to.contain('街边广告审批');
  await admin.at('row').filter({ hasText: '街边广告一件事' }).filter({ hasText: '徐' }).waitFor();
}

/** Answers the number of the case. */
async function apply(applicant: Person): Promise<string> {
  await applicant.open('/portal/');
  await applicant.press('apply-street-sign', 'submit');
  await applicant.at('receipt').filter({ hasText: '街边广告审批' }).waitFor();

  const number = (await applicant.at('case-number').textContent()) ?? '';
  expect(number).to.match(/^\d{8}-\d{6}$/);
  await applicant.at('progress').filter({ hasText: '受理' }).waitFor();
  return number;
}

async function claim(clerk: Person, number: string, elementId: string): Promise<void> {
  await openTask(clerk, number, elementId, 'claimable');
  await clerk.press('action-claim');
  await clerk.at('action-transfer').waitFor();
}

async function approve(clerk: Person, number: string, elementId: string): Promise<void> {
  const mine = await clerk.ask<{ items: unknown[] }>('GET', `/tasks?view=mine&businessKey=${number}`);
  if (mine.items.length > 0) await openTask(clerk, number, elementId);
  else await claim(clerk, number, elementId);
  await complete(clerk);
}

/** The third department gives it back to the first, and sees before whose work that undoes. */
async function returnToWindow(visitor: Person, number: string): Promise<void> {
  await claim(visitor, number, 'visit');
  await act(visitor, 'return', {
    to: '受理',
    text: '请补充门面的照片。',
    before: async () => {
      await visitor.at('what-if-opened').filter({ hasText: '受理' }).waitFor();
    },
  });
}

async function resubmit(window: Person, number: string): Promise<void> {
  await openTask(window, number, 'accept');
  expect(await window.at('arrival').textContent())
    .to.contain('马超')
    .and.contain('退回')
    .and.contain('请补充门面的照片。');
  await window.page.locator('#opinion').fill('照片已补。');
  await complete(window);
}

/** Time passes for the engine and at every screen. */
async function pass(admin: Person, ms: number, people: readonly Person[]): Promise<void> {
  await admin.ask('POST', '/test/clock', { set: new Date(BEGIN + ms).toISOString() });
  for (const { page } of people) await moveTime(page, BEGIN + ms);
}

/** The manager is told by the ladder of the step; the list of breaches says which limit was passed where, and who had it. */
async function seeBreach(manager: Person, { number, at }: { number: string; at: number }): Promise<void> {
  await moveTime(manager.page, at);
  await manager.open('/inbox/notices');
  await manager.page.locator('#tab-urges').click();
  const urge = manager.page.locator('[data-test^="urge-"]').filter({ hasText: number });
  await urge.waitFor();
  expect(await urge.textContent()).to.contain('现场核查');

  await manager.open('/monitor/breaches');
  const row = manager.at('row').filter({ hasText: number });
  await row.waitFor();
  expect(await row.textContent())
    .to.contain('现场核查')
    .and.contain('街边广告审批')
    .and.contain('综合行政执法局');
  await row.locator('[data-test="who-when"]').click();
  await manager.at('detail').getByText('马超').waitFor();
}

async function rate(applicant: Person): Promise<void> {
  await applicant.at('card-rate').waitFor();
  await applicant.at('rate-5').check();
  await applicant.at('rate-comment').fill('办得很快');
  await applicant.press('send-rate');
  await applicant.at('own-ratings').filter({ hasText: '办得很快' }).waitFor();
}

async function verify(admin: Person): Promise<void> {
  await admin.open('/admin/audit');
  await admin.press('verify-audit');
  await admin.at('audit-report').waitFor();

  expect(await admin.at('audit-report').getAttribute('data-ok')).to.equal('true');
  expect(await admin.at('audit-report').textContent()).to.match(/[1-9]\d* 个办件/);
}
