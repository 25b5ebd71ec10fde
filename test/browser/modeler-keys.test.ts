import { expect } from 'chai';
import { STANDSTILL } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

/** As another tool may write it: nothing says where anything is drawn. */
const UNDRAWN = STANDSTILL.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');

describe('drawing with the keyboard alone, and taking it back', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let analyst: Person;

  beforeEach(async () => {
    analyst = await server.person('chen.analyst');
    analyst.page.on('dialog', (dialog) => void dialog.accept());
    await analyst.open('/modeler/');
    await shape('Task').waitFor();
  });

  afterEach('the analyst did not complain', async () => {
    expect(analyst.complaints).to.deep.equal([]);
    await analyst.leave();
  });

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await analyst.page.keyboard.press(key);
  };
  const type = (text: string): Promise<void> => analyst.page.keyboard.type(text);
  const shape = (id: string) => analyst.page.locator(`.djs-shape[data-element-id="${id}"]`);
  const named = (name: string) => analyst.page.locator('.djs-visual').filter({ hasText: name });
  const shapes = (): Promise<number> => analyst.page.locator('.djs-shape:not(.djs-label)').count();
  const property = (name: string) => analyst.at('properties').locator(`[name="${name}"]`);

  async function find(text: string): Promise<void> {
    await press('Control+f');
    await analyst.page.locator('.djs-search-input input').waitFor();
    await type(text);
    await analyst.page.locator('.djs-search-result').first().waitFor();
    await press('Enter');
  }

  it('should find a step, put another behind it, name it, connect it, and take all of it back', async () => {
    const before = await shapes();

    await find('Task');
    await press('a');
    await type('用户任务');
    await press('Enter');
    await analyst.page.waitForFunction(
      (n) => document.querySelectorAll('.djs-shape:not(.djs-label)').length > n,
      before,
    );
    await press('p');
    await analyst.page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name');
    await type('复核');
    await press('Tab');
    await named('复核').first().waitFor();
    await analyst.at('undo').focus();
    const flows = await analyst.page.locator('.djs-connection').count();
    await press('k');
    const ends = analyst.page.getByRole('option');
    await ends.first().waitFor();
    const names = await ends.allTextContents();
    await press(
      ...names
        .slice(
          0,
          names.findIndex((name) => name.includes('办结')),
        )
        .map(() => 'ArrowDown'),
      'Enter',
    );
    await analyst.page.waitForFunction((n) => document.querySelectorAll('.djs-connection').length > n, flows);

    await press('Control+z');
    await analyst.page.waitForFunction((n) => document.querySelectorAll('.djs-connection').length === n, flows);
    await press('Control+z');
    await named('复核').first().waitFor({ state: 'detached' });
    await press('Control+Shift+z');
    await named('复核').first().waitFor();
    await press('Control+z', 'Control+z');
    await analyst.page.waitForFunction(
      (n) => document.querySelectorAll('.djs-shape:not(.djs-label)').length === n,
      before,
    );
  });

  it('should take back what was written in the panel, and write it again', async () => {
    await find('Task');
    await property('groups').fill('window');
    await property('groups').blur();
    await property('limitValue').or(analyst.at('properties')).first().waitFor();
    await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();

    await analyst.press('undo');
    await analyst.page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="groups"]')?.value === '');
    await analyst.press('redo');
    await analyst.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name="groups"]')?.value === 'window',
    );
  });

  it('should draw a model that says nothing of where, with nothing on top of another', async () => {
    await press('Control+o');
    await analyst
      .at('file-input')
      .setInputFiles({ name: 'undrawn.bpmn', mimeType: 'application/xml', buffer: Buffer.from(UNDRAWN) });
    await shape('both').waitFor();

    const boxes = await Promise.all(
      ['start', 'which', 'a', 'b', 'both', 'end'].map((id) => shape(id).locator('.djs-visual').boundingBox()),
    );
    const laid = boxes.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 });
    const overlapping = laid.flatMap((one, index) =>
      laid
        .slice(index + 1)
        .filter(
          (other) =>
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            one.y < other.y + other.height &&
            other.y < one.y + one.height,
        ),
    );
    expect(overlapping).to.deep.equal([]);
    expect(laid[0]?.x).to.be.below(laid.at(-1)?.x ?? 0);
  });
});
