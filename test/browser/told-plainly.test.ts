import { expect } from 'chai';
import { LETTER, PERSON_FORM, STUCK } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, claimTask, complete, openTask } from './support/work.ts';

/** What people are told before, while and after they act: in names and words, where they look, with the focus where they go on. */
describe('told plainly in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let wang: Person;
  let li: Person;
  let letters = 0;

  const newLetter = async (): Promise<{ id: string; number: string }> => {
    letters += 1;
    const number = `P-${letters}`;
    const body = { definitionKey: 'letter', businessKey: number, variables: { name: '张三' } };
    return { ...(await wang.ask<{ id: string }>('POST', '/process-instances', body)), number };
  };

  /** The focus is at the task: on the part that has the buttons, or at its name where it was shown anew meanwhile. Not at the beginning of the page. */
  const isAtTask = (): boolean => {
    const task = document.querySelector('[data-test="action-transfer"]')?.closest('.pane');
    return task?.contains(document.activeElement) ?? false;
  };

  before(async () => {
    admin = await server.person('xu.admin');
    const resources = [
      { name: 'letter.bpmn', content: LETTER },
      { name: 'person.form', content: PERSON_FORM },
      { name: 'stuck.bpmn', content: STUCK },
    ];
    await admin.ask('POST', '/deployments', { name: 'plain', resources });
    [wang, li] = await Promise.all([server.person('wang.window'), server.person('li.window')]);
  });

  afterEach('nobody complained', () => {
    expect([admin, wang, li].flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('should leave the focus at the task when the button that was pressed is used up', async () => {
    const { number } = await newLetter();
    await openTask(wang, number, 'write', 'claimable');
    await wang.at('action-claim').focus();
    await wang.page.keyboard.press('Enter');
    await wang.at('action-transfer').waitFor();

    await wang.page.waitForFunction(isAtTask);
  });

  it('should ask a colleague in own words, say whom the task waits for, and let the owner take it back', async () => {
    const { number } = await newLetter();
    await claimTask(wang, number, 'write');
    await wang.at('opinion').fill('同意发文');
    await wang.press('action-delegate');
    expect(await wang.page.locator('#action-comment').inputValue(), 'the own opinion is not for them').to.equal('');
    await wang.press('action-cancel');
    await act(wang, 'delegate', { to: '李建国', text: '请核对' });

    await wang.at('waits-for').filter({ hasText: '李建国' }).waitFor();
    expect(await wang.at('action-resolve').textContent()).to.contain('收回委派');
    await act(wang, 'resolve', { text: '不再需要' });
    await wang.at('toast').filter({ hasText: '已收回' }).waitFor();
    await wang.at('action-complete').waitFor();
  });

  it('should let who completed a step take it back though the next one opened for them, and go on with it', async () => {
    const { number } = await newLetter();
    await claimTask(wang, number, 'write');
    await complete(wang);
    await wang.at('task-name').filter({ hasText: '签发' }).waitFor();

    await openTask(wang, number, 'write', 'done');
    await wang.press('action-retrieve');
    await wang.at('toast').filter({ hasText: '已拿回' }).waitFor();

    await wang.at('action-complete').waitFor();
    expect(await wang.at('task-name').textContent()).to.equal('起草');
    expect(await wang.at('arrival').textContent()).to.contain('王晓梅拿回了任务');
  });

  it('should show which case a question is about', async () => {
    const { id, number } = await newLetter();
    await wang.ask('POST', `/process-instances/${id}/consult`, { users: ['li.window'], text: '数据是否为最新？' });

    await li.open('/inbox/notices');
    await li.at('question-case').filter({ hasText: number }).click();
    await li.page.waitForURL(`**/cases/${id}`);
  });

  it('should begin with a card where one waits, and count it no more once it is answered', async () => {
    const { id } = await newLetter();
    const card = { instanceId: id, colour: 'yellow', addressee: 'li.window', reason: 'other', text: '请说明' };
    await admin.ask('POST', '/cards', card);

    await li.open('/inbox/notices');
    await li.page.locator('#tab-cards[aria-selected="true"]', { hasText: '（1）' }).waitFor();
    await li.at('card-appeal-hint').filter({ hasText: '签发人以外' }).waitFor();
    await li.at('answer-card-text').fill('已办');
    await li.press('answer-card-send');

    await li.at('card-answer').waitFor();
    await li.page.locator('#tab-cards', { hasText: /^督办牌$/ }).waitFor();
  });

  it('should limit a proxy to processes by their names', async () => {
    await wang.open('/inbox/proxies');
    await wang.press('new-proxy');
    await wang.at('proxy-proxy').selectOption('li.window');
    await wang.at('act-dialog').getByLabel('发文', { exact: true }).check();
    await wang.press('act-submit');

    await wang.page.getByRole('cell', { name: '发文' }).waitFor();
    await wang.press('end-proxy', 'act-submit');
    await wang.at('toast').filter({ hasText: '代理已终止' }).waitFor();
  });

  it('should say what stopped a case, on whose side, and what to do, with the words of the engine below', async () => {
    const { id } = await admin.ask<{ id: string }>('POST', '/process-instances', { definitionKey: 'stuck' });
    await admin.open(`/inbox/cases/${id}`);

    const incident = admin.at('incident').filter({ hasText: '“就绪？”：流程在此处无法继续' });
    await incident.waitFor();
    expect(await incident.textContent()).to.contain('流程设计一侧');
    const words = incident.locator('q', { hasText: '默认流' });
    expect(await words.isVisible()).to.equal(false);
    await incident.locator('summary').click();
    expect(await words.isVisible()).to.equal(true);
  });

  it('should refuse in names and times of the reader, and drop the refusal when something else is entered', async () => {
    const liu = await server.person('liu.applicant');
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'government-service',
      variables: { applicantType: 'person', applicantName: '刘明' },
    });
    await liu.open(`/portal/cases/${id}`);
    await liu.press('urge');
    await liu.at('urge-card').filter({ hasText: '未读' }).waitFor();
    await liu.press('urge');

    await liu.at('problem').filter({ hasText: '后可再次催办' }).waitFor();
    expect(await liu.at('problem').textContent()).not.to.match(/\d{4}-\d{2}-\d{2}T|\d 秒/);
    expect(liu.complaints).to.deep.equal([]);
  });
});
