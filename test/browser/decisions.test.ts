import { expect } from 'chai';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

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
    await analyst.page.screenshot({ path: '/tmp/tb/dmnui-1.png' });

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
    await analyst.page.screenshot({ path: '/tmp/tb/dmnui-2.png' });
  });
});
