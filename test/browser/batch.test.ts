import { expect } from 'chai';
import { LETTER, PERSON_FORM } from './support/models.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { claimTask } from './support/work.ts';

describe('several at once and phrases in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;

  const newLetter = async (businessKey: string): Promise<string> => {
    await wang.ask('POST', '/process-instances', { definitionKey: 'letter', businessKey });
    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/tasks?businessKey=${businessKey}`);
    return items[0]?.id ?? '';
  };

  before(async () => {
    const admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'letter',
      resources: [
        { name: 'letter.bpmn', content: LETTER },
        { name: 'person.form', content: PERSON_FORM },
      ],
    });
    [wang, li] = await Promise.all([server.person('wang.window'), server.person('li.window')]);
  });

  afterEach('nobody complained', () => {
    expect([...wang.complaints, ...li.complaints]).to.deep.equal([]);
  });

  it('should claim several tasks at once and tell of each whether it was claimed', async () => {
    const [mine, taken] = [await newLetter('B-1'), await newLetter('B-2')];
    await wang.open('/inbox/?view=claimable&q=B-');
    await wang.press('batch-start');
    await wang.at(`pick-${mine}`).check();
    await wang.at(`pick-${taken}`).check();
    await wang.page.route('**/tasks/bulk', async (route) => {
      await li.ask('POST', `/tasks/${taken}/claim`, {});
      await route.continue();
    });

    await wang.press('batch-claim');
    const results = wang.at('batch-results').locator('li');
    await results.filter({ hasText: '任务现由李建国办理' }).waitFor();

    const [first, second] = await results.allTextContents();
    expect(await wang.at('batch').getByText('成功 1 项，未成功 1 项').count()).to.equal(1);
    expect(first).to.contain('B-1').and.contain('已签收');
    expect(second).to.contain('B-2').and.not.contain('已签收');
    expect(second, 'no ids, verbs or states of programs').to.not.match(/li\.window|claim|offered|[0-9a-f]{8}-/);
    const holders = await Promise.all([
      wang.ask<{ assignee: string }>('GET', `/tasks/${mine}`),
      li.ask<{ assignee: string }>('GET', `/tasks/${taken}`),
    ]);
    expect(holders.map(({ assignee }) => assignee)).to.deep.equal(['wang.window', 'li.window']);
  });

  it('should keep an opinion as a phrase and offer it with the next task', async () => {
    await newLetter('P-1');
    await newLetter('P-2');
    await claimTask(wang, 'P-1', 'write');
    await wang.page.locator('#opinion').fill('材料齐全，同意。');
    await wang.press('keep-phrase');
    await wang.at('keep-phrase').waitFor({ state: 'detached' });

    await claimTask(wang, 'P-2', 'write');
    await wang.at('phrases').selectOption({ label: '材料齐全，同意。' });
    const [own, around] = await wang
      .at('phrases')
      .evaluate((menu) => [menu, menu.parentElement ?? menu].map((element) => getComputedStyle(element).fontSize));
    expect(own, 'the size of the type around it').to.equal(around);

    expect(await wang.page.locator('#opinion').inputValue()).to.equal('材料齐全，同意。');
  });
});
