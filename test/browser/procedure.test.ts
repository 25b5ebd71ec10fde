import { expect } from 'chai';
import { violations } from './support/axe.ts';
import { BY_LAW } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, openTask } from './support/work.ts';

const BEFORE = ['request-supplement', 'decline-acceptance', 'accept-tolerantly', 'correct', 'hand-on'];
const AFTER = ['refuse', 'apply-suspension', 'start-special-procedure', 'issue-document'];

/** What no reader may meet: keys of dictionaries instead of words. */
const RAW = /\b(?:dialog|procedure|verb|task)\.[a-z][\w-]+/;

describe('procedure by law in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let feng: Person;
  let zhao: Person;
  let applicant: Person;
  let cases = 0;

  before(async () => {
    const admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'by-law',
      resources: [{ name: 'by-law.bpmn', content: BY_LAW }],
    });
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

  const begin = async (): Promise<{ id: string; number: string }> => {
    cases += 1;
    const number = `L-${cases}`;
    const body = { definitionKey: 'by-law', businessKey: number, variables: { company: '一家公司' } };
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', body);
    return { id, number };
  };

  /** The case is accepted, and who decides has claimed it. */
  const accepted = async (): Promise<{ id: string; number: string }> => {
    const begun = await begin();
    for (const [person, element, verb] of [
      [wang, 'accept', 'complete'],
      [feng, 'decide', 'claim'],
    ] as const) {
      const path = `/tasks?instanceId=${begun.id}&elementId=${element}`;
      const { items } = await person.ask<{ items: { id: string }[] }>('GET', path);
      await person.ask('POST', `/tasks/${items[0]?.id}/${verb}`, {});
    }
    return begun;
  };

  const claim = async (person: Person, number: string): Promise<void> => {
    await openTask(person, number, 'accept', 'claimable');
    await person.press('action-claim');
    await person.at('action-request-supplement').waitFor();
  };

  const dialog = async (person: Person, verb: string): Promise<void> => {
    await person.press(`action-${verb}`);
    await person.at('act-dialog').waitFor();
  };

  /** Test name of what has the focus. */
  const focused = (person: Person): Promise<string | undefined> =>
    person.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.test);

  const send = async (person: Person): Promise<void> => {
    await person.press('act-submit');
    await person.at('act-dialog').waitFor({ state: 'detached' });
  };

  const statusOf = async (id: string): Promise<string> =>
    (await feng.ask<{ status: string }>('GET', `/process-instances/${id}`)).status;

  it('should ask once for all that is missing, take it in on the portal, and go on', async () => {
    const { id, number } = await begin();
    await claim(wang, number);
    await dialog(wang, 'request-supplement');
    await wang.press('ask-what-if');
    await wang.at('what-if-refused').filter({ hasText: '现在还不能这样办' }).waitFor();
    await wang.at('check-M01').selectOption('missing');
    await wang.at('reason-M01').fill('未提交');
    await wang.at('check-M02').selectOption('defective');
    await wang.at('reason-M02').fill('未盖章');
    await wang.press('ask-what-if');
    await wang.at('what-if-limit').filter({ hasText: '补正期限' }).waitFor();
    expect(await focused(wang), 'the button is gone').to.equal('what-if');
    expect(await violations(wang.page)).to.deep.equal([]);
    await send(wang);

    await applicant.open(`/portal/cases/${id}`);
    const card = applicant.at('card-notice');
    await card.waitFor();
    expect(await card.textContent())
      .to.contain('我们正在等待您补正')
      .and.contain('申请书')
      .and.contain('未盖章')
      .and.not.contain('平面图');
    expect(await violations(applicant.page)).to.deep.equal([]);
    await applicant.at('hand-in-M01').check();
    await applicant.at('hand-in-M02').check();
    await applicant.press('send-notice');
    await card.waitFor({ state: 'detached' });

    await openTask(wang, number, 'accept');
    await wang.press('action-complete');
    await wang.at('toast').filter({ hasText: '已提交办结' }).waitFor();
    await openTask(feng, number, 'decide', 'claimable');
  });

  it('should refuse only with reasons and remedies, and print the decision', async () => {
    const { id, number } = await accepted();
    await openTask(feng, number, 'decide');
    await dialog(feng, 'refuse');
    await feng.at('field-reasons').fill('不符合法定条件');
    await feng.press('act-submit');
    await feng.at('act-dialog').getByRole('alert').waitFor();
    expect(await focused(feng), 'to be pressed again').to.equal('act-submit');
    expect(await statusOf(id)).to.equal('active');

    await feng.at('field-basis').fill('食品安全法第三十五条');
    await feng.at('field-reconsideration').fill('市人民政府');
    await feng.at('field-litigation').fill('区人民法院');
    await send(feng);
    await feng.open(`/inbox/cases/${id}`);
    await feng.page.locator('#tab-documents').click();
    const decision = feng.at('document-refusal');
    await decision.waitFor();
    expect(await violations(feng.page)).to.deep.equal([]);
    const [page] = await Promise.all([feng.page.waitForEvent('popup'), feng.press('print-document')]);
    await page.getByText('不符合法定条件').first().waitFor();
    await page.close();
    await feng.at('documents').filter({ hasText: '已打印' }).waitFor();
  });

  it('should suspend when a lead agrees, not before', async () => {
    const { id, number } = await accepted();
    await openTask(feng, number, 'decide');
    await dialog(feng, 'apply-suspension');
    await feng.at('field-reason').selectOption('court');
    await feng.at('field-until').locator('input').fill('2026-03-21');
    await feng.at('field-comment').fill('等待法院裁判');
    await send(feng);
    expect(await statusOf(id)).to.equal('active');

    await zhao.open('/inbox/');
    await zhao.press('confirmations-link');
    const asked = zhao.at('confirmations').locator('li', { hasText: number });
    await asked.waitFor();
    expect(await asked.textContent()).to.contain('等待法院裁判');
    await asked.locator('[data-test="request-confirm"]').click();
    await zhao.at('act-dialog').waitFor();
    expect(await violations(zhao.page)).to.deep.equal([]);
    await send(zhao);

    expect(await statusOf(id)).to.equal('suspended');
  });

  it('should extend the limit once', async () => {
    const { id } = await accepted();
    await feng.open(`/inbox/cases/${id}`);
    await feng.page.locator('#tab-proceedings').click();
    await feng.press('case-extend');
    await feng.at('extend-days').fill('5');
    await feng.at('extend-reasons').fill('案情复杂');
    await feng.press('ask-what-if');
    await feng.at('what-if-limit').filter({ hasText: '法定期限将为' }).waitFor();
    expect(await violations(feng.page)).to.deep.equal([]);
    await send(feng);

    await feng.page.getByText('案情复杂').first().waitFor();
    expect(await feng.at('case-extend').count()).to.equal(0);
  });

  it('should say whose a transferred task is and why, and to whom it was taken from why not', async () => {
    const { number } = await begin();
    await claim(wang, number);
    await act(wang, 'transfer', { to: '李', text: '请代办' });

    await openTask(li, number, 'accept');
    await li.at('why-me').locator('summary').click();
    expect(await li.at('reason').first().textContent()).to.not.equal('');
    await li.at('why-not-verb').selectOption({ index: 1 });
    await li.at('why-not-answer').waitFor();
    expect(await violations(li.page)).to.deep.equal([]);
    await li.at('action-complete').waitFor();
  });

  for (const language of ['zh', 'en'] as const) {
    it(`should ask in words and for everybody in each dialog of a verb (${language})`, async () => {
      const clerk = await server.person('wang.window', language);
      const decider = await server.person('feng.decider', language);
      const [early, late] = [await begin(), await accepted()];
      await claim(clerk, early.number);
      await openTask(decider, late.number, 'decide');

      for (const [person, verb] of [
        ...BEFORE.map((one) => [clerk, one] as const),
        ...AFTER.map((one) => [decider, one] as const),
      ]) {
        await dialog(person, verb);
        const shown = person.at('act-dialog');
        await shown.locator('select, textarea, input').first().waitFor();
        expect(await violations(person.page), verb).to.deep.equal([]);
        expect(await shown.textContent(), verb).to.not.match(RAW);
        await person.press('act-cancel');
        await shown.waitFor({ state: 'detached' });
      }
      expect([...clerk.complaints, ...decider.complaints]).to.deep.equal([]);
    });
  }
});
