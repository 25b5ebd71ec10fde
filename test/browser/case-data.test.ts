import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const department = (key: string, label: string, labelEn: string): object => ({
  type: 'select',
  id: `f_${key}`,
  key,
  label,
  valuesKey: 'directoryDepartments',
  properties: { labelEn, level: '1' },
});
const FORM = JSON.stringify({
  type: 'default',
  id: 'dispute',
  schemaVersion: 18,
  components: [
    department('designated', '承办部门', 'Department in charge'),
    {
      type: 'dynamiclist',
      id: 'l',
      path: 'positions',
      label: '各方意见',
      isRepeating: true,
      properties: { labelEn: 'Positions' },
      components: [department('party', '部门', 'Department')],
    },
    {
      type: 'select',
      id: 'p',
      key: 'invited',
      label: '会办人',
      valuesKey: 'directoryPeople',
      properties: { labelEn: 'Invited', level: '1' },
    },
  ],
});
const MODEL = bpmn(
  `<startEvent id="start"/>
   <userTask id="answer" name="答复" tb:form="dispute"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start answer end')}`,
  { key: 'dispute', attributes: 'name="争议" tb:starters="clerk"' },
);

describe('the data of a case in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let reader: Person;
  let id: string;

  before(async () => {
    [admin, reader] = await Promise.all([server.person('xu.admin'), server.person('xu.admin', 'en')]);
    await admin.ask('POST', '/deployments', {
      name: 'dispute',
      resources: [
        { name: 'dispute.bpmn', content: MODEL },
        { name: 'dispute.form', content: FORM },
      ],
    });
    ({ id } = await admin.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'dispute',
      businessKey: 'D-1',
    }));
    const variables = {
      designated: 'market-regulation',
      positions: [{ party: 'integrated-centre' }],
      invited: 'wang.window',
    };
    await admin.ask('PATCH', `/process-instances/${id}/variables`, { variables });
  });

  afterEach('nobody complained', () => {
    expect([...admin.complaints, ...reader.complaints]).to.deep.equal([]);
  });

  it('should name departments and people instead of showing their ids, in lists too', async () => {
    await reader.open(`/inbox/cases/${id}`);
    await reader.page.locator('#tab-data').click();
    const value = (name: string) => reader.page.locator(`[data-variable="${name}"] dd`);
    await value('designated').filter({ hasText: 'Market regulation bureau' }).waitFor();
    await value('positions')
      .filter({ hasText: /^Department: Integrated/ })
      .waitFor();
    await value('invited').filter({ hasText: 'Wang' }).waitFor();
  });

  it('should say both to the administrator: the words, and the value itself', async () => {
    await admin.open(`/admin/instances/${id}`);
    await admin.page.locator('#tab-variables').click();
    const row = admin.page.locator('[data-variable="designated"]');
    await row.locator('[data-test="words"]', { hasText: '市场监管局' }).waitFor();
    await row.getByText('"market-regulation"').waitFor();
    await admin.page
      .locator('[data-variable="positions"] [data-test="words"]', { hasText: '部门：综合服务中心' })
      .waitFor();
  });

  it('should name lists in the journal as the form does', async () => {
    await reader.open(`/inbox/cases/${id}`);
    await reader.page.locator('#tab-journal').click();
    await reader.at('journal').getByText('Positions').waitFor();
  });
});
