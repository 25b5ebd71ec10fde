import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { decodeXml } from '../../engine/model/xml/decode.ts';
import { encodeXml, encodingOfText } from '../../engine/model/xml/encode.ts';
import { saysTheSame } from '../model/interchange/rewriting.ts';
import { VENDOR_FILES } from '../modeler/vendor-files.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

describe('files of other tools in the modeler', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let analyst: Person;

  before(async () => {
    analyst = await server.person('chen.analyst');
    analyst.page.on('dialog', (dialog) => void dialog.accept());
    await analyst.open('/modeler/');
    await analyst.at('diagram-name').waitFor();
  });

  after('the analyst did not complain', async () => {
    expect(analyst.complaints).to.deep.equal([]);
    await analyst.leave();
  });

  async function open(name: string, bytes: Uint8Array): Promise<void> {
    await analyst.press('open');
    await analyst.page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(bytes) });
    const lose = analyst.at('lose-confirm');
    await lose.or(analyst.page.locator('[data-element-id="review"]')).first().waitFor();
    if (await lose.count()) await lose.click();
    await analyst.page.locator('[data-test="modeler"]').getByText(name).first().waitFor();
  }

  async function saved(): Promise<Buffer> {
    for (let attempt = 1; ; attempt++) {
      // Chromium asks whether to go on after ten downloads; a click, unlike a key, starts its count anew, though not always at once.
      await analyst.at('save-state').first().click();
      const download = analyst.page.waitForEvent('download', { timeout: 5_000 }).catch((error: unknown) => {
        if (attempt === 3) throw error;
        return null;
      });
      await analyst.page.keyboard.press('Control+s');
      const file = await download;
      if (file) return readFileSync(await file.path());
    }
  }

  /** Without where the moved shape and its flows are, and without which shape was touched last: that one is drawn on top. */
  const bounds = (xml: string): string => {
    const drawn: string[] = [];
    const rest = xml.replace(/\s*<bpmndi:BPMN(Shape|Edge) [\s\S]*?<\/bpmndi:BPMN\1>/g, (all) => {
      const moved = /bpmnElement="(?:tns:)?(?:review|f1|f2)"/.test(all);
      drawn.push(
        moved ? all.replace(/ (x|y)="[^"]*"/g, ' $1="0"').replace(/\s*(<(?:omg)?di:waypoint[^>]*>\s*)+/g, '') : all,
      );
      return '';
    });
    return rest.replace(
      '</bpmndi:BPMNPlane>',
      `${drawn
        .map((one) => one.trim())
        .sort()
        .join('')}</bpmndi:BPMNPlane>`,
    );
  };

  for (const [tool, xml] of Object.entries(VENDOR_FILES)) {
    it(`should give back what ${tool} wrote, and differ by the one shape that was moved`, async () => {
      const bytes = encodeXml(xml, encodingOfText(xml)) as Uint8Array;
      await open(`${tool}.bpmn`, bytes);

      expect(await analyst.page.locator('.djs-shape[data-element-id="review"], .djs-connection').count()).to.equal(3);
      expect((await saved()).equals(bytes)).to.equal(true);

      await analyst.page.locator('[data-element-id="review"] .djs-hit').first().click({ force: true });
      await analyst.page.keyboard.press('ArrowDown');
      await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();
      const read = decodeXml(await saved());
      const after = read.ok ? read.text : '';

      expect(saysTheSame(after, xml)).to.equal(false);
      expect(saysTheSame(bounds(after), bounds(xml))).to.equal(true);
    });
  }
});
