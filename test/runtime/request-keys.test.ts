/** A request with a key acts once, however often it comes and whatever else happens in between: in random sequences by random people. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor } from '../../engine/commands/command.ts';
import { verifyJournal } from '../../engine/store/journal.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { createTestEngine, type TestEngine } from './support/engine.ts';

/** A run prints its seed; SEED does it again. */
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const step = (id: string, more = '') =>
  `<userTask id="${id}"><extensionElements><tb:assignment users="a,b,c"/>${more}</extensionElements></userTask>`;
const MODEL = `<startEvent id="start"/>${step('one')}<parallelGateway id="s"/>${step('two')}${step('three', '<tb:approval rule="ratio" share="1/2"/>')}
  <parallelGateway id="j"/>${step('four')}<endEvent id="end"/>${flows('start one s two j four end', 's three j')}`;

const VERBS = [
  'claim',
  'complete',
  'complete',
  'complete',
  'return',
  'transfer',
  'delegate',
  'resolve',
  'comment',
  'release',
  'add-signer',
  'disagree',
] as const;

const operation = fc.record({
  verb: fc.constantFrom(...VERBS),
  actor: fc.constantFrom('a', 'b', 'c'),
  pick: fc.nat(),
  times: fc.integer({ min: 1, max: 3 }),
  atOnce: fc.boolean(),
  /** An earlier request comes once more. */
  late: fc.boolean(),
});

const DETAILS: Readonly<Record<string, object>> = {
  transfer: { to: 'c' },
  delegate: { to: 'b' },
  comment: { comment: 'k' },
  'add-signer': { users: ['d'], kind: 'after' },
};

const actorOf = (id: string): Actor => ({ id, roles: ['clerk'], groups: [], department: null });

describe('runtime/request keys', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let engine: TestEngine;

  before(async () => {
    engine = await createTestEngine(database.url);
    await engine.deploy(MODEL, { key: 'keyed' });
  });

  after(() => engine.close());

  const keysOf = async (id: string): Promise<string[]> => {
    const { rows } = await engine.runtime.pool.query<{ request: string }>(
      'select request from journal where instance_id = $1 and request is not null order by seq',
      [id],
    );
    return rows.map(({ request }) => request);
  };

  const anyTask = async (id: string, pick: number): Promise<string> => {
    const { rows } = await engine.runtime.pool.query('select id from task where instance_id = $1 order by id', [id]);
    return rows[pick % Math.max(1, rows.length)]?.id ?? 'none';
  };

  it('should act once for each key, keep it with what was done, and answer every repeat alike', async () => {
    console.log(`      SEED=${SEED}`);
    let repeated = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 25 }), async (all) => {
        const id = await engine.startCase('keyed');
        const sent: (() => ReturnType<TestEngine['send']>)[] = [];
        const done: string[] = [];
        for (const [index, { verb, actor, pick, times, atOnce, late }] of all.entries()) {
          const taskId = await anyTask(id, pick);
          const receipt = `${id}-${index}`;
          const more = { actor: actorOf(actor), receipt };
          const send = () => engine.send(`${verb}-task`, { taskId }, { taskId, ...DETAILS[verb] }, more);
          sent.push(send);

          const outcomes = atOnce ? await Promise.all(Array.from({ length: times }, send)) : [await send()];
          while (outcomes.length < times) outcomes.push(await send());
          if (late) await sent[pick % sent.length]?.();

          const good = outcomes.flatMap((one) => (one.ok ? [one] : []));
          if (good.length > 0) done.push(receipt);
          expect(good.filter(({ replayed }) => !replayed).length, 'acted').to.be.at.most(1);
          expect(new Set(good.map(({ answer }) => JSON.stringify(answer))).size, 'answers').to.be.at.most(1);
          repeated += good.filter(({ replayed }) => replayed).length;
        }

        const kept = await keysOf(id);
        expect(new Set(kept).size, 'each key once').to.equal(kept.length);
        expect(kept).to.include.members(done);
        expect(await verifyJournal(engine.runtime.pool, id)).to.deep.include({ intact: true });
      }),
      { numRuns: 15, seed: SEED, endOnFailure: Boolean(process.env.END) },
    );
    expect(repeated, 'repeats that were answered').to.be.above(0);
  });
});
