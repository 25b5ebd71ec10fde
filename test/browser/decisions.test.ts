import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { scopeOf } from '../../engine/feel/compile.ts';
import { newDecision } from '../../modeler/decisions/template.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const asking = (key: string): string =>
  bpmn(
    `<startEvent id="start"/><businessRuleTask id="rule" tb:decision="${key}" tb:resultVariable="size"/><userTask id="pay" name="收费"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask><endEvent id="end"/>${flows('start rule pay end')}`,
    { key: 'asks', attributes: 'name="询问决策"' },
  );

const asked = (xml: string) =>
  compileDecisions(xml).graphs.map((graph) =>
    graph.evaluate(scopeOf({ area: 800, siteInspection: false, licenceNumber: 'L-1' }), 0),
  );

describe('decisions in the browser', function () {
  this.timeout(60_000);
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

  const cell = (row: string, kind: 'input' | 'output') => analyst.page.locator(`.${kind}-cell[data-row-id="${row}"]`);

  async function fill(row: string, kind: 'input' | 'output', text: string): Promise<void> {
    await cell(row, kind).click();
    await analyst.page.keyboard.press('Control+a');
    await analyst.page.keyboard.type(text);
    await analyst.page.keyboard.press('Escape');
  }

  it('should edit a new table, try it, deploy it, and have a process ask it', async () => {
    await analyst.open('/modeler/');
    await analyst.press('new-decision');
    await cell('Rule_1', 'output').waitFor();

    await fill('Rule_1', 'input', '>= 100');
    await fill('Rule_1', 'output', '"large"');
    await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();
    await analyst.page.locator('[data-test="problems"][data-errors="0"]').waitFor();
    await analyst.page.locator('[data-test="try-input"][data-name="金额"]').fill('250');
    await analyst.press('try-submit');

    await analyst.at('try-result').filter({ hasText: '"large"' }).waitFor();
    expect(await analyst.at('try-rule').getAttribute('data-number')).to.equal('1');
    const mark = await analyst.page
      .locator('.rule-index[data-row-id="Rule_1"]')
      .evaluate((element) => getComputedStyle(element, '::before').content);
    expect(mark).to.contain('✓');

    await analyst.press('deploy');
    await analyst.page.locator('[data-test="deploy-submit"]:enabled').click();
    await analyst.page.locator('[data-test="save-state"][data-dirty="false"]').waitFor();
    const { items } = await analyst.ask<{ items: { key: string; name: string }[] }>('GET', '/decisions?latest=true');
    const key = items.find(({ name }) => name === '新决策')?.key ?? '';
    await analyst.ask('POST', '/deployments', {
      name: 'asks',
      resources: [{ name: 'asks.bpmn', content: asking(key) }],
    });
    const window = await server.person('wang.window');
    const { id, variables } = await window.ask<{ id: string; variables: object }>('POST', '/process-instances', {
      definitionKey: 'asks',
      variables: { 金额: 120 },
    });
    expect(variables).to.deep.equal({ 金额: 120, size: 'large' });

    const overseer = await server.person('zhao.supervision');
    await overseer.open(`/monitor/cases/${id}`);
    await overseer.page.getByRole('tab', { name: '日志' }).click();
    await overseer.page.locator('.rulesFired').filter({ hasText: '“新决策”命中规则 1' }).waitFor();
  });

  it('should lead from a problem to its rule, and have none left when it is corrected', async () => {
    await analyst.open('/modeler/decisions');
    await fill('Rule_1', 'output', '1 +');
    await analyst.page.locator('[data-test="problems"][data-errors="1"]').waitFor();
    expect(await analyst.at('try-submit').isDisabled()).to.equal(true);

    await analyst.press('problems', 'problem-item');
    const text = await analyst.at('problem-item').first().textContent();
    expect(text)
      .to.contain('规则 1')
      .and.match(/第 \d+ 行/);
    await fill('Rule_1', 'output', '"small"');
    await analyst.page.locator('[data-test="problems"][data-errors="0"]').waitFor();

    expect(await analyst.at('try-submit').isDisabled()).to.equal(false);
  });

  it('should open what is deployed, and save it as a file that decides the same', async () => {
    await analyst.open('/modeler/');
    await analyst.press('open');
    await analyst.at('open-kind').selectOption('decisions');
    await analyst.page.locator('[data-test="open-decision"][data-key="required-checks"]').click();
    await cell('Rule_LargePremises', 'input').first().waitFor();

    const download = analyst.page.waitForEvent('download');
    await analyst.press('download');
    const saved = readFileSync(await (await download).path(), 'utf8');

    expect(compileDecisions(saved).problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    expect(asked(saved)).to.deep.equal(asked(readFileSync('processes/government-service/checks.dmn', 'utf8')));
    expect(saved).to.contain('tb:versionTag="1.0"');
  });

  it('should show tables in English to English readers, and write what they type beside the Chinese', async () => {
    const reader = await server.person('chen.analyst', 'en');
    const deployed = await reader.ask<{ items: { id: string }[] }>('GET', '/decisions?key=required-checks&latest=true');
    await reader.open(`/modeler/decisions?decision=${deployed.items[0]?.id}`);
    await reader.page.locator('.input-label').first().waitFor();
    const shown = (selector: string) => reader.page.locator(selector).allTextContents();

    expect(await shown('.decision-table-name')).to.deep.equal(['Checks that are needed']);
    expect(await shown('.input-label')).to.include('Area (m²)');
    expect(await shown('.output-label')).to.deep.equal(['Check']);
    expect((await shown('.tjs-table tbody')).join()).to.contain('Large places are always inspected');
    expect((await shown('.tjs-container')).join()).to.not.match(/\p{Script=Han}/u);

    await reader.page.locator('.decision-table-name [contenteditable]').fill('Checks asked for');
    await reader.page.locator('.input-label', { hasText: 'Area' }).dblclick();
    await reader.page.locator('.dms-input-label').fill('Floor area');
    await reader.page.locator('.input-label', { hasText: 'Floor area' }).waitFor();
    await reader.page.locator('.add-input').click();
    await reader.page.locator('.input-cell .input-expression').dblclick();
    await reader.page.locator('.dms-input-label').fill('District');
    await reader.page.locator('.input-label', { hasText: 'District' }).waitFor();
    await reader.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();
    await reader.press('decision-view');
    await reader.page.locator('.dmn-definitions-name').filter({ hasText: 'Rules of checks' }).waitFor();
    expect((await shown('.djs-container svg')).join()).to.not.match(/\p{Script=Han}/u);
    await reader.page.locator('.dmn-definitions-name').fill('Rules that ask for checks');
    await reader.at('decision-name').filter({ hasText: 'Rules that ask for checks' }).waitFor();
    const download = reader.page.waitForEvent('download');
    await reader.press('download');
    const saved = readFileSync(await (await download).path(), 'utf8');

    expect(saved).to.match(/<definitions [^>]*name="核验规则" tb:nameEn="Rules that ask for checks"/);
    expect(saved).to.match(/<decision [^>]*name="需要的核验" tb:nameEn="Checks asked for"/);
    expect(saved).to.match(/<input [^>]*label="经营面积（平方米）" tb:nameEn="Floor area"/);
    expect(saved)
      .to.match(/<input [^>]*tb:nameEn="District"/)
      .and.not.contain('label="District"');
    expect(saved).to.contain('<description>大型场所一律现场核查（示范规则）</description>').and.not.contain('nameZh');
    expect(reader.complaints).to.deep.equal([]);
  });

  it('should open a file from either editor, and keep unsaved work over a reload', async () => {
    await analyst.open('/modeler/');
    await analyst.at('diagram-name').waitFor();
    await analyst.press('open');
    await analyst.page.locator('input[type="file"]').setInputFiles({
      name: 'mine.dmn',
      mimeType: 'application/xml',
      buffer: Buffer.from(newDecision('mine', { decision: '我的决策', input: 'a', output: 'b' })),
    });
    await cell('Rule_1', 'output').waitFor();
    expect(await analyst.at('decisions').textContent()).to.contain('mine.dmn');

    await fill('Rule_1', 'output', '"kept"');
    await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();
    await analyst.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes('kept')));
    await analyst.page.reload();
    await analyst.press('draft-restore');

    await cell('Rule_1', 'output').filter({ hasText: '"kept"' }).waitFor();
    await analyst.at('decision-name').filter({ hasText: '我的决策' }).waitFor();
    expect(await analyst.page.evaluate(() => [...(window.__tongbanTranslationMisses ?? ['no editor'])])).to.deep.equal(
      [],
    );
  });

  it('should ask before unsaved work is closed or given up, and only then', async () => {
    const asked: string[] = [];
    analyst.page.on('dialog', (dialog) => asked.push(dialog.type()));
    await analyst.open('/modeler/decisions');
    // A browser asks only where somebody has touched the page.
    await cell('Rule_1', 'output').click();
    await analyst.page.keyboard.press('Escape');
    await analyst.page.reload();
    expect(asked, 'nothing to lose').to.deep.equal([]);

    await fill('Rule_1', 'output', '"precious"');
    await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();
    for (const way of ['new-decision', 'new-process']) {
      await analyst.press(way, 'lose-cancel');
      await analyst.at('lose-confirm').waitFor({ state: 'detached' });
      await cell('Rule_1', 'output').filter({ hasText: '"precious"' }).waitFor();
    }
    await analyst.page.reload();
    expect(asked, 'closed').to.deep.equal(['beforeunload']);

    await analyst.press('draft-restore');
    await cell('Rule_1', 'output').filter({ hasText: '"precious"' }).waitFor();
    await analyst.press('new-decision', 'lose-confirm');
    await cell('Rule_1', 'output').filter({ hasNotText: 'precious' }).waitFor();
    await analyst.page.locator('[data-test="save-state"][data-dirty="false"]').waitFor();
    await analyst.page.reload();
    expect(asked, 'given up').to.deep.equal(['beforeunload']);
    expect(await analyst.at('draft-restore').count()).to.equal(0);
  });
});
