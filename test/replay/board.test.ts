import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { deployFolders } from '../../engine/boot/deploy-folders.ts';
import { collectCases, type LoggedCase } from '../../engine/replay/collect.ts';
import { readMap } from '../../engine/replay/map.ts';
import { readLog } from '../../engine/replay/read-log.ts';
import { replay } from '../../engine/replay/replay.ts';
import { replayEngine } from '../../engine/replay/replay-engine.ts';
import { useServer } from '../api/support/server.ts';

const LOG = '../shared/data/receipt.csv';
const MAP = readMap('processes/permit-receipt/map.json');
const PARTS = 8;
/** Every so many cases are lived: the log says the same of all, but takes minutes. */
const EACH = 6;

/** The log is not part of the product: without it there is nothing to live. */
(existsSync(LOG) ? describe : describe.skip)('replay/board of a replayed log', function () {
  this.timeout(300_000);
  const server = useServer();
  let cases: readonly LoggedCase[] = [];
  let lived: readonly LoggedCase[] = [];

  before(async function () {
    this.timeout(300_000);
    cases = await collectCases(readLog(LOG), MAP);
    lived = cases.filter((_, index) => index % EACH === 0);
    await deployFolders(server.runtime, 'processes');
    await replay(replayEngine(server.runtime, server.clock), MAP, lived);
  });

  const board = async (at: number) => {
    const query = `at=${encodeURIComponent(new Date(at).toISOString())}&clock=promised&by=lamp`;
    const { status, body } = await server.as('root').get(`/sla/board?${query}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return { open: body.total, late: body.lamps.red };
  };

  /** From the cases themselves: begun, not ended, and their day over. */
  const counted = async (at: number) => {
    const { rows } = await server.database.query<{ open: number; late: number }>(
      `with found as (
         select variables, started_at, ended_at from instance_history union all select variables, started_at, null from instance
       ), open as (
         select coalesce((variables->>'deadline')::timestamptz, started_at + interval '56 days') as due from found
         where started_at <= $1 and (ended_at is null or ended_at > $1)
       ) select count(*)::int as open, count(*) filter (where due < $1)::int as late from open`,
      [new Date(at)],
    );
    return rows[0];
  };

  const instants = (): readonly number[] => {
    const times = lived.flatMap(({ events }) => events.map(({ at }) => at)).sort((a, b) => a - b);
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    return Array.from({ length: PARTS + 1 }, (_, part) => first + ((last - first) * part) / PARTS + 1);
  };

  it('should tell at any instant of the past how many cases were open and how many late', async () => {
    for (const at of instants()) expect(await board(at), new Date(at).toISOString()).to.deep.equal(await counted(at));
  });

  it('should find 92 cases that were worked on after their deadline', () => {
    const late = cases.filter(({ deadline, events }) => deadline !== null && (events.at(-1)?.at ?? 0) > deadline);

    expect(late).to.have.length(92);
  });
});
