import { expect } from 'chai';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';

const LIST = '1. 经营场所使用证明\n2. 食品安全管理制度';

describe('portal in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let applicant: Person;
  let window: Person;
  let acceptance: Person;

  before(async () => {
    [applicant, window, acceptance] = await Promise.all([
      server.person('liu.applicant'),
      server.person('wang.window'),
      server.person('sun.acceptance'),
    ]);
  });

  afterEach('the applicant did not complain', () => {
    expect(applicant.complaints).to.deep.equal([]);
  });

  const finish = async (person: Person, instanceId: string, variables: object): Promise<void> => {
    const { items } = await person.ask<{ items: { id: string }[] }>(
      'GET',
      `/tasks?view=claimable&instanceId=${instanceId}`,
    );
    await person.ask('POST', `/tasks/${items[0]?.id}/complete`, { variables });
  };

  /** An application that lacks documents; answers the id of its case. */
  const incomplete = async (): Promise<string> => {
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'government-service',
      variables: { applicantType: 'person', applicantName: '刘明' },
    });
    await finish(window, id, { identityChecked: true, documentCount: 3, receiptNumber: 'SJ-1' });
    await finish(acceptance, id, { acceptance: 'incomplete', supplementList: LIST });
    return id;
  };

  it('should say what is missing, take the supplement, and go on', async () => {
    const id = await incomplete();
    await applicant.open(`/portal/cases/${id}`);
    expect(await applicant.at('supplement-list').textContent())
      .to.contain('经营场所使用证明')
      .and.contain('食品安全管理制度');
    expect(await applicant.at('told').textContent())
      .to.contain('审查结果')
      .and.contain('材料不齐');

    await applicant.press('send-supplement');
    await applicant.at('card-supplement').getByRole('alert').waitFor();
    await applicant.at('supplement-note').fill('两份材料已交到窗口');
    await applicant.press('send-supplement');

    await applicant.at('progress').filter({ hasText: '受理审查' }).waitFor();
    expect(await applicant.at('card-supplement').count()).to.equal(0);
  });

  it('should ask twice before an application is given up', async () => {
    await applicant.open(`/portal/cases/${await incomplete()}`);

    await applicant.press('send-withdraw');
    expect(await applicant.at('card-withdraw').textContent()).to.contain('确认放弃');
    await applicant.press('send-withdraw');

    await applicant.at('card-withdraw').waitFor({ state: 'detached' });
    await applicant.at('progress').filter({ hasText: '办理' }).waitFor();
  });

  it('should not submit what is incomplete, and lead to the field', async () => {
    await applicant.open('/portal/');
    await applicant.press('apply-government-service');
    await applicant.page.locator('.fjs-powered-by').waitFor();

    await applicant.press('submit');

    await applicant.page.locator('.fjs-has-errors input:focus').waitFor();
    expect(await applicant.at('form').getByRole('alert').first().textContent()).to.contain('1');
  });
});
