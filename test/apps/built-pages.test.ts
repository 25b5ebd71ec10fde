import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { buildApps } from '../../apps/build.ts';
import { ENTRIES } from '../../apps/entries.ts';

/**
 * What an entry page names itself, in KB: page, scripts and styles, compressed. What these load in turn is measured in a browser
 * (`test/browser/weights.test.ts`).
 */
const BUDGETS: Readonly<Record<string, number>> = { inbox: 190, monitor: 115, admin: 115, portal: 100, modeler: 110 };

describe('built pages of the web applications', function () {
  this.timeout(180_000);
  let web: string;

  before(async () => {
    web = await buildApps();
  });

  const pages = ENTRIES.map((entry) => entry.replace(/^apps\//, '').replace(/^home\//, ''));
  const read = (path: string): Buffer => readFileSync(join(web, path));
  const firstLoad = (html: string): string[] =>
    [...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
      ([, path = '']) => path,
    );

  it('should lie where the server looks for them, with everything they load', () => {
    for (const page of pages) {
      const files = firstLoad(read(page).toString());
      expect(files, page).to.not.have.length(0);
      for (const file of files) expect(existsSync(join(web, file)), `${page}: ${file}`).to.equal(true);
    }
  });

  it('should have no inline script and nothing from elsewhere: the content security policy allows neither', () => {
    for (const page of pages) {
      const html = read(page).toString();
      expect(html, page).to.not.match(/<script(?![^>]*\bsrc=)/);
      expect(html, page).to.not.match(/(?:src|href)="(?:https?:)?\/\//);
      expect(html, page).to.not.match(/\son\w+=/);
    }
  });

  it('should name no more than their users can be asked to wait for before anything is shown', () => {
    for (const page of pages) {
      const budget = BUDGETS[page.split('/')[0] ?? ''];
      if (budget === undefined) continue;
      const html = read(page).toString();
      const bytes = [page, ...firstLoad(html)].reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
      expect(bytes / 1000, page).to.be.at.most(budget);
    }
  });

  it('should not be built again while nothing changed', async () => {
    let builds = 0;

    await buildApps({
      onBuild: () => {
        builds += 1;
      },
    });

    expect(builds).to.equal(0);
  });
});
