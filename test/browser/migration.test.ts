import { expect } from 'chai';
import { LETTER } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

/** The step of signing is called otherwise, and one more comes after it. */
const NEXT = LETTER.replaceAll('id="sign"', 'id="issue"')
  .replaceAll('write_sign', 'write_issue')
  .replaceAll('sign_end', 'issue_end')
  .replaceAll('targetRef="sign"', 'targetRef="issue"')
  .replaceAll('sourceRef="sign"', 'sourceRef="issue"');

interface Version {
  readonly id: string;
  readonly version: number;
}

describe('moving running cases to a new version in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let admin: Person;
  let cases: string[];

  before(async () => {
    admin = await server.person('xu.admin');
    await deployLetter(LETTER);
    cases = [];
    for (const name of ['甲', '乙', '丙']) {
      const { id } = await admin.ask<{ id: string }>('POST', '/process-instances', {
        definitionKey: 'letter',
        variables: { name },
      });
      cases.push(id);
    }
    const [, second = ''] = cases;
    await admin.ask('POST', `/process-instances/${second}/modify`, {
      instructions: [
        { type: 'cancel', elementId: 'write' },
        { type: 'startBefore', elementId: 'sign' },
      ],
    });
    await deployLetter(NEXT);
  });

  afterEach('the administrator did not complain', () => {
    expect(admin.complaints).to.deep.equal([]);
  });

  const deployLetter = (content: string): Promise<unknown> =>
    admin.ask('POST', '/deployments', { name: 'letter', resources: [{ name: 'letter.bpmn', content }] });
  const versions = async (): Promise<Version[]> => {
    const { items } = await admin.ask<{ items: Version[] }>('GET', '/process-definitions?key=letter');
    return items.sort((one, other) => one.version - other.version);
  };
  const versionOf = async (id: string): Promise<number> =>
    (await admin.ask<{ version: number }>('GET', `/process-instances/${id}`)).version;

  it('should rehearse for every case, say which cannot go and why, and move those that can', async () => {
    const [first] = await versions();

    await admin.open(`/admin/definitions/${first?.id}`);
    await admin.page.locator('#tab-migrate').click();
    await admin.press('migrate-rehearse');
    await admin.at('migrate-outcome').filter({ hasText: '2 件可以迁移' }).waitFor();
    const stays = await admin.at('migrate-outcome').filter({ hasText: '1 件留在原版本' }).textContent();
    await admin.press('migrate');
    await admin.at('reason').fill('新规施行');
    await admin.press('act-submit');
    await admin.at('migrate-outcome').filter({ hasText: '2 件已迁移' }).waitFor();

    expect(stays).to.contain('签发');
    expect(await Promise.all(cases.map(versionOf))).to.deep.equal([2, 1, 2]);
    await admin.open(`/admin/instances/${cases[0]}`);
    await admin.page.locator('#tab-journal').click();
    await admin.at('journal').filter({ hasText: '转到流程的其他版本' }).filter({ hasText: '新规施行' }).waitFor();
  });

  it('should move one case back from its own page, after telling what that does', async () => {
    await admin.open(`/admin/instances/${cases[0]}`);
    await admin.press('case-migrate');
    await admin.at('what-if').getByText('不影响其他人的在办工作。').waitFor();
    await admin.press('act-submit');
    await admin.at('act-dialog').waitFor({ state: 'detached' });
    expect(await versionOf(cases[0] ?? '')).to.equal(1);

    await admin.press('case-migrate', 'act-submit');
    await admin.at('act-dialog').waitFor({ state: 'detached' });
    expect(await versionOf(cases[0] ?? '')).to.equal(2);
  });

  it('should move what stayed once it is said what its step is called now', async () => {
    const [first] = await versions();

    await admin.open(`/admin/definitions/${first?.id}`);
    await admin.page.locator('#tab-migrate').click();
    await admin.at('renamed-sign').selectOption('issue');
    await admin.press('migrate-rehearse');
    await admin.at('migrate-outcome').filter({ hasText: '1 件可以迁移' }).waitFor();
    await admin.press('migrate', 'act-submit');
    await admin.at('migrate-outcome').filter({ hasText: '1 件已迁移' }).waitFor();

    expect(await Promise.all(cases.map(versionOf))).to.deep.equal([2, 2, 2]);
    const { items } = await admin.ask<{ items: { elementId: string }[] }>('GET', `/tasks?instanceId=${cases[1]}`);
    expect(items.map(({ elementId }) => elementId)).to.deep.equal(['issue']);
  });
});
