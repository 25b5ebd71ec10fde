import { expect } from 'chai';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

describe('contracts of departments in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let person: Person;

  afterEach('nobody complained', async () => {
    expect(person.complaints).to.deep.equal([]);
    await person.leave();
  });

  const property = (name: string) => person.at('properties').locator(`[name="${name}"]`);
  const group = (id: string) =>
    person.at('properties').locator(`[data-group-id="group-${id}"] .bio-properties-panel-group-header`);

  it('should be chosen at a service task, with mappings that are checked, and stand in the file', async () => {
    person = await server.person('chen.analyst');
    person.page.on('dialog', (dialog) => void dialog.accept());
    await person.open('/modeler/');
    await person.page.locator('.djs-shape').first().waitFor();
    await person.press('add');
    await person.page
      .locator('[role="option"][data-test^="add-"]')
      .filter({ hasText: /^服务任务$/ })
      .first()
      .click();

    await property('askedDepartment').selectOption('tax');
    await property('departmentOperation').selectOption('tax.register');
    await group('departmentRequest').click();
    await property('request-companyName').fill('=5');
    await person.at('properties').filter({ hasText: '契约要求文本' }).waitFor();
    await property('request-companyName').fill('=applicantName');
    await property('request-companyName').blur();
    await group('departmentAnswer').click();
    await property('answer-recordNumber').fill('taxNumber');
    await property('answer-recordNumber').blur();

    expect(await property('topic').inputValue()).to.equal('tax.register');
    await person.page.waitForFunction(() =>
      Object.values(localStorage).some((text) => text.includes('taxNumber') && text.includes('=applicantName')),
    );
  });

  it('should be read with service level and examples, in either language', async () => {
    person = await server.person('chen.analyst', 'en');
    await person.open('/modeler/');
    await person.press('contracts');
    await person.at('contract-filter').fill('tax');
    await person.page.locator('[data-contract="tax"]').click();

    const page = person.at('contract-page');
    await page.filter({ hasText: 'Tax bureau' }).filter({ hasText: '95 % within 2000 ms' }).waitFor();
    await page.locator('summary').first().click();
    await page.filter({ hasText: '91350100M000100Y43' }).waitFor();
  });

  it('should name departments and say what comes in', async () => {
    person = await server.person('xu.admin');
    await person.open('/admin/adapters');

    await person.at('adapter').filter({ hasText: '税务局' }).first().waitFor();
    await person.page.getByText('没有接收来源').waitFor();
  });
});
