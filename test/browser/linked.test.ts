import { expect } from 'chai';
import { BY_LAW, LETTER, PERSON_FORM } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

/** Is begun with a name, which clerks see masked. */
const CALL = LETTER.replace('id="letter"', 'id="call"')
  .replace('name="发文"', 'name="来电"')
  .replace('<startEvent id="start"/>', '<startEvent id="start" tb:form="caller"/>');
const CALLER = PERSON_FORM.replace('"id":"person"', '"id":"caller"').replace('"level":"2"', '"level":"3"');

interface Case {
  readonly id: string;
  readonly number: string;
}

describe('linked cases and objections in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let wang: Person;
  let cases = 0;

  const newLetter = async (): Promise<Case> => {
    cases += 1;
    const number = `K-${cases}`;
    const started = { definitionKey: 'letter', businessKey: number, variables: { name: '张三' } };
    const { id } = await wang.ask<{ id: string }>('POST', '/process-instances', started);
    return { id, number };
  };

  const openTab = async (person: Person, id: string, name: string): Promise<void> => {
    await person.open(`/inbox/cases/${id}`);
    await person.page.locator(`#tab-${name}`).click();
  };

  const inSight = (person: Person): Promise<boolean> =>
    person.at('problem').evaluate((problem) => {
      const { left, top, bottom } = problem.getBoundingClientRect();
      return problem.contains(document.elementFromPoint(left + 20, (top + bottom) / 2));
    });

  before(async () => {
    admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'linked',
      resources: [
        { name: 'letter.bpmn', content: LETTER },
        { name: 'person.form', content: PERSON_FORM },
        { name: 'by-law.bpmn', content: BY_LAW },
        { name: 'call.bpmn', content: CALL },
        { name: 'caller.form', content: CALLER },
      ],
    });
    wang = await server.person('wang.window');
  });

  afterEach('nobody complained', () => {
    expect([...admin.complaints, ...wang.complaints]).to.deep.equal([]);
  });

  it('should merge a case into another, show the link from both, and take it out', async () => {
    const [master, member] = [await newLetter(), await newLetter()];
    await openTab(admin, member.id, 'links');
    await admin.press('case-merge');
    await admin.at('merge-number').fill('K-unknown');
    await admin.at('merge-number').blur();
    await admin.at('merge-none').waitFor();
    await admin.at('merge-number').fill(master.number);
    await admin.at('merge-number').blur();
    await admin.at('what-if').filter({ hasText: '任何人不能办理' }).waitFor();
    await admin.at('merge-text').fill('同一问题');
    await admin.press('act-submit');
    await admin.page.locator('[data-relation="master"]', { hasText: master.number }).waitFor();
    const merged = await admin.ask<{ status: string }>('GET', `/process-instances/${member.id}`);

    await admin.press('link-case');
    await admin.page.waitForURL(`**/cases/${master.id}`);
    await openTab(admin, master.id, 'links');
    await admin.page.locator('[data-relation="member"]', { hasText: member.number }).waitFor();
    await openTab(admin, member.id, 'links');
    await admin.press('case-unmerge', 'act-submit');
    await admin.at('toast').filter({ hasText: '已解除并案' }).waitFor();
    const parted = await admin.ask<{ status: string }>('GET', `/process-instances/${member.id}`);

    expect([merged.status, parted.status]).to.deep.equal(['suspended', 'active']);
  });

  it('should split a case into one for each matter, each of which knows where it comes from', async () => {
    const origin = await newLetter();
    await openTab(admin, origin.id, 'links');
    await admin.press('case-split', 'part-more');
    for (const [index, number] of [`${origin.number}-1`, `${origin.number}-2`].entries()) {
      const part = admin.at('part').nth(index);
      await part.locator('[data-test="part-process"]').selectOption('letter');
      await part.locator('[data-test="part-number"]').fill(number);
      await part.locator('[data-test="part-data"]').check();
    }
    await admin.press('act-submit');
    const parts = admin.page.locator('[data-relation="part"]');
    await parts.filter({ hasText: `${origin.number}-2` }).waitFor();

    await parts
      .filter({ hasText: `${origin.number}-1` })
      .locator('[data-test="link-case"]')
      .click();
    await admin.page.locator('h1', { hasText: `${origin.number}-1` }).waitFor();
    await admin.page.locator('#tab-links').click();
    await admin.page.locator('[data-relation="origin"]', { hasText: origin.number }).waitFor();

    expect(await parts.count()).to.equal(0);
  });

  it('should split a call whose caller the clerk sees masked, and name what the new case lacks', async () => {
    const begun = { definitionKey: 'call', businessKey: 'K-call', variables: { name: '张三' } };
    const { id } = await wang.ask<{ id: string }>('POST', '/process-instances', begun);
    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}`);
    await wang.ask('POST', `/tasks/${items[0]?.id}/claim`, {});
    await openTab(wang, id, 'links');
    await wang.press('case-split', 'part-more', 'part-more');
    for (const index of [0, 1, 2]) await wang.at('part-process').nth(index).selectOption('call');
    await wang.at('part-data').nth(2).uncheck();
    await wang.press('act-submit');
    const refused = wang.at('problem').filter({ hasText: '姓名：' });
    await refused.waitFor();
    expect(await inSight(wang), 'a refusal is seen without scrolling').to.equal(true);
    await wang.at('part-data').nth(2).check();
    await refused.waitFor({ state: 'detached' });
    await wang.press('act-submit');
    await wang.page.locator('[data-relation="part"]').nth(2).waitFor();

    const parts = await admin.ask<{ items: { relation: string; other: string }[] }>(
      'GET',
      `/process-instances/${id}/links`,
    );
    const part = parts.items[0]?.other;
    const { items: opened } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${part}`);
    await wang.ask('POST', `/tasks/${opened[0]?.id}/claim`, {});
    const body = { fields: ['name'], purpose: '核对来电人' };
    const { values } = await wang.ask<{ values: object }>('POST', `/process-instances/${part}/unmask`, body);
    expect(values).to.deep.equal({ name: '张三' });
  });

  it('should say at the task of a merged case why nobody works on it, and where it goes on', async () => {
    const [master, { id }] = [await newLetter(), await newLetter()];
    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}`);
    await wang.ask('POST', `/tasks/${items[0]?.id}/claim`, {});
    await wang.ask('POST', `/process-instances/${id}/merge`, { into: master.id });

    await wang.open(`/inbox/tasks/${items[0]?.id}`);
    await wang.at('case-stopped').locator('a', { hasText: master.number }).waitFor();
  });

  it('should let a clerk link a case that he has in hand, and no other', async () => {
    const [master, { id }] = [await newLetter(), await newLetter()];
    await openTab(wang, id, 'links');
    await wang.at('links').locator('[data-test="empty"]').waitFor();
    expect(await wang.at('case-merge').count()).to.equal(0);

    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}`);
    await wang.ask('POST', `/tasks/${items[0]?.id}/claim`, {});
    await openTab(wang, id, 'links');
    await wang.press('case-merge');
    await wang.at('merge-number').fill(master.number);
    await wang.at('merge-number').blur();
    await wang.at('merge-into').waitFor();
    await wang.press('act-submit');
    await wang.page.locator('[data-relation="master"]', { hasText: master.number }).waitFor();
    await wang.press('case-unmerge', 'act-submit');
    await wang.at('toast').filter({ hasText: '已解除并案' }).waitFor();
  });

  it('should have an objection decided by somebody else', async () => {
    const { id } = await newLetter();
    await openTab(wang, id, 'objections');
    await wang.at('objection-subject').selectOption('assessment');
    await wang.at('objection-text').fill('超时由外部系统造成');
    await wang.press('objection-send');
    await wang.at('objection-withdrawn').waitFor();

    await openTab(admin, id, 'objections');
    await admin.at('objection-grounds').fill('属实');
    await admin.press('objection-upheld');
    await admin.at('objection-decided').filter({ hasText: '属实' }).waitFor();

    await wang.at('objection-decided').filter({ hasText: '异议成立' }).waitFor();
    expect(await wang.at('objection-withdrawn').count()).to.equal(0);
  });

  it('should take the objections of applicants in the portal, and let them withdraw', async () => {
    const liu = await server.person('liu.applicant');
    const { id } = await liu.ask<{ id: string }>('POST', '/process-instances', { definitionKey: 'by-law' });
    await liu.open(`/portal/cases/${id}`);
    await liu.at('objection-text').fill('应由住建部门办理');
    await liu.press('objection-send');
    await openTab(admin, id, 'objections');
    await admin.at('objection').filter({ hasText: '应由住建部门办理' }).waitFor();

    await liu.press('objection-withdrawn');
    await liu.at('objection-decided').filter({ hasText: '已撤回' }).waitFor();

    const { items } = await admin.ask<{ items: unknown[] }>('GET', `/objections?instanceId=${id}&open=true`);
    expect(items).to.deep.equal([]);
    expect(liu.complaints).to.deep.equal([]);
  });
});
