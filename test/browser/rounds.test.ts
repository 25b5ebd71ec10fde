import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { violations } from './support/axe.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, openTask } from './support/work.ts';

const MODEL = bpmn(
  `<startEvent id="start"/><userTask id="sign" name="会签"><extensionElements><tb:assignment users="wang.window,li.window"/><tb:approval rule="all"/></extensionElements></userTask><endEvent id="end"/>${flows('start sign end')}`,
  { key: 'round', attributes: 'name="会签件" tb:starters="applicant,clerk"' },
);

const COORDINATED = MODEL.replace('id="round"', 'id="coordinated"').replace(
  'rule="all"',
  'rule="all" against="coordinator" coordinator="xu.admin"',
);

const ALONE = bpmn(
  `<startEvent id="start"/><userTask id="write" name="拟稿"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask><endEvent id="end"/>${flows('start write end')}`,
  { key: 'alone', attributes: 'name="单人件" tb:starters="applicant,clerk"' },
);

describe('deciding together in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let admin: Person;
  let wu: Person;
  let applicant: Person;
  let rounds = 0;

  const begin = async (): Promise<{ id: string; number: string }> => {
    rounds += 1;
    const number = `R-${rounds}`;
    const body = { definitionKey: 'round', businessKey: number };
    return { ...(await applicant.ask<{ id: string }>('POST', '/process-instances', body)), number };
  };

  const statusOf = async (id: string): Promise<string> =>
    (await applicant.ask<{ status: string }>('GET', `/process-instances/${id}`)).status;

  /** The list shows only some of all colleagues; who types finds them. */
  const choose = async (name: string): Promise<void> => {
    await wang.at('action-dialog').locator('.el-select-v2, .el-select').first().click();
    await wang.page.keyboard.type(name);
    await wang.page.locator('.el-select-dropdown__item', { hasText: name }).locator('visible=true').first().click();
    await wang.page.locator('#action-comment').click();
  };

  before(async () => {
    admin = await server.person('xu.admin');
    const resources = [
      { name: 'round.bpmn', content: MODEL },
      { name: 'alone.bpmn', content: ALONE },
      { name: 'coordinated.bpmn', content: COORDINATED },
    ];
    await admin.ask('POST', '/deployments', { name: 'round', resources });
    [wang, li, wu, applicant] = await Promise.all([
      server.person('wang.window'),
      server.person('li.window'),
      server.person('wu.examiner'),
      server.person('liu.applicant'),
    ]);
  });

  afterEach('nobody complained', () => {
    expect([admin, wang, li, wu, applicant].flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });

  it('should show who has answered and how, let somebody be added to the vote, and count them', async () => {
    const { id, number } = await begin();
    await openTask(wang, number, 'sign');
    await wang.at('round').filter({ hasText: '已答复 0 / 2' }).waitFor();

    await wang.press('action-add-signer');
    await wang.at('action-dialog').waitFor();
    await wang.at('added-parallel').check();
    expect(await wang.at('opinion-only').count()).to.equal(0);
    expect(await violations(wang.page)).to.deep.equal([]);
    await choose('吴静');
    await wang.page.locator('#action-comment').fill('请就消防表态');
    await wang.press('action-submit');
    await wang.at('seat-wu.examiner').filter({ hasText: '并加签' }).waitFor();

    await openTask(wu, number, 'sign');
    await wu.at('arrival').filter({ hasText: '王晓梅 在“会签”加签：吴静：请就消防表态' }).waitFor();
    expect(await wu.at('action-complete').textContent()).to.contain('同意');
    await wu.press('action-complete');
    await wu.at('toast').filter({ hasText: '已表示同意' }).waitFor();
    await wang.at('seat-wu.examiner').filter({ hasText: '同意' }).waitFor();
    await wang.press('action-complete');
    await openTask(li, number, 'sign');
    await li.press('action-complete');
    await li.at('toast').filter({ hasText: '已表示同意' }).waitFor();
    expect(await statusOf(id)).to.equal('completed');
  });

  it('should take back who was added, after saying what that does', async () => {
    const { number } = await begin();
    await openTask(wang, number, 'sign');
    await wang.press('action-add-signer');
    await choose('吴静');
    await wang.press('action-submit');
    await wang.at('task-state').filter({ hasText: '加签征询中' }).waitFor();
    await wang.at('waits-for').filter({ hasText: '吴静' }).waitFor();

    await wang.at('seat-wu.examiner').locator('[data-test="remove-signer"]').click();
    await wang.at('what-if-voided').filter({ hasText: '吴静' }).waitFor();
    await wang.press('act-submit');

    await wang.at('seat-wu.examiner').filter({ hasText: '已减签' }).waitFor();
    await wang.at('action-complete').waitFor();
  });

  it('should let who coordinates the round add others to the vote at the task of another', async () => {
    await applicant.ask('POST', '/process-instances', { definitionKey: 'coordinated', businessKey: 'R-coordinated' });
    await openTask(wang, 'R-coordinated', 'sign');
    const others = new URL(wang.page.url());

    await admin.open(others.pathname);
    await admin.press('round-add-signer');
    await admin.at('seat-xu.admin').filter({ hasText: '协调人' }).waitFor();
    expect(await admin.at('act-submit').isDisabled()).to.equal(true);
    await admin.at('act-dialog').locator('.el-select-v2, .el-select').first().click();
    await admin.page.keyboard.type('吴静');
    await admin.page.locator('.el-select-dropdown__item', { hasText: '吴静' }).locator('visible=true').first().click();
    await admin.page.locator('#add-reason').click();
    expect(await violations(admin.page)).to.deep.equal([]);
    await admin.press('act-submit');
    await admin.at('seat-wu.examiner').filter({ hasText: '并加签' }).waitFor();

    expect(await wang.at('round-add-signer').count()).to.equal(0);
    await openTask(wu, 'R-coordinated', 'sign');
  });

  it('should let who coordinates add and remove on the page of the case, without a task of it', async () => {
    const body = { definitionKey: 'coordinated', businessKey: 'R-from-the-case' };
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', body);
    await admin.open(`/inbox/cases/${id}`);

    await admin.at('case-round').locator('[data-test="round-add-signer"]').click();
    await admin.at('act-dialog').locator('.el-select-v2, .el-select').first().click();
    await admin.page.keyboard.type('吴静');
    await admin.page.locator('.el-select-dropdown__item', { hasText: '吴静' }).locator('visible=true').first().click();
    await admin.page.locator('#add-reason').click();
    await admin.press('act-submit');
    const added = admin.at('case-round').locator('[data-test="seat-wu.examiner"]');
    await added.filter({ hasText: '并加签' }).waitFor();
    expect(await violations(admin.page)).to.deep.equal([]);
    await added.locator('[data-test="remove-signer"]').click();
    await admin.at('what-if-voided').filter({ hasText: '吴静' }).waitFor();
    await admin.press('act-submit');

    await added.filter({ hasText: '已减签' }).waitFor();
    await wang.open(`/inbox/cases/${id}`);
    await wang.at('case-tasks').waitFor();
    expect(await wang.at('case-round').count(), 'who does not lead changes nothing').to.equal(0);
  });

  it('should ask somebody before at a step that one person decides, who then decides alone', async () => {
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'alone',
      businessKey: 'R-alone',
    });
    await openTask(wang, 'R-alone', 'write', 'claimable');
    await wang.press('action-claim');
    await wang.press('action-add-signer');
    await wang.at('added-before').waitFor();
    expect(await wang.at('added-parallel').count()).to.equal(0);
    await choose('吴静');
    await wang.press('action-submit');
    await wang.at('task-state').filter({ hasText: '加签征询中' }).waitFor();

    await openTask(wu, 'R-alone', 'write');
    await wu.at('action-disagree').waitFor();
    expect(await wu.at('action-reject').count()).to.equal(0);
    await act(wu, 'disagree', { text: '请再核实' });
    await wang.at('seat-wu.examiner').filter({ hasText: '不同意' }).waitFor();
    await wang.press('action-complete');
    await wang.at('toast').filter({ hasText: '已提交办结' }).waitFor();

    expect(await statusOf(id)).to.equal('completed');
  });

  it('should count an answer against, with its reason in the trail', async () => {
    const { id, number } = await begin();
    await openTask(wang, number, 'sign');

    await act(wang, 'disagree', { text: '缺少消防意见' });
    await wang.at('toast').filter({ hasText: '不同意' }).waitFor();

    expect(await statusOf(id)).to.equal('completed');
  });
});
