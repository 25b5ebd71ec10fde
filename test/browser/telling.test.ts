import { expect } from 'chai';
import { LETTER, PERSON_FORM } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { claimTask, complete, field } from './support/work.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('telling in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let letters = 0;

  const newLetter = async (): Promise<string> => {
    letters += 1;
    const businessKey = `T-${letters}`;
    await wang.ask('POST', '/process-instances', { definitionKey: 'letter', businessKey });
    return businessKey;
  };

  before(async () => {
    const admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'letter',
      resources: [
        { name: 'letter.bpmn', content: LETTER },
        { name: 'person.form', content: PERSON_FORM },
      ],
    });
    [wang, li] = await Promise.all([server.person('wang.window'), server.person('li.window')]);
  });

  afterEach('nobody complained', () => {
    expect([...wang.complaints, ...li.complaints]).to.deep.equal([]);
  });

  const tab = async (person: Person, name: string): Promise<void> => {
    await person.page.locator(`#tab-${name}`).click();
  };

  it('should attach files with Chinese names, show them and save them under their names', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await tab(wang, 'files');

    await wang.at('file').setInputFiles([
      { name: '营业执照（副本）.png', mimeType: 'image/png', buffer: PNG },
      { name: '情况说明.txt', mimeType: 'text/plain', buffer: Buffer.from('一切属实。') },
    ]);
    await wang.page.getByText('情况说明.txt', { exact: true }).waitFor();
    await wang.page.locator('li', { hasText: '情况说明.txt' }).locator('[data-test="preview"]').click();
    await wang.at('preview-text').filter({ hasText: '一切属实。' }).waitFor();
    await wang.page.keyboard.press('Escape');
    await wang.page.locator('li', { hasText: '营业执照' }).locator('[data-test="preview"]').click();
    await wang.at('preview-image').waitFor();
    await wang.page.keyboard.press('Escape');
    const saving = wang.page.waitForEvent('download');
    await wang.page.getByText('营业执照（副本）.png', { exact: true }).click();

    expect((await saving).suggestedFilename()).to.equal('营业执照（副本）.png');
  });

  it('should have a file signed, and say by whom and with what', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await tab(wang, 'files');
    await wang.at('file').setInputFiles([{ name: '决定.pdf', mimeType: 'application/pdf', buffer: PDF }]);

    await wang.press('sign-file');
    await wang.at('sign-seal').check();
    await wang.press('act-submit');
    await wang.at('toast').filter({ hasText: '已签章' }).waitFor();
    await wang.at('signatures').locator('summary').click();

    expect(await wang.at('signatures').textContent())
      .to.contain('王晓梅 盖章')
      .and.contain('证书');
  });

  it('should keep a comment that is revised in all its versions, and let nobody else revise it', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await tab(wang, 'talk');
    await wang.at('comment-text').fill('材料齐了');
    await wang.press('comment-send');
    await wang.press('revise');
    await wang.at('revise-text').fill('材料还差一份');
    await wang.press('revise-send');

    await wang.at('versions').waitFor();
    await wang.at('comment').getByText('材料还差一份', { exact: true }).waitFor();
    await wang.at('versions').locator('summary').click();
    expect(await wang.at('versions').textContent()).to.contain('材料齐了');
    const [mine] = (await wang.ask<{ items: { instanceId: string }[] }>('GET', `/tasks?businessKey=${number}`)).items;
    const path = `/process-instances/${mine?.instanceId}/comments`;
    const seen = await server
      .person('xu.admin')
      .then((admin) => admin.ask<{ items: { allowedActions: string[] }[] }>('GET', path));
    expect(seen.items.map(({ allowedActions }) => allowedActions)).to.deep.equal([[]]);
  });

  it('should say why a file is not taken', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await tab(wang, 'files');

    await wang.at('file').setInputFiles([{ name: '图片.png', mimeType: 'image/png', buffer: PDF }]);

    await wang.at('attachments').getByText('与扩展名“png”不符').waitFor();
  });

  it('should send a copy that is read with a receipt', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await wang.press('action-copy');
    await wang.at('action-people').click();
    await wang.page.keyboard.type('李建国');
    await wang.page.locator('.el-select-dropdown__item', { hasText: '李建国' }).locator('visible=true').first().click();
    await wang.page.keyboard.press('Escape');
    await wang.page.locator('#action-comment').fill('请阅知');
    await wang.press('action-submit');
    await wang.at('toast').filter({ hasText: '已抄送' }).waitFor();
    const { items } = await wang.ask<{ items: { to: string }[] }>('GET', '/copies?box=sent');
    const reader = await server.person((items[0]?.to ?? '').replace('user:', ''));

    await reader.open('/inbox/notices');
    await reader.page.locator('[data-test^="copy-"]', { hasText: number }).locator('[data-test="copy-open"]').click();
    await reader.at('receipt').filter({ hasText: '已阅' }).waitFor();
    await reader.at('copy-text').fill('无意见');
    await reader.press('copy-answer');
    await reader.at('copy-opinion').filter({ hasText: '无意见' }).waitFor();

    await wang.open('/inbox/notices');
    await wang.press('box-sent');
    await wang.at('copy-opinion').filter({ hasText: '无意见' }).first().waitFor();
    expect(reader.complaints).to.deep.equal([]);
    await reader.leave();
  });

  it('should ask a colleague, who answers without a task', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    const { items } = await wang.ask<{ items: { instanceId: string }[] }>('GET', `/tasks?businessKey=${number}`);
    await wang.ask('POST', `/process-instances/${items[0]?.instanceId}/consult`, {
      users: ['li.window'],
      text: '格式对吗？',
    });

    await li.open('/inbox/notices');
    await li.page.locator('#tab-questions').click();
    await li.at('answer-text').first().fill('对的');
    await li.press('answer-send');
    await tab(wang, 'talk');

    await wang.at('answer').filter({ hasText: '对的' }).waitFor();
  });

  it('should keep what was begun over a reload, and drop it when it is sent off', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await wang.page.locator('#opinion').fill('初步意见');
    await wang.page.locator('[data-draft="kept"]').waitFor();

    await wang.page.reload();
    await wang.at('draft-found').waitFor();
    expect(await wang.page.locator('#opinion').inputValue()).to.equal('初步意见');
    await field(wang, '姓名').fill('公文');
    await complete(wang);
    await wang.at('task-name').filter({ hasText: '签发' }).waitFor();
    expect(await wang.at('draft-found').count()).to.equal(0);
  });
});
