import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { type PersonId, useServer } from './support/server.ts';

const ID = '11010519491231002X';
const PHONE = '13812345678';
const SECRETS = [ID, PHONE, '19491231'];

const field = (key: string, properties: object, more: object = {}): object => ({
  type: 'textfield',
  id: `Field_${key}`,
  key,
  label: key,
  properties,
  ...more,
});

const FORM = JSON.stringify({
  type: 'default',
  id: 'person',
  schemaVersion: 16,
  components: [
    field('fullName', { level: '2' }),
    field('idNumber', { level: '4', mask: 'idNumber' }, { validate: { required: true } }),
    field('phone', { level: '3', mask: 'phone' }),
  ],
});

const task = (id: string, assignment: string, inside = ''): string =>
  `<userTask id="${id}" name="${id}" tb:form="person"><extensionElements><tb:assignment ${assignment}/>${inside}</extensionElements></userTask>`;

/** The applicant fills it in; the window sees it whole, the tax office without the number; then an assignee that is no text breaks. */
const MODEL = bpmn(
  `<startEvent id="start" tb:form="person"/>${task('accept', 'groups="window"')}
   ${task('decide', 'assignee="zhao"', '<tb:field name="idNumber" rights="hidden"/><tb:field name="phone" rights="read"/>')}
   ${task('broken', 'assignee="=[idNumber, phone]"')}
   <endEvent id="end"/>${flows('start accept decide broken end')}`,
  {
    key: 'personal',
    attributes: 'name="Personal" tb:starters="applicant,clerk" tb:inboxVariables="fullName,idNumber,phone"',
  },
);

describe('api/personal data', () => {
  const server = useServer();
  let id: string;
  let accept: string;

  before(async () => {
    const resources = [
      {
        name: 'm.bpmn',
        content: MODEL.replace(' tb:inboxVariables="fullName,idNumber,phone"', ' tb:inboxVariables="fullName,phone"'),
      },
      { name: 'f.form', content: FORM },
    ];
    const reply = await server.as('root').post('/deployments', { name: 'x', resources });
    if (reply.status !== 201) throw new Error(reply.text);
    const variables = { fullName: '王小明', idNumber: ID, phone: PHONE };
    id = (await server.as('li').post('/process-instances', { definitionKey: 'personal', variables })).body.id;
    accept = (await server.as('wang').get('/tasks?view=claimable')).body.items[0].id;
  });

  const say = (path: string, ...people: readonly PersonId[]) =>
    Promise.all(people.map((one) => server.as(one).get(path)));
  const leaks = (text: string): string[] => SECRETS.filter((secret) => text.includes(secret));

  it('should be the applicant’s own to read', async () => {
    const { body } = await server.as('li').get(`/process-instances/${id}`);

    expect(body.variables).to.deep.equal({ fullName: '王小明', idNumber: ID, phone: PHONE });
    expect(body.masked).to.deep.equal([]);
  });

  it('should be masked wherever a case is shown or listed, whoever looks', async () => {
    const paths = [
      `/process-instances/${id}`,
      '/process-instances',
      `/process-instances/${id}/journal`,
      `/process-instances/${id}/variables`,
      `/tasks/${accept}`,
      `/tasks/${accept}/form`,
      '/tasks',
      '/tasks?view=claimable',
    ];
    const people = ['root', 'mei', 'wang', 'vera'] as const;

    const replies = (await Promise.all(paths.map((path) => say(path, ...people)))).flat();
    const shown = await server.as('mei').get(`/process-instances/${id}`);

    expect(replies.flatMap(({ text }) => leaks(text))).to.deep.equal([]);
    expect(shown.body.variables).to.deep.equal({ fullName: '王小明', idNumber: '110***2X', phone: '138***78' });
    expect(shown.body.masked).to.have.members(['idNumber', 'phone']);
  });

  it('should not be found out by searching or filtering lists', async () => {
    const asked = await Promise.all(
      [
        `q=${PHONE}`,
        `q=${PHONE.slice(3, 9)}`,
        `variables[phone]=${PHONE}`,
        'variables[phone][from]=1381234&variables[phone][to]=1381235',
      ].map((query) => server.as('wang').get(`/tasks?view=claimable&${query}&count=true`)),
    );
    const masked = await server.as('wang').get('/tasks?view=claimable&q=138***78');

    expect(asked.map(({ body }) => body.total)).to.deep.equal([0, 0, 0, 0]);
    expect(masked.body.items).to.have.length(1);
  });

  it('should be shown in the form to whoever holds the task, and to no other candidate', async () => {
    const before = (await server.as('wang').get(`/tasks/${accept}/form`)).body;
    await server.as('wang').post(`/tasks/${accept}/claim`);
    const holder = (await server.as('wang').get(`/tasks/${accept}/form`)).body;
    const manager = await server.as('mei').get(`/tasks/${accept}/form`);

    expect(before.data.idNumber).to.equal('110***2X');
    expect(before.masked).to.have.members(['idNumber', 'phone']);
    expect(before.schema.components.map(({ disabled }: { disabled?: boolean }) => disabled === true)).to.deep.equal([
      false,
      true,
      true,
    ]);
    expect(holder.data).to.include({ idNumber: ID, phone: PHONE });
    expect(holder.masked).to.deep.equal([]);
    expect(leaks(manager.text)).to.deep.equal([]);
  });

  it('should not be overwritten by what a mask left', async () => {
    const reply = await server
      .as('wang')
      .post(`/tasks/${accept}/complete`, { variables: { fullName: 'x', idNumber: '110***2X', phone: PHONE } });

    expect([reply.status, reply.body.code]).to.deep.equal([422, 'form-invalid']);
    expect(reply.body.errors[0].path).to.equal('idNumber');
  });

  it('should be unmasked for a purpose that is kept first, and shown to auditors and with the case', async () => {
    const asked = { fields: ['phone'], purpose: '电话告知补正事项' };

    const plain = await server.as('mei').post(`/process-instances/${id}/unmask`, asked);
    const without = await server.as('mei').post(`/process-instances/${id}/unmask`, { fields: ['phone'] });
    const blank = await server
      .as('mei')
      .post(`/process-instances/${id}/unmask`, { fields: ['phone'], purpose: '          ' });
    const unknown = await server.as('mei').post(`/process-instances/${id}/unmask`, { ...asked, fields: ['fullName'] });
    const admin = await server.as('root').post(`/process-instances/${id}/unmask`, asked);
    const subject = await server.as('li').get(`/process-instances/${id}/unmaskings`);
    const audit = await server.as('vera').get('/audit/unmaskings?actor=mei');
    const clerk = await server.as('wang').get('/audit/unmaskings');

    expect(plain.body).to.deep.equal({ values: { phone: PHONE } });
    expect([without.status, blank.status, unknown.status, admin.status]).to.deep.equal([400, 400, 422, 403]);
    expect(subject.body.items).to.have.length(1);
    expect(subject.body.items[0]).to.include({
      actor: 'mei',
      actorName: 'mei',
      purpose: asked.purpose,
      instanceId: id,
    });
    expect(audit.body.items[0].fields).to.deep.equal(['phone']);
    expect(clerk.status).to.equal(403);
    expect(leaks(audit.text + subject.text)).to.deep.equal([]);
  });

  it('should be unmasked so often within an hour and no more, however many ask at once', async () => {
    const asked = { fields: ['phone'], purpose: '电话告知补正事项' };
    const look = () => server.as('mei').post(`/process-instances/${id}/unmask`, asked);

    const all = await Promise.all(Array.from({ length: 40 }, look));
    const kept = await server.database.query("select from unmasking where actor = 'mei'");

    const refused = all.filter(({ status }) => status === 429);
    expect(kept.rowCount).to.equal(30);
    expect(refused.map(({ body }) => body.code)).to.include('unmask-limit');
    expect(leaks(refused.map(({ text }) => text).join())).to.deep.equal([]);
    await server.runtime.moveClock((now) => now + 3_600_000);
    expect((await look()).status).to.equal(200);
  });

  it('should stay out of what people tell each other', async () => {
    await server.as('wang').post(`/process-instances/${id}/comments`, { text: `电话 ${PHONE} 无人接听` });
    await server.as('root').post(`/process-instances/${id}/supervise`, {
      to: 'wang',
      text: `请联系 ${PHONE}`,
      dueAt: '2030-01-01T00:00:00Z',
    });

    const told = [
      ...(await say(`/process-instances/${id}/comments`, 'root', 'mei', 'wang', 'vera')),
      ...(await say(`/supervisions?instanceId=${id}`, 'root', 'mei', 'vera')),
    ];

    expect(told[0]?.text).to.contain('无人接听');
    for (const { text } of told) expect(leaks(text)).to.deep.equal([]);
  });

  it('should stay out of documents, but for the applicant and for who has to deliver them', async () => {
    const content = bpmn(
      `<startEvent id="start" tb:form="person"/><userTask id="accept" tb:operations="claim,complete,issue-document"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>${flows('start accept')}`,
      { key: 'served', attributes: 'tb:starters="applicant"' },
    );
    const resources = [
      { name: 'm.bpmn', content },
      { name: 'f.form', content: FORM },
    ];
    await server.as('root').post('/deployments', { name: 'served', resources });
    const variables = { fullName: '王小明', idNumber: ID, phone: PHONE };
    const served = (await server.as('li').post('/process-instances', { definitionKey: 'served', variables })).body.id;
    const { items } = (await server.as('wang').get(`/tasks?instanceId=${served}`)).body;
    await server.as('wang').post(`/tasks/${items[0].id}/claim`);
    const remark = `已电话 ${PHONE} 通知`;
    await server.as('wang').post(`/tasks/${items[0].id}/issue-document`, { kind: 'acceptance', comment: remark });
    const [document] = (await server.as('root').get(`/process-instances/${served}/documents`)).body.items;
    const read = (who: PersonId) => server.as(who).get(`/process-instances/${served}/documents/${document.id}`);

    const [applicant, clerk, ...others] = await Promise.all(
      (['li', 'wang', 'root', 'vera'] as const).map(async (who) => (await read(who)).text),
    );

    expect([applicant, clerk].map((text) => text?.includes(PHONE))).to.deep.equal([true, true]);
    for (const text of others) {
      expect(text).to.contain('138***78');
      expect(leaks(text)).to.deep.equal([]);
    }
  });

  it('should keep the record of who looked from being changed', async () => {
    const changed = await server.database
      .query('update unmasking set purpose = $1', ['x'])
      .catch((error: Error) => error);
    const removed = await server.database.query('delete from unmasking').catch((error: Error) => error);

    expect([changed, removed].every((one) => one instanceof Error)).to.equal(true);
  });

  it('should stay out of opinions, ended tasks, and everything a hidden field touches', async () => {
    const variables = { fullName: '王小明', idNumber: ID, phone: PHONE };
    const done = await server.as('wang').post(`/tasks/${accept}/complete`, { variables, comment: `核对 ${ID} 无误` });
    expect(done.status).to.equal(200);
    const [decide] = (await server.as('zhao').get('/tasks?view=mine')).body.items;
    const form = await server.as('zhao').get(`/tasks/${decide.id}/form`);
    const seen = await say(`/process-instances/${id}`, 'zhao');
    const rest = await Promise.all(
      [`/process-instances/${id}/journal`, `/process-instances/${id}/variables`, '/tasks?view=mine'].map((path) =>
        server.as('zhao').get(path),
      ),
    );
    const opinions = await say(`/tasks/${decide.id}/form`, 'mei', 'root', 'vera');

    expect(form.body.schema.components.map(({ key }: { key: string }) => key)).to.deep.equal(['fullName', 'phone']);
    expect(form.body.data).to.deep.equal({ fullName: '王小明', phone: PHONE });
    expect(form.body.opinions[0].text).to.equal('核对 *** 无误');
    expect(seen[0]?.body.variables).to.deep.equal({ fullName: '王小明', phone: '138***78' });
    expect(seen[0]?.text).to.not.contain('110***');
    for (const { text } of [...rest, ...opinions]) expect(leaks(text)).to.deep.equal([]);
    expect(form.text).to.not.contain(ID);
    const { status } = await server
      .as('zhao')
      .post(`/process-instances/${id}/unmask`, { fields: ['idNumber'], purpose: '看看这个号码' });
    expect(status).to.equal(422);
  });

  it('should refuse what is read only or hidden, and name the field', async () => {
    const [decide] = (await server.as('zhao').get('/tasks?view=mine')).body.items;

    const read = await server
      .as('zhao')
      .post(`/tasks/${decide.id}/complete`, { variables: { fullName: 'x', phone: '1' } });
    const hidden = await server
      .as('zhao')
      .post(`/tasks/${decide.id}/complete`, { variables: { fullName: 'x', idNumber: ID } });

    expect([read.body.code, read.body.errors[0].path]).to.deep.equal(['form-invalid', 'phone']);
    expect([hidden.body.code, hidden.body.errors[0].path]).to.deep.equal(['form-invalid', 'idNumber']);
    expect(leaks(read.text + hidden.text)).to.deep.equal([]);
  });

  it('should stay out of incidents, failed jobs and the log', async () => {
    const [decide] = (await server.as('zhao').get('/tasks?view=mine')).body.items;
    await server.as('zhao').post(`/tasks/${decide.id}/complete`, { variables: { fullName: '王小明' } });

    const incidents = await say('/incidents', 'root', 'anna', 'mei', 'vera');
    const cases = await say(`/process-instances/${id}`, 'root', 'mei', 'wang');
    const done = await server.as('zhao').get('/tasks?view=done');

    expect(incidents[0]?.body.items).to.have.length(1);
    for (const { text } of [...incidents, ...cases, done]) expect(leaks(text)).to.deep.equal([]);
    expect(leaks(server.log.join())).to.deep.equal([]);
  });

  it('should be masked in the journal under the values it had before', async () => {
    await server.as('root').patch(`/process-instances/${id}/variables`, { variables: { phone: '13900000000' } });

    const journal = await say(`/process-instances/${id}/journal?limit=500`, 'root', 'mei', 'vera');

    for (const { text } of journal)
      expect([...leaks(text), ...(text.includes('13900000000') ? ['new'] : [])]).to.deep.equal([]);
  });
});

describe('api/field rights at deployment', () => {
  const server = useServer();

  const check = async (inside: string, attributes = ''): Promise<[string, string][]> => {
    const content = bpmn(
      `<startEvent id="start"/>${task('a', 'assignee="wang"', inside)}<endEvent id="end"/>${flows('start a end')}`,
      {
        key: 'p',
        attributes,
      },
    );
    const resources = [
      { name: 'm.bpmn', content },
      { name: 'f.form', content: FORM },
    ];
    const { body } = await server.as('root').post('/deployments/check', { name: 'x', resources });
    return body.problems.map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity]);
  };

  it('should refuse what has no meaning, and warn of what is not asked for', async () => {
    const found = await Promise.all([
      check('<tb:field name="phone" rights="read"/>'),
      check('<tb:field name="nothing" rights="read"/>'),
      check('<tb:field name="phone" rights="see"/>'),
      check('<tb:field name="phone" rights="read"/><tb:field name="phone" rights="write"/>'),
      check('<tb:field name="idNumber" rights="hidden"/>'),
      check('<tb:field name="phone" rights="hidden"/>', 'tb:inboxVariables="phone"'),
    ]);

    expect(found).to.deep.equal([
      [],
      [['field-unknown', 'error']],
      [['field-right-invalid', 'error']],
      [['field-right-doubled', 'error']],
      [['field-required-hidden', 'warning']],
      [['field-hidden-in-list', 'error']],
    ]);
  });
});
