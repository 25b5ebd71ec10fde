import { expect } from 'chai';
import type { Response } from 'playwright-core';
import { useWebServer } from './support/server.ts';

const LANGUAGES = ['zh', 'en'] as const;
/** First page of an app with everything it loads by itself, as it comes over the wire: KB of pages, scripts, styles and fonts. */
const FIRST_PAGES = [
  { as: 'wang.window', address: '/inbox/', ready: '[data-test="view-mine"]', most: 250 },
  { as: 'liu.applicant', address: '/portal/', ready: '[data-test="services"]', most: 150 },
  { as: 'chen.analyst', address: '/modeler/', ready: '.djs-shape', most: 520 },
] as const;

describe('weight of first pages', function () {
  this.timeout(60_000);
  const server = useWebServer();

  for (const { as, address, ready, most } of FIRST_PAGES) {
    it(`should be at most ${most} KB, with the texts of one language: ${address}`, async () => {
      const sizes = await Promise.all(LANGUAGES.map((language) => weigh(language)));

      if (process.env.TONGBAN_FIGURES) console.log(`      ${address}: ${sizes.map(Math.round).join(', ')} KB`);
      for (const size of sizes) expect(size).to.be.within(20, most);
    });

    async function weigh(language: (typeof LANGUAGES)[number]): Promise<number> {
      const { page } = await server.person(as, language);
      const responses: Response[] = [];
      page.on('response', (response) => {
        if (!new URL(response.url()).pathname.startsWith('/api/')) responses.push(response);
      });

      await page.goto(address);
      await page.locator(ready).first().waitFor();

      const sizes = await Promise.all(responses.map((response) => response.request().sizes()));
      const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
      const texts = responses.filter((response) => /\/assets\/(?:zh|en)-/.test(response.url()));
      expect(
        new Set(
          texts.map((response) => new URL(response.url()).pathname.slice('/assets/'.length, -'.js'.length).slice(0, 2)),
        ),
      ).to.deep.equal(new Set([language]));
      return bytes / 1000;
    }
  }
});
