import { expect } from 'chai';
import { type Places, seed } from '../../apps/tour/seed.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

interface Place {
  readonly as: string;
  readonly address: (places: Places) => string;
  /** Test names of the buttons that open a dialog there; of several with one name the first. */
  readonly openers: readonly string[];
  /** What leads to them. */
  readonly first?: readonly string[];
}

const ADMIN = 'xu.admin';
const PLACES: readonly Place[] = [
  { as: ADMIN, address: () => '/admin/users', openers: ['new-user', 'edit-user', 'set-password', 'deactivate'] },
  { as: ADMIN, address: () => '/admin/groups', openers: ['new-group', 'edit-group', 'delete-group'] },
  { as: ADMIN, address: () => '/admin/keys', openers: ['new-key'] },
  { as: ADMIN, address: () => '/admin/calendars', openers: ['new-calendar'] },
  { as: ADMIN, address: () => '/admin/proxies', openers: ['new-proxy', 'end-proxy'] },
  { as: ADMIN, address: () => '/admin/responsibilities', openers: ['new-duty', 'dispute-duty', 'end-duty'] },
  { as: ADMIN, address: () => '/admin/data-catalogue', openers: ['new-entry', 'edit-entry'] },
  { as: ADMIN, address: () => '/admin/data-demands', openers: ['new-demand', 'new-block', 'grant-suspend'] },
  { as: ADMIN, address: () => '/admin/data-objections', openers: ['decide-corrected', 'decide-refused'] },
  { as: ADMIN, address: () => '/admin/data-consents', openers: ['new-consent', 'withdraw-consent'] },
  { as: ADMIN, address: () => '/admin/adapters', openers: ['adapter-switch'] },
  { as: ADMIN, address: () => '/admin/effects', openers: ['effect-done'] },
  { as: ADMIN, address: () => '/admin/incidents', openers: ['retry-all'] },
  { as: ADMIN, address: () => '/admin/jobs', openers: ['job-execute'] },
  { as: ADMIN, address: ({ newDefinition }) => `/admin/definitions/${newDefinition}`, openers: ['suspend', 'delete'] },
  {
    as: ADMIN,
    address: ({ failed }) => `/admin/instances/${failed}`,
    openers: ['retry-incident', 'case-suspend', 'case-cancel', 'case-migrate', 'case-void'],
  },
  { as: ADMIN, address: () => '/monitor/breaches', openers: ['issue-card'] },
  { as: ADMIN, address: () => '/monitor/months?month=2026-02', openers: ['weights', 'freeze'] },
  { as: 'wang.window', address: () => '/inbox/proxies', openers: ['new-proxy'] },
  { as: 'wang.window', address: () => '/inbox/?view=claimable', openers: ['shortcuts'] },
  {
    as: 'zheng.reviewer',
    address: ({ reviewTask }) => `/inbox/tasks/${reviewTask}`,
    openers: ['action-return'],
  },
  {
    as: 'chen.analyst',
    address: ({ newDefinition }) => `/modeler/?definition=${newDefinition}`,
    openers: ['open', 'keys', 'contracts', 'compare', 'deploy'],
  },
  { as: 'chen.analyst', address: () => '/modeler/decisions', openers: ['open', 'deploy'] },
];

const DIALOG = '.el-overlay-dialog:visible, dialog[open]';

describe('dialogs', function () {
  this.timeout(60_000);
  const server = useWebServer();
  const people = new Map<string, Person>();
  let places: Places;

  const personFor = async (id: string): Promise<Person> => {
    const person = people.get(id) ?? (await server.person(id));
    people.set(id, person);
    return person;
  };

  before(async () => {
    places = await seed(async (id, method, path, body) => (await personFor(id)).ask(method, path, body));
  });

  /** By keyboard alone. Answers what is not as it should be. */
  async function wrongWith(
    { page, at }: { page: Person['page']; at: (name: string) => ReturnType<Person['at']> },
    opener: string,
  ) {
    const button = at(opener).first();
    const dialog = page.locator(DIALOG);
    await button.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    // Where the focus comes to rest, once the dialog is there whole.
    const isInside = await page
      .waitForFunction((selector) => document.activeElement?.closest(selector) != null, '.el-overlay-dialog, dialog', {
        timeout: 3_000,
      })
      .then(
        () => true,
        () => false,
      );
    await page.keyboard.press('Escape');
    const closes = await dialog.waitFor({ state: 'hidden', timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    const element = await button.elementHandle();
    const returns =
      element !== null &&
      (await page
        .waitForFunction((opened) => document.activeElement === opened, element, { timeout: 3_000 })
        .then(
          () => true,
          () => false,
        ));
    return [
      ...(isInside ? [] : [`${opener}: the focus is not inside`]),
      ...(closes ? [] : [`${opener}: Escape does not close it`]),
      ...(returns ? [] : [`${opener}: the focus is not given back`]),
    ];
  }

  for (const { as, address, openers, first = [] } of PLACES) {
    const name = address(new Proxy({} as Places, { get: (_, key) => String(key) }));
    it(`should take the focus, close with Escape, and give it back to what opened them: ${name}`, async () => {
      const person = await personFor(as);
      await person.open(address(places));
      await person.press(...first);

      const wrong: string[] = [];
      for (const opener of openers) {
        await person.at(opener).first().waitFor();
        const found = await wrongWith({ page: person.page, at: (test) => person.at(test) }, opener);
        wrong.push(...found);
        // What does not close would hide the next button.
        if (found.some((text) => text.includes('Escape'))) await person.open(address(places));
      }

      expect(wrong).to.deep.equal([]);
    });
  }
});
