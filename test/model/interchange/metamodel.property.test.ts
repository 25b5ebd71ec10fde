import { expect } from 'chai';
import fc from 'fast-check';
import { VENDOR_FILES } from '../../modeler/vendor-files.ts';
import { anyFile } from './metamodel.ts';
import { rewrite } from './rewriting.ts';

describe('model/interchange: whatever BPMN may contain', () => {
  it('should stay to the byte where nothing was changed, and differ by the change alone where something was', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(anyFile, async (xml) => {
        const untouched = await rewrite(xml);
        const renamed = await rewrite(xml, ({ byId }) => byId.it?.set('name', 'After'));

        expect(untouched.kept).to.equal(xml);
        expect(renamed.kept).to.equal(xml.replace('"Before"', '"After"'));
      }),
      { numRuns: 60 },
    );
  });

  for (const [tool, xml] of Object.entries(VENDOR_FILES)) {
    it(`should change nothing but the name in what ${tool} wrote`, async () => {
      const { kept } = await rewrite(xml, ({ byId }) => byId.review?.set('name', '复核'));

      expect(kept).to.equal(xml.replace('name="审核"', 'name="复核"'));
    });
  }
});
