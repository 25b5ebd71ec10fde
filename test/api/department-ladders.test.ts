import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const HOUR = 3_600_000;
const step = (inside = '', attributes = '') =>
  `<startEvent id="start"/><userTask id="review" name="审查" tb:department="office" ${attributes}><extensionElements><tb:assignment groups="window"/><tb:limit value="10" unit="hour"/>${inside}</extensionElements></userTask><endEvent id="end"/>${flows('start review end')}`;
const rung = (name: string) => ({ name, when: { kind: 'after', n: 1, unit: 'hour' }, action: 'call', topic: 'sms' });

describe('api/department ladders', () => {
  const server = useServer();
  const root = () => server.as('root');
  const put = (department: string, rungs: readonly object[]) =>
    root().put(`/department-ladders/${department}`, { rungs });
  const start = async (definitionKey: string): Promise<string> =>
    (await root().post('/process-instances', { definitionKey })).body.id;
  const next = async (id: string) => (await root().get(`/process-instances/${id}/clocks`)).body.next;

  before(async () => {
    await root().put('/organisation/departments/bureau', { nameZh: '局', nameEn: 'Bureau' });
    await root().put('/organisation/departments/office', { nameZh: '科', nameEn: 'Office', parent: 'bureau' });
    const options = { attributes: 'tb:starters="applicant,clerk"' };
    const own = '<tb:ladder><tb:rung name="own" after="0" unit="hour" action="remind"/></tb:ladder>';
    const item =
      '<extensionElements><tb:ladder for="steps"><tb:rung name="item" after="0" unit="hour" action="remind"/></tb:ladder></extensionElements>';
    await deploy(server, bpmn(step(), { key: 'plain', ...options }));
    await deploy(server, bpmn(step(own), { key: 'own', ...options }));
    await deploy(server, bpmn(item + step(), { key: 'item', ...options }));
  });

  afterEach(() => server.clock.set(START));

  it("should have a step's own ladder before its item's, that before its department's, and that before none", async () => {
    const before = await start('plain');
    expect(await next(before)).to.deep.equal([]);

    expect((await put('bureau', [rung('above')])).status).to.equal(200);
    const above = await start('plain');
    await put('office', [rung('nearer')]);
    const [nearer, own, item] = [await start('plain'), await start('own'), await start('item')];

    const names = await Promise.all([above, nearer, own, item].map(async (id) => (await next(id))[0]?.rung));
    expect(names).to.deep.equal(['bureau/1/above', 'office/1/nearer', 'own', 'item']);
    expect(await next(before)).to.deep.equal([]);
  });

  it('should keep the version a visit began under, climb it once, and tell of all versions', async () => {
    await put('office', [rung('old')]);
    const id = await start('plain');
    const [first] = await next(id);
    await server.runtime.moveClock(START + HOUR);
    await put('office', [rung('new')]);

    await server.runtime.moveClock(Date.parse(first.at) + 48 * HOUR);

    const { rows } = await server.database.query(
      `select e->>'rung' as rung from journal j, json_array_elements(j.events) e where j.instance_id = $1 and e->>'type' = 'rungClimbed'`,
      [id],
    );
    expect(rows.map((row) => row.rung)).to.deep.equal([first.rung]);
    expect(await next(id)).to.deep.equal([]);
    const { items } = (await root().get('/department-ladders')).body;
    const ofOffice = items.filter(({ department }: { department: string }) => department === 'office');
    expect(ofOffice[0]).to.deep.include({ until: null, rungs: [{ ...ofOffice[0].rungs[0], name: 'new' }] });
    expect(ofOffice[1].until).to.equal(ofOffice[0].since);
  });

  it('should fall back to the department above where a version has no rungs', async () => {
    await put('bureau', [rung('above')]);
    await put('office', []);

    expect((await next(await start('plain')))[0].rung).to.match(/^bureau\/\d+\/above$/);
  });

  it('should refuse what could not be done', async () => {
    const ask = async (rungs: readonly object[]) => (await put('office', rungs)).body.code;
    const when = { kind: 'after', n: 1, unit: 'workingDay' };

    expect(await ask([{ name: 'a', when, action: 'pass' }])).to.equal('ladder-refused');
    expect(await ask([{ name: 'a', when, action: 'start' }])).to.equal('ladder-refused');
    expect(await ask([{ name: 'a', when, action: 'remind', topic: 'sms' }])).to.equal('ladder-refused');
    expect(await ask([rung('a'), rung('a')])).to.equal('ladder-refused');
    expect(await ask([{ name: 'a', when: { ...when, n: 0.5 }, action: 'remind' }])).to.equal('ladder-refused');
    expect(await ask([{ name: 'a', when, action: 'accept', basis: 'x' }])).to.equal('bad-request');
    expect((await put('nowhere', [])).body.code).to.equal('not-found');
    expect((await server.as('wang').put('/department-ladders/office', { rungs: [] })).status).to.equal(403);
  });
});
