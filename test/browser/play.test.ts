import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { violations } from './support/axe.ts';
import { LICENCE, STANDSTILL } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

/** One item of an entry of the catalogue that the contracts of the departments make. */
const SOURCE = 'civil-affairs.check-low-income#certified';

interface DeployedForm {
  readonly fields: readonly string[];
  readonly schema: { readonly components: readonly { readonly properties?: { readonly source?: string } }[] };
}

describe('beside the diagram of the modeler', function () {
  this.timeout(90_000);
  const server = useWebServer();
  let analyst: Person;

  beforeEach(async () => {
    analyst = await server.person('chen.analyst');
    analyst.page.on('dialog', (dialog) => void dialog.accept());
  });

  afterEach('the analyst did not complain', async () => {
    expect(analyst.complaints).to.deep.equal([]);
    await analyst.leave();
  });

  const shot = async (name: string): Promise<void> => {
    if (process.env.SHOTS) await analyst.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  };

  const shown = (test: string, attribute: string, value: string) =>
    analyst.page.locator(`[data-test="${test}"][data-${attribute}="${value}"]`);

  async function openDeployed(key: string): Promise<void> {
    await analyst.open('/modeler/');
    await analyst.press('open');
    await analyst.page.locator(`[data-test="open-definition"][data-key="${key}"]`).click();
    await analyst.at('diagram-name').filter({ hasNotText: '新流程' }).waitFor();
  }

  async function openFile(name: string, text: string): Promise<void> {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id="Task"]').waitFor();
    await analyst.press('open');
    await analyst.at('file-input').setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(text) });
    await analyst.page.locator('[data-element-id="start"]').first().waitFor();
  }

  it('should live a new diagram by the real core: begin, complete, time passes, and one step back', async () => {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id="Task"]').waitFor();

    await analyst.press('tab-play', 'play-start');
    const task = shown('play-task', 'element', 'Task');
    await task.waitFor();
    const clock = await analyst.at('play-clock').textContent();
    await analyst.press('play-day');
    expect(await analyst.at('play-clock').textContent()).to.not.equal(clock);
    expect(await analyst.page.locator('[data-container-id="Task"] [data-test="run-token"]').count()).to.equal(1);
    await analyst.press('play-complete');
    await shown('play-status', 'status', 'completed').waitFor();
    await analyst.press('play-back');

    await task.waitFor();
    expect(await shown('play-status', 'status', 'active').count()).to.equal(1);
  });

  it('should ask for what the real form asks for, and go on when it is filled in', async () => {
    await openDeployed('government-service');
    await analyst.press('tab-play');
    const start = shown('play-beginning', 'kind', 'form');
    await start.locator('.fjs-form').waitFor();

    await start.locator('[data-test="play-start"]').click();
    await start.getByRole('alert').first().waitFor();
    await shot('play-form');

    expect(await analyst.at('play-status').count(), 'nothing begins with an empty form').to.equal(0);
  });

  it('should keep what was played as a scenario, run it, and show what no scenario passes', async () => {
    await openFile('standstill.bpmn', STANDSTILL);
    await analyst.press('tab-play', 'play-start');
    await analyst.at('play-task').first().waitFor();
    await analyst.press('play-record');
    await analyst.at('scenario').first().waitFor();

    await analyst.press('scenarios-run');
    await shown('scenario-outcome', 'held', 'true').waitFor();
    await shot('scenarios');

    expect(await shown('uncovered', 'element', 'end').count()).to.equal(1);
    expect(await analyst.page.locator('[data-element-id="end"].uncovered').count()).to.be.above(0);
    expect(await analyst.page.locator('[data-element-id="start"].covered').count()).to.be.above(0);
    const labels = await analyst.page.locator('[data-element-id$="_label"]').count();
    expect(labels).to.be.above(0);
    const coloured = '[data-element-id$="_label"]:is(.covered, .uncovered)';
    expect(await analyst.page.locator(coloured).count(), 'names stay to be read').to.equal(0);
    await analyst.press('scenario-open');
    await analyst.at('step-text').last().fill('{"status": "completed"}');
    await analyst.at('step-text').last().blur();
    await analyst.press('scenarios-run');
    await shown('scenario-outcome', 'held', 'false').waitFor();
    await analyst.press('scenarios-undo', 'scenarios-run');
    await shown('scenario-outcome', 'held', 'true').waitFor();
    await analyst.page.waitForFunction(() =>
      Object.values(localStorage).some((text) => text.includes('scenarios.json')),
    );
    await analyst.page.reload();
    await analyst.press('draft-restore', 'tab-scenarios');
    await analyst.at('scenario').first().waitFor();
  });

  it('should live all scenarios of a deployed process in the browser', async () => {
    await openDeployed('permit-receipt');
    await analyst.press('tab-scenarios');
    await analyst.at('scenarios-file').setInputFiles('processes/permit-receipt/scenarios.json');
    const { scenarios } = JSON.parse(readFileSync('processes/permit-receipt/scenarios.json', 'utf8'));

    await analyst.press('scenarios-run');
    await analyst.at('coverage').waitFor();
    await shot('scenarios-all');

    expect(await analyst.at('scenario-problem').allTextContents()).to.deep.equal([]);
    expect(await shown('scenario-outcome', 'held', 'true').count()).to.equal(scenarios.length);
    expect(await analyst.at('uncovered').count(), 'every node and flow is passed').to.equal(0);
  });

  it('should offer the names that are known where an expression stands', async () => {
    await openDeployed('government-service');
    await analyst.page.locator('[data-element-id="Flow_Review_RecordReturn"] .djs-hit').first().click({ force: true });
    const condition = analyst.at('properties').locator('[name="condition"]');
    await condition.fill('= outc');
    await analyst.at('completion').first().waitFor();
    await shot('completion');
    await analyst.page.keyboard.press('Enter');

    expect(await condition.inputValue()).to.equal('= outcome');
  });

  it('should say in sentences what a draft changes for whom', async () => {
    await openDeployed('government-service');
    await analyst.page.locator('[data-element-id="Task_Examine"] .djs-hit').first().click({ force: true });
    await analyst.at('properties').locator('[name="groups"]').fill('supervision');
    await analyst.at('properties').locator('[name="groups"]').blur();
    await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();

    await analyst.press('compare', 'compare-submit');
    await analyst.at('consequence').filter({ hasText: '“督办”今后办理“审查”' }).waitFor();
    await shot('consequences');
  });

  it('should add up the limits along each way and say where they break what is promised', async () => {
    await openFile('licence.bpmn', LICENCE.replace('value="5"', 'value="12"'));
    await analyst.press('tab-limits');
    await analyst.at('limit-way').first().waitFor();
    await shot('limits');

    expect(await shown('limit-bound', 'clock', 'promised').textContent()).to.contain('10 个工作日');
    expect(await analyst.at('limit-over').allTextContents()).to.deep.equal(['超过承诺时限 10 个工作日']);
    expect(await analyst.page.locator('[data-container-id="end"] [data-test="limit-sum"]').textContent()).to.equal(
      '12 个工作日',
    );
  });

  it('should edit a form, keep it over a reload, and deploy it together with the diagram', async () => {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id="Task"] .djs-hit').first().click({ force: true });
    await analyst.at('properties').locator('[name="form"]').fill('room-request');
    await analyst.at('properties').locator('[name="form"]').blur();
    await analyst.press('tab-forms');
    await shown('form-edit', 'key', 'room-request').click();
    await analyst.press('form-add');
    await analyst.at('form-label').fill('会议室');
    await analyst.at('form-label').blur();
    await analyst.at('form-key').fill('room');
    await analyst.at('form-key').blur();
    await analyst.at('form-required').check();
    await analyst.at('form-editor').locator('.fjs-form').getByText('会议室').waitFor();
    await analyst.at('form-source').fill('nowhere#at-all');
    await analyst.at('form-source').blur();
    await analyst.at('form-source-unknown').waitFor();
    await analyst.at('form-source').fill(SOURCE);
    await analyst.at('form-source').blur();
    await analyst.at('form-source-hint').getByText('民政局').waitFor();
    await shot('form-editor');
    await analyst.press('form-undo', 'form-undo');
    expect(await analyst.at('form-source').inputValue()).to.equal('');
    await analyst.press('form-redo', 'form-redo', 'form-undo', 'form-undo', 'form-undo');
    expect(await analyst.at('form-required').isChecked()).to.equal(false);
    await analyst.press('form-redo', 'form-redo', 'form-redo', 'form-close');
    await analyst.page.waitForFunction(() =>
      Object.values(localStorage).some((text) => text.includes('room-request.form')),
    );

    await analyst.page.reload();
    await analyst.press('draft-restore', 'tab-forms');
    await shown('form-edit', 'key', 'room-request').click();
    await shown('form-field', 'key', 'room').click();
    await analyst.at('form-known-check').selectOption('resident-id');
    expect(await analyst.at('form-check').inputValue()).to.equal('=valid resident id(room)');
    expect(await analyst.at('form-check-text-en').inputValue()).to.contain('resident identity number');
    await analyst.at('form-check').fill('=ro');
    await analyst.press('form-check-name');
    expect(await analyst.at('form-check').inputValue()).to.equal('=room');
    await analyst.at('form-check').fill('=room !');
    await analyst.at('form-check').blur();
    await analyst.at('form-problems').waitFor();
    await analyst.at('form-check').fill('');
    await analyst.at('form-check').blur();
    await analyst.at('form-problems').waitFor({ state: 'detached' });
    expect(await analyst.at('form-check-text').count()).to.equal(0);
    expect(await analyst.at('form-source').inputValue(), 'as it was said before').to.equal(SOURCE);
    await analyst.press('form-close', 'deploy');
    await analyst.at('deploy-others').filter({ hasText: 'room-request.form' }).waitFor();
    await analyst.press('deploy-submit');
    await analyst.at('deploy-submit').waitFor({ state: 'detached' });

    const form = await analyst.ask<DeployedForm>('GET', '/forms/room-request');
    expect(form.fields).to.deep.equal(['room']);
    expect(form.schema.components[0]?.properties?.source).to.equal(SOURCE);
    await analyst.press('tab-play', 'play-start');
    await analyst.at('play-task').locator('.fjs-form').getByText('会议室').waitFor();
    await analyst.press('play-complete');
    await analyst.at('play-task').getByRole('alert').first().waitFor();
    await analyst.at('play-task').locator('.fjs-form input').fill('三楼');
    await analyst.press('play-complete');
    await shown('play-status', 'status', 'completed').waitFor();
  });

  it('should be there in English too, for everybody to read and to reach', async () => {
    const reader = await server.person('chen.analyst', 'en');
    await reader.open('/modeler/');
    await reader.page.locator('[data-element-id="Task"]').waitFor();
    const texts: string[] = [];

    for (const tab of ['play', 'scenarios', 'limits', 'forms']) {
      await reader.press(`tab-${tab}`);
      await reader.at(tab).waitFor();
      if (tab === 'play') await reader.press('play-start');
      if (tab === 'play') await reader.at('play-task').waitFor();
      if (tab === 'scenarios') await reader.press('scenarios-add');
      expect(await violations(reader.page), tab).to.deep.equal([]);
      texts.push(((await reader.at('tool').textContent()) ?? '').replace(/系统管理员|新流程|审核|提出申请|办结/g, ''));
    }

    expect(texts.join(' ')).to.contain('Run all').and.contain('+1 hour');
    expect(texts.filter((text) => /[\u4e00-\u9fff]/.test(text))).to.deep.equal([]);
    expect(reader.complaints).to.deep.equal([]);
  });

  it('should go from tab to tab by the arrow keys and by digits', async () => {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id="Task"]').waitFor();

    await analyst.at('tab-properties').focus();
    await analyst.page.keyboard.press('ArrowRight');
    await analyst.at('play-start').waitFor();
    await analyst.page.keyboard.press('ArrowRight');
    await analyst.at('scenarios').waitFor();
    await analyst.page.keyboard.press('4');

    await analyst.at('limits').waitFor();
  });
});
