import { expect } from 'chai';
import type { Route } from 'playwright-core';
import { LETTER, PERSON_FORM } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { claimTask, field, openTask } from './support/work.ts';

describe('a network that drops, in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let letters = 0;

  const newLetter = async (): Promise<string> => {
    letters += 1;
    const businessKey = `N-${letters}`;
    await wang.ask('POST', '/process-instances', { definitionKey: 'letter', businessKey });
    return businessKey;
  };

  const drop = (isOffline: boolean): Promise<void> => wang.page.context().setOffline(isOffline);

  before(async () => {
    const admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'letter',
      resources: [
        { name: 'letter.bpmn', content: LETTER },
        { name: 'person.form', content: PERSON_FORM },
      ],
    });
  });
  beforeEach(async () => {
    wang = await server.person('wang.window');
  });

  /** What the browser itself says of requests that reach nobody is no complaint. */
  const complaints = (): readonly string[] =>
    wang.complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(line));

  it('should say that the connection is lost, send what was decided meanwhile once it is back, and say so', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await drop(true);
    await wang.at('offline').filter({ hasText: '中断' }).waitFor();
    await field(wang, '姓名').fill('公文一');

    await wang.press('action-complete');
    await wang.at('offline-waiting').filter({ hasText: '1 项' }).waitFor();
    await drop(false);

    await wang.at('toast').filter({ hasText: '连接已恢复' }).waitFor();
    await wang.at('toast').filter({ hasText: '已提交办结' }).waitFor();
    await wang.at('offline').waitFor({ state: 'detached' });
    const { items } = await wang.ask<{ items: { elementId: string }[] }>('GET', `/tasks?businessKey=${number}`);
    expect(items.map(({ elementId }) => elementId)).to.deep.equal(['sign']);
    expect(complaints()).to.deep.equal([]);
  });

  it('should ask before a page is closed whose decision has not arrived yet, and never otherwise', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    const asked: string[] = [];
    wang.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    const close = () => wang.page.close({ runBeforeUnload: true });
    await field(wang, '姓名').fill('公文二');
    await drop(true);
    await wang.at('offline').waitFor();
    await wang.press('action-complete');
    await wang.at('offline-waiting').waitFor();

    const dialog = wang.page.waitForEvent('dialog');
    await close();
    await dialog;
    await drop(false);
    await wang.at('toast').filter({ hasText: '已提交办结' }).waitFor();
    const closed = wang.page.waitForEvent('close');
    await close();
    await closed;

    expect(asked, 'nothing waits any more').to.deep.equal(['beforeunload']);
    expect(complaints()).to.deep.equal([]);
  });

  it('should not do twice what the server did while its answer was lost', async () => {
    const number = await newLetter();
    await openTask(wang, number, 'write', 'claimable');
    const keys: string[] = [];
    const replays: (string | undefined)[] = [];
    await wang.page.route('**/comment', async (route: Route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      const answer = await route.fetch();
      replays.push(answer.headers()['idempotent-replay']);
      if (keys.length === 1) await route.abort('internetdisconnected');
      else await route.fulfill({ response: answer });
    });

    await wang.press('action-comment');
    await wang.page.locator('#action-comment').fill('请补电话');
    await wang.press('action-submit');
    await wang.at('toast').filter({ hasText: '备注已保存' }).waitFor();

    expect(new Set(keys).size, 'keys').to.equal(1);
    expect(replays).to.deep.equal([undefined, 'true']);
    await wang.page.locator('#tab-opinions').click();
    await wang.at('opinions').waitFor();
    expect(await wang.at('opinions').getByText('请补电话').count()).to.equal(1);
    expect(complaints()).to.deep.equal([]);
  });

  it('should keep on this computer what was filled in, bring it back to a new page and hand it to the server', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await wang.page.route('**/save-draft', (route) => route.abort('internetdisconnected'));
    await field(wang, '姓名').fill('未上传的标题');
    await wang.page.locator('#opinion').fill('写到一半');
    await wang.page.locator('[data-draft="local"]').waitFor();

    await wang.page.unroute('**/save-draft');
    await wang.page.reload();
    await wang.at('draft-here').waitFor();
    expect(await wang.page.locator('#opinion').inputValue()).to.equal('写到一半');
    expect(await field(wang, '姓名').inputValue()).to.equal('未上传的标题');
    await wang.page.locator('#opinion').fill('写到一半，继续');
    await wang.page.locator('[data-draft="kept"]').waitFor();

    const kept = await wang.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.draft.')));
    expect(kept).to.deep.equal([]);
    expect(complaints()).to.deep.equal([]);
  });

  it('should not say that the task has changed where it was only read again', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await field(wang, '姓名').fill('公文');
    await drop(true);
    await wang.at('offline').waitFor();
    const again = wang.page.waitForResponse((response) => /\/tasks\/[^/]+\/form$/.test(response.url()));
    await drop(false);
    await again;
    await wang.at('offline').waitFor({ state: 'detached' });
    await wang.page.locator('[data-draft="kept"]').waitFor();

    const said = wang.page.getByText('该任务刚被更新');
    expect(await said.count()).to.equal(0);
    await wang.ask('POST', `/tasks/${await wang.page.evaluate(() => location.pathname.split('/').at(-1))}/suspend`, {
      comment: '外出',
    });
    await said.waitFor();
    expect(complaints()).to.deep.equal([]);
  });

  it('should show a list that could not be read as soon as the connection is back', async () => {
    const number = await newLetter();
    await wang.open('/inbox/');
    await wang.at('view-mine').waitFor();
    await drop(true);
    await wang.press('view-claimable');
    await wang.at('error').first().waitFor();

    await drop(false);

    await wang.at('tasks').getByText(number).waitFor();
    expect(complaints()).to.deep.equal([]);
  });

  it('should stay in its language while the texts of the other cannot be had, and change once they can', async () => {
    await wang.open('/inbox/');
    await wang.at('view-mine').waitFor();
    await drop(true);
    await wang.at('offline').waitFor();

    await wang.press('language');
    await wang.at('toast').filter({ hasText: '服务器没有响应' }).waitFor();
    expect(await wang.page.locator('html').getAttribute('lang')).to.equal('zh-CN');
    expect(await wang.at('view-mine').textContent()).to.contain('我的');
    await drop(false);
    await wang.at('offline').waitFor({ state: 'detached' });
    await wang.press('language');

    await wang.at('view-mine').filter({ hasText: 'Mine' }).waitFor();
    expect(await wang.page.locator('html').getAttribute('lang')).to.equal('en');
    expect(complaints()).to.deep.equal([]);
  });

  it('should say that what is shown may be old where the server could not tell it again, until it does', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    const { items } = await wang.ask<{ items: { id: string; instanceId: string }[] }>(
      'GET',
      `/tasks?businessKey=${number}`,
    );
    await wang.page.route('**/form', (route: Route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'internal-error', status: 500, title: '内部错误', detail: '内部错误' }),
      }),
    );
    await wang.ask('POST', `/tasks/${items[0]?.id}/comment`, { comment: '请补电话' });

    await wang.at('stale').waitFor();
    await wang.page.unroute('**/form');
    await wang.at('stale').locator('[data-test="retry"]').click();

    await wang.at('stale').waitFor({ state: 'detached' });
    expect(complaints().filter((line) => !/500/.test(line))).to.deep.equal([]);
  });
});
