import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { verifyJournal } from '../../engine/store/journal.ts';
import { useDatabase } from '../support/database.ts';
import { createRig, type Rig } from './support/rig.ts';

const HAMMER = fileURLToPath(new URL('support/hammer.ts', import.meta.url));

describe('runtime/dispatcher in many processes', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let rig: Rig;

  beforeEach(async () => {
    rig = await createRig(database.url);
  });

  afterEach(() => rig.close());

  async function openCases(count: number): Promise<string[]> {
    const outcomes = await Promise.all(Array.from({ length: count }, () => rig.send('open', 'new')));
    return outcomes.map((outcome) => (outcome.ok ? outcome.instanceId : ''));
  }

  async function total(ids: readonly string[]): Promise<number> {
    const { rows } = await rig.pool.query(
      `select sum((variables ->> 'count')::int) as sum from instance where id = any($1)`,
      [ids],
    );
    return Number(rows[0].sum);
  }

  interface Hammer {
    readonly process: ChildProcess;
    readonly answered: Set<number>;
    readonly ended: Promise<unknown>;
  }

  function hammer(first: number, last: number, ids: readonly string[]): Hammer {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', HAMMER, database.url, String(first), String(last), ...ids],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const answered = new Set<number>();
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answered.add(Number(line));
    });
    return { process: child, answered, ended: once(child, 'close') };
  }

  async function expectIntact(ids: readonly string[]): Promise<void> {
    const journals = await Promise.all(ids.map((id) => verifyJournal(rig.pool, id)));
    expect(journals.every((journal) => journal?.intact)).to.equal(true);
  }

  it('should lose and double nothing when two dispatchers of one process fight over the same cases', async () => {
    const ids = await openCases(20);
    const other = await createRig(database.url);

    const outcomes = await Promise.all(
      [rig, other].flatMap((each) =>
        Array.from({ length: 1_000 }, (_, n) => each.send('add', { instanceId: ids[n % 20] ?? '' })),
      ),
    );

    await other.close();
    expect(outcomes.filter((outcome) => !outcome.ok)).to.deep.equal([]);
    expect(await total(ids)).to.equal(2_000);
    await expectIntact(ids);
  });

  it('should lose and double nothing when two processes fight over the same cases', async () => {
    const ids = await openCases(10);

    const hammers = [hammer(1, 1_500, ids), hammer(1_501, 3_000, ids)];
    await Promise.all(hammers.map(({ ended }) => ended));

    expect(hammers.map(({ process: child }) => child.exitCode)).to.deep.equal([0, 0]);
    expect(await total(ids)).to.equal(3_000);
    await expectIntact(ids);
  });

  it('should keep every answered command of a process that is killed under load, and do the rest once when they are sent again', async () => {
    const ids = await openCases(10);
    const killed = hammer(10_001, 60_000, ids);
    while (killed.answered.size < 500 && killed.process.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    killed.process.kill('SIGKILL');
    await killed.ended;

    const kept = await total(ids);
    const highest = Math.max(...killed.answered);
    const again = hammer(10_001, highest + 100, ids);
    await again.ended;

    expect(kept).to.be.at.least(killed.answered.size);
    expect(again.process.exitCode).to.equal(0);
    expect(await total(ids)).to.equal(highest + 100 - 10_000);
    await expectIntact(ids);
  });
});
