/** Verbs that are rarely used, each pressed once by who may, on what it does to the task in front of everybody. */
import { expect } from 'chai';
import { itemModel } from '../commands/item.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, complete, openTask } from './support/work.ts';

const ITEM = itemModel()
  .replaceAll('deciding', 'deciders')
  .replace('leads="lead" organHeads="head"', 'leads="supervision" organHeads="feng.decider"')
  .replace('users="hearer"', 'groups="window"')
  .replace('<userTask id="accept"', '<userTask id="accept" name="受理"')
  .replace('<userTask id="decide"', '<userTask id="decide" name="决定"')
  .replace('<userTask id="check_task"', '<userTask id="check_task" name="事后核查"');

const ROUND = bpmn(
  `<startEvent id="start"/><userTask id="sign" name="会签"><extensionElements><tb:assignment users="wang.window,li.window"/><tb:approval rule="all"/></extensionElements></userTask><endEvent id="end"/>${flows('start sign end')}`,
  { key: 'abstaining', attributes: 'name="可弃权会签" tb:starters="applicant,clerk"' },
);

describe('rare verbs in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let feng: Person;
  let zhao: Person;
  let applicant: Person;

  before(async () => {
    const admin = await server.person('xu.admin');
    for (const [name, content] of [
      ['item.bpmn', ITEM],
      ['abstaining.bpmn', ROUND],
    ] as const)
      await admin.ask('POST', '/deployments', { name, resources: [{ name, content }] });
    [wang, li, feng, zhao, applicant] = await Promise.all([
      server.person('wang.window'),
      server.person('li.window'),
      server.person('feng.decider'),
      server.person('zhao.supervision'),
      server.person('liu.applicant'),
    ]);
  });

  afterEach('nobody complained', () => {
    expect([wang, li, feng, zhao, applicant].flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });

  const begin = async (definitionKey: string, businessKey: string): Promise<string> => {
    const body = { definitionKey, businessKey, variables: { company: '一家公司' } };
    return (await applicant.ask<{ id: string }>('POST', '/process-instances', body)).id;
  };
  const statusOf = async (id: string): Promise<string> =>
    (await applicant.ask<{ status: string }>('GET', `/process-instances/${id}`)).status;

  /** Fills in the dialog of a verb of procedure; what is chosen comes first. */
  const proceed = async (
    person: Person,
    verb: string,
    fields: Readonly<Record<string, string>>,
    chosen: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    await person.press(`action-${verb}`);
    await person.at('act-dialog').waitFor();
    for (const [name, value] of Object.entries(chosen)) await person.at(`field-${name}`).selectOption(value);
    for (const [name, value] of Object.entries(fields)) await person.at(`field-${name}`).fill(value);
    await person.press('act-submit');
    await person.at('act-dialog').waitFor({ state: 'detached' });
  };

  it('should hand a case on and take it back, and urge who has it next', async () => {
    const id = await begin('item', 'V-1');
    await openTask(wang, 'V-1', 'accept', 'claimable');
    await wang.press('action-claim');
    await proceed(wang, 'hand-on', { organ: '省市场监管局', reason: '属省级权限' }, { after: 'wait' });
    await zhao.open('/inbox/');
    await zhao.press('confirmations-link');
    await zhao.at('confirmations').locator('li', { hasText: 'V-1' }).locator('[data-test="request-confirm"]').click();
    await zhao.press('act-submit');
    await zhao.at('act-dialog').waitFor({ state: 'detached' });
    await openTask(wang, 'V-1', 'accept');
    await proceed(wang, 'take-back', { comment: '省局退回办理' });
    await openTask(wang, 'V-1', 'accept');
    await wang.at('action-hand-on').waitFor();
    await complete(wang);

    const [next] = (await feng.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}`)).items;
    await wang.open(`/inbox/tasks/${next?.id}`);
    await act(wang, 'urge', { text: '请尽快决定' });

    await feng.open('/inbox/notices');
    await feng.page.locator('#tab-urges').click();
    await feng.page.locator('[data-test^="urge-"]').filter({ hasText: '请尽快决定' }).waitFor();
  });

  it('should end a special procedure, decide on a promise, and revoke what was decided on a false one', async () => {
    const id = await begin('item', 'V-2');
    for (const [person, element] of [
      [wang, 'accept'],
      [feng, 'decide'],
    ] as const) {
      const { items } = await person.ask<{ items: { id: string }[] }>(
        'GET',
        `/tasks?instanceId=${id}&elementId=${element}`,
      );
      const verb = element === 'accept' ? 'complete' : 'claim';
      await person.ask('POST', `/tasks/${items[0]?.id}/${verb}`, {});
    }
    await openTask(feng, 'V-2', 'decide');
    await proceed(feng, 'start-special-procedure', { days: '5', reasons: '需检测' }, { kind: 'test' });
    await openTask(feng, 'V-2', 'decide');
    await proceed(feng, 'end-special-procedure', { result: '检测合格' });
    await openTask(feng, 'V-2', 'decide');
    await proceed(feng, 'decide-on-promise', { promise: '开业前完成消防检查', signature: '刘某' });

    await openTask(feng, 'V-2', 'check_task', 'claimable');
    await proceed(feng, 'revoke', { reasons: '承诺不实', reconsideration: '市人民政府', litigation: '区人民法院' });

    expect(await statusOf(id)).to.equal('terminated');
    await feng.open(`/inbox/cases/${id}`);
    await feng.page.locator('#tab-documents').click();
    await feng.at('document-revocation').waitFor();
  });

  it('should abstain in a round, which the others then decide', async () => {
    const id = await begin('abstaining', 'V-3');
    await openTask(wang, 'V-3', 'sign');

    await act(wang, 'abstain', { text: '与本人职责无关' });
    await openTask(li, 'V-3', 'sign');
    await li.at('seat-wang.window').filter({ hasText: '弃权' }).waitFor();
    await li.press('action-complete');
    await li.at('toast').filter({ hasText: '已表示同意' }).waitFor();

    expect(await statusOf(id)).to.equal('completed');
  });
});
