import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import type { Router } from 'vue-router';
import { ENTRIES } from '../../apps/entries.ts';
import { type Places, seed } from '../../apps/tour/seed.ts';
import { STOPS, type Stop, visit } from '../../apps/tour/stops.ts';
import { violations } from './support/axe.ts';
import { type Person, stranger } from './support/person.ts';
import { rawTexts, scrollsSideways, tooSmall } from './support/reading.ts';
import { useWebServer } from './support/server.ts';

const LANGUAGES = ['zh', 'en'] as const;
const NARROW = { width: 768, height: 1024 };
const WIDE = { width: 1360, height: 860 };

declare global {
  interface Window {
    __tongbanTranslationMisses?: Set<string>;
  }
  interface Element {
    /** Vue leaves the application at the element it is mounted on. */
    __vue_app__: { config: { globalProperties: { $router: Router } } };
  }
}

interface Routes {
  /** Paths of routes that show something. */
  readonly pages: readonly string[];
  /** For each address the path of its route. */
  readonly reached: readonly string[];
}

/** `/inbox/tasks/17` is of `/inbox/`; the start page is an application of its own. */
const appOf = (address: string): string => /^\/\w+\//.exec(address)?.[0] ?? '/';

/** Whatever of bpmn.io is drawn carries its mark. */
const DRAWN = '.bjs-container, .dmn-js-parent, .fjs-container';
const MARK = '.bjs-powered-by, .fjs-powered-by';

/** How many drawings the page shows, and what is wrong with their marks: missing, of no size, or under something that is no dialog. */
async function marksOf(page: Page): Promise<{ drawings: number; wrong: string[] }> {
  const drawings = await page.locator(DRAWN).filter({ visible: true }).all();
  const wrong: string[] = [];
  for (const drawing of drawings) {
    const mark = drawing.locator(MARK).first();
    if ((await mark.count()) === 0) wrong.push(`no mark: ${await drawing.evaluate(({ className }) => className)}`);
    else wrong.push(...(await wrongWith(mark)));
  }
  return { drawings: drawings.length, wrong };
}

/** At one instant: what is scrolled to may move while a page is still coming to rest. */
function wrongWith(mark: Locator): Promise<string[]> {
  return mark.evaluate((element, drawings) => {
    element.scrollIntoView({ behavior: 'instant', block: 'center' });
    const { x, y, width, height } = (element.querySelector('svg') ?? element).getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    if (width * height === 0) return ['of no size'];
    if (top === element || element.contains(top)) return [];
    // What somebody opened over the whole drawing is closed again: a dialog, or another editor.
    if (top?.closest('[aria-modal="true"], dialog')) return [];
    const whole = element.closest(drawings)?.getBoundingClientRect() ?? new DOMRect();
    for (let over = top; over && !over.contains(element); over = over.parentElement) {
      const { left, right, top: from, bottom } = over.getBoundingClientRect();
      if (left <= whole.left && right >= whole.right && from <= whole.top && bottom >= whole.bottom) return [];
    }
    return [`under: ${top?.outerHTML.slice(0, 120)}`];
  }, DRAWN);
}

describe('every page', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let places: Places;
  const people = new Map<string, Person>();

  const personFor = async (id: string, language: 'zh' | 'en'): Promise<Person> => {
    const key = `${id} ${language}`;
    const person = people.get(key) ?? (await server.person(id, language));
    people.set(key, person);
    return person;
  };

  before(async () => {
    places = await seed(async (id, method, path, body) => (await personFor(id, 'zh')).ask(method, path, body));
  });

  async function check(stop: Stop, language: 'zh' | 'en'): Promise<void> {
    const screen = stop.as === null ? await stranger(server.url, language) : await personFor(stop.as, language);
    const before = screen.complaints.length;
    const { page } = screen;

    await visit(page, stop, places);

    expect(await violations(page), `${language}: axe`).to.deep.equal([]);
    expect(await rawTexts(page), `${language}: raw texts`).to.deep.equal([]);
    expect(await scrollsSideways(page), `${language}: scrolls sideways when wide`).to.equal(false);
    const { drawings, wrong } = await marksOf(page);
    if (stop.drawn) expect(drawings, `${language}: drawings of bpmn.io`).to.be.greaterThan(0);
    expect(wrong, `${language}: marks of bpmn.io`).to.deep.equal([]);
    await page.setViewportSize(NARROW);
    expect(await scrollsSideways(page), `${language}: scrolls sideways when narrow`).to.equal(false);
    await page.setViewportSize(WIDE);
    await page.evaluate(() => {
      document.documentElement.dataset.size = 'large';
    });
    expect(await violations(page), `${language}: axe, large type`).to.deep.equal([]);
    expect(await tooSmall(page), `${language}: too small in large type`).to.deep.equal([]);
    expect(screen.complaints.slice(before), `${language}: complaints`).to.deep.equal([]);
  }

  /** What the router of the page has a page for, and where it leads each address. */
  const routesOf = (page: Page, addresses: readonly string[]): Promise<Routes> =>
    page.evaluate((all) => {
      const { $router } = document.querySelector('#app')?.__vue_app__.config.globalProperties ?? {};
      const pages = $router?.getRoutes().filter(({ redirect, path }) => redirect === undefined && !path.includes('*'));
      return {
        pages: [...new Set(pages?.map(({ path }) => path))],
        reached: all.map((address) => $router?.resolve(address).matched.at(-1)?.path ?? ''),
      };
    }, addresses);

  it('should be a stop of the tour: whatever the router of an application leads to', async () => {
    const apps = [...new Set(STOPS.map(({ address }) => appOf(address(places))))];
    expect(apps).to.have.members(ENTRIES.map((entry) => `/${entry.split('/').at(-2)}/`.replace('/home/', '/')));
    const { page } = await personFor('xu.admin', 'zh');

    for (const app of apps) {
      await page.goto(app);
      await page.locator('main').waitFor();
      const addresses = STOPS.map(({ address }) => address(places)).filter((address) => appOf(address) === app);
      const { pages, reached } = await routesOf(
        page,
        addresses.map((address) => `/${address.slice(app.length)}`),
      );

      expect(
        pages.filter((path) => !reached.includes(path)),
        `${app}: add a stop to apps/tour/stops.ts`,
      ).to.deep.equal([]);
      expect(pages.length, app).to.be.above(0);
    }
  });

  for (const stop of STOPS) {
    it(`should be readable by everybody, whole, and without complaint in both languages: ${stop.name}`, () =>
      Promise.all(LANGUAGES.map((language) => check(stop, language))));
  }
});
