import { expect } from 'chai';
import { Refusal } from '../../engine/errors.ts';
import { DefinitionNotLoaded } from '../../engine/model/graph.ts';
import { DefinitionRegistry } from '../../engine/runtime/definitions.ts';
import { useDatabase } from '../support/database.ts';
import { bareCompilers } from './support/graphs.ts';
import { createRig, type Rig } from './support/rig.ts';

describe('runtime/definitions', () => {
  const database = useDatabase();
  let rig: Rig;
  let registry: DefinitionRegistry;

  before(async () => {
    rig = await createRig(database.url);
    await rig.pool.query(`insert into deployment values ('d2', 'second', null, 'test', now())`);
    await rig.pool.query(
      `insert into definition (id, kind, key, version, version_tag, name, resource_name, content, content_hash, deployment_id)
       select 'v' || n, 'process', 'permit', n, 'tag' || n, 'permit', 'permit.bpmn', 'permit', '', case when n < 3 then 'd1' else 'd2' end
       from generate_series(1, 3) n`,
    );
    await rig.pool.query(`insert into deployment_definition values ('d1', 'v2'), ('d2', 'v3')`);
  });

  beforeEach(async () => {
    registry = new DefinitionRegistry(rig.pool, bareCompilers);
    await registry.refresh();
  });

  after(() => rig.close());

  it('should ask to be loaded, then answer at once', async () => {
    expect(() => registry.byId('v1')).to.throw(DefinitionNotLoaded);

    await registry.load('v1');

    expect(registry.byId('v1')).to.deep.include({
      id: 'v1',
      key: 'permit',
      version: 1,
      versionTag: 'tag1',
      suspended: false,
    });
  });

  it('should refuse a definition that does not exist', () => {
    expect(() => registry.byId('never')).to.throw(Refusal, 'Expected definition "never" to exist');
  });

  const BINDINGS = [
    [{ kind: 'latest' }, 'd1', 'v3'],
    [{ kind: 'version', version: 1 }, 'd2', 'v1'],
    [{ kind: 'versionTag', tag: 'tag2' }, 'd2', 'v2'],
    [{ kind: 'deployment' }, 'd1', 'v2'],
    [{ kind: 'deployment' }, 'd2', 'v3'],
    [{ kind: 'deployment' }, 'elsewhere', undefined],
    [{ kind: 'version', version: 9 }, 'd1', undefined],
  ] as const;

  for (const [binding, deployment, expected] of BINDINGS) {
    it(`should resolve ${JSON.stringify(binding)} of ${deployment} to ${expected}`, async () => {
      const found = await registry.withLoaded(() => registry.resolve('permit', binding, deployment));

      expect(found?.id).to.equal(expected);
    });
  }

  it('should show a change of status after a refresh, without compiling again', async () => {
    await registry.load('v1');
    const { graph } = registry.byId('v1');
    await rig.pool.query(`update definition set suspended = true where id = 'v1'`);

    await registry.refresh();

    expect(registry.byId('v1').suspended).to.equal(true);
    expect(registry.byId('v1').graph).to.equal(graph);
  });

  it('should show what was committed before the call, even when a read was already under way', async () => {
    const early = registry.refresh();
    await rig.pool.query(`update engine_state set deployment_sequence = deployment_sequence + 1`);
    const { rows } = await rig.pool.query('select deployment_sequence as sequence from engine_state');

    await registry.refresh();

    await early;
    expect(registry.sequence).to.equal(rows[0].sequence);
  });
});
