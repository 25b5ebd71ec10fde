import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { LICENCE } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

/** One task, done once per item of something that is not said yet. */
const EACH_ITEM = LICENCE.replace('</userTask>', '<multiInstanceLoopCharacteristics/></userTask>');

describe('limits and ladders by mouse', function () {
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

  const property = (name: string) => analyst.at('properties').locator(`[name="${name}"]`);
  const group = (id: string) => analyst.at('properties').locator(`[data-group-id="group-${id}"]`);
  const adder = (id: string) => group(id).locator('.bio-properties-panel-add-entry').first();
  const items = (id: string) => group(id).locator('.bio-properties-panel-list-item');

  /** As a hand does it: where it was seen before the pointer came, pressed, and let go a little later. */
  async function pressAt(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (!box) throw new Error('Expected something to press, but it is not to be seen.');
    await analyst.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 80 });
  }

  const rest = () => analyst.page.mouse.move(5, 700);

  async function add(id: string, count: number): Promise<void> {
    await rest();
    await pressAt(adder(id));
    await items(id)
      .nth(count - 1)
      .waitFor();
    expect(await items(id).count()).to.equal(count);
  }

  async function type(name: string, text: string): Promise<void> {
    await pressAt(property(name));
    await analyst.page.keyboard.press('ControlOrMeta+A');
    await analyst.page.keyboard.type(text);
  }

  async function openFile(text: string): Promise<void> {
    await analyst.open('/modeler/');
    await analyst.page.locator('[data-element-id="Task"]').waitFor();
    await analyst.press('open');
    const file = { name: 'licence.bpmn', mimeType: 'application/xml', buffer: Buffer.from(text) };
    await analyst.at('file-input').setInputFiles(file);
    await analyst.page.locator('[data-element-id="review"]').first().waitFor();
    await pressAt(analyst.page.locator('[data-element-id="review"] .djs-hit').first());
    await group('ladder').waitFor();
  }

  async function sum(): Promise<string> {
    await pressAt(analyst.at('tab-limits'));
    await analyst.at('limit-way').first().waitFor();
    return (await analyst.page.locator('[data-container-id="end"] [data-test="limit-sum"]').textContent()) ?? '';
  }

  async function saved(): Promise<string> {
    const download = analyst.page.waitForEvent('download');
    await pressAt(analyst.at('download'));
    await pressAt(analyst.at('download-bpmn'));
    return readFileSync(await (await download).path(), 'utf8');
  }

  it('should set a limit with its basis and a ladder of two rungs, see the sums change, and save them', async () => {
    await openFile(LICENCE.replace('value="5" unit="工作日"', 'value="2" unit="hour"'));
    expect(await sum()).to.equal('2 小时');
    await pressAt(analyst.at('tab-properties'));
    await pressAt(group('limit').locator('.bio-properties-panel-group-header'));
    await type('limitValue', '5');
    await property('limitUnit').selectOption('workingDay');
    await type('basis', '行政许可法第四十二条');
    await add('ladder', 1);
    await type('ladder-0-rungUsed', '50%');
    await add('ladder', 2);
    await type('ladder-1-rungUsed', '100%');
    await type('ladder-1-rungTo', 'lei.urban');

    expect(await sum()).to.equal('5 个工作日');
    const xml = await saved();
    const review = /<(\w+:)?userTask id="review"[\s\S]*?<\/(\w+:)?userTask>/.exec(xml)?.[0] ?? '';
    expect(review)
      .to.match(/<tb:limit [^>]*value="5"/)
      .and.match(/unit="workingDay"/)
      .and.contain('行政许可法第四十二条');
    expect(review.match(/<tb:rung /g)).to.have.length(2);
    expect(review)
      .to.match(/used="50%"/)
      .and.match(/used="100%"/)
      .and.contain('to="lei.urban"');
  });

  it('should add to and take from every list of the panel where it is pressed', async () => {
    await openFile(LICENCE);
    const ids = await analyst
      .at('properties')
      .locator('[data-group-id]:has(.bio-properties-panel-add-entry)')
      .evaluateAll((all) => all.map((one) => (one.getAttribute('data-group-id') ?? '').replace('group-', '')));
    for (const id of ids) {
      await add(id, 1);
      await add(id, 2);
      await rest();
      await pressAt(items(id).first().locator('.bio-properties-panel-remove-entry').first());
      await items(id).nth(1).waitFor({ state: 'detached' });
      await rest();
      await pressAt(group(id).locator('.bio-properties-panel-arrow').first());
      await items(id).first().waitFor({ state: 'hidden' });
    }

    expect(ids).to.include.members(['ladder', 'copies', 'inputs', 'outputs']);
  });

  it('should add an item although what was typed before brings up another field as the button is pressed', async () => {
    await openFile(EACH_ITEM);
    await pressAt(group('multiInstance').locator('.bio-properties-panel-group-header'));
    await type('collection', '= items');
    await rest();
    const before = await adder('copies').boundingBox();
    await pressAt(adder('copies'));
    await items('copies').first().waitFor();

    await property('elementVariable').waitFor();
    const after = await adder('copies').boundingBox();
    expect(after?.y).to.not.equal(before?.y);
    expect(await saved()).to.contain('collection="= items"');
  });
});
