import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { violations } from './support/axe.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const CODE = 'civil-affairs.check-low-income';
const PURPOSE = '救助资格核验';

/** Asks civil affairs and puts what it says into the case. */
const RELIEF = bpmn(
  `<startEvent id="start"/>
   <serviceTask id="fetch" name="核验低保" tb:topic="${CODE}" tb:purpose="${PURPOSE}" tb:purposeEn="Check of the right to relief" tb:manualPath="by-hand"><extensionElements>
     <tb:output source="=validUntil" target="lowIncomeUntil"/></extensionElements></serviceTask>
   <boundaryEvent id="hand" attachedToRef="fetch"><errorEventDefinition errorRef="byHand"/></boundaryEvent>
   <userTask id="decide" name="审核"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask><endEvent id="end"/>
   ${flows('start fetch decide end', 'hand decide')}`,
  {
    key: 'relief',
    attributes: 'name="临时救助" tb:starters="applicant,window"',
    definitions: '<error id="byHand" errorCode="by-hand"/>',
  },
);

describe('data sharing in the browser', function () {
  this.timeout(90_000);
  const server = useWebServer();
  let admin: Person;
  let clerk: Person;

  before(async () => {
    admin = await server.person('xu.admin');
    clerk = await server.person('song.office');
  });

  afterEach('nobody complained', () => {
    expect([...admin.complaints, ...clerk.complaints]).to.deep.equal([]);
  });

  const confirm = async (person: Person, reason?: string): Promise<void> => {
    if (reason) await person.at('reason').fill(reason);
    await person.press('act-submit');
    await person.at('act-dialog').waitFor({ state: 'detached' });
  };

  it('should show the catalogue that the contracts of the departments make', async () => {
    await admin.open('/admin/data-catalogue');
    await admin.at('search').fill(CODE);
    await admin.at('search').blur();
    const row = admin.at('row').filter({ hasText: CODE });
    await row.waitFor();

    expect(await row.textContent()).to.match(/民政局.*有条件共享/);
    const { items } = await admin.ask<{ items: { provider: string }[] }>('GET', '/data-catalogue?limit=500');
    expect(new Set(items.map(({ provider }) => provider)).size).to.be.greaterThan(25);
  });

  it('should take a demand from the clerk who asks to the grant of somebody else', async () => {
    await clerk.open('/admin/data-demands');
    await clerk.press('new-demand');
    await clerk.page.locator(`[data-test="demand-code"] option[value="${CODE}"]`).waitFor({ state: 'attached' });
    await clerk.at('demand-code').selectOption(CODE);
    await clerk.at('demand-description').fill('办理临时救助需要核验');
    await clerk.at('demand-purpose').fill(PURPOSE);
    await clerk.at('demand-until').locator('input').fill('2099-01-01');
    await confirm(clerk);
    await clerk.page.locator('[data-test="demand-state"][data-state="asked"]').waitFor();

    await admin.open('/admin/data-demands');
    await admin.press('step-conform');
    await confirm(admin);
    await admin.press('step-grant');
    await confirm(admin);

    await admin.page.locator('[data-test="grant-state"][data-state="valid"]').waitFor();
    expect(await admin.at('demand-state').first().getAttribute('data-state')).to.equal('granted');
  });

  it('should suspend the grant with a reason, and show the refused read in the log', async () => {
    await admin.open('/admin/data-demands');
    await admin.press('grant-suspend');
    expect(await admin.at('act-submit').isDisabled(), 'without a reason').to.equal(true);
    await confirm(admin, '用途不符');
    await admin.page.locator('[data-test="grant-state"][data-state="suspended"]').waitFor();
    const body = { code: CODE, purpose: PURPOSE, values: { idNumber: '11010519491231002X' } };
    const refused = await clerk.ask<{ code: string }>('POST', '/data-queries', body).catch((error: Error) => error);
    expect(String(refused instanceof Error ? refused.message : refused.code)).to.match(/403|data-grant-suspended/);

    await admin.open('/admin/data-reads');
    const row = admin.at('row').filter({ hasText: '授权已暂停' });
    await row.first().waitFor();

    expect(await row.first().textContent()).to.not.contain('11010519491231002X');
    expect(await admin.at('export').getAttribute('href')).to.contain('format=csv');
  });

  it('should keep the negative list', async () => {
    await admin.open('/admin/data-demands');
    await admin.press('new-block');
    await admin.at('block-element').fill('health.diagnosis');
    await admin.at('block-reason').fill('涉及隐私');
    await admin.at('block-basis').fill('《个人信息保护法》第二十八条');
    await confirm(admin);
    await admin.at('block').filter({ hasText: 'health.diagnosis' }).waitFor();

    await admin.press('end-block');
    await admin.at('end-block').waitFor({ state: 'detached' });

    expect(await admin.at('block').first().textContent()).to.contain('已终止');
  });

  it('should tell the applicant which data came from where, and take an objection to the source', async () => {
    const resources = [{ name: 'relief.bpmn', content: RELIEF }];
    await admin.ask('POST', '/deployments', { name: 'relief', resources });
    const applicant = await server.person('liu.applicant');
    const started = await applicant.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'relief',
      variables: { idNumber: '11010519491231002X' },
    });
    await admin.ask('POST', '/test/clock', { advance: 'PT0S' });
    await applicant.open(`/portal/cases/${started.id}`);
    const field = applicant.at('shared-field').first();
    await field.waitFor();
    expect(await field.textContent()).to.contain('来自民政局');
    await applicant.press('object-to-data');
    await applicant.at('data-reason').fill('有效期不对');
    await applicant.press('send-objection');
    await applicant.at('own-objection').waitFor();

    await admin.open('/monitor/');
    await admin.at('ruling-data').filter({ hasText: '共享数据异议 1 件' }).click();
    await admin.press('decide-corrected');
    await admin.at('decision').fill('已更正并通知使用部门');
    await confirm(admin);
    await admin.at('decide-corrected').waitFor({ state: 'detached' });
    await applicant.open(`/portal/cases/${started.id}`);
    await applicant.at('own-objection').waitFor();

    expect(await applicant.at('own-objection').textContent()).to.contain('已更正并通知使用部门');
    expect(applicant.complaints).to.deep.equal([]);
  });

  it('should record a consent at the window, show it to whose case it is, and let them withdraw it', async () => {
    const applicant = await server.person('liu.applicant');
    const businessKey = 'JZ-2026-0311';
    const started = await applicant.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'relief',
      businessKey,
      variables: { idNumber: '11010519491231002X' },
    });
    // The clerk sees the case once civil affairs has answered and it is with the window.
    await admin.ask('POST', '/test/clock', { advance: 'PT0S' });
    await clerk.open('/admin/data-consents');
    await clerk.press('new-consent');
    await clerk.at('consent-subject').fill('11010519491231002X');
    await clerk.page.locator(`[data-test="consent-code"] option[value="${CODE}"]`).waitFor({ state: 'attached' });
    await clerk.at('consent-code').selectOption(CODE);
    await clerk.at('consent-purpose').fill(PURPOSE);
    await clerk.at('consent-version').fill('2026-03');
    await clerk.at('consent-until').locator('input').fill('2099-01-01');
    await clerk.at('consent-instance').fill('JZ-2026-0000');
    expect(await clerk.at('act-submit').isDisabled(), 'unsigned').to.equal(true);
    await clerk.at('signed-by').fill('张三');
    await clerk.press('act-submit');
    await clerk.at('problem').filter({ hasText: '请核对编号' }).waitFor();
    await clerk.at('consent-instance').fill(businessKey);
    await confirm(clerk);
    const row = clerk.at('row').filter({ hasText: PURPOSE }).first();
    await row.waitFor();
    expect(await row.locator(`a[href$="/instances/${started.id}"]`).count(), 'of the case with this number').to.equal(
      1,
    );
    expect(await row.textContent()).to.not.contain('19491231');

    await applicant.open('/portal/');
    await applicant.press('consents');
    const own = applicant.at('consent').first();
    await own.waitFor();
    expect(await own.textContent())
      .to.match(/民政局.*用途/s)
      .and.contain(PURPOSE);
    await applicant.press('withdraw-consent');
    await applicant.press('act-submit');
    await applicant.page.locator('[data-test="consent"][data-state="withdrawn"]').waitFor();

    await clerk.open('/admin/data-consents');
    await clerk.page.locator('[data-test="consent-state"][data-state="withdrawn"]').waitFor();
    expect(await clerk.at('withdraw-consent').count()).to.equal(0);
    expect(applicant.complaints).to.deep.equal([]);
  });

  it('should ask as one applies, in plain words, keep a refusal, and have a person look at it', async () => {
    const applicant = await server.person('liu.applicant');
    const { items } = await admin.ask<{ items: { id: string }[] }>(
      'GET',
      '/process-definitions?key=relief&latest=true',
    );
    await applicant.open(`/portal/apply/${items[0]?.id}`);
    await applicant.at('asked-consent').waitFor();
    const words = await applicant.at('asked-consent').textContent();
    await applicant.press('submit');
    await applicant.page.locator('[data-test="asked-consent"] [role="alert"]').waitFor();
    await applicant.press('consent-refuse');
    await applicant.at('consent-refused').waitFor();
    const broken = await violations(applicant.page);
    await applicant.press('submit');
    await applicant.page.waitForURL(/\/portal\/cases\/[^/?]+/);
    await admin.ask('POST', '/test/clock', { advance: 'PT0S' });
    const [, id] = /cases\/([^/?]+)/.exec(applicant.page.url()) ?? [];
    await applicant.open('/portal/consents');
    await applicant.page.locator('[data-test="consent"][data-state="refused"]').first().waitFor();

    expect(words)
      .to.match(/向民政局查询/)
      .and.contain(PURPOSE);
    expect(broken).to.deep.equal([]);
    const tasks = await admin.ask<{ items: { elementId: string }[] }>('GET', `/tasks?instanceId=${id}`);
    expect(tasks.items.map(({ elementId }) => elementId)).to.deep.equal(['decide']);
    expect(applicant.complaints).to.deep.equal([]);
  });

  it('should report the coverage, and the quality of a source with its rows that were set aside', async () => {
    await admin.ask('POST', '/data-checks', {
      source: 'city-base',
      rules: { idNumber: 'resident-id' },
      rows: [{ key: 'r1', values: { idNumber: '110105194912310021' } }],
    });
    await admin.open('/admin/sharing-coverage');
    await admin.at('coverage-row').first().waitFor();
    expect(await admin.at('coverage-rate').textContent()).to.match(/%/);
    await admin.at('quality-row').filter({ hasText: 'city-base' }).waitFor();

    await admin.press('aside-correct');
    await confirm(admin, '来源已更正');
    await admin.at('aside-correct').waitFor({ state: 'detached' });

    const { items } = await admin.ask<{ items: { state: string }[] }>('GET', '/data-quarantine');
    expect(items[0]?.state).to.equal('corrected');
  });

  it('should take at the counter what the applicant says, signed, and once more in the case', async () => {
    const counter = await server.person('wang.window', 'en');
    const { items } = await admin.ask<{ items: { id: string }[] }>(
      'GET',
      '/process-definitions?key=relief&latest=true',
    );
    await counter.open(`/portal/apply/${items[0]?.id}`);
    await counter.at('counter').waitFor();
    const words = await counter.at('asked-consent').textContent();
    await counter.press('consent-give', 'submit');
    await counter.at('signature').getByRole('alert').waitFor();
    await counter.at('signed-by').fill('张三');
    await counter.at('signed-reference').fill('TY-9');
    const broken = await violations(counter.page);
    await counter.press('submit');
    await counter.page.waitForURL(/\/portal\/cases\/[^/?]+/);
    await admin.ask('POST', '/test/clock', { advance: 'PT1S' });
    const [, id] = /cases\/([^/?]+)/.exec(counter.page.url()) ?? [];

    await counter.open(`/inbox/cases/${id}`);
    await counter.page.locator('#tab-data').click();
    await counter.page.locator('[data-test="case-consent"][data-state="valid"]').waitFor();
    const told = await counter.at('case-consents').textContent();
    await counter.press('record-consent');
    await counter.at('act-dialog').getByText('does not agree').click();
    await counter.at('act-dialog').locator('[data-test="signed-by"]').fill('张三');
    broken.push(...(await violations(counter.page)));
    await confirm(counter);
    await counter.page.locator('[data-test="case-consent"][data-state="refused"]').waitFor();

    expect(words)
      .to.contain('The applicant agrees')
      .and.contain('Check of the right to relief')
      .and.not.contain(PURPOSE);
    expect(words).to.contain('Data Security Law, article 21');
    expect(told).to.contain('张三').and.contain('TY-9').and.contain('Wang Xiaomei');
    expect(broken).to.deep.equal([]);
    expect(counter.complaints).to.deep.equal([]);
  });
});
