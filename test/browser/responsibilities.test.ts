import { expect } from 'chai';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const MATTER = '占道经营';

interface Entry {
  readonly lead: string | null;
  readonly until: string | null;
  readonly disputed: boolean;
}

describe('list of responsibilities in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;

  before(async () => {
    admin = await server.person('xu.admin');
  });

  afterEach('nobody complained', () => {
    expect(admin.complaints).to.deep.equal([]);
  });

  const add = async (lead: string, area: string): Promise<void> => {
    await admin.press('new-duty');
    await admin.at('duty-matter').fill(MATTER);
    await admin.at('duty-area').fill(area);
    await admin.at('duty-lead').selectOption(lead);
    expect(await admin.at('act-submit').isDisabled(), 'without a basis').to.equal(true);
    await admin.at('duty-basis').fill('《城市管理条例》第八条');
    await admin.press('act-submit');
    await admin.at('act-dialog').waitFor({ state: 'detached' });
  };

  const entries = async (): Promise<readonly Entry[]> =>
    (await admin.ask<{ items: Entry[] }>('GET', `/responsibilities?matter=${encodeURIComponent(MATTER)}`)).items;

  const row = (text: string) => admin.at('row').filter({ hasText: MATTER }).filter({ hasText: text });

  it('should add entries and show where they overlap', async () => {
    await admin.open('/admin/responsibilities');
    await admin.at('new-duty').waitFor();
    await add('urban-management', '3301');
    await row('3301').waitFor();

    await add('market-regulation', '3301');
    await admin.page.locator('[data-kind="overlap"]', { hasText: MATTER }).waitFor();

    expect((await entries()).map(({ lead }) => lead)).to.have.members(['urban-management', 'market-regulation']);
  });

  it('should mark an entry as disputed, and end it for good', async () => {
    await admin.open('/admin/responsibilities');
    await admin.at('search').fill(MATTER);
    await admin.at('search').blur();
    const second = row('市场监管').first();
    await second.locator('[data-test="dispute-duty"]').click();
    await admin.at('duty-note').fill('待编办协调');
    await admin.press('act-submit');
    await second.locator('[data-test="disputed"]').waitFor();

    await second.locator('[data-test="end-duty"]').click();
    await admin.press('act-submit');
    await second.locator('[data-test="end-duty"]').waitFor({ state: 'detached' });

    const ended = (await entries()).find(({ lead }) => lead === 'market-regulation');
    expect(ended?.disputed).to.equal(true);
    expect(ended?.until).to.be.a('string');
  });

  it('should say that nothing matches a filter', async () => {
    await admin.open('/admin/responsibilities');
    await admin.at('search').fill('没有这个事项');
    await admin.at('search').blur();

    await admin.page.locator('section').first().locator('[data-test="empty"]').waitFor();

    expect(await admin.at('row').count()).to.equal(0);
  });
});
