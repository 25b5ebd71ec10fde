import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { crosses } from '../../modeler/canvas/clear-place.ts';
import { violations } from './support/axe.ts';
import { BILINGUAL, CROWDED, STANDSTILL } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const MARKUP = '<img src="data:," onerror="window.hostile=1">';
/** As the Camunda Modeler has them, with markup where texts are. */
const TEMPLATE = {
  id: 'low-income',
  name: MARKUP,
  description: MARKUP,
  documentationRef: 'javascript:window.hostile=1',
  icon: { contents: 'data:image/svg+xml,<svg onload="window.hostile=1"/>' },
  appliesTo: ['bpmn:ServiceTask'],
  properties: [
    {
      type: 'Hidden',
      value: 'civil-affairs.check-low-income',
      binding: { type: 'zeebe:taskDefinition', property: 'type' },
    },
    {
      id: 'number',
      label: MARKUP,
      description: MARKUP,
      feel: 'required',
      constraints: { notEmpty: true },
      binding: { type: 'zeebe:input', name: 'idNumber' },
    },
  ],
};

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

  for (const way of ['pad', 'keys'] as const) {
    it(`should append to a task with neighbours on the right so that nothing is crossed: ${way}`, async () => {
      await analyst.open('/modeler/');
      await analyst.page.locator('[data-element-id="Task"]').waitFor();
      await analyst.press('open');
      await analyst
        .at('file-input')
        .setInputFiles({ name: 'c.bpmn', mimeType: 'application/xml', buffer: Buffer.from(CROWDED) });
      await analyst.page.locator('[data-element-id="neighbour"]').waitFor();
      await select('first');
      if (way === 'pad') await analyst.page.locator('.djs-context-pad.open [data-action="append.append-task"]').click();
      else {
        await analyst.press('add');
        await analyst.page.locator('[data-test="add-user-task"]').click();
      }
      await dirty();
      await analyst.press('download');
      const [download] = await Promise.all([analyst.page.waitForEvent('download'), analyst.press('download-bpmn')]);
      const xml = readFileSync(await download.path(), 'utf8');

      const flow = /<bpmn:sequenceFlow id="(Flow_\w+)" sourceRef="first" targetRef="(\w+)"/.exec(xml);
      const [, id = '', target = ''] = flow ?? [];
      const points = [
        ...(xml.split(`bpmnElement="${id}"`)[1]?.split('</bpmndi:BPMNEdge>')[0] ?? '').matchAll(
          /x="([\d.-]+)" y="([\d.-]+)"/g,
        ),
      ];
      const route = points.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
      const others = [
        ...xml.matchAll(/bpmnElement="(\w+)">\s*<dc:Bounds x="([\d.-]+)" y="([\d.-]+)" width="(\d+)" height="(\d+)"/g),
      ]
        .filter(([, shape]) => shape !== 'first' && shape !== target)
        .map(([, , x, y, width, height]) => ({
          x: Number(x),
          y: Number(y),
          width: Number(width),
          height: Number(height),
        }));
      expect([route.length > 1, others.length]).to.deep.equal([true, 3]);
      expect(crosses(route, others)).to.equal(false);
    });
  }

  it('should put a black box beside the process, and speak of what has no name by what it is', async () => {
    await analyst.open('/modeler/');
    await select('Task');
    await analyst.press('add', 'add-timer-intermediate-catch');
    await analyst.press('problems');
    await analyst.at('problem-item').filter({ hasText: '定时中间捕获事件' }).first().waitFor();
    await analyst.press('add', 'add-collapsed-pool');
    const pools = analyst.page.locator('.djs-shape[data-element-id^="Participant_"]');
    await pools.nth(1).waitFor();

    const [around, beside] = await Promise.all([0, 1].map((n) => pools.nth(n).boundingBox()));
    expect(await pools.count()).to.equal(2);
    expect(Math.min(around?.height ?? 0, beside?.height ?? 0)).to.be.lessThan(100);
    await analyst.press('undo', 'undo');
    await pools.first().waitFor({ state: 'detached' });
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

  it('should show an English reader the English names, and write what is typed there and nowhere else', async () => {
    const reader = await server.person('chen.analyst', 'en');
    reader.page.on('dialog', (dialog) => void dialog.accept());
    const text = (id: string) =>
      reader.page.locator(`[data-element-id="${id}"] .djs-visual text`).first().textContent();
    const field = (name: string) => reader.at('properties').locator(`[name="${name}"]`);
    const rename = async (id: string, name: string): Promise<string | null> => {
      await reader.page.locator(`[data-element-id="${id}"]`).first().dispatchEvent('dblclick');
      const box = reader.page.locator('.djs-direct-editing-content');
      const before = await box.textContent();
      await box.fill(name);
      await box.press('Enter');
      await box.waitFor({ state: 'detached' });
      await field('nameEn').waitFor();
      return before;
    };
    const saved = async (): Promise<string> => {
      await reader.press('download');
      const [download] = await Promise.all([reader.page.waitForEvent('download'), reader.press('download-bpmn')]);
      return readFileSync(await download.path(), 'utf8');
    };
    await reader.open('/modeler/');
    await reader.page.locator('[data-element-id="Task"]').waitFor();
    await reader.press('open');
    const content = BILINGUAL;
    await reader
      .at('file-input')
      .setInputFiles({ name: 'b.bpmn', mimeType: 'application/xml', buffer: Buffer.from(content) });
    await reader.page.locator('[data-element-id="check"]').waitFor();

    expect(await Promise.all(['check', 'start_label', 'pool', 'note'].map(text))).to.deep.equal([
      'Check',
      'Apply',
      'Office',
      'Look twice',
    ]);
    expect(await text('end_label'), 'named in English alone').to.equal('Done');
    expect(await reader.at('diagram-name').textContent()).to.equal('Licence');
    expect(await saved(), 'looking changes nothing').to.equal(content);
    expect(await rename('check', 'Examine')).to.equal('Check');
    expect(await text('check')).to.equal('Examine');
    await rename('start', 'Hand in');
    await reader.press('undo');
    expect(await text('start_label')).to.equal('Apply');
    await reader.page.locator('[data-element-id="start_label"] .djs-hit').first().dispatchEvent('click');
    await reader.page.keyboard.press('Delete');
    await reader.page.locator('[data-element-id="check"] .djs-hit').first().dispatchEvent('click');
    await reader.page.locator('.bio-properties-panel-header-label').filter({ hasText: 'Examine' }).waitFor();
    await reader.page.keyboard.press('Control+f');
    await reader.page.keyboard.type('exam');
    await reader.page.locator('.djs-search-result').filter({ hasText: 'Examine' }).waitFor();
    await reader.page.keyboard.press('Escape');

    expect(await saved()).to.equal(content.replace('tb:nameEn="Check"', 'tb:nameEn="Examine"'));
    await reader.press('labels');
    expect(await Promise.all(['check', 'start_label', 'pool'].map(text))).to.deep.equal(['审查', '申请', '单位']);
    await rename('check', '核查');
    expect(await saved())
      .to.contain('name="核查"')
      .and.contain('tb:nameEn="Examine"');
    expect(reader.complaints).to.deep.equal([]);
  });

  it('should draw English names beside the lines they are of, not on them', async () => {
    const reader = await server.person('chen.analyst', 'en');
    await reader.open('/modeler/');
    await reader.press('open');
    await reader.page.locator('[data-test="open-definition"][data-key="government-service"]').click();
    await reader.page.locator('[data-element-id="Flow_Review_Decide_label"] tspan').first().waitFor();

    const onLine = (flow: string): Promise<boolean> =>
      reader.page.evaluate((id) => {
        const line = document.querySelector<SVGPathElement>(`[data-element-id="${id}"] .djs-visual > path`);
        const words = document.querySelectorAll(`[data-element-id="${id}_label"] tspan`);
        const screen = line?.getScreenCTM();
        if (!line || !screen || words.length === 0) throw new Error(`Expected ${id} to be drawn with its name.`);
        const points = Array.from({ length: 401 }, (_, index) =>
          line.getPointAtLength((line.getTotalLength() * index) / 400).matrixTransform(screen),
        );
        return [...words].some((word) => {
          const { left, right, top, bottom } = word.getBoundingClientRect();
          return points.some(({ x, y }) => x > left && x < right && y > top && y < bottom);
        });
      }, flow);
    expect(await Promise.all(['Flow_Hearing_Review', 'Flow_Review_Decide'].map(onLine))).to.deep.equal([false, false]);
    expect(reader.complaints).to.deep.equal([]);
    await reader.leave();
  });

  it('should put an element template on the selected task, in one step', async () => {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id="Task"]').waitFor();
    await analyst.press('open');
    await analyst.at('file-input').setInputFiles({
      name: 'b.bpmn',
      mimeType: 'application/xml',
      buffer: Buffer.from(BILINGUAL.replaceAll('userTask', 'serviceTask')),
    });
    await analyst.page.locator('[data-element-id="check"]').waitFor();
    await analyst.press('contracts', 'template');
    await analyst.at('template-nothing').waitFor();
    await analyst.page.keyboard.press('Escape');
    await select('check');
    await property('topic').waitFor();
    await analyst.press('contracts', 'template');
    const take = (template: object) =>
      analyst
        .at('template-file')
        .setInputFiles({ name: 't.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(template)) });
    await take({
      id: 'x',
      name: 'X',
      appliesTo: ['bpmn:Task'],
      properties: [{ binding: { type: 'property', name: 'camunda:class' } }],
    });
    await analyst.at('template-refused').filter({ hasText: '代码' }).waitFor();
    await take(TEMPLATE);
    expect(await violations(analyst.page)).to.deep.equal([]);
    expect(await analyst.at('template-form').locator('img, svg, script, a').count()).to.equal(0);

    await analyst.press('template-apply');
    await analyst.at('template-form').getByRole('alert').filter({ hasText: '应填写' }).waitFor();
    await analyst.page.locator('[data-test="template-value"][data-key="number"]').fill('applicant.number');
    await analyst.press('template-apply');
    await analyst.at('template-form').waitFor({ state: 'detached' });

    expect(await property('topic').inputValue()).to.equal('civil-affairs.check-low-income');
    expect(await property('request-idNumber').inputValue()).to.equal('=applicant.number');
    await analyst.press('undo');
    // One step; the panel is drawn a moment later.
    await analyst.page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="topic"]')?.value === '');
    await analyst.page.locator('[data-test="undo"][disabled]').waitFor();
  });
});
