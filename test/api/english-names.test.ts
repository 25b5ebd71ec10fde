import { expect } from 'chai';
import { pino } from 'pino';
import { readEnglishNames } from '../../engine/runtime/english-names.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const step = (id: string, names: string, more = ''): string =>
  `<userTask id="${id}" ${names}><extensionElements><tb:assignment groups="window"/>${more}</extensionElements></userTask>`;

/** The last step has no English name. */
const NAMED = bpmn(
  `<extensionElements><tb:limit clock="statutory" value="20" unit="workingDay" basis="行政许可法第四十二条"/><tb:suspensionReason code="test" name="检测" nameEn="Testing" basis="行政许可法 45"/><tb:suspensionReason code="flood" name="汛情" basis="本市防汛规定 3" basisEn="City flood rules, s. 3"/><tb:limit clock="promised" value="10" unit="workingDay" basis="本市服务承诺" basisEn="Service promise of the city"/><tb:conduct organ="市场监管局" organEn="Market bureau"/><tb:material code="m1" name="申请书" nameEn="Application form"/><tb:material code="m2" name="平面图"/><tb:specialProcedure kind="hearing" name="听证" nameEn="Hearing"/></extensionElements>
   <startEvent id="start" name="申请" tb:nameEn="Apply"/>
   ${step('accept', 'name="受理" tb:nameEn="Take in"')}
   ${step('examine', 'name="审查" tb:nameEn="Examine"', '<tb:return targets="accept"/>')}
   ${step('file', 'name="归档"')}
   <endEvent id="end"/>${flows('start accept examine file end')}`,
  { key: 'named', attributes: 'name="经营许可" tb:nameEn="Trading licence" tb:starters="applicant"' },
);

const IN = { zh: { 'accept-language': 'zh-CN' }, en: { 'accept-language': 'en' } } as const;

describe('api/names of processes and steps', () => {
  const server = useServer();
  let id: string;
  let task: string;

  const read = async (person: 'li' | 'wang' | 'root' | 'mei', path: string, language: keyof typeof IN) =>
    (await server.as(person).with(IN[language]).get(path)).body;
  const openTask = async (): Promise<string> => {
    const { rows } = await server.database.query<{ id: string }>('select id from task where instance_id = $1', [id]);
    return rows[0]?.id ?? '';
  };

  before(async () => {
    await deploy(server, NAMED);
    id = (await server.as('li').post('/process-instances', { definitionKey: 'named', businessKey: 'N-1' })).body.id;
    await server.as('wang').post(`/tasks/${await openTask()}/complete`);
    task = await openTask();
    await server.as('wang').post(`/tasks/${task}/claim`);
  });

  for (const [language, process, here, before] of [
    ['zh', '经营许可', '审查', '受理'],
    ['en', 'Trading licence', 'Examine', 'Take in'],
  ] as const) {
    it(`should be told in the language of the reader: ${language}`, async () => {
      const { items: definitions } = await read('root', '/process-definitions?key=named', language);
      const { items: tasks } = await read('wang', '/tasks?view=mine', language);
      const { items: found } = await read('root', `/process-definitions?q=${encodeURIComponent(process)}`, language);
      const seen = await read('li', `/process-instances/${id}`, language);
      const { items: cases } = await read('root', '/process-instances', language);
      const form = await read('wang', `/tasks/${task}/form`, language);
      const { items: done } = await read('wang', '/tasks?view=done', language);
      const overview = await read('root', '/reports/overview', language);

      expect([definitions[0].name, found[0].key]).to.deep.equal([process, 'named']);
      expect(tasks[0]).to.include({ name: here, definitionName: process });
      expect([seen.definitionName, seen.elements[0].name]).to.deep.equal([process, here]);
      expect([cases[0].definitionName, cases[0].elements[0].name]).to.deep.equal([process, here]);
      expect(form.returnTargets.map(({ name }: { name: string }) => name)).to.include(before);
      expect(form.opinions[0].taskName).to.equal(before);
      expect(done[0].name).to.equal(before);
      expect(overview.definitions[0]).to.include({ definitionName: process });
      expect(overview.definitions[0].elements[0].name).to.equal(here);
    });

    it(`should be told in the language of the reader before anything is done: ${language}`, async () => {
      const client = server.as('wang').with(IN[language]);
      const { body } = await client.post(`/tasks/${task}/return?dryRun=true`, { to: 'accept', comment: 'x' });

      expect(body.wouldDo.openedTasks.map(({ name }: { name: string }) => name)).to.deep.equal([before]);
      expect(body.wouldDo.endedElements.map(({ name }: { name: string }) => name)).to.deep.equal([here]);
      expect(body.wouldDo.openedTasks[0]).to.not.have.property('nameEn');
    });
  }

  for (const [language, basis, article] of [
    ['zh', '行政许可法第四十二条', '行政许可法 45'],
    ['en', 'Administrative Licence Law, Art. 42', 'Administrative Licence Law, Art. 45'],
  ] as const) {
    it(`should name the law in the language of the reader: ${language}`, async () => {
      const { clocks } = await read('wang', `/process-instances/${id}/clocks`, language);
      const proceedings = await read('wang', `/process-instances/${id}/proceedings`, language);
      const { items } = await read('root', '/reports/service-items', language);

      expect(clocks.find(({ clock }: { clock: string }) => clock === 'statutory').basis).to.equal(basis);
      expect(proceedings.clocks.find((one: { clock: string }) => one.clock === 'statutory').basis).to.equal(basis);
      expect(proceedings.suspensionReasons[0].basis).to.equal(article);
      expect(
        items.find(
          (one: { definitionKey: string; clock: string }) => one.definitionKey === 'named' && one.clock === 'statutory',
        ).basis,
      ).to.equal(basis);
    });
  }

  for (const [language, promise, rules] of [
    ['zh', '本市服务承诺', '本市防汛规定 3'],
    ['en', 'Service promise of the city', 'City flood rules, s. 3'],
  ] as const) {
    it(`should name a law that only the model knows as the model says: ${language}`, async () => {
      const { clocks } = await read('wang', `/process-instances/${id}/clocks`, language);
      const proceedings = await read('wang', `/process-instances/${id}/proceedings`, language);
      const { items } = await read('root', '/reports/service-items', language);
      const isPromise = ({ clock }: { clock: string }): boolean => clock === 'promised';

      expect(clocks.find(isPromise).basis).to.equal(promise);
      expect(proceedings.clocks.find(isPromise).basis).to.equal(promise);
      expect(
        items.find((one: { definitionKey: string; clock: string }) => one.definitionKey === 'named' && isPromise(one))
          .basis,
      ).to.equal(promise);
      expect(proceedings.suspensionReasons[1].basis).to.equal(rules);
    });
  }

  for (const [language, materials, procedure, reason] of [
    ['zh', ['申请书', '平面图'], '听证', '检测'],
    ['en', ['Application form', '平面图'], 'Hearing', 'Testing'],
  ] as const) {
    it(`should name materials, procedures and reasons in the language of the reader: ${language}`, async () => {
      const seen = await read('wang', `/process-instances/${id}/proceedings`, language);

      expect(seen.materials.map(({ name }: { name: string }) => name)).to.deep.equal(materials);
      expect(seen.specialProcedures).to.deep.equal([{ kind: 'hearing', name: procedure }]);
      expect(seen.suspensionReasons[0]).to.include({ code: 'test', name: reason }).and.not.have.property('nameEn');
    });
  }

  it('should be found by either of them, in whatever letters, open and done', async () => {
    const found = async (view: string, q: string) =>
      (await read('wang', `/tasks?view=${view}&count=true&q=${encodeURIComponent(q)}`, 'en')).items.map(
        ({ elementId }: { elementId: string }) => elementId,
      );

    expect(await found('mine', '审查')).to.deep.equal(['examine']);
    expect(await found('mine', 'examin')).to.deep.equal(['examine']);
    expect(await found('mine', 'Take in'), 'another step of the same process').to.deep.equal([]);
    expect(await found('mine', '%'), 'a sign is a sign').to.deep.equal([]);
    expect(await found('done', 'take IN')).to.deep.equal(['accept']);
  });

  it('should be read from the text of what was deployed before they were kept', async () => {
    const { pool, definitions } = server.runtime;
    const [{ id: definition }] = (await read('root', '/process-definitions?key=named', 'en')).items;
    await pool.query(`delete from step_name where definition_id = $1`, [definition]);
    await pool.query(`update definition set name_en = null, names_read = false where id = $1`, [definition]);
    await definitions.refresh();
    const search = async () => (await read('wang', '/tasks?view=mine&q=examin', 'en')).items.length;
    expect(await search()).to.equal(0);

    const silent = pino({ level: 'silent' });
    await readEnglishNames({ pool, definitions, logger: silent }, AbortSignal.abort());
    expect(await search(), 'nothing is read any more when the engine stops').to.equal(0);
    await readEnglishNames({ pool, definitions, logger: silent });

    expect(await search()).to.equal(1);
    expect((await read('root', '/process-definitions?key=named', 'en')).items[0].name).to.equal('Trading licence');
    const { rows } = await pool.query(`select from definition where kind = 'process' and not names_read`);
    expect(rows, 'is not read again').to.have.length(0);
  });

  it('should be listed in the language of who hands over', async () => {
    await server.as('root').patch('/organisation/groups/window', { nameEn: 'Window' });
    const body = { from: 'wang', to: 'zhao', groups: true, dryRun: true };
    const listed = async (language: keyof typeof IN) =>
      (await server.as('root').with(IN[language]).post('/organisation/hand-over', body)).body.results.flatMap(
        ({ kind, name }: { kind: string; name: string }) => (kind === 'task' || kind === 'group' ? [name] : []),
      );
    const { name } = (await read('root', '/organisation/groups?q=window', 'zh')).items[0];

    expect(await listed('en')).to.deep.equal(['N-1 Examine', 'Window']);
    expect(await listed('zh')).to.deep.equal(['N-1 审查', name]);
  });

  it('should be the Chinese ones where the model has no other', async () => {
    await server.as('wang').post(`/tasks/${task}/complete`);

    const { items } = await read('wang', '/tasks?view=claimable', 'en');

    expect(items[0]).to.include({ name: '归档', definitionName: 'Trading licence' });
  });
});
