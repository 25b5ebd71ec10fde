import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { compilers } from '../../engine/boot/compilers.ts';
import type { DeployResult, Resource } from '../../engine/runtime/deploy.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';

const TASK = (form = '') =>
  `<startEvent id="start"/><userTask id="work" ${form}/><endEvent id="end"/>${flows('start work end')}`;

const process = (key: string, body = TASK()): Resource => ({ name: `${key}.bpmn`, content: bpmn(body, { key }) });
const form = (key: string, label: string): Resource => ({
  name: `${key}.form`,
  content: JSON.stringify({
    type: 'default',
    id: key,
    schemaVersion: 16,
    components: [{ type: 'textfield', key: 'name', label, id: 'f1', properties: { level: '1' } }],
  }),
});

describe('runtime/deploy', () => {
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url, { compilers, retentionYears: 10 });
  });

  after(() => engine.close());

  const deploy = (...resources: Resource[]) =>
    engine.runtime.deployments.deploy({ name: 'test', resources, by: 'admin' });
  const versions = (result: DeployResult) =>
    result.ok
      ? result.definitions
          .map(({ kind, key, version, unchanged }) => `${kind} ${key} ${version}${unchanged ? ' unchanged' : ''}`)
          .sort()
      : result.problems.map(({ rule }) => rule);
  const count = async (table: string) =>
    Number((await engine.runtime.pool.query(`select count(*) from ${table}`)).rows[0].count);

  it('should give a changed process a new version and leave an unchanged one alone', async () => {
    const first = await deploy(process('one'), process('two'));

    const second = await deploy(process('one'), process('two', TASK().replace('id="work"', 'id="work" name="new"')));

    expect(versions(first)).to.deep.equal(['process one 1', 'process two 1']);
    expect(versions(second)).to.deep.equal(['process one 1 unchanged', 'process two 2']);
  });

  it('should warn of forms and called processes that are not there, and not of those deployed along or before', async () => {
    const call = (key: string) =>
      process(
        key,
        `<startEvent id="start"/><callActivity id="call" calledElement="one"/><callActivity id="far" calledElement="nowhere"/><userTask id="work" tb:form="never"/><endEvent id="end"/>${flows('start call far work end')}`,
      );

    const lonely = await deploy(call('calls'));
    const complete = await deploy(process('nowhere'), form('never', 'x'), call('calls-well'));

    const rulesOf = (result: DeployResult) =>
      (result.ok ? result.warnings : result.problems).map(({ rule, elementId }) => `${rule} ${elementId}`);
    expect(rulesOf(lonely)).to.include.members(['process-not-deployed far', 'form-not-deployed work']);
    expect(rulesOf(lonely)).to.not.include('process-not-deployed call');
    expect(rulesOf(complete).filter((rule) => rule.includes('not-deployed'))).to.deep.equal([]);
  });

  it('should count a process as changed when its form in the same deployment has', async () => {
    const model = process('with-form', TASK('tb:form="apply"'));
    await deploy(model, form('apply', 'old'));

    const second = await deploy(model, form('apply', 'new'));
    const third = await deploy(model, form('apply', 'new'));

    expect(versions(second)).to.deep.equal(['form apply 2', 'process with-form 2']);
    expect(versions(third)).to.deep.equal(['form apply 2 unchanged', 'process with-form 2 unchanged']);
  });

  it('should deploy nothing at all when one resource has an error', async () => {
    const before = await count('definition');

    const result = await deploy(
      process('fine'),
      process('broken', '<startEvent id="start"/><exclusiveGateway id="start"/>'),
    );

    expect(result.ok).to.equal(false);
    expect(await count('definition')).to.equal(before);
    expect(
      result.ok
        ? []
        : [...new Set(result.problems.filter(({ severity }) => severity === 'error').map(({ resource }) => resource))],
    ).to.deep.equal(['broken.bpmn']);
  });

  const REFUSED: readonly [name: string, resources: Resource[], rule: string][] = [
    ['a file that is no decision', [{ name: 'a.dmn', content: '<a/>' }], 'not-dmn'],
    ['a file of another kind', [{ name: 'a.txt', content: '' }], 'resource-unsupported'],
    ['an unknown kind of file', [{ name: 'readme.txt', content: 'hello' }], 'resource-unsupported'],
    ['the same process twice', [process('same'), { ...process('same'), name: 'copy.bpmn' }], 'key-duplicate'],
    ['nothing', [], 'resource-missing'],
    [
      'a start timer that cannot be read',
      [
        process(
          'never',
          `<startEvent id="start"><timerEventDefinition><timeCycle>=1 + 1</timeCycle></timerEventDefinition></startEvent><endEvent id="end"/>${flows('start end')}`,
        ),
      ],
      'expression-failed',
    ],
  ];

  for (const [name, resources, rule] of REFUSED) {
    it(`should refuse ${name}`, async () => {
      const result = await deploy(...resources);

      expect(versions(result)).to.include(rule);
    });
  }

  it('should only check when asked to check', async () => {
    const before = await count('definition');

    const problems = await engine.runtime.deployments.check({
      resources: [process('checked'), { name: 'a.txt', content: '' }],
    });

    expect(problems.map(({ resource, rule }) => `${resource} ${rule}`)).to.include('a.txt resource-unsupported');
    expect(await count('definition')).to.equal(before);
  });

  it('should number versions without gaps or doubles when many deploy at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        deploy(process('raced', TASK().replace('id="work"', `id="work" name="${n}"`))),
      ),
    );

    const numbers = results.map((result) => (result.ok ? result.definitions[0]?.version : 0));
    expect([...numbers].sort((a, b) => Number(a) - Number(b))).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('should start the latest version, and another by number', async () => {
    await deploy(process('latest'));
    await deploy(process('latest', TASK().replace('id="work"', 'id="work" name="second"')));

    const latest = await engine.startCase('latest');
    const first = await engine.send('start-process-instance', 'new', { definitionKey: 'latest', version: 1 });

    const { rows } = await engine.runtime.pool.query(
      'select d.version from instance i join definition d on d.id = i.definition_id where i.id = any($1) order by d.version desc',
      [[latest, first.ok ? first.instanceId : '']],
    );
    expect(rows.map(({ version }) => version)).to.deep.equal([2, 1]);
  });

  it('should be known to another process at its next command', async () => {
    const other = await createTestEngine(database.url, { compilers });
    await deploy(process('elsewhere'));
    await other.startCase('elsewhere');
    await deploy(process('elsewhere', TASK().replace('id="work"', 'id="work" name="newer"')));

    const id = await other.startCase('elsewhere');

    const { rows } = await engine.runtime.pool.query('select name from task where instance_id = $1', [id]);
    await other.close();
    expect(rows).to.deep.equal([{ name: 'newer' }]);
  });

  it('should refuse new cases of a suspended definition and go on with running ones', async () => {
    const result = await deploy(process('paused'));
    const id = result.ok ? (result.definitions[0]?.id ?? '') : '';
    const running = await engine.startCase('paused');
    await engine.runtime.deployments.suspend(id, true);

    const refused = await engine.send('start-process-instance', 'new', { definitionKey: 'paused' });
    const taskId = (await engine.runtime.pool.query('select id from task where instance_id = $1', [running])).rows[0]
      .id;
    const completed = await engine.send('complete-task', { taskId }, { taskId });
    await engine.runtime.deployments.suspend(id, false);

    expect(refused.ok ? 'started' : refused.failure.code).to.equal('definition-suspended');
    expect(refused.ok ? {} : refused.failure.params, 'what people call it').to.include.keys(
      'process',
      'processZh',
      'key',
    );
    expect(completed.ok).to.equal(true);
    expect(await engine.startCase('paused')).to.be.a('string');
  });

  describe('deleting', () => {
    const remove = (definitionId: string, cascade = false, basis = '') =>
      engine.runtime.deployments.delete(definitionId, { cascade, actor: ADMIN, ...(basis ? { basis } : {}) });
    const endedBefore = (definitionId: string, ago: string, butFor: string) =>
      engine.runtime.pool.query(
        'update instance_history set ended_at = $2::timestamptz - $3::interval + $4::interval where definition_id = $1',
        [definitionId, new Date(engine.clock.now()), ago, butFor],
      );
    const deployed = async (resource: Resource): Promise<string> => {
      const result = await deploy(resource);
      return result.ok ? (result.definitions[0]?.id ?? '') : '';
    };

    it('should be refused while there are cases, and leave the definition usable', async () => {
      const id = await deployed(process('used'));
      await engine.startCase('used');

      const result = await remove(id);

      expect(result.ok ? 'deleted' : result.failure.code).to.equal('definition-in-use');
      expect(await engine.startCase('used')).to.be.a('string');
    });

    it('should be refused while a case is open or has not ended ten years ago, and touch nothing', async () => {
      const id = await deployed(process('retained'));
      const ended = await engine.startCase('retained');
      await engine.send('cancel-instance', { instanceId: ended }, { reason: 'x' });
      const running = await engine.startCase('retained');

      const open = await remove(id, true, 'list 7');
      await engine.send('cancel-instance', { instanceId: running }, { reason: 'x' });
      await endedBefore(id, '10 years', '1 second');
      const young = await remove(id, true, 'list 7');

      const until = new Date(engine.clock.now() + 1000).toISOString();
      expect(open.ok ? 'deleted' : open.failure).to.deep.include({
        code: 'definition-retained',
        params: { key: 'retained', version: 1, years: 10, open: 1, kept: 1, until: '-' },
      });
      expect(young.ok ? 'deleted' : young.failure.params).to.deep.include({ open: 0, kept: 2, until });
      expect((await engine.read(ended))?.status).to.equal('terminated');
      expect(await engine.startCase('retained'), 'still in use').to.be.a('string');
    });

    it('should delete ended cases after their retention, on a ground, and leave a certificate that stays', async () => {
      const id = await deployed(process('expired'));
      const cases = [await engine.startCase('expired'), await engine.startCase('expired')];
      for (const instanceId of cases) await engine.send('cancel-instance', { instanceId }, { reason: 'x' });
      await endedBefore(id, '10 years', '0 seconds');
      const { pool } = engine.runtime;
      const rows = async (table: string) =>
        (await pool.query(`select to_jsonb(t)::text as row from ${table} t where definition_id = $1 order by id`, [id]))
          .rows;
      const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
      const doomed = [...(await rows('instance_history')), ...(await rows('task_history'))];

      const groundless = await remove(id, true, ' ');
      const result = await remove(id, true, 'list 7');

      const { rows: certificates } = await pool.query('select * from deletion_certificate where definition_id = $1', [
        id,
      ]);
      expect(groundless.ok ? 'deleted' : groundless.failure.code).to.equal('deletion-basis-missing');
      expect(result.ok).to.equal(true);
      expect(await engine.read(cases[0] ?? '')).to.equal(undefined);
      expect(certificates).to.have.length(1);
      expect(certificates[0]).to.deep.include({
        at: engine.clock.now(),
        by: 'admin',
        definition_key: 'expired',
        version: 1,
        cases: 2,
        tasks: 2,
        retention_years: 10,
        basis: 'list 7',
        sha256: sha256(doomed.map(({ row }) => sha256(row)).join('')),
      });
      for (const change of ['delete from deletion_certificate', `update deletion_certificate set basis = 'other'`]) {
        const refused = await pool.query(change).then(String, String);
        expect(refused, change).to.contain('kept for ever');
      }
    });

    it('should cancel what is open and delete at once, certified, where no schedule is in force', async () => {
      const free = await createTestEngine(database.url, { compilers });
      const id = await deployed(process('cascaded'));
      const running = await engine.startCase('cascaded');

      const result = await free.runtime.deployments.delete(id, { cascade: true, actor: ADMIN });

      const { rows } = await free.runtime.pool.query(
        'select cases, retention_years, basis from deletion_certificate where definition_id = $1',
        [id],
      );
      await free.close();
      expect(result.ok).to.equal(true);
      expect(await engine.read(running)).to.equal(undefined);
      expect(rows).to.deep.equal([{ cases: 1, retention_years: 0, basis: '' }]);
      await engine.runtime.definitions.refresh();
      expect((await engine.send('start-process-instance', 'new', { definitionKey: 'cascaded' })).ok).to.equal(false);
    });

    it('should need no ground and leave no certificate where there never was a case', async () => {
      const id = await deployed(process('unused'));

      const result = await remove(id, true);

      const { rows } = await engine.runtime.pool.query('select from deletion_certificate where definition_id = $1', [
        id,
      ]);
      expect([result.ok, rows.length]).to.deep.equal([true, 0]);
    });

    it('should give the start events back to the version before', async () => {
      const body = (cycle: string) =>
        `<startEvent id="start"><timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition></startEvent><endEvent id="end"/>${flows('start end')}`;
      const first = await deployed(process('heir', body('R/PT1H')));
      const second = await deployed(process('heir', body('R/PT2H')));

      await remove(second);

      const { rows } = await engine.runtime.pool.query(`select definition_id from job where definition_key = 'heir'`);
      expect(rows).to.deep.equal([{ definition_id: first }]);
    });

    it('should not find what is not there', async () => {
      const result = await remove('nothing');

      expect(result.ok ? 'deleted' : result.failure.code).to.equal('not-found');
    });
  });
});
