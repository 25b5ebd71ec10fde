/** Files that a form asks for: references to attachments of the very case. */
import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { type PersonId, useServer } from './support/server.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');

const form = (id: string, more: object = {}): string =>
  JSON.stringify({
    type: 'default',
    id,
    schemaVersion: 18,
    components: [
      {
        type: 'filepicker',
        id: 'p',
        key: 'plans',
        label: 'Plans',
        accept: '.pdf',
        multiple: true,
        properties: { level: '1' },
        ...more,
      },
      { type: 'filepicker', id: 'c', key: 'card', label: 'Card', properties: { level: '3' } },
    ],
  });

const task = (id: string, assignee: string, rules = ''): string =>
  `<userTask id="${id}" tb:form="files"><extensionElements><tb:assignment assignee="${assignee}"/>${rules}</extensionElements></userTask>`;
const MODEL = bpmn(
  `<startEvent id="start"/>${task('work', 'wang')}${task('hand-in', 'li')}${task('check', 'wang', '<tb:field name="plans" rights="read"/><tb:field name="card" rights="hidden"/>')}
   <endEvent id="end"/>${flows('start work hand-in check end')}`,
  { key: 'filed', attributes: 'tb:starters="applicant,clerk"' },
);

describe('api/files of a form', () => {
  const server = useServer();
  const deploy = (...resources: { name: string; content: string }[]) =>
    server.as('root').post('/deployments', { name: 'files', resources });

  before(async () => {
    const reply = await deploy({ name: 'files.form', content: form('files') }, { name: 'filed.bpmn', content: MODEL });
    expect(reply.status, reply.text).to.equal(201);
  });

  const start = async (): Promise<string> =>
    (await server.as('li').post('/process-instances', { definitionKey: 'filed' })).body.id;
  const upload = async (who: PersonId, id: string, name = 'plan.pdf', fields: Record<string, string> = {}) => {
    const body = new FormData();
    for (const [field, value] of Object.entries(fields)) body.append(field, value);
    body.append('file', new Blob([name.endsWith('.pdf') ? PDF : 'text']), name);
    return (await server.as(who).post(`/process-instances/${id}/attachments`, body)).body.id as string;
  };
  const open = async (who: PersonId, id: string): Promise<string> =>
    (await server.as(who).get(`/tasks?instanceId=${id}`)).body.items[0].id;
  const complete = async (who: PersonId, id: string, variables: object) =>
    server.as(who).post(`/tasks/${await open(who, id)}/complete`, { variables });
  const wrong = (reply: { body: { code?: string; errors?: { path: string }[] } }) => [
    reply.body.code,
    ...(reply.body.errors ?? []).map(({ path }) => path),
  ];

  it('should take what is attached to the case, and say of anything else where it stands', async () => {
    const [id, other] = [await start(), await start()];
    const plan = await upload('wang', id);
    const text = await upload('wang', id, 'note.txt');
    const elsewhere = await upload('wang', other);
    const gone = await upload('wang', id);
    await server.as('wang').post(`/attachments/${gone}/remove`, {});

    const refused = await complete('wang', id, { plans: [plan, text, elsewhere, gone, 'none'] });
    const taken = await complete('wang', id, { plans: [plan] });

    expect(wrong(refused)).to.deep.equal(['form-invalid', 'plans[1]', 'plans[2]', 'plans[3]', 'plans[4]']);
    expect(taken.status, taken.text).to.equal(200);
    const { body } = await server.as('root').get(`/process-instances/${id}/variables`);
    expect(body.variables.plans).to.deep.equal([plan]);
  });

  it('should want a file of an important field to be attached as sensitive', async () => {
    const id = await start();
    const [open, shut] = [await upload('wang', id), await upload('wang', id, 'card.pdf', { level: 'sensitive' })];

    expect(wrong(await complete('wang', id, { card: [open] }))).to.deep.equal(['form-invalid', 'card[0]']);
    expect((await complete('wang', id, { card: [shut] })).status).to.equal(200);
  });

  it('should let the applicant name what is his own or shown to him, and nothing of the office', async () => {
    const id = await start();
    const [internal, shown] = [
      await upload('wang', id),
      await upload('wang', id, 'p.pdf', { visibility: 'applicant' }),
    ];
    const own = await upload('li', id);
    await complete('wang', id, {});

    expect(wrong(await complete('li', id, { plans: [own, internal] }))).to.deep.equal(['form-invalid', 'plans[1]']);
    expect((await complete('li', id, { plans: [own, shown] })).status).to.equal(200);
  });

  it('should let the applicant leave in the form what the office has put there', async () => {
    const id = await start();
    const internal = await upload('wang', id);
    await complete('wang', id, { plans: [internal] });
    const own = await upload('li', id);

    expect((await complete('li', id, { plans: [internal, own] })).status).to.equal(200);
  });

  it('should not let a file go that the form names, before it is taken out or who manages the case says why', async () => {
    const id = await start();
    const [plan, other] = [await upload('wang', id), await upload('wang', id)];
    await complete('wang', id, { plans: [plan, other] });
    const remove = (who: PersonId, file: string, body = {}) => server.as(who).post(`/attachments/${file}/remove`, body);

    const refused = await remove('wang', plan);
    const reasonless = await remove('root', plan);
    const managed = await remove('root', plan, { text: '误传他人材料' });
    const named = await complete('li', id, { plans: [plan, other] });
    const without = await complete('li', id, { plans: [] });
    const removed = await remove('wang', other);

    expect([refused.status, refused.body.code, refused.body.params.field]).to.deep.equal([
      409,
      'attachment-named',
      'plans',
    ]);
    expect(reasonless.body.code).to.equal('attachment-named');
    expect(managed.status, managed.text).to.equal(200);
    expect(wrong(named)).to.deep.equal(['form-invalid', 'plans[0]']);
    expect([without.status, removed.status]).to.deep.equal([200, 200]);
  });

  it('should keep to the rights of the step', async () => {
    const id = await start();
    const plan = await upload('wang', id);
    await complete('wang', id, { plans: [plan] });
    await complete('li', id, {});

    const { body } = await server.as('wang').get(`/tasks/${await open('wang', id)}/form`);
    const written = await complete('wang', id, { plans: [plan] });

    expect(body.data)
      .to.deep.include({ plans: [plan] })
      .and.not.have.property('card');
    expect(body.schema.components.map(({ key }: { key: string }) => key)).to.deep.equal(['plans']);
    expect(wrong(written)).to.deep.equal(['form-invalid', 'plans']);
  });

  it('should keep a case from beginning with a file, and a form that would require one from being deployed', async () => {
    const model = (required: string) =>
      bpmn(
        `<startEvent id="start" tb:form="begins"><extensionElements>${required}</extensionElements></startEvent><endEvent id="end"/>${flows('start end')}`,
        { key: 'begins', attributes: 'tb:starters="applicant,clerk"' },
      );
    const begins = { name: 'begins.form', content: form('begins', { validate: { required: true } }) };

    const refused = await deploy(begins, { name: 'begins.bpmn', content: model('') });
    const deployed = await deploy(begins, {
      name: 'begins.bpmn',
      content: model('<tb:field name="plans" rights="read"/>'),
    });
    const started = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'begins', variables: { card: ['none'] } });

    expect(refused.body.problems.map(({ rule }: { rule: string }) => rule)).to.deep.equal(['field-file-at-start']);
    expect(deployed.status, deployed.text).to.equal(201);
    expect(wrong(started)).to.deep.equal(['form-invalid', 'card[0]']);
  });
});
