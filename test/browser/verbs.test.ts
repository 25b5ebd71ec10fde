import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { act, openTask } from './support/work.ts';

/** The handler may send it past the check. */
const MODEL = bpmn(
  `<startEvent id="start"/>
   <userTask id="draft" name="拟办" tb:freeFlow="file"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <userTask id="check" name="核稿"><extensionElements><tb:assignment users="li.window"/></extensionElements></userTask>
   <userTask id="file" name="归档"><extensionElements><tb:assignment users="li.window"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start draft check file end')}`,
  { key: 'verbs', attributes: 'name="各类操作"' },
);

describe('verbs that are seldom used, in the browser', function () {
  this.timeout(60_000);
  const server = useWebServer();
  let wang: Person;
  let li: Person;
  let cases = 0;

  const begin = async (): Promise<string> => {
    cases += 1;
    const businessKey = `V-${cases}`;
    await wang.ask('POST', '/process-instances', { definitionKey: 'verbs', businessKey });
    return businessKey;
  };
  const told = (person: Person, text: string): Promise<void> => person.at('toast').filter({ hasText: text }).waitFor();

  before(async () => {
    const admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'verbs',
      resources: [{ name: 'verbs.bpmn', content: MODEL }],
    });
    [wang, li] = await Promise.all([server.person('wang.window'), server.person('li.window')]);
  });

  afterEach('nobody complained', () => {
    expect([...wang.complaints, ...li.complaints]).to.deep.equal([]);
  });

  it('should give a task back that was claimed, for the others to claim', async () => {
    const number = await begin();
    await openTask(wang, number, 'draft', 'claimable');
    await wang.press('action-claim');
    await wang.at('action-release').waitFor();

    await act(wang, 'release');
    await told(wang, '已退签');

    await openTask(li, number, 'draft', 'claimable');
    await li.at('action-claim').waitFor();
  });

  it('should open a dialog above what was said before it, also in large type', async () => {
    const number = await begin();
    await wang.page.setViewportSize({ width: 1366, height: 768 });
    await openTask(wang, number, 'draft', 'claimable');
    await wang.page.evaluate(() => document.documentElement.setAttribute('data-size', 'large'));
    await wang.press('action-claim');
    await told(wang, '已签收');

    await wang.press('action-transfer');

    const title = wang.at('action-dialog').locator('.el-dialog__title');
    await title.waitFor();
    const covered = await title.evaluate((element) => {
      const { right, top, height } = element.parentElement?.getBoundingClientRect() ?? new DOMRect();
      return document.elementFromPoint(right - 60, top + height / 2)?.closest('.toast') !== null;
    });
    expect(covered).to.equal(false);
    await wang.press('action-cancel');
    await wang.page.setViewportSize({ width: 1360, height: 860 });
  });

  it('should send a case along a free flow', async () => {
    const number = await begin();
    await openTask(wang, number, 'draft', 'claimable');
    await wang.press('action-claim');

    await wang.at('action-jump').waitFor();
    await act(wang, 'jump', { to: '归档', text: '无需核稿' });
    await told(wang, '已流转');

    await openTask(li, number, 'file', 'claimable');
    await li.at('action-complete').waitFor();
  });
});
