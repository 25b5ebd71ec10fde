import { expect } from 'chai';
import { item, question } from '../items/items.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const words = (zh: string) => ({ zh, en: zh });
const LIBRARY_CARD = item({
  key: 'library-card',
  code: 'TEST-1',
  name: words('借阅证办理'),
  questions: [{ ...question('minor'), text: words('未满十六周岁？') }],
  visits: [{ step: words('现场拍照'), why: words('证件照'), when: 'minor = "yes"' }],
});

describe('service items in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  before(async () => {
    admin = await server.person('xu.admin');
  });
  afterEach('the administrator did not complain', () => {
    expect(admin.complaints).to.deep.equal([]);
  });

  const choose = (content: unknown) =>
    admin
      .at('item-files')
      .setInputFiles([
        { name: 'items.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) },
      ]);

  it('should try an import, take what is right, and say of each what became of it', async () => {
    await admin.open('/admin/service-items');
    await admin.press('open-import');
    await choose({ items: [LIBRARY_CARD, { key: 'broken' }] });
    await admin.press('items-dry-run');
    await admin.at('items-counts').filter({ hasText: '试运行' }).filter({ hasText: '新增 1' }).waitFor();
    expect(await admin.page.locator('[data-test="item-result"][data-outcome="refused"]').textContent()).to.contain(
      'broken',
    );
    expect(await admin.at('row').filter({ hasText: '借阅证' }).count()).to.equal(0);

    await admin.at('search').fill('借阅证');
    await admin.at('search').press('Enter');
    await admin.press('items-import');
    await admin.at('items-counts').filter({ hasText: '已导入' }).waitFor();
    await admin.at('row').filter({ hasText: '借阅证办理' }).waitFor();
  });

  it('should refuse a file that holds no items', async () => {
    await admin.open('/admin/service-items');
    await admin.press('open-import');
    await choose('text');

    await admin.page.locator('[role="alert"]').filter({ hasText: 'items.json' }).waitFor();
    expect(await admin.at('items-import').isDisabled()).to.equal(true);
  });

  it('should find items by name and by whether they force a visit', async () => {
    await admin.open('/admin/service-items');
    await admin.at('search').fill('借阅证');
    await admin.at('search').press('Enter');
    await admin.at('count').filter({ hasText: '1' }).waitFor();
    await admin.at('filter-visits').check();

    await admin.at('row').filter({ hasText: '借阅证办理' }).waitFor();
    expect(await admin.at('row').count()).to.equal(1);
  });

  it('should go through the guide, and keep every version', async () => {
    await admin.open('/admin/service-items/library-card');
    await admin.page.locator('#tab-guide').click();
    await admin.at('guide-open').waitFor();
    await admin.at('guide-minor').selectOption('yes');
    await admin.at('guide-visits').filter({ hasText: '现场拍照' }).waitFor();

    await admin.ask('POST', '/service-items/import', {
      items: [{ ...LIBRARY_CARD, version: 2, name: words('借阅证办理（新）') }],
    });
    await admin.open('/admin/service-items/library-card');
    await admin.page.locator('#tab-versions').click();
    expect(await admin.at('item-version').count()).to.equal(2);
    await admin.at('item-version').nth(1).locator('button').click();

    await admin.at('old-version').waitFor();
    expect(await admin.page.locator('h1').textContent()).to.equal('借阅证办理');
  });
});
