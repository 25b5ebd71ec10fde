import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { violations } from './support/axe.ts';
import { ASKING, LETTER, PERSON_FORM } from './support/models.ts';
import type { Person } from './support/person.ts';
import { scrollsSideways } from './support/reading.ts';
import { useWebServer } from './support/server.ts';

const POLICY = {
  policyId: 'P-2026-01',
  clause: '第八条',
  applicantName: '福州示范制造有限公司',
  creditCode: '91350100M000100Y43',
  indicators: '研发投入 300 万元',
  amount: 80000,
  account: '6222000000001234',
};
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
    const open = async () =>
      (await person.ask<{ items: { id: string }[] }>('GET', `/tasks?view=claimable&instanceId=${instanceId}`)).items[0];
    // Departments are asked before somebody takes it in.
    let task = await open();
    while (!task) {
      await wait(100);
      task = await open();
    }
    await person.ask('POST', `/tasks/${task.id}/complete`, { variables });
  };

  /** An application that lacks documents; answers the id of its case. */
  const incomplete = async (): Promise<string> => {
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'government-service',
      variables: { applicantType: 'person', applicantName: '刘明' },
    });
    await finish(window, id, { identityChecked: true, documentCount: 3 });
    await finish(acceptance, id, {
      acceptance: 'incomplete',
      acceptanceReasonCode: 'incomplete',
      supplementList: LIST,
    });
    return id;
  };

  it('should say what is missing, take the supplement, and go on', async () => {
    const id = await incomplete();
    await applicant.open(`/portal/cases/${id}`);
    await applicant.at('document-takeIn').waitFor();
    expect(await applicant.at('supplement-list').textContent())
      .to.contain('经营场所使用证明')
      .and.contain('食品安全管理制度');
    expect(await applicant.at('told').textContent())
      .to.contain('审查结果')
      .and.contain('材料不齐');
    await applicant.at('card-supplement').getByText('请您最迟于').waitFor();
    expect(await applicant.at('urge-card').count(), 'it is the applicant who is waited for').to.equal(0);
    await applicant.press('to-files');
    await applicant.page.waitForURL(/#files$/);

    await applicant.press('send-supplement');
    await applicant.at('card-supplement').getByRole('alert').waitFor();
    await applicant.at('supplement-note').fill('两份材料已交到窗口');
    await applicant.press('send-supplement');

    await applicant.at('progress').filter({ hasText: '受理审查' }).waitFor();
    expect(await applicant.at('card-supplement').count()).to.equal(0);
  });

  it('should take the materials of an application that has a window, and go on', async () => {
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'policy-cash-in',
      variables: { ...POLICY, windowCloses: '2030-12-31' },
    });
    await applicant.open(`/portal/cases/${id}`);
    await applicant.at('card-materials').waitFor();
    await applicant.press('send-materials');
    await applicant.at('card-materials').waitFor({ state: 'detached' });

    const { elements } = await applicant.ask<{ elements: { elementId: string }[] }>('GET', `/process-instances/${id}`);
    expect(elements.map(({ elementId }) => elementId)).to.include('Call_Intake');
  });

  it('should let the applicant say what a case waits for, asked twice, with a day or a choice where one belongs to it', async () => {
    const admin = await server.person('xu.admin');
    await admin.ask('POST', '/deployments', {
      name: 'asking',
      resources: [{ name: 'asking.bpmn', content: ASKING }],
    });
    const body = { definitionKey: 'asking', variables: {} };
    const { id } = await applicant.ask<{ id: string }>('POST', '/process-instances', body);
    await applicant.open(`/portal/cases/${id}`);
    const said = async (card: string): Promise<void> => {
      await applicant.press(`send-${card}`);
      await applicant.at(`send-${card}`).getByText('确认').waitFor();
      await applicant.press(`send-${card}`);
      await applicant.at(`card-${card}`).waitFor({ state: 'detached' });
    };

    await applicant.at('card-leaseRenewed').waitFor();
    await applicant.press('send-leaseRenewed');
    await applicant.at('card-leaseRenewed').getByRole('alert').waitFor();
    await applicant.at('say-day').locator('input').fill('2027-12-31');
    await said('leaseRenewed');
    await applicant.at('say-old').check();
    await said('duplicateChosen');
    await said('hearingRequested');

    const ended = await admin.ask<{ status: string; variables: object }>('GET', `/process-instances/${id}`);
    expect(ended).to.deep.include({ status: 'completed' });
    expect(ended.variables).to.include({ leaseEnd: '2027-12-31', keep: 'old' });
  });

  it('should ask twice before an application is given up', async () => {
    await applicant.open(`/portal/cases/${await incomplete()}`);

    await applicant.press('send-withdraw');
    expect(await applicant.at('card-withdraw').textContent()).to.contain('确认放弃');
    await applicant.press('send-withdraw');

    await applicant.at('card-withdraw').waitFor({ state: 'detached' });
    await applicant.at('progress').filter({ hasText: '申请已撤回' }).waitFor();
  });

  it('should not submit what is incomplete, and lead to the field', async () => {
    await applicant.open('/portal/items/food-business-licence/apply');
    await applicant.page.locator('.fjs-powered-by').waitFor();

    await applicant.press('submit');

    await applicant.page.locator('.fjs-has-errors input:focus').waitFor();
    expect(await applicant.at('form').getByRole('alert').first().textContent()).to.contain('1');
  });

  const looks = (test: string): Promise<{ background: string; edge: string }> =>
    applicant.at(test).evaluate((button) => {
      const { backgroundColor: background, boxShadow: edge } = getComputedStyle(button);
      return { background, edge };
    });

  it('should find services by words, situation and audience, and keep the search in the address', async () => {
    await applicant.open('/portal/');
    await applicant.at('find-text').fill('住房 许可');
    await applicant.press('find');
    await applicant.page.waitForURL(/q=/);
    await applicant.at('found').waitFor();
    await applicant.press('find-person');
    await applicant.page.waitForURL(/object=person/);
    const [chosen, other] = await Promise.all(['find-person', 'find-company'].map(looks));
    expect(chosen?.background, 'what is chosen is seen').not.to.equal(other?.background);
    expect(chosen?.edge, 'without colour, too').not.to.equal(other?.edge);
    await applicant.at('services').locator('a').first().click();
    await applicant.at('materials').waitFor();
    await applicant.page.goBack();

    await applicant.at('found').waitFor();
    expect(await applicant.at('find-text').inputValue()).to.equal('住房 许可');
    expect(await applicant.at('find-person').getAttribute('aria-pressed')).to.equal('true');

    await applicant.at('find-text').fill('没有这样的事项');
    await applicant.press('find');
    await applicant.at('empty').first().waitFor();
  });

  it('should still offer what no item describes, but no building block', async () => {
    const resources = [
      { name: 'letter.bpmn', content: LETTER.replace('name="发文"', 'name="发文" tb:starters="applicant"') },
      { name: 'person.form', content: PERSON_FORM },
    ];
    const analyst = await server.person('chen.analyst');
    await analyst.ask('POST', '/deployments', { name: 'letter', resources });

    await applicant.open('/portal/');

    await applicant.at('apply-letter').waitFor();
    expect(await applicant.at('apply-government-service').count()).to.equal(0);
    expect(await applicant.at('apply-ca-intake').count()).to.equal(0);
  });

  /** Two of the catalogue that ask the same questions. */
  const pair = async (): Promise<[string, string]> => {
    const { items } = await applicant.ask<{ items: { key: string }[] }>('GET', '/service-items?q=核发&limit=2');
    return [items[0]?.key ?? '', items[1]?.key ?? ''];
  };

  it('should lead from answers to the exact list of materials, with what the government holds', async () => {
    const [key] = await pair();
    await applicant.open(`/portal/items/${key}`);
    await applicant.at('materials').waitFor();
    expect(await applicant.at('materials-bring').textContent()).not.to.contain('授权委托书');
    expect(await applicant.at('materials-held').textContent()).to.contain('身份证明');

    await applicant.at('answer-agent-yes').check();

    await applicant.at('materials-bring').filter({ hasText: '授权委托书' }).waitFor();
    expect(await violations(applicant.page)).to.deep.equal([]);
    await applicant.press('apply');
    await applicant.at('agent').waitFor();
  });

  it('should make one thing of two services: one form, one list, a plan, and a receipt for each', async () => {
    const [first, second] = await pair();
    await applicant.open(`/portal/one-thing?keys=${first}`);
    await applicant.at(`plan-${first}`).waitFor();
    await applicant.at('compose-text').fill('核发');
    await applicant.press('compose-find', `add-${second}`);
    await applicant.at(`plan-${second}`).waitFor();
    expect(await applicant.at('saved').textContent()).to.match(/\d/);
    await applicant.press('apply');

    await applicant.page.locator('.fjs-powered-by').waitFor();
    await applicant.press('submit');
    await applicant.at('question-holdsLicence').getByRole('alert').waitFor();
    await applicant.at('answer-holdsLicence-no').check();
    await applicant.at('as-agent').check();
    await applicant.at('form').getByLabel('申请人姓名或名称').first().fill('赵敏');
    await applicant.press('submit');
    await applicant.at('agent').getByRole('alert').waitFor();
    await applicant.at('agentName').fill('王代办');
    await applicant.at('agentPhone').fill('13800000000');
    await applicant
      .at('attach-M01')
      .setInputFiles({ name: '申请书.txt', mimeType: 'text/plain', buffer: Buffer.from('申请') });
    await applicant.press('submit');

    await applicant.at('receipt').nth(1).waitFor();
    const numbers = await applicant.at('case-number').allTextContents();
    expect(numbers.map((number) => number.slice(-2))).to.deep.equal(['-1', '-2']);
    expect(await applicant.at('qr').count()).to.equal(2);
    expect(await violations(applicant.page)).to.deep.equal([]);
    const { items } = await applicant.ask<{ items: { id: string; variables: Record<string, unknown> }[] }>(
      'GET',
      `/process-instances?businessKey=${numbers[1]?.trim()}`,
    );
    const [opened] = items;
    expect(opened?.variables.serviceItem)
      .to.have.property('answers')
      .that.includes({ agent: 'yes', holdsLicence: 'no', agentName: '王代办' });
    expect(opened?.variables).to.include({ applicantName: '赵敏', agentName: '王代办' });
    const files = await applicant.ask<{ items: { name: string }[] }>('GET', `/attachments?instanceId=${opened?.id}`);
    expect(files.items.map(({ name }) => name)).to.deep.equal(['申请书.txt']);
  });

  it('should offer what was handed in before, and hand it in again when that is agreed to', async () => {
    const [key] = await pair();
    await applicant.open(`/portal/items/${key}/apply`);
    await applicant.page.locator('.fjs-powered-by').waitFor();
    await applicant.at('answer-holdsLicence-no').check();
    await applicant.at('form').getByLabel('申请人姓名或名称').first().fill('赵敏');
    expect(await applicant.at('again-M01').textContent())
      .to.contain('申请书.txt')
      .and.contain('同意');

    await applicant.at('again-M01').getByRole('checkbox').check();
    expect(await violations(applicant.page)).to.deep.equal([]);
    await applicant.press('submit');

    await applicant.at('receipt').waitFor();
    await applicant.page.emulateMedia({ media: 'print' });
    const onPaper = ['receipt', 'case-number', 'print', 'home-link', 'back', 'results', 'filled'].map((name) =>
      applicant.at(name).first().isVisible(),
    );
    expect(await Promise.all(onPaper), 'the receipt alone').to.deep.equal([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    await applicant.page.emulateMedia({ media: 'screen' });
    const id = new URL(applicant.page.url()).pathname.split('/').at(-1);
    const { items } = await applicant.ask<{ items: { name: string; reused: object | null }[] }>(
      'GET',
      `/attachments?instanceId=${id}`,
    );
    expect(items.map(({ name }) => name)).to.deep.equal(['申请书.txt']);
    expect(items[0]?.reused).to.have.property('instanceId').that.is.not.equal(id);
    await applicant.at('reused').waitFor();
    await applicant.at('applied-materials').getByText('申请书 文件已收到').waitFor();
  });

  it('should keep what is begun on this computer until it is sent', async () => {
    const [key] = await pair();
    await applicant.open(`/portal/items/${key}/apply`);
    await applicant.page.locator('.fjs-powered-by').waitFor();
    await applicant.at('form').getByLabel('申请人姓名或名称').first().fill('钱多多');
    await applicant.at('form').getByLabel('经营场所地址').first().fill('湖滨路 1 号');

    await applicant.page.reload();

    await applicant.page.locator('.fjs-powered-by').waitFor();
    expect(await applicant.at('form').getByLabel('申请人姓名或名称').first().inputValue()).to.equal('钱多多');
  });

  it('should say how many working days are left, up to which day', async () => {
    const id = await started();
    await applicant.open(`/portal/cases/${id}`);

    await applicant.at('limit').filter({ hasText: '工作日' }).waitFor();
    const { clocks } = await applicant.ask<{ clocks: { clock: string; dueAt: string }[] }>(
      'GET',
      `/process-instances/${id}/clocks`,
    );
    const ends = clocks.find(({ clock }) => clock === 'acceptance')?.dueAt ?? '';
    const day = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' });
    const last = day.format(Date.parse(ends) - 1);
    expect(last, 'it ends at midnight').not.to.equal(day.format(new Date(ends)));
    expect(await applicant.at('limit').textContent()).to.contain(`最迟 ${last}`);
  });

  const started = async (): Promise<string> =>
    (
      await applicant.ask<{ id: string }>('POST', '/process-instances', {
        definitionKey: 'government-service',
        variables: { applicantType: 'person', applicantName: '刘明' },
      })
    ).id;

  it('should say why it is late, as those who answer for it explain', async () => {
    const id = await started();
    const admin = await server.person('xu.admin');
    const card = { instanceId: id, colour: 'yellow', addressee: 'wang.window', reason: 'overdue', text: '收件超期' };
    await admin.ask('POST', '/cards', card);
    await window.open('/inbox/notices');
    await window.page.locator('#tab-cards').click();
    await window.at('card-public').filter({ hasText: '申请人' }).waitFor();
    await window.at('answer-card-text').locator('visible=true').first().fill('窗口系统故障半日');
    await window.press('answer-card-send');
    await window.at('card-answer').waitFor();

    await applicant.open(`/portal/cases/${id}`);

    await applicant.at('late').filter({ hasText: '窗口系统故障半日' }).waitFor();
    expect(await violations(applicant.page)).to.deep.equal([]);
  });

  it('should take a rating for each channel of an ended case, with or without a name', async () => {
    const id = await started();
    await applicant.ask('POST', `/process-instances/${id}/withdraw`, {});
    await applicant.open(`/portal/cases/${id}`);
    await applicant.at('progress').filter({ hasText: '申请已撤回' }).waitFor();
    await applicant.press('send-rate');
    await applicant.at('card-rate').getByRole('alert').waitFor();
    expect(await violations(applicant.page)).to.deep.equal([]);

    await applicant.at('rate-point').selectOption('window');
    await applicant.at('rate-5').check();
    await applicant.at('rate-comment').fill('等了太久');
    await applicant.at('rate-anonymous').check();
    await applicant.press('send-rate');

    await applicant.at('own-ratings').filter({ hasText: '非常不满意' }).waitFor();
    expect(await applicant.at('own-ratings').textContent())
      .to.contain('服务窗口')
      .and.contain('匿名');
    expect(await applicant.at('rate-point').locator('option').allTextContents()).not.to.include('服务窗口');
  });

  it('should fit a telephone, in large type too', async () => {
    const [first, second] = await pair();
    const { page } = applicant;
    const addresses = [
      '',
      `items/${first}`,
      `one-thing?keys=${first},${second}`,
      `items/${first},${second}/apply`,
      'items/food-business-licence/apply',
      `cases/${await started()}`,
    ];
    await page.setViewportSize({ width: 390, height: 844 });
    for (const size of ['normal', 'large']) {
      await page.evaluate((chosen) => localStorage.setItem('tongban.size', chosen), size);
      for (const address of addresses) {
        await applicant.open(`/portal/${address}`);
        await page.locator('h1').first().waitFor();
        expect(await scrollsSideways(page), `${address} ${size}`).to.equal(false);
      }
    }
    await page.evaluate(() => localStorage.removeItem('tongban.size'));
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('should be applied to by keyboard alone, with a focus that is seen', async () => {
    const { page } = applicant;
    const { keyboard } = page;
    /** Tab by tab to the control with this test name, or of the form with this label. */
    const tabTo = async (wanted: string): Promise<void> => {
      for (let pressed = 0; pressed < 100; pressed += 1) {
        await keyboard.press('Tab');
        const reached = await page.evaluate((name) => {
          const control = document.activeElement;
          const isLabelled = control instanceof HTMLInputElement && control.labels?.[0]?.textContent?.startsWith(name);
          if (!(control?.closest(`[data-test="${name}"]`) || isLabelled)) return undefined;
          // A field of a form is framed with what belongs to it.
          return [control, control.parentElement ?? control].some(
            (framed) => getComputedStyle(framed).outlineStyle !== 'none',
          );
        }, wanted);
        if (reached !== undefined) {
          expect(reached, `the focus of ${wanted}`).to.equal(true);
          return;
        }
      }
      throw new Error(`Expected the tab key to lead to ${wanted}.`);
    };
    const press = async (wanted: string, key: 'Enter' | 'Space'): Promise<void> => {
      await tabTo(wanted);
      await keyboard.press(key);
    };
    const type = async (wanted: string, text: string): Promise<void> => {
      await tabTo(wanted);
      await keyboard.type(text);
    };

    await applicant.open('/portal/');
    await applicant.at('services').waitFor();
    await type('find-text', '食品经营');
    await keyboard.press('Enter');
    await page.waitForURL(/q=/);
    await applicant.at('found').filter({ hasText: '1' }).waitFor();
    await press('item-food-business-licence', 'Enter');
    await applicant.at('materials').waitFor();
    await press('answer-byAgent-yes', 'Space');
    await applicant.at('materials-bring').filter({ hasText: '委托书' }).waitFor();
    await press('apply', 'Enter');
    await page.locator('.fjs-powered-by').waitFor();
    await type('agentName', '王代办');
    await type('agentPhone', '13800000000');
    const chooser = page.waitForEvent('filechooser');
    await press('attach-M01', 'Enter');
    await (await chooser).setFiles({ name: '申请书.txt', mimeType: 'text/plain', buffer: Buffer.from('申请') });
    await type('申请人姓名或名称', '赵敏');
    await press('submit', 'Enter');

    await applicant.at('receipt').waitFor();
    await applicant.at('applied-materials').getByText('文件已收到').waitFor();
  });

  it('should ask once whether somebody applies for somebody else, and tell the case', async () => {
    await applicant.open('/portal/items/food-business-licence/apply');
    await applicant.page.locator('.fjs-powered-by').waitFor();
    await applicant.at('form').getByLabel('申请人姓名或名称').first().fill('赵敏');
    await applicant.at('as-agent').check();
    await applicant.at('agentName').fill('王代办');
    await applicant.at('agentPhone').fill('13800000000');

    expect(await applicant.page.getByText('由代理人办理').count()).to.equal(0);
    expect(await applicant.at('form').getByText('代理人姓名').count()).to.equal(0);
    await applicant.press('submit');

    await applicant.at('receipt').waitFor();
    const filled = await applicant.at('filled').textContent();
    expect(filled)
      .to.match(/由代理人办理\s*是/)
      .and.match(/申请人姓名或名称\s*赵敏/)
      .and.contain('王代办');
  });
});
