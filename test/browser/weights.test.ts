import { expect } from 'chai';
import type { Response } from 'playwright-core';
import { useWebServer } from './support/server.ts';

/** First page of an app with everything it loads by itself, as it comes over the wire: KB of pages, scripts, styles and fonts. */
const FIRST_PAGES = [
  { as: 'wang.window', address: '/inbox/', ready: '[data-test="view-mine"]', most: 250 },
  { as: 'liu.applicant', address: '/portal/', ready: '[data-test="services"]', most: 150 },
  { as: 'chen.analyst', address: '/modeler/', ready: '.djs-shape', most: 700 },
] as const;

describe('weight of first pages', function () {
  this.timeout(60_000);
  const server = useWebServer();

  for (const { as, address, ready, most } of FIRST_PAGES) {
    it(`should be at most ${most} KB: ${address}`, async () => {
      const { page } = await server.person(as);
      const responses: Response[] = [];
      page.on('response', (response) => {
        if (!new URL(response.url()).pathname.startsWith('/api/')) responses.push(response);
      });

      await page.goto(address);
      await page.locator(ready).first().waitFor();

      const sizes = await Promise.all(responses.map((response) => response.request().sizes()));
      const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
      if (process.env.TONGBAN_FIGURES) console.log(`      ${address}: ${Math.round(bytes / 1000)} KB`);
      expect(responses.length).to.be.greaterThan(2);
      expect(bytes / 1000).to.be.within(20, most);
    });
  }
});
