import { expect } from 'chai';
import fc from 'fast-check';
import type { InstanceState } from '../../engine/core/state.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import type { OrganisationRows } from '../../engine/people/organisation/rows.ts';
import type { Desk } from './desk.ts';
import { begin, deskOf, inOrder, someone, task } from './office.ts';

const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
const UNITS = ['u0', 'u1', 'u2'];

const period = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })).map(([since, length]) => ({
  since,
  until: length === 3 ? null : since + length,
}));

/** Anything that the tables of an organisation admit: nobody placed, circles, several heads, proxies of proxies. */
const organisations: fc.Arbitrary<OrganisationRows> = fc.record({
  version: fc.integer({ min: 1, max: 9 }),
  people: fc.tuple(
    ...PEOPLE.map((id) =>
      fc.record({
        id: fc.constant(id),
        roles: fc.subarray(['clerk', 'manager', 'applicant']),
        groups: fc.subarray(['g0', 'g1']),
        department: fc.constantFrom(null, ...UNITS),
        active: fc.boolean(),
      }),
    ),
  ),
  departments: fc.tuple(
    ...UNITS.map((id) =>
      fc.record({
        id: fc.constant(id),
        parent: fc.constantFrom(null, ...UNITS),
        since: fc.constant(0),
        until: fc.constant(null),
      }),
    ),
  ),
  positions: fc.array(
    fc
      .tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...UNITS), fc.boolean(), fc.constantFrom(null, 'q'), period)
      .map(([person, department, head, post, when]) => ({ person, department, head, post, order: 0, ...when })),
    { maxLength: 10 },
  ),
  proxies: fc.array(
    fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE), period).map(([principal, proxy, when]) => ({
      id: `${principal}-${proxy}-${when.since}`,
      principal,
      proxy,
      definitionKeys: null,
      elementIds: null,
      includeExisting: true,
      ...when,
    })),
    { maxLength: 4 },
  ),
});

const RULES = [
  'users="p0,p1,p2"',
  'groups="g0"',
  'role="clerk"',
  'post="q"',
  'department="u1"',
  'rule="department-head"',
  'rule="superior" level="2"',
  'rule="previous-lead"',
  'rule="initiator"',
];
const assignments = fc
  .tuple(
    fc.constantFrom(...RULES),
    fc.constantFrom('admin', 'auto-pass', 'superior', 'person" emptyTo="p5'),
    fc.constantFrom('avoid', 'skip', 'superior', 'head'),
    fc.constantFrom('never', 'consecutive', 'keep-first', 'keep-last', 'same-step'),
    fc.boolean(),
  )
  .map(([rule, empty, self, repeat, isRound]) => ({
    text: `${rule} empty="${empty}" ${rule.includes('initiator') ? '' : `self="${self}"`} repeat="${repeat}"`,
    isRound,
  }));

type Act = readonly [verb: string, person: string, other: string];
const acts = fc.array(
  fc.tuple(
    fc.constantFrom(
      'claim-task',
      'complete-task',
      'transfer-task',
      'delegate-task',
      'resolve-task',
      'add-signer-task',
      'return-task',
      'disagree-task',
      'hand-over-task',
    ),
    fc.constantFrom(...PEOPLE, 'admin'),
    fc.constantFrom(...PEOPLE),
  ),
  { minLength: 5, maxLength: 25 },
);

function attempt(desk: Desk, [verb, person, other]: Act): void {
  const [open] = Object.values(desk.state.tasks).sort((a, b) => (a.id < b.id ? 1 : -1));
  if (!open) return;
  const groups = desk.organisation.at(desk.now).person(person)?.groups ?? [];
  const actor = { ...someone(person), groups, roles: person === 'admin' ? (['admin'] as const) : (['clerk'] as const) };
  const inputs: Record<string, object> = {
    'transfer-task': { to: other },
    'delegate-task': { to: other },
    'add-signer-task': { users: [other], kind: 'parallel' },
    'hand-over-task': { from: open.assignee ?? other, to: other },
  };
  desk.try(verb as 'claim-task', { taskId: open.id, ...inputs[verb] } as never, actor);
}

/** Who acted at a node, himself, through another or by an opinion. */
const actorsAt = ({ trail }: InstanceState, node: number): Set<string> =>
  new Set(
    trail
      .filter((entry) => entry.node === node && !entry.outcome.startsWith('voided:'))
      .flatMap(({ by, onBehalfOf, others = [] }) => [by, onBehalfOf, ...others].flatMap((id) => id ?? [])),
  );

async function modelOf(first: string, { text, isRound }: { text: string; isRound: boolean }): Promise<ProcessGraph> {
  const approval = isRound ? '<tb:approval rule="all"/>' : '';
  return inOrder([task('first', first), task('second', text, 'tb:separateFrom="first"', approval)]);
}

describe('approver rules: properties', () => {
  it('should never give a task to who may not do it, nor let a decision of his through', async () => {
    let decided = 0;
    await fc.assert(
      fc.asyncProperty(organisations, assignments, acts, async (rows, second, tried) => {
        const desk = deskOf(await modelOf('users="p0,p1,p2,p3"', second), { organisation: new Organisation(rows) });
        desk.now = 2;
        begin(desk, { initiator: 'p4' });

        for (const act of tried) {
          attempt(desk, act);
          const [first = -1, node = -1] = ['first', 'second'].map((id) => desk.first.graph.byId.get(id) ?? -1);
          const kept = new Set([...actorsAt(desk.state, first), ...(second.text.includes('initiator') ? [] : ['p4'])]);
          for (const one of Object.values(desk.state.tasks).filter((open) => open.node === node)) {
            const offered = [one.assignee, one.owner, ...one.candidateUsers].flatMap((id) => id ?? []);
            expect(offered.filter((id) => kept.has(id))).to.deep.equal([]);
          }
          for (const person of actorsAt(desk.state, node)) expect(kept.has(person), person).to.equal(false);
        }
        decided += desk.state.trail.some(({ by }) => by !== null) ? 1 : 0;
      }),
      { numRuns: 150 },
    );
    expect(decided, 'cases in which something was decided').to.be.above(20);
  });

  it('should find the same people for the same instant, and keep a reason for each', async () => {
    await fc.assert(
      fc.asyncProperty(
        organisations,
        assignments,
        fc.integer({ min: 0, max: 5 }),
        async (rows, { text, isRound }, instant) => {
          const graph = await modelOf('users="p0"', { text, isRound });
          const run = () => {
            const desk = deskOf(graph, { organisation: new Organisation(rows) });
            desk.now = instant;
            begin(desk, { initiator: 'p4' });
            attempt(desk, ['complete-task', 'p0', '']);
            return desk;
          };

          const [once, again] = [run(), run()];

          expect(JSON.stringify(once.state)).to.equal(JSON.stringify(again.state));
          for (const { assignee, candidateUsers, candidateGroups, reasons } of Object.values(once.state.tasks)) {
            const people = [assignee, ...candidateUsers].flatMap((id) => (id === null ? [] : [`user:${id}`]));
            const principals = new Set(reasons?.map(({ principal }) => principal));
            for (const one of [...people, ...candidateGroups.map((id) => `group:${id}`)])
              expect(principals.has(one), one).to.equal(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
