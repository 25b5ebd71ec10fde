import { expect } from 'chai';
import { newDecision } from '../../modeler/decisions/template.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import type { Person } from './support/person.ts';
import { useWebServer } from './support/server.ts';
import { openTask } from './support/work.ts';

/** Runs where it is taken for markup; where a policy keeps it from running, its element is still there to be seen. */
const MARKUP = '<img src="data:," onerror="window.hostile=1"><svg onload="window.hostile=1"></svg>';
const escaped = MARKUP.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
/** Begins as a PDF, goes on as a page. */
const POLYGLOT = Buffer.from(
  `%PDF-1.7\n${'%'.repeat(2000)}\n<!doctype html><script>window.hostile=1</script>\n%%EOF\n`,
);
const SCRIPT = '<script>window.hostile=1</script>';

/** Names, documentation, a note at the diagram and a form, all of them hostile. With a diagram, so that labels are drawn. */
const MODEL = bpmn(
  `<documentation>${escaped}</documentation><startEvent id="start" name="${escaped}"/>
   <userTask id="check" name="${escaped}" tb:form="hostile"><documentation>${escaped}</documentation><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
   <endEvent id="end" name="${escaped}"/><textAnnotation id="note"><text>${escaped}</text></textAnnotation>${flows('start check end')}`,
  { key: 'hostile', attributes: `name="${escaped}" tb:starters="applicant,clerk" tb:inboxVariables="name"` },
).replace(
  '</definitions>',
  () => `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d"><bpmndi:BPMNPlane id="p" bpmnElement="hostile">
    ${[
      ['start', 100, 100, 36, 36],
      ['check', 200, 80, 100, 80],
      ['end', 400, 100, 36, 36],
      ['note', 200, 240, 200, 60],
    ]
      .map(
        ([id, x, y, width, height]) =>
          `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`,
      )
      .join('')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`,
);

const FORM = JSON.stringify({
  type: 'default',
  id: 'hostile',
  schemaVersion: 18,
  components: [
    { type: 'text', id: 't', text: `# ${MARKUP}\n[link](javascript:window.hostile=1)` },
    { type: 'html', id: 'h', content: `${MARKUP}${SCRIPT}<a href="javascript:window.hostile=1">x</a>` },
    { type: 'textfield', id: 'n', key: 'name', label: MARKUP, description: MARKUP, properties: { level: '1' } },
  ],
});

/** Ends by an error that nobody catches, whose code is hostile: the incident tells of it. */
const FAILING = bpmn(
  `<startEvent id="start"/><endEvent id="fail" name="${escaped}"><errorEventDefinition id="by" errorRef="bad"/></endEvent>${flows('start fail')}`,
  {
    key: 'failing',
    attributes: `name="${escaped}"`,
    definitions: `<error id="bad" name="${escaped}" errorCode="${escaped}"/>`,
  },
);

const DECISION = newDecision('hostile-rules', { decision: MARKUP, input: 'amount', output: MARKUP })
  .replace('<rule id', () => `<annotation name="${escaped}"/><rule id`)
  .replace(
    '<outputEntry id="Entry_1_2"><text>""</text></outputEntry>',
    () => `<outputEntry id="Entry_1_2"><text>"${escaped.replaceAll('&quot;', '\\&quot;')}"</text></outputEntry>
    <annotationEntry><text>${escaped}</text></annotationEntry>`,
  );

/** What a department is said to offer, all of it hostile. */
const CONTRACT = {
  name: 'hostile',
  title: { zh: MARKUP, en: MARKUP },
  version: MARKUP,
  signedOn: null,
  operations: [
    {
      topic: 'hostile.ask',
      title: { zh: MARKUP, en: MARKUP },
      effect: 'query',
      request: {
        type: 'object',
        properties: { [MARKUP]: { type: 'string', description: MARKUP } },
        required: [MARKUP],
      },
      answer: { type: 'object', properties: { [MARKUP]: { type: 'string', title: MARKUP } } },
      levels: {},
      slo: { timeoutMs: 1, p95Ms: 1, availability: 0.9 },
      errors: [{ code: MARKUP, zh: MARKUP, en: MARKUP }],
      examples: [{ name: MARKUP, request: { [MARKUP]: MARKUP }, answer: { [MARKUP]: MARKUP } }],
    },
  ],
};

declare global {
  interface Window {
    hostile?: number;
  }
}

describe('hostile texts in the browser', function () {
  this.timeout(90_000);
  const server = useWebServer();
  let admin: Person;
  let wang: Person;
  let applicant: Person;
  let id: string;
  let failed: string;

  /** What came of the texts on the page: markup that ran, and markup that would have run without a policy. */
  async function harm({ page }: Person): Promise<string[]> {
    return page.evaluate(() => {
      const bad = [...document.querySelectorAll('[onload], [onerror], a[href^="javascript:"]')];
      const scripts = [...document.scripts].filter(({ text }) => text.includes('hostile'));
      return [...(window.hostile ? ['it ran'] : []), ...[...bad, ...scripts].map(({ outerHTML }) => outerHTML)];
    });
  }

  async function expectHarmless(person: Person, address: string, ready: string): Promise<void> {
    await person.open(address);
    await person.page.locator(ready).first().waitFor();
    expect(await harm(person), address).to.deep.equal([]);
    expect(person.complaints, address).to.deep.equal([]);
  }

  before(async () => {
    [admin, wang, applicant] = await Promise.all([
      server.person('xu.admin'),
      server.person('wang.window'),
      server.person('liu.applicant'),
    ]);
    await admin.ask('POST', '/deployments', {
      name: MARKUP,
      note: MARKUP,
      resources: [
        { name: 'hostile.bpmn', content: MODEL },
        { name: 'hostile.form', content: FORM },
        { name: 'failing.bpmn', content: FAILING },
        { name: 'hostile.dmn', content: DECISION },
      ],
    });
    ({ id: failed } = await admin.ask<{ id: string }>('POST', '/process-instances', {
      definitionKey: 'failing',
      businessKey: 'X-2',
    }));
    const body = { definitionKey: 'hostile', businessKey: 'X-1', variables: { name: MARKUP } };
    ({ id } = await applicant.ask<{ id: string }>('POST', '/process-instances', body));
  });

  it('should be shown as what they are to clerks: list, form, opinions, files, diagram', async () => {
    await openTask(wang, 'X-1', 'check', 'claimable');
    await wang.page.locator('.fjs-powered-by').waitFor();
    expect(await wang.at('task-name').textContent()).to.contain('<img src=');
    expect(await harm(wang), 'form').to.deep.equal([]);
    await wang.press('action-claim');
    await wang.at('action-transfer').waitFor();
    await wang.press('action-comment');
    await wang.page.locator('#action-comment').fill(MARKUP);
    await wang.press('action-submit');
    await wang.at('action-dialog').waitFor({ state: 'detached' });

    await wang.page.locator('#tab-files').click();
    await wang.at('file').setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(SCRIPT) });
    await wang.at('attachments').locator('[data-test="problem"]').waitFor();
    await wang
      .at('file')
      .setInputFiles({ name: '<img src=x onerror=hostile()>.pdf', mimeType: 'text/html', buffer: POLYGLOT });
    await wang.at('preview').click();
    await wang.at('preview-pdf').waitFor();
    expect(await wang.at('preview-dialog').textContent()).to.contain('img src=x onerror');
    expect(await harm(wang), 'preview').to.deep.equal([]);
    await wang.page.keyboard.press('Escape');
    await wang.at('preview-dialog').waitFor({ state: 'hidden' });
    for (const tab of ['files', 'opinions', 'diagram', 'journal']) {
      await wang.page.locator(`#tab-${tab}`).click();
      await wang.page.locator(`#pane-${tab}`).waitFor();
      if (tab === 'diagram') await wang.page.locator('.djs-shape').first().waitFor();
      expect(await harm(wang), tab).to.deep.equal([]);
    }
    expect(wang.complaints).to.deep.equal([]);
  });

  it('should never run as a file that somebody opens: a page that begins as a PDF', async () => {
    const { items } = await wang.ask<{ items: { id: string }[] }>('GET', `/attachments?instanceId=${id}`);
    expect(items).to.have.length(1);

    for (const [query, type, way] of [
      ['', 'application/octet-stream', /^attachment/],
      ['?inline=true', 'application/pdf', /^inline/],
    ] as const) {
      const headers = (await wang.page.request.get(`/api/v1/attachments/${items[0]?.id}/content${query}`)).headers();
      expect(headers['content-type']).to.equal(type);
      expect(headers['content-disposition']).to.match(way);
      expect(headers['x-content-type-options']).to.equal('nosniff');
      expect(headers['content-security-policy']).to.contain('sandbox').and.contain("default-src 'none'");
    }
  });

  it('should be shown as what they are to applicants, managers and administrators', async () => {
    await expectHarmless(applicant, '/portal/', '[data-test="other-services"]');
    await expectHarmless(applicant, `/portal/cases/${id}`, '[data-test="progress"]');
    await expectHarmless(admin, `/monitor/cases/${id}`, '.djs-shape');
    await expectHarmless(admin, `/admin/instances/${id}`, '.djs-shape');
    await expectHarmless(admin, '/admin/deployments', '[data-test="row"]');
    await expectHarmless(admin, '/admin/definitions', '[data-test="row"]');
    await expectHarmless(admin, '/admin/incidents', '[data-test="cause"]');
    expect(await admin.at('cause').filter({ hasText: '<img src=' }).count(), 'the incident tells the code').to.equal(1);
    await expectHarmless(admin, `/monitor/cases/${failed}`, '[role="tab"]');
    await expectHarmless(admin, '/monitor/incidents', '[data-test="row"]');
  });

  it('should be shown as what they are in the modeler, in a diagram that comes from a file too', async () => {
    const analyst = await server.person('chen.analyst');
    await analyst.open('/modeler/');
    await analyst.page.locator('.djs-shape').first().waitFor();
    await analyst.press('open');
    const content = MODEL.replace(
      '</process>',
      `<scriptTask id="s" scriptFormat="javascript"><script>window.hostile=1</script></scriptTask></process>`,
    );
    await analyst
      .at('file-input')
      .setInputFiles({ name: 'x.bpmn', mimeType: 'application/xml', buffer: Buffer.from(content) });
    await analyst.page.locator('[data-element-id="check"]').waitFor();

    await analyst.press('problems');
    for (const element of ['check', 'note', 'start']) {
      await analyst.page.locator(`[data-element-id="${element}"] .djs-hit`).first().dispatchEvent('click');
      await analyst.at('properties').locator('.bio-properties-panel-group').first().waitFor();
      expect(await harm(analyst), element).to.deep.equal([]);
    }

    expect(analyst.complaints).to.deep.equal([]);
    await analyst.leave();
  });

  it('should be shown as what they are in decisions, and in forms and contracts that the modeler takes in', async () => {
    const analyst = await server.person('chen.analyst');
    await analyst.page.route('**/api/v1/contracts*', (route) => route.fulfill({ json: { items: [CONTRACT] } }));
    await analyst.open('/modeler/decisions');
    await analyst.press('open');
    await analyst.page.locator('[data-test="open-decision"][data-key="hostile-rules"]').click();
    await analyst.page.locator('.output-cell').filter({ hasText: '<img src=' }).first().waitFor();
    expect(await harm(analyst), 'table').to.deep.equal([]);

    await analyst.open('/modeler/');
    await analyst.page.locator('.djs-shape').first().waitFor();
    await analyst.press('tab-forms');
    await analyst
      .at('form-file')
      .setInputFiles({ name: 'hostile.form', mimeType: 'application/json', buffer: Buffer.from(FORM) });
    await analyst.page.locator('[data-test="form-edit"][data-key="hostile"]').click();
    await analyst.page.locator('.fjs-powered-by').waitFor();
    expect(await harm(analyst), 'form').to.deep.equal([]);

    const outside = MODEL.replace(/userTask/g, 'serviceTask').replace('tb:form="hostile"', 'tb:topic="hostile.ask"');
    await analyst.open('/modeler/');
    await analyst.page.locator('.djs-shape').first().waitFor();
    await analyst.press('open');
    await analyst
      .at('file-input')
      .setInputFiles({ name: 'y.bpmn', mimeType: 'application/xml', buffer: Buffer.from(outside) });
    await analyst.page.locator('[data-element-id="check"] .djs-hit').first().dispatchEvent('click');
    await analyst.page.locator('[data-group-id*="departmentRequest"]').first().waitFor();
    expect(await harm(analyst), 'panel').to.deep.equal([]);
    await analyst.press('contracts');
    await analyst.page.locator('[role="dialog"], dialog[open]').first().waitFor();
    expect(await harm(analyst), 'contracts').to.deep.equal([]);

    expect(analyst.complaints).to.deep.equal([]);
  });
});
