import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, openTask } from './support/work.ts';

const task = (id: string, name: string, who: string): string =>
  `<userTask id="${id}" name="${name}"><extensionElements><tb:assignment assignee="${who}"/></extensionElements></userTask>`;

/** What two did side by side is put together by a third step. */
const BLOCK = bpmn(
  `<startEvent id="start"/><parallelGateway id="split"/>${task('check', '审查', 'li.window')}${task('visit', '踏勘', 'wang.window')}
   <parallelGateway id="join"/>${task('sum', '汇总', 'wang.window')}<endEvent id="end"/>
   ${flows('start split check join sum end', 'split visit join')}`,
  { key: 'block', attributes: 'name="并行办件" tb:starters="applicant,clerk"' },
);

/** One accepts, then two work side by side. */
const MODEL = bpmn(
  `<startEvent id="start"/>${task('accept', '受理', 'wang.window')}<parallelGateway id="split"/>${task('check', '审查', 'li.window')}
   ${task('visit', '踏勘', 'wang.window')}<parallelGateway id="join"/><endEvent id="end"/>
   ${flows('start accept split check join end', 'split visit join')}`,
  { key: 'backwards', attributes: 'name="往返办件" tb:starters="applicant,clerk"' },
);

describe('going backwards in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let applicant: Person;
  let cases = 0;

  const begin = async (): Promise<{ id: string; number: string }> => {
    cases += 1;
    const number = `B-${cases}`;
    const body = { definitionKey: 'backwards', businessKey: number };
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', body);
    return { id, number };
  };

  const accept = async (id: string): Promise<void> => {
    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}&elementId=accept`);
    await wang.ask('POST', `/tasks/${items[0]?.id}/complete`, { comment: '材料齐全' });
  };

  before(async () => {
    const admin = await server.person('xu.admin');
    const resources = [
      { name: 'backwards.bpmn', content: MODEL },
      { name: 'block.bpmn', content: BLOCK },
    ];
    await admin.ask('POST', '/deployments', { name: 'backwards', resources });
    [wang, li, applicant] = await Promise.all([
      server.person('wang.window'),
      server.person('li.window'),
      server.person('liu.applicant'),
    ]);
  });

  afterEach('nobody complained', () => {
    expect([...wang.complaints, ...li.complaints, ...applicant.complaints]).to.deep.equal([]);
  });

  it('should name whose work is voided before a task is returned, and do what was shown', async () => {
    const { id, number } = await begin();
    await accept(id);
    await openTask(li, number, 'check');

    await li.press('action-return');
    const voided = li.at('what-if-voided');
    await voided.waitFor();
    expect(await voided.textContent()).to.contain('踏勘');
    expect(await li.at('what-if-opened').textContent()).to.contain('受理');
    await li.press('action-cancel');
    await act(li, 'return', { to: '受理', text: '材料不齐' });

    await openTask(wang, number, 'accept');
    await wang.at('action-complete').waitFor();
  });

  it('should return one branch of a block or the whole of it, and show the difference before', async () => {
    const body = { definitionKey: 'block', businessKey: 'BLOCK-1' };
    await applicant.ask('POST', '/process-instances', body);
    for (const [person, element] of [
      [li, 'check'],
      [wang, 'visit'],
    ] as const) {
      await openTask(person, 'BLOCK-1', element);
      await person.press('action-complete');
      await person.at('toast').filter({ hasText: '已提交办结' }).waitFor();
    }
    await openTask(wang, 'BLOCK-1', 'sum');

    await wang.press('action-return');
    await wang.at('block-branch').check();
    await wang.at('what-if-opened').first().waitFor();
    expect(await wang.at('what-if-opened').count()).to.equal(1);
    await wang.at('block-whole').check();
    await wang.at('what-if-opened').nth(1).waitFor();
    await wang.page.locator('#action-comment').fill('重新核对');
    await wang.press('action-submit');
    await wang.at('action-dialog').waitFor({ state: 'detached' });

    await openTask(li, 'BLOCK-1', 'check');
    expect(await li.at('arrival').textContent())
      .to.contain('王晓梅')
      .and.contain('退回')
      .and.contain('重新核对');
    await openTask(wang, 'BLOCK-1', 'visit');
  });

  it('should let somebody take a step back until a colleague has opened what came of it', async () => {
    const { id, number } = await begin();
    await accept(id);

    await openTask(wang, number, 'accept', 'done');
    await wang.press('action-retrieve');
    await wang.at('toast').filter({ hasText: '已拿回' }).waitFor();
    await openTask(wang, number, 'accept');
    expect(await wang.page.locator('#opinion').inputValue()).to.equal('材料齐全');
    await wang.press('action-complete');
    await wang.at('toast').filter({ hasText: '已提交办结' }).waitFor();

    await openTask(li, number, 'check');
    await li.at('action-return').waitFor();
    await wang.open(`/inbox/?view=done&q=${number}`);
    await wang.page.locator('[data-element="accept"]').first().click();
    await wang.at('ended').first().waitFor();
    expect(await wang.at('action-retrieve').count()).to.equal(0);
  });

  it('should let the applicant withdraw', async () => {
    const { id } = await begin();
    await applicant.open(`/portal/cases/${id}`);

    await applicant.press('give-up');
    await applicant.press('act-submit');

    await applicant.at('toast').filter({ hasText: '申请已撤回' }).waitFor();
    const { status } = await applicant.ask<{ status: string }>('GET', `/process-instances/${id}`);
    expect(status).to.equal('terminated');
  });
});
