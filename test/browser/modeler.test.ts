import { expect } from 'chai';
import { STANDSTILL } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

describe('modeler in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let analyst: Person;
  /** What the browser itself asked before a page went. */
  const asked: string[] = [];

  beforeEach(async () => {
    analyst = await server.person('chen.analyst');
    asked.length = 0;
    analyst.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
  });

  afterEach('the analyst did not complain', async () => {
    expect(analyst.complaints).to.deep.equal([]);
    await analyst.leave();
  });

  const property = (name: string) => analyst.at('properties').locator(`[name="${name}"]`);
  const dirty = () => analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();

  async function openGovernmentService(): Promise<void> {
    await analyst.open('/modeler/');
    await analyst.press('open');
    await analyst.page.locator('[data-test="open-definition"][data-key="government-service"]').click();
    await analyst.page.locator('[data-element-id="Task_Examine"]').waitFor();
  }

  const colourOf = (id: string): Promise<string> =>
    analyst.page
      .locator(`[data-element-id="${id}"] .djs-visual > path`)
      .first()
      .evaluate((path) => getComputedStyle(path).stroke);

  /** Told to the element itself: on a large drawing the menu of another one may lie over it, and would be clicked instead. */
  const select = (id: string): Promise<void> =>
    analyst.page.locator(`[data-element-id="${id}"] .djs-hit`).first().dispatchEvent('click');

  it('should keep unsaved work over a reload, which it asks about, and ask nothing where nothing is unsaved', async () => {
    await analyst.open('/modeler/');
    await property('processName').waitFor();
    await analyst.page.reload();
    expect(asked, 'nothing is unsaved').to.deep.equal([]);
    // A page that nobody has touched closes without a question.
    await property('processName').click();
    await property('processName').fill('会议室申请');
    await property('processName').blur();
    await dirty();
    await analyst.page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes('会议室申请')));

    await analyst.page.reload();
    expect(asked).to.deep.equal(['beforeunload']);
    await analyst.at('draft-offer').filter({ hasText: '会议室申请' }).waitFor();
    await analyst.press('draft-restore');

    await analyst.at('diagram-name').filter({ hasText: '会议室申请' }).waitFor();
    expect(await property('processName').inputValue()).to.equal('会议室申请');
  });

  it('should show in words and in both drawings what differs from the deployed version', async () => {
    await openGovernmentService();
    await select('Flow_Hearing_Hearing');
    await property('condition').fill('= area > 1000');
    await property('condition').blur();
    await dirty();

    await analyst.press('compare', 'compare-submit');

    const difference = analyst.page.locator('[data-test="difference"][data-element="Flow_Hearing_Hearing"]');
    await difference.waitFor();
    expect(await analyst.at('difference').count()).to.equal(1);
    const words = await difference.locator('..').textContent();
    expect(words).to.contain('条件').and.contain('= hearingNeeded = "yes"').and.contain('= area > 1000');
    await analyst.press('compare-back');
    await analyst.page.locator('[data-element-id="Task_Examine"]').waitFor();
    await dirty();
  });

  it('should play, step by step and by keyboard, how a case comes to stand still', async () => {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id]').first().waitFor();
    const file = { name: 'standstill.bpmn', mimeType: 'application/xml', buffer: Buffer.from(STANDSTILL) };
    await analyst.press('open');
    await analyst.at('file-input').setInputFiles(file);
    await analyst.page.locator('[data-element-id="both"]').waitFor();

    await analyst.press('problems');
    await analyst.at('problem-play').first().click();
    await analyst.at('run-step').filter({ hasText: '第 1 步，共 2 步' }).waitFor();
    expect(await analyst.page.locator('.djs-overlays [data-test="run-token"]').count()).to.equal(1);
    await analyst.page.keyboard.press('ArrowRight');
    await analyst.at('run-step').filter({ hasText: '此时等待：汇总' }).waitFor();
    if (process.env.SHOT) await analyst.page.screenshot({ path: process.env.SHOT });

    expect(await analyst.at('run-step').textContent()).to.contain('永远不会触发');
    expect(await analyst.page.locator('[data-container-id="both"] [data-test="run-token"]').count()).to.equal(1);
    expect(await analyst.page.locator('[data-element-id="a_both"].run-passed').count()).to.be.above(0);
    const [passed, untouched] = await Promise.all(['a_both', 'both_end'].map(colourOf));
    expect(passed, 'the flow that was taken has a colour of its own').to.not.equal(untouched);
    await analyst.page.keyboard.press('Escape');
    await analyst.at('run').waitFor({ state: 'detached' });
    expect(await analyst.at('run-token').count()).to.equal(0);
  });

  /** A menu that has just been drawn does not listen yet: the key is pressed until it does. */
  const closePopup = async (): Promise<void> => {
    const popup = analyst.page.locator('.djs-popup');
    while (await popup.count()) {
      await analyst.page.keyboard.press('Escape');
      await popup.waitFor({ state: 'detached', timeout: 1_000 }).catch(() => undefined);
    }
  };

  it('should speak Chinese everywhere: palette, context pad, menus, properties', async () => {
    await openGovernmentService();
    for (const id of ['Task_Examine', 'Gateway_Acceptance', 'Message_Changes', 'End_Completed', 'Sub_Withdrawal']) {
      await select(id);
      await analyst.page.locator('.djs-context-pad .entry').first().waitFor();
      const replace = analyst.page.locator('.djs-context-pad [data-action="replace"]');
      if (await replace.count()) {
        await replace.click();
        await analyst.page.locator('.djs-popup .entry').first().waitFor();
        await closePopup();
      }
      await analyst.at('properties').locator('.bio-properties-panel-group').first().waitFor();
    }
    await select('Participant_Centre');
    expect(await analyst.at('save-state').getAttribute('data-dirty'), 'looking at menus changes nothing').to.equal(
      'false',
    );
    await analyst.press('new');
    await analyst.at('diagram-name').filter({ hasText: '新流程' }).waitFor();

    await analyst.press('add');
    const additions = await analyst.page.locator('[role="option"][data-test^="add-"]').all();
    const tests = await Promise.all(additions.map((one) => one.getAttribute('data-test')));
    await analyst.page.keyboard.press('Escape');
    for (const test of tests) await analyst.press('add', test ?? '');

    const misses = await analyst.page.evaluate(() => [...(window.__tongbanTranslationMisses ?? ['no modeler'])]);

    expect(tests.length).to.be.greaterThan(20);
    expect(misses).to.deep.equal([]);
    const tools = await analyst.page
      .locator('.djs-palette .entry')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(tools.filter((name) => !/[\u4e00-\u9fff]/.test(name ?? ''))).to.deep.equal([]);
  });

  it('should say who approves by a rule, what if nobody is found, and who may not', async () => {
    await openGovernmentService();
    await select('Task_Examine');
    await analyst
      .at('properties')
      .locator('[data-group-id="group-approvers"] .bio-properties-panel-group-header')
      .click();

    await property('approverRule').selectOption('superior');
    await property('approverLevel').fill('2');
    await property('approverLevel').blur();
    await property('approverEmpty').selectOption('superior');
    await dirty();
    await analyst.press('compare', 'compare-submit');

    const words = await analyst.at('difference').first().locator('../..').textContent();
    expect(words).to.contain('按规则确定').and.contain('审批人为空时').and.contain('层级');
  });
});
