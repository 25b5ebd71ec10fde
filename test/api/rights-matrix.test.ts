import { expect } from 'chai';
import type { Operation } from '../../engine/api/contract/operation.ts';
import { OPERATIONS } from '../../engine/api/contract/operations.ts';
import { PUBLIC } from '../../engine/api/contract/roles.ts';
import { hashToken } from '../../engine/api/secrets.ts';
import { ROLES, type UserRole } from '../../engine/rights/roles.ts';
import { isRight } from '../../engine/rights/table.ts';
import { openSession } from '../../engine/store/people/sessions.ts';
import { decision, dmn, literal } from '../dmn/support.ts';
import { COLUMNS, EXPECTED } from './rights-matrix/expected.ts';
import { type Asked, REQUESTS, type Scene } from './rights-matrix/requests.ts';
import { createWorld, type Side, type World } from './rights-matrix/world.ts';
import { useServer } from './support/server.ts';

const table = Object.entries<Operation>(OPERATIONS);
const SIDES = ['own', 'other'] as const;
/** Nothing they do changes a case, so all may be asked about one. */
const READS = (operation: Operation): boolean => operation.method === 'get';

const howToDeclare = (id: string): string =>
  `${id}: give its row in engine/api/contract a \`right\` of engine/rights/table.ts (or PUBLIC), a line in test/api/rights-matrix/expected.ts that says by hand what ${COLUMNS.join(', ')} get on their own side and on the other, and a request in test/api/rights-matrix/requests.ts that reaches something existing`;

describe('api/rights matrix', () => {
  const server = useServer();
  let world: World;
  let scenes = 0;

  before(async () => {
    world = await createWorld(server);
    const root = server.as('root');
    const form = { type: 'default', id: 'plain', schemaVersion: 16, components: [] };
    const resources = [
      { name: 'd.dmn', content: dmn(decision(literal('1 + 1'))) },
      { name: 'plain.form', content: JSON.stringify(form) },
    ];
    await root.post('/deployments', { name: 'more', resources });
    await root.put('/data-stores/fees', { value: 1, version: 0 });
  });

  it('should know of every route what it needs and who gets what', () => {
    const undeclared = table
      .filter(([id, { right }]) => !(right === PUBLIC || isRight(right)) || !EXPECTED[id] || !REQUESTS[id])
      .map(([id]) => howToDeclare(id));
    const gone = Object.keys({ ...EXPECTED, ...REQUESTS }).filter((id) => !Object.hasOwn(OPERATIONS, id));

    expect(undeclared, `${undeclared.length} routes are not declared`).to.deep.equal([]);
    expect(gone, 'lines about routes that are gone').to.deep.equal([]);
    expect([...COLUMNS]).to.have.members([...ROLES]);
  });

  for (const [id, operation] of table) {
    if (!EXPECTED[id] || !REQUESTS[id]) continue;
    it(`should be as written for ${id}`, async function () {
      this.timeout(30_000);

      const cells = await Promise.all(COLUMNS.map((role) => cellOf(id, operation, role)));

      expect(cells.join(' ')).to.equal(EXPECTED[id]);
    });
  }

  async function cellOf(id: string, operation: Operation, role: UserRole): Promise<string> {
    const marks: string[] = [];
    for (const side of SIDES) marks.push(await markOf(id, operation, { role, side }));
    return marks.join('');
  }

  async function markOf(
    id: string,
    operation: Operation,
    { role, side }: { role: UserRole; side: Side },
  ): Promise<string> {
    const request = REQUESTS[id];
    if (!request) throw new Error(howToDeclare(id));
    scenes += 1;
    const subject = READS(operation) ? await lasting(role, side) : await world.open(role, side);
    const scene: Scene = { world, role, side, subject, root: server.as('root'), fresh: `fresh${scenes}` };
    const token = world.tokens.get(role) ?? '';
    const mark = await ask(operation, token, await request(scene));
    // Whoever has signed out is signed in again, for what comes next.
    if (id === 'signOut') await openSession(server.database, hashToken(token), `${role}-own`);
    return mark;
  }

  const kept = new Map<string, Awaited<ReturnType<World['open']>>>();
  async function lasting(role: UserRole, side: Side) {
    const key = `${role === 'analyst'} ${side}`;
    const found = kept.get(key) ?? (await world.open(role, side));
    kept.set(key, found);
    return found;
  }

  async function ask({ method }: Operation, token: string, { path, body, contains }: Asked): Promise<string> {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: method.toUpperCase(),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(method === 'get' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const { status } = response;
    const isList = contains && status === 200;
    const found = isList
      ? ((await response.json()) as { items: Record<string, unknown>[] }).items.some(contains)
      : undefined;
    if (!isList) await response.body?.cancel();
    expect(status, path).to.be.below(500);
    if (status === 401 && !path.startsWith('/sessions')) throw new Error(`Expected ${path} to know its caller.`);
    if (status === 403) return '-';
    return status === 404 || found === false ? '0' : '+';
  }
});
