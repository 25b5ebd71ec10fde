import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { claimTask, complete, field, openTask } from './support/work.ts';

const ID = '11010519491231002X';

const FORM = JSON.stringify({
  type: 'default',
  id: 'identity',
  schemaVersion: 18,
  components: [
    { id: 'Field_name', type: 'textfield', key: 'fullName', label: '姓名', properties: { level: '2' } },
    {
      id: 'Field_id',
      type: 'textfield',
      key: 'idNumber',
      label: '证件号码',
      properties: { level: '4', mask: 'idNumber' },
    },
    { id: 'Field_note', type: 'textfield', key: 'note', label: '内部备注', properties: { level: '1' } },
  ],
});

const step = (id: string, name: string, who: string, fields = ''): string =>
  `<userTask id="${id}" name="${name}" tb:form="identity"><extensionElements><tb:assignment ${who}/>${fields}</extensionElements></userTask>`;

const MODEL = bpmn(
  `<startEvent id="start"/>${step('check', '核验', 'groups="window"')}
   ${step('decide', '复核', 'assignee="li.window"', '<tb:field name="fullName" rights="read"/><tb:field name="note" rights="hidden"/><tb:field name="idNumber" rights="hidden"/>')}
   <endEvent id="end"/>${flows('start check decide end')}`,
  { key: 'identity', attributes: 'name="身份核验"' },
);

describe('rights in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let wang: Person;
  let li: Person;
  let zhao: Person;

  before(async () => {
    [admin, wang, li, zhao] = await Promise.all([
      server.person('xu.admin'),
      server.person('wang.window'),
      server.person('li.window'),
      server.person('zhao.supervision'),
    ]);
    const resources = [
      { name: 'identity.bpmn', content: MODEL },
      { name: 'identity.form', content: FORM },
    ];
    await admin.ask('POST', '/deployments', { name: 'identity', resources });
    const variables = { fullName: '王小明', idNumber: ID, note: '加急' };
    await admin.ask('POST', '/process-instances', { definitionKey: 'identity', businessKey: 'ID-1', variables });
  });

  afterEach('nobody complained', () => {
    expect([admin, wang, li, zhao].flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('should mask a number until the task is held, and keep it when the form is sent', async () => {
    await openTask(wang, 'ID-1', 'check', 'claimable');
    await wang.at('masked').waitFor();
    expect(await field(wang, '证件号码').inputValue()).to.equal('110***2X');
    expect(await field(wang, '证件号码').isDisabled()).to.equal(true);

    await claimTask(wang, 'ID-1', 'check');
    expect(await field(wang, '证件号码').inputValue()).to.equal(ID);
    await complete(wang);

    await zhao.open('/inbox/');
    const { items } = await zhao.ask<{ items: { id: string }[] }>('GET', '/process-instances?businessKey=ID-1');
    await zhao.open(`/inbox/cases/${items[0]?.id}`);
    await zhao.at('masked').waitFor();
    expect(await zhao.page.content()).to.not.contain(ID);
  });

  it('should show it to a manager who says what for, and keep that for auditors', async () => {
    await zhao.press('unmask');
    expect(await zhao.at('act-submit').isDisabled()).to.equal(true);
    await zhao.at('purpose').fill('核对投诉人身份');
    await zhao.press('act-submit');

    await zhao.at('unmasked').filter({ hasText: ID }).waitFor();
    await admin.open('/admin/unmaskings');
    await admin.at('row').filter({ hasText: '核对投诉人身份' }).waitFor();
    expect(await admin.page.content()).to.not.contain(ID);
  });

  it('should hide fields at a step, show others to read, and take the form as it is', async () => {
    await openTask(li, 'ID-1', 'decide');
    await li.page.locator('.fjs-powered-by').waitFor();

    expect(await field(li, '姓名').isDisabled()).to.equal(true);
    expect(await li.at('form').getByLabel('内部备注').count()).to.equal(0);
    expect(await li.page.content())
      .to.not.contain(ID)
      .and.not.contain('加急');
    await complete(li);
  });

  it('should let an administrator change a cell of the table, and write it down', async () => {
    await admin.open('/admin/rights');
    const row = admin.page.locator('[data-right="report.cases"]');
    await row.locator('[data-test="cell-analyst"]').selectOption('all');
    await admin.at('toast').waitFor();
    await row.filter({ hasText: '已自定义' }).waitFor();
    const name = await row.locator('th').textContent();
    await admin
      .at('row')
      .filter({ hasText: name ?? '' })
      .waitFor();

    expect(await admin.page.locator('[data-right="right.write"] select').count()).to.equal(0);
    await row.locator('[data-test="cell-analyst"]').selectOption('none');
    await row.filter({ hasText: '已自定义' }).waitFor({ state: 'detached' });
  });
});
