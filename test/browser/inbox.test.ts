import { expect } from 'chai';
import { LETTER, PERSON_FORM, TWO_HANDS } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, claimTask, complete, field, openTask } from './support/work.ts';

describe('inbox in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let letters = 0;

  /** A new letter to write; answers its number. */
  const newLetter = async (): Promise<string> => {
    letters += 1;
    const businessKey = `L-${letters}`;
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
        { name: 'two-hands.bpmn', content: TWO_HANDS },
      ],
    });
    [wang, li] = await Promise.all([server.person('wang.window'), server.person('li.window')]);
  });

  afterEach('nobody complained', () => {
    expect([...wang.complaints, ...li.complaints]).to.deep.equal([]);
  });

  it('should be worked with the keyboard alone: next, open, claim, fill in, submit', async () => {
    const { keyboard } = wang.page;
    const number = await newLetter();
    await wang.open(`/inbox/?view=claimable&q=${number}`);
    await wang.at('tasks').waitFor();

    await keyboard.press('j');
    await wang.page.locator('[data-highlighted="true"]:focus').waitFor();
    await keyboard.press('Enter');
    await wang.page.locator('.fjs-powered-by').waitFor();
    await keyboard.press('c');
    await wang.at('action-transfer').waitFor();
    await wang.page.locator('[data-test="task-name"]:focus').waitFor();
    await keyboard.press('a');
    await wang.page.locator('[data-test="action-complete"]:focus').waitFor();
    await keyboard.press('f');
    await wang.page.locator('input.fjs-input:focus').waitFor();
    await keyboard.type('公文');
    await keyboard.press('Control+Enter');

    await wang.at('toast').filter({ hasText: '已提交办结' }).waitFor();
    await wang.at('task-name').filter({ hasText: '签发' }).waitFor();
    await wang.page.locator('[data-test="task-name"]:focus').waitFor();
  });

  it('should never lose the focus by keyboard: views, large type, buttons that are busy', async () => {
    const { page } = wang;
    const { keyboard } = page;
    const number = await newLetter();
    await claimTask(wang, number, 'write');
    await wang.at('view-mine').focus();
    await keyboard.press('Enter');
    await page.waitForURL(/\/inbox\/\?/);
    await page.locator('[data-test="view-mine"]:focus').waitFor();

    await page.evaluate(() => localStorage.setItem('tongban.size', 'large'));
    await wang.open(`/inbox/?q=${number}`);
    await wang.at('tasks').waitFor();
    await keyboard.press('j');
    await keyboard.press('Enter');
    await page.locator('[data-test="task-name"]:focus').waitFor();
    await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await page.locator('[data-element="write"]:focus').waitFor();
    await page.evaluate(() => localStorage.removeItem('tongban.size'));

    await openTask(wang, number, 'write');
    await page.locator('#tab-talk').click();
    await wang.at('comment-text').fill('材料齐了');
    await wang.at('comment-send').focus();
    await keyboard.press('Enter');
    await wang.at('comment').waitFor();
    await page.locator('#pane-talk:focus').waitFor();
  });

  it('should take the next task of what is listed, keep the filter under a name and follow the case', async () => {
    const { page } = li;
    await Promise.all([newLetter(), newLetter()]);
    const number = await newLetter();
    await li.open(`/inbox/?view=claimable&q=${number}`);
    await li.at('tasks').waitFor();

    await li.at('keep-filter').waitFor();
    await li.press('keep-filter');
    await page.locator('#filter-name').fill('我的发文');
    await li.press('filter-submit');
    await li.at('toast').filter({ hasText: '已保存' }).waitFor();
    await li.press('take-next');
    await li.at('task-name').filter({ hasText: '起草' }).waitFor();
    await page.locator('h1[data-test="task-name"]:focus').waitFor();
    await li.at('action-transfer').waitFor();
    const mine = await listed(li, `/tasks?view=mine&businessKey=${number}`);
    expect(mine).to.have.length(1);

    await li.open(`/inbox/cases/${mine[0]?.instanceId}`);
    await li.press('follow');
    await li.at('follow').filter({ hasText: '取消关注' }).waitFor();
    await li.press('favourite');
    await li.at('favourite').filter({ hasText: '取消收藏' }).waitFor();
    await li.open('/inbox/?view=following');
    await li.at('tasks').getByText(number).waitFor();
    await li.press('favourites-link');
    await li.at('case-link').getByText(number).click();
    await li.at('favourite').filter({ hasText: '取消收藏' }).waitFor();

    await li.open('/inbox/');
    await li.press('narrow');
    await li.at('saved-filters').click();
    await page.locator('.el-select-dropdown__item', { hasText: '我的发文' }).locator('visible=true').click();
    await page.waitForURL(/view=claimable.*q=L-|q=L-.*view=claimable/);
    await li.press('drop-filter');
    await li.at('drop-filter').waitFor({ state: 'detached' });
  });

  it('should show what a process declares of its cases, and narrow the list by it', async () => {
    const numbers = [await newLetter(), await newLetter()];
    for (const [index, businessKey] of numbers.entries()) {
      const [task] = await listed(wang, `/tasks?view=claimable&businessKey=${businessKey}`);
      await wang.ask('POST', `/tasks/${task?.id}/complete`, {
        variables: { name: `声明${index}` },
      });
    }
    await wang.open('/inbox/?view=claimable');
    await wang.at('variables').filter({ hasText: '姓名：声明1' }).waitFor();

    await wang.at('narrow').waitFor();
    if ((await wang.at('narrow').getAttribute('aria-expanded')) !== 'true') await wang.press('narrow');
    await wang.press('add-criterion');
    await wang.page.getByLabel('变量').fill('name');
    await wang.page.getByLabel('等于或自').fill('声明0');
    await wang.press('variable-add');

    await wang.at('variables').filter({ hasText: '声明1' }).waitFor({ state: 'detached' });
    await wang
      .at('tasks')
      .getByText(numbers[0] ?? '')
      .waitFor();
    await wang.press('drop-name');
    await wang.at('variables').filter({ hasText: '声明1' }).waitFor();
  });

  const listed = async (person: Person, path: string): Promise<{ id: string; instanceId: string }[]> =>
    (await person.ask<{ items: { id: string; instanceId: string }[] }>('GET', path)).items;

  it('should show at the field what only the server finds wrong with it', async () => {
    await claimTask(wang, await newLetter(), 'write');
    await field(wang, '姓名').fill('𠮷');

    await wang.press('action-complete');

    const message = wang.page.locator('.fjs-has-errors');
    await message.waitFor();
    expect(await message.textContent())
      .to.contain('姓名')
      .and.match(/2/);
    await field(wang, '姓名').fill('𠮷田');
    await complete(wang);
  });

  it('should take a colleague’s opinion: delegate, resolve, then decide oneself', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');

    await act(wang, 'delegate', { to: '李建国', text: '请看一下措辞' });
    await openTask(li, number, 'write');
    await act(li, 'resolve', { text: '措辞妥当' });

    await openTask(wang, number, 'write');
    await wang.page.locator('#tab-opinions').click();
    expect(await wang.page.locator('#pane-opinions').textContent())
      .to.contain('李建国')
      .and.contain('措辞妥当');
  });

  it('should hand a task over for good', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');

    await act(wang, 'transfer', { to: '李建国' });

    await openTask(li, number, 'write');
    expect(await li.at('assignee').textContent()).to.equal('李建国');
  });

  it('should suspend a task with a reason and resume it, and keep a remark', async () => {
    await claimTask(wang, await newLetter(), 'write');

    await act(wang, 'suspend', { text: '等待材料' });
    await wang.at('action-resume').waitFor();
    expect(await wang.at('task-state').textContent()).to.equal('已挂起');
    await act(wang, 'resume');
    await wang.at('action-complete').waitFor();
    await act(wang, 'comment', { text: '已电话通知' });

    await wang.page.locator('#tab-opinions').click();
    await wang.page.locator('#pane-opinions').getByText('已电话通知').waitFor();
  });

  it('should not reject without a reason, and end the case with one', async () => {
    const number = await newLetter();
    await claimTask(wang, number, 'write');

    await wang.press('action-reject', 'action-submit');
    await wang.at('action-dialog').getByRole('alert').waitFor();
    await wang.page.locator('#action-comment').fill('不属本机关');
    await wang.press('action-submit');

    await wang.at('toast').filter({ hasText: '不予通过' }).waitFor();
    const { items } = await wang.ask<{ items: { status: string }[] }>(
      'GET',
      `/process-instances?businessKey=${number}`,
    );
    expect(items.map(({ status }) => status)).to.deep.equal(['terminated']);
  });

  it('should take a task out of a colleague’s list the moment it is claimed', async () => {
    const number = await newLetter();
    await li.open(`/inbox/?view=claimable&q=${number}`);
    const row = li.page.locator('[data-element="write"]');
    await row.waitFor();

    await claimTask(wang, number, 'write');

    await row.waitFor({ state: 'detached' });
  });

  it('should say why a task is whose it is, and why it is not mine, where another has to do it', async () => {
    await wang.ask('POST', '/process-instances', { definitionKey: 'two-hands', businessKey: 'T-1' });
    await claimTask(wang, 'T-1', 'examine');
    await field(wang, '姓名').fill('李雷');
    await complete(wang);

    await wang.open('/inbox/?view=claimable&q=T-1');
    await wang.page.getByRole('button', { name: '清除条件' }).or(wang.page.getByText('共 0 项')).first().waitFor();
    expect(await wang.page.locator('[data-element="approve"]').count()).to.equal(0);
    await openTask(li, 'T-1', 'approve', 'claimable');
    await li.at('why-me').locator('summary').click();

    const reason = li.at('reason').first();
    expect(await reason.textContent()).to.contain('模型指定的用户组');
    await li.at('why-not-verb').selectOption('transfer');
    await li.at('why-not-answer').filter({ hasText: '可办理：管理员' }).waitFor();
  });
});
