import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { violations } from './support/axe.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { openTask } from './support/work.ts';

const task = (id: string, name: string, group: string): string =>
  `<userTask id="${id}" name="${name}"><extensionElements><tb:assignment groups="${group}"/></extensionElements></userTask>`;

const MODEL = bpmn(
  `<startEvent id="start"/>${task('accept', '受理', 'window')}${task('check', '审查', 'deciders')}${task('archive', '归档', 'window')}
   <endEvent id="end"/>${flows('start accept check archive end')}`,
  { key: 'whole', attributes: 'name="整件办理" tb:starters="applicant,clerk"' },
).replace('id="check"', 'id="check" tb:deciders="deciders"');

describe('a case as a whole in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let wang: Person;
  let feng: Person;
  let applicant: Person;
  let cases = 0;

  const begin = async (): Promise<{ id: string; number: string }> => {
    cases += 1;
    const number = `W-${cases}`;
    const body = { definitionKey: 'whole', businessKey: number };
    return { ...(await applicant.ask<{ id: string }>('POST', '/process-instances', body)), number };
  };

  const caseOf = (id: string) =>
    admin.ask<{ status: string; elements: { elementId: string }[] }>('GET', `/process-instances/${id}`);

  const complete = async (person: Person, id: string, elementId: string): Promise<void> => {
    const { items } = await person.ask<{ items: { id: string }[] }>(
      'GET',
      `/tasks?instanceId=${id}&elementId=${elementId}`,
    );
    await person.ask('POST', `/tasks/${items[0]?.id}/complete`, {});
  };

  const operations = async (person: Person, id: string): Promise<void> => {
    await person.open(`/inbox/cases/${id}`);
    await person.page.locator('#tab-operations').click();
    await person.at('case-operations').waitFor();
  };

  /** Somebody else agrees to what waits for it in the case. */
  const confirm = async (person: Person, id: string): Promise<void> => {
    await person.open(`/inbox/cases/${id}`);
    await person.press('request-confirm', 'act-submit');
    await person.at('confirmations').waitFor({ state: 'detached' });
  };

  before(async () => {
    [admin, wang, feng, applicant] = await Promise.all([
      server.person('xu.admin'),
      server.person('wang.window'),
      server.person('feng.decider'),
      server.person('liu.applicant'),
    ]);
    await admin.ask('POST', '/deployments', { name: 'whole', resources: [{ name: 'whole.bpmn', content: MODEL }] });
  });

  afterEach('nobody complained', () => {
    expect([admin, wang, feng, applicant].flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('should withdraw for the applicant on a signed request only, after naming whose work goes', async () => {
    const { id, number } = await begin();
    await openTask(wang, number, 'accept', 'claimable');
    await operations(wang, id);

    await wang.press('case-withdraw');
    await wang.at('what-if-voided').filter({ hasText: '受理' }).filter({ hasText: '综合窗口' }).waitFor();
    expect(await wang.at('act-submit').isDisabled()).to.equal(true);
    expect(await violations(wang.page)).to.deep.equal([]);
    await wang.at('withdraw-request').fill('撤申〔2026〕1 号');
    await wang.press('act-submit');

    await wang.at('toast').filter({ hasText: '已撤回' }).waitFor();
    expect((await caseOf(id)).status).to.equal('terminated');
  });

  it('should be urged by who did a step before, though the task is of others, claimed or not', async () => {
    const { id } = await begin();
    await complete(wang, id, 'accept');
    const { items } = await feng.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}&elementId=check`);
    await feng.ask('POST', `/tasks/${items[0]?.id}/claim`, {});
    await operations(wang, id);

    await wang.press('case-urge');
    await wang.at('reason').fill('申请人在等');
    await wang.press('act-submit');
    await wang.at('toast').filter({ hasText: '已催办' }).waitFor();

    await feng.open('/inbox/notices');
    const begun = feng.page.locator('#tab-urges[aria-selected="true"]');
    await begun.filter({ hasText: /催办（\d+）/ }).waitFor();
    await feng.page.locator('[data-test^="urge-"]', { hasText: '申请人在等' }).first().waitFor();
  });

  it('should jump when a second person has agreed, and show before where that leads', async () => {
    const { id } = await begin();
    await complete(wang, id, 'accept');
    await operations(feng, id);

    await feng.at('jump-to').selectOption('archive');
    await feng.press('jump-ask');
    await feng.at('what-if-opened').filter({ hasText: '归档' }).waitFor();
    await feng.at('reason').fill('审查不需要');
    await feng.press('act-submit');
    await feng.at('toast').filter({ hasText: '第二人确认' }).waitFor();
    expect((await caseOf(id)).elements.map(({ elementId }) => elementId)).to.include('check');
    await confirm(admin, id);

    expect((await caseOf(id)).elements.map(({ elementId }) => elementId)).to.include('archive');
  });

  it('should open an ended case again at a step, by two people', async () => {
    const { id, number } = await begin();
    await complete(wang, id, 'accept');
    await complete(feng, id, 'check');
    await complete(wang, id, 'archive');
    expect((await caseOf(id)).status).to.equal('completed');
    await operations(admin, id);

    expect(await admin.at('reopen-to').locator('option').allInnerTexts(), 'steps that people do').to.deep.equal([
      '请选择步骤',
      '受理',
      '审查',
      '归档',
    ]);
    await admin.at('reopen-to').selectOption('archive');
    await admin.at('reopen-ground').selectOption('judgment');
    await admin.at('reopen-order').fill('（2026）行终 12 号');
    await admin.press('reopen-ask');
    await admin.at('what-if-opened').filter({ hasText: '归档' }).waitFor();
    await admin.at('reason').fill('文书笔误');
    await admin.press('act-submit');
    await admin.at('toast').filter({ hasText: '决定权' }).waitFor();
    await feng.open('/inbox/confirmations');
    await feng.at('reopening').filter({ hasText: '事由：法院判决，文号：（2026）行终 12 号' }).waitFor();
    await feng.press('request-confirm');
    await feng.at('reopening-asked').filter({ hasText: '（2026）行终 12 号' }).waitFor();
    await confirm(feng, id);

    expect((await caseOf(id)).status).to.equal('active');
    await openTask(wang, number, 'archive');
    await wang.at('arrival').filter({ hasText: '重启' }).filter({ hasText: '文书笔误' }).waitFor();
  });

  it('should be voided by two people, after naming whose work goes', async () => {
    const { id } = await begin();
    await complete(wang, id, 'accept');
    await admin.open(`/admin/instances/${id}`);

    await admin.press('case-void');
    await admin.at('what-if-voided').filter({ hasText: '审查' }).waitFor();
    await admin.at('what-if-confirmed').waitFor();
    await admin.at('reason').fill('重复登记');
    await admin.press('act-submit');
    await admin.at('act-dialog').waitFor({ state: 'detached' });
    expect((await caseOf(id)).status).to.equal('active');
    await confirm(feng, id);

    expect((await caseOf(id)).status).to.equal('terminated');
  });

  it('should suspend and resume a case, and offer a clerk neither', async () => {
    const { id, number } = await begin();
    await openTask(wang, number, 'accept', 'claimable');
    await operations(wang, id);
    expect(await wang.at('case-suspend').count()).to.equal(0);
    await complete(wang, id, 'accept');
    await operations(feng, id);

    for (const verb of ['suspend', 'resume']) {
      await feng.press(`case-${verb}`);
      await feng.at('what-if').waitFor();
      await feng.press('act-submit');
      await feng.at(verb === 'suspend' ? 'case-resume' : 'case-suspend').waitFor();
    }

    expect((await caseOf(id)).status).to.equal('active');
  });
});
