import { expect } from 'chai';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, choice, claimTask, complete, field, openTask } from './support/work.ts';

/** One application from the change of its process to its rating; each step is somebody else's, at their own screen. */
/** What is late since the day before is said in days: an hour must not lead over midnight. */
async function leaveMidnight(person: Person): Promise<void> {
  const { now } = await person.ask<{ now: string }>('POST', '/test/clock', { advance: 'PT0S' });
  const hour = (new Date(now).getUTCHours() + 8) % 24;
  if (hour === 23) await person.ask('POST', '/test/clock', { advance: 'PT1H' });
}

describe('journey of an application', function () {
  this.timeout(60_000);
  const server = useWebServer();
  const people: Person[] = [];
  const arrive = async (id: string): Promise<Person> => {
    const person = await server.person(id);
    people.push(person);
    return person;
  };
  let applicant: Person;
  let number: string;

  it('should let the analyst change a condition and deploy version 2', async () => {
    const analyst = await arrive('chen.analyst');
    await analyst.open('/modeler/');
    await analyst.press('open');
    await analyst.page.locator('[data-test="open-definition"][data-key="government-service"]').click();
    const flow = analyst.page.locator('[data-element-id="Flow_Hearing_Hearing"] .djs-hit').first();
    await flow.click({ force: true });

    const condition = analyst.at('properties').locator('[name="condition"]');
    expect(await condition.inputValue()).to.equal('= hearingNeeded = "yes"');
    await condition.fill('= hearingNeeded = "yes" or area >= 1000');
    await condition.blur();
    await analyst.page.locator('[data-test="save-state"][data-dirty="true"]').waitFor();
    await analyst.page.locator('[data-test="problems"][data-errors="0"][data-warnings="0"]').waitFor();
    await analyst.press('deploy');
    await analyst.at('deploy-clean').waitFor();
    await analyst.at('deploy-note').fill('大型场所一律听证');
    await analyst.press('deploy-submit');

    await analyst.at('toast').waitFor();
    expect(await analyst.at('toast').textContent()).to.contain('2');
    expect(await analyst.page.locator('[data-test="save-state"]').locator('..').textContent()).to.contain('第 2 版');
  });

  it('should give the applicant a receipt with a number', async () => {
    applicant = await arrive('liu.applicant');
    await applicant.open('/portal/');
    await applicant.at('find-text').fill('食品 许可');
    await applicant.press('find', 'item-food-business-licence');
    await applicant.at('answer-byAgent-no').check();
    await applicant.press('apply');
    await field(applicant, '申请人姓名或名称').fill('刘明');
    await field(applicant, '经营场所地址').fill('湖滨路 21 号');

    await applicant.press('submit');

    await applicant.at('receipt').waitFor();
    number = (await applicant.at('case-number').textContent()) ?? '';
    expect(number).to.match(/^\d{8}-\d{6}$/);
  });

  it('should pass the window and the department’s acceptance', async () => {
    const window = await arrive('wang.window');
    await claimTask(window, number, 'Task_TakeIn');
    await field(window, '已核对身份').check();
    await field(window, '材料份数').fill('3');
    await complete(window);

    const acceptance = await arrive('sun.acceptance');
    await claimTask(acceptance, number, 'Task_Check');
    await choice(acceptance, '受理').check();
    await complete(acceptance);
  });

  it('should be examined, returned once by the reviewer, examined again, and agreed', async () => {
    const examiner = await arrive('zhou.examiner');
    await claimTask(examiner, number, 'Task_Examine');
    await choice(examiner, '拟准予').check();
    await field(examiner, '意见说明').fill('材料齐全。');
    await complete(examiner);

    const reviewer = await arrive('zheng.reviewer');
    await claimTask(reviewer, number, 'Task_Review');
    await act(reviewer, 'return', { text: '请补充现场照片的说明。' });

    await openTask(examiner, number, 'Task_Examine');
    await examiner.page.locator('#tab-opinions').click();
    expect(await examiner.page.locator('#pane-opinions').textContent()).to.contain('请补充现场照片的说明。');
    await examiner.page.locator('#tab-handle').click();
    await field(examiner, '意见说明').fill('材料齐全，照片已补充说明。');
    await complete(examiner);

    await claimTask(reviewer, number, 'Task_Review');
    await choice(reviewer, '同意').check();
    await complete(reviewer);
  });

  it('should be decided by the head and delivered by the window', async () => {
    const decider = await arrive('feng.decider');
    await claimTask(decider, number, 'Task_Decide');
    await choice(decider, '准予许可').check();
    await field(decider, '许可有效期').fill('5');
    await complete(decider);

    const window = await arrive('li.window');
    await claimTask(window, number, 'Task_HandOver');
    await field(window, '已核对领取人身份').check();
    await choice(window, '申请人本人（单位的法定代表人）').check();
    await window.at('form').getByRole('textbox', { name: '领取人', exact: true }).fill('刘明');
    await choice(window, '居民身份证').check();
    await field(window, '领取人证件号码').fill('11010519491231002X');
    await field(window, '送达回证编号').fill('HZ-1');
    await complete(window);
  });

  it('should show the manager the case that is overdue, since when, and lead to it', async () => {
    const manager = await arrive('zhao.supervision');
    const late = await server.person('gao.applicant');
    await leaveMidnight(manager);
    await late.ask('POST', '/process-instances', {
      definitionKey: 'government-service',
      businessKey: 'LATE-1',
      variables: { applicantType: 'person', applicantName: '高敏' },
    });
    const { now } = await manager.ask<{ now: string }>('POST', '/test/clock', { advance: 'PT1H' });
    await manager.page.clock.setFixedTime(now);

    await manager.open('/monitor/');
    await manager.page.locator('[data-test="process-table"]').waitFor();
    await manager.press('nav-overdue');
    const row = manager.at('row').filter({ hasText: 'LATE-1' });
    const text = await row.textContent();
    expect(text).to.contain('收件');
    expect(text).to.contain('已超期 45 分钟');
    await row.locator('[data-test="case-link"]').click();

    await manager.at('case-tasks').waitFor();
    expect(await manager.page.locator('h1').textContent()).to.contain('LATE-1');
    expect(await manager.at('case-tasks').textContent())
      .to.contain('收件')
      .and.contain('已超期 45 分钟');
  });

  it('should be completed when the applicant has read the decision and rated', async () => {
    await applicant.at('card-rating').waitFor();
    expect(await applicant.at('told').textContent()).to.contain('准予许可');
    expect(await applicant.at('told').getByText('表单之外的数据').count(), 'all in words').to.equal(0);
    expect(await applicant.at('licence').textContent())
      .to.match(/电子证照编号\s*L-/)
      .and.match(/持有人\s*刘明/)
      .and.match(/有效期\s*5 年/);
    expect(await applicant.at('urge-card').count(), 'nobody is urged to wait for a rating').to.equal(0);

    await applicant.press('rating-4', 'send-rating');

    await applicant
      .at('status')
      .filter({ hasText: '已办结' })
      .or(applicant.at('progress').filter({ hasText: '办理完成' }))
      .first()
      .waitFor();
    expect(await applicant.at('card-rating').count()).to.equal(0);
    await applicant.at('own-ratings').filter({ hasText: '满意' }).filter({ hasText: '网上办事' }).waitFor();
    expect(await applicant.at('rate-point').locator('option').allTextContents(), 'one for each channel')
      .to.include('服务窗口')
      .and.not.include('网上办事');
  });

  it('should have gone without a complaint at any screen', () => {
    expect(people.flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });
});
