import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { claimTask, complete } from './support/work.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: PDF });

const FORM = JSON.stringify({
  type: 'default',
  id: 'plans',
  schemaVersion: 18,
  components: [
    {
      type: 'filepicker',
      id: 'p',
      key: 'plans',
      label: '图纸',
      accept: '.pdf',
      multiple: true,
      validate: { required: true },
      properties: { level: '3', labelEn: 'Plans' },
    },
  ],
});
const MODEL = bpmn(
  `<startEvent id="start"/>
   <userTask id="review" name="审图" tb:form="plans"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <userTask id="add" name="补图" tb:form="plans"><extensionElements><tb:assignment rule="initiator"/></extensionElements></userTask>
   <userTask id="keep" name="存档" tb:form="plans"><extensionElements><tb:assignment groups="window"/><tb:field name="plans" rights="read"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start add review keep end')}`,
  { key: 'planned', attributes: 'tb:starters="applicant,clerk"' },
);

describe('files of a form in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let liu: Person;
  let admin: Person;

  before(async () => {
    admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'planned',
      resources: [
        { name: 'planned.bpmn', content: MODEL },
        { name: 'plans.form', content: FORM },
      ],
    });
    [wang, liu] = await Promise.all([server.person('wang.window'), server.person('liu.applicant')]);
  });

  afterEach('nobody complained', () => {
    expect([...wang.complaints, ...liu.complaints, ...admin.complaints]).to.deep.equal([]);
  });

  it('should be chosen, named and taken out again by clerk and applicant, and shown to who only reads', async () => {
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'planned',
      businessKey: 'F-1',
    });

    await liu.open(`/portal/cases/${id}`);
    await liu.at('choose-file').waitFor();
    await liu.press('answer');
    await liu.at('file-field').getByRole('alert').waitFor();
    await liu.at('choose-file').setInputFiles([pdf('立面图.pdf')]);
    await liu.at('file-field').getByText('立面图.pdf').waitFor();
    expect(await liu.at('file-field').locator('li').count()).to.equal(1);
    await liu.press('answer');
    await liu.at('request-add').waitFor({ state: 'detached' });

    await claimTask(wang, 'F-1', 'review');
    await wang.at('file-field').getByText('立面图.pdf').waitFor();
    await wang.at('choose-file').setInputFiles([pdf('平面图.pdf'), pdf('剖面图.pdf'), pdf('误传.pdf')]);
    const wrong = wang.at('file-field').locator('li', { hasText: '误传.pdf' });
    await wrong.locator('[data-test="unname-file"]').click();
    await wrong.waitFor({ state: 'detached' });
    await complete(wang);

    await claimTask(wang, 'F-1', 'keep');
    await wang.at('file-field').locator('li').nth(2).waitFor();
    expect(await wang.at('file-field').locator('li').count()).to.equal(3);
    expect(await wang.at('choose-file').count()).to.equal(0);
  });

  it('should be taken out of the case by who manages it, with a reason where its data name it', async () => {
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'planned',
      businessKey: 'F-2',
    });
    await liu.open(`/portal/cases/${id}`);
    await liu.at('choose-file').setInputFiles([pdf('错图.pdf')]);
    await liu.at('file-field').getByText('错图.pdf').waitFor();
    await liu.press('answer');
    await liu.at('request-add').waitFor({ state: 'detached' });

    await admin.open(`/inbox/cases/${id}`);
    await admin.page.locator('#tab-files').click();
    await admin.press('remove-file', 'act-submit');
    await admin.at('act-dialog').getByRole('alert').waitFor();
    await admin.at('remove-reason').fill('与本件无关');
    await admin.press('act-submit');

    await admin.at('act-dialog').waitFor({ state: 'detached' });
    await admin.at('attachments').getByText('还没有附件').waitFor();
  });

  it('should say so when it is sent before it is there', async () => {
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'planned',
      businessKey: 'F-3',
    });
    let open: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      open = resolve;
    });
    // The part of the page that draws forms comes late.
    await liu.page.route(/viewer/, async (route) => {
      await held;
      await route.continue();
    });
    await liu.page.goto('about:blank');
    await liu.open(`/portal/cases/${id}`);

    await liu.press('answer');
    await liu.at('form-early').waitFor();
    open?.();
    await liu.at('choose-file').waitFor();

    expect(await liu.at('form-early').count()).to.equal(0);
    await liu.page.unroute(/viewer/);
  });

  it('should say so when it is sent before its files are', async () => {
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'planned',
      businessKey: 'F-4',
    });
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await liu.page.route(/attachments$/, async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await liu.open(`/portal/cases/${id}`);
    await liu.at('choose-file').setInputFiles([pdf('大图.pdf')]);
    await liu.press('answer');
    await liu.at('form-early').getByText('文件正在上传').waitFor();
    letGo();
    await liu.at('file-field').getByText('大图.pdf').waitFor();
    await liu.at('form-early').waitFor({ state: 'detached' });
    await liu.press('answer');
    await liu.at('request-add').waitFor({ state: 'detached' });
    await liu.page.unroute(/attachments$/);
  });
});
