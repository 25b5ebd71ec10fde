import { expect } from 'chai';
import type { DomainEvent } from '../../engine/core/events.ts';
import { sha256 } from '../../engine/documents/sha256.ts';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION, type PersonRow } from '../../engine/people/organisation/rows.ts';
import { graphOf } from '../support/bpmn.ts';
import { ADMIN, type Desk } from './desk.ts';
import { begin, deskOf, inOrder, proxyOf, someone, task } from './office.ts';

const ALWAYS = { since: 0, until: null };
const EXPERTS = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8'];

const staff = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  roles: ['clerk'],
  groups: [],
  department: 'academy',
  active: true,
  ...more,
});

/** Eight experts of the academy; mole is an expert of the reviewing department, left one who has left. */
const people = (experts: readonly string[] = EXPERTS): Organisation =>
  new Organisation({
    ...NO_ORGANISATION,
    version: 3,
    people: [
      staff('amy', { roles: ['applicant'], department: null }),
      staff('rita', { department: 'industry' }),
      staff('mole', { groups: ['experts'], department: 'industry' }),
      staff('gone', { groups: ['experts'], active: false }),
      staff('admin', { roles: ['admin'], department: null }),
      ...experts.map((id) => staff(id, { groups: ['experts'] })),
    ],
    departments: ['academy', 'industry'].map((id) => ({ id, parent: null, ...ALWAYS })),
    proxies: [proxyOf('e1', 'rita')],
  });

const vote = (more = '', attributes = '') =>
  task('vote', `rule="draw" groups="experts" ${more}`, attributes, '<tb:approval rule="ratio" share="2/3"/>');
const REVIEW = task('review', 'users="rita"');

async function drawnBy(more = 'number="5"', variables = {}, organisation = people()): Promise<Desk> {
  const desk = deskOf(await inOrder([REVIEW, vote(more, 'tb:separateFrom="review"')]), { organisation });
  begin(desk, { initiator: 'amy', variables });
  return desk;
}

const roundOf = (desk: Desk) => {
  const opened = desk.events.find(
    (event): event is Extract<DomainEvent, { type: 'roundOpened' }> => event.type === 'roundOpened',
  );
  if (!opened) throw new Error('Expected a round to have been opened, but none has.');
  return opened.round;
};

const votersOf = (desk: Desk): string[] =>
  Object.values(desk.state.tasks)
    .map(({ assignee }) => assignee ?? '-')
    .sort();

const inOrderOf = (seed: string, pool: readonly string[]): string[] =>
  [...pool].sort((a, b) => (sha256(`${seed} ${a}`) < sha256(`${seed} ${b}`) ? -1 : 1));

describe('people drawn by lot 随机抽取', () => {
  it('should ask exactly those who are drawn, from a pool without who is too near to the case, and record all of it', async () => {
    const desk = await drawnBy();

    desk.complete('review', someone('rita'));

    const { draw, seats } = roundOf(desk);
    if (!draw) throw new Error('Expected the draw in the journal, but it is not there.');
    expect(draw).to.deep.include({ number: 5, pool: [...EXPERTS, 'mole'].sort() });
    expect(draw.excluded).to.deep.equal([{ person: 'mole', why: 'department', of: 'industry' }]);
    const expected = inOrderOf(draw.seed, EXPERTS).slice(0, 5);
    expect(seats.map(({ user }) => user)).to.deep.equal(expected);
    expect(votersOf(desk)).to.deep.equal([...expected].sort());
    const [first] = Object.values(desk.state.tasks);
    expect(first?.reasons?.map(({ rule, params }) => [rule, params])).to.deep.equal([
      ['draw', { number: '5', pool: '9' }],
    ]);
  });

  it('should follow from the seed alone, so that another seed draws others', () => {
    const draws = new Set(['a', 'b', 'c', 'd'].map((seed) => inOrderOf(seed, EXPERTS).slice(0, 5).join(' ')));

    expect(draws.size).to.be.above(1);
  });

  it('should fall the same each time only where the engine was told so, by case, step and time', async () => {
    const seeds: string[] = [];
    for (const told of [false, true]) {
      const desk = await drawnBy();
      if (told) desk.seedFor = (what) => `town ${what}`;
      desk.complete('review', someone('rita'));
      seeds.push(roundOf(desk).draw?.seed ?? '');
    }

    expect(seeds[0]).to.match(/^id-/);
    expect(seeds[1]).to.match(/^town .*vote \d+$/);
  });

  it('should leave out who is named, the department that is named, who began the case, and who stood in between', async () => {
    const named = await drawnBy('number="5" conflicts="=near"', { near: ['e1', 'e2'] });
    named.complete('review', someone('rita'));
    const { draw } = roundOf(named);
    expect(draw?.excluded.filter(({ why }) => why === 'named').map(({ person }) => person)).to.deep.equal(['e1', 'e2']);
    expect(votersOf(named)).to.not.include.members(['e1']);

    const acted = await drawnBy('number="8" users="rita"');
    acted.complete('review', someone('rita'));
    expect(roundOf(acted).draw?.excluded).to.deep.include({ person: 'rita', why: 'separation-of-duties' });
  });

  it('should refuse whoever leads there where too few are left, saying how many and who is out, and be possible once there are enough', async () => {
    const desk = await drawnBy('number="8" conflicts="=near"', { near: ['e1'] });

    const taskId = desk.task('review').id;
    const refused = desk.refusal('complete-task', { taskId }, someone('rita'));
    expect(refused).to.deep.include({ code: 'draw-too-few' });
    expect(refused.params).to.deep.equal({
      elementId: 'vote',
      number: 8,
      left: 7,
      pool: 9,
      excluded: 'e1 (named), mole (industry)',
    });

    desk.organisation = people([...EXPERTS, 'e9']);
    desk.complete('review', someone('rita'));
    expect(votersOf(desk)).to.have.length(8).and.include('e9');
  });

  it('should draw another in the place of who declares a conflict, the next of the same draw, and bar the first', async () => {
    const desk = await drawnBy();
    desk.complete('review', someone('rita'));
    const { draw, seats } = roundOf(desk);
    const first = seats[0]?.user ?? '';
    const next = inOrderOf(draw?.seed ?? '', EXPERTS)[5] ?? '';
    const own = Object.values(desk.state.tasks).find(({ assignee }) => assignee === first);

    desk.do('abstain-task', { taskId: own?.id ?? '', comment: '配偶在该企业任职', conflict: true }, someone(first));

    expect(votersOf(desk)).to.deep.equal([...seats.slice(1).map(({ user }) => user ?? ''), next].sort());
    const replaced = Object.values(desk.state.tasks).find(({ assignee }) => assignee === next);
    expect(replaced?.reasons?.map(({ rule, params }) => [rule, params])).to.deep.equal([
      ['redrawn', { instead: first }],
    ]);
    expect(desk.events).to.deep.include({
      type: 'conflictDeclared',
      element: replaced?.element,
      excluded: [{ person: first, why: 'declared' }],
    });
    const back = desk.refusal('transfer-task', { taskId: replaced?.id ?? '', to: first }, ADMIN);
    expect(back).to.deep.include({ code: 'approver-barred' });
    for (const seat of [...seats.slice(1).map(({ user }) => user ?? ''), next].slice(0, 4)) {
      const open = Object.values(desk.state.tasks).find(({ assignee }) => assignee === seat);
      desk.do('complete-task', { taskId: open?.id ?? '' }, someone(seat));
    }
    expect(desk.variables.outcome).to.equal('agree');
  });

  it('should leave the place to administrators where nobody is left, and wait for it', async () => {
    const desk = await drawnBy('number="8"');
    desk.complete('review', someone('rita'));
    const own = Object.values(desk.state.tasks).find(({ assignee }) => assignee === 'e3');

    desk.do('abstain-task', { taskId: own?.id ?? '', conflict: true }, someone('e3'));

    const open = Object.values(desk.state.tasks).find(({ assignee }) => assignee === null);
    expect(open?.reasons?.map(({ rule }) => rule)).to.deep.equal(['draw-exhausted']);
    expect(desk.refusal('transfer-task', { taskId: open?.id ?? '', to: 'mole' }, ADMIN).code).to.equal(
      'approver-barred',
    );
    desk.organisation = people([...EXPERTS, 'e9']);
    desk.do('transfer-task', { taskId: open?.id ?? '', to: 'e9' }, ADMIN);
    expect(votersOf(desk)).to.include('e9');
  });

  it('should let nobody who was drawn pass the place on', async () => {
    const desk = await drawnBy();
    desk.complete('review', someone('rita'));
    const [own] = Object.values(desk.state.tasks);
    const { id: taskId = '', assignee } = own ?? {};

    for (const command of ['transfer-task', 'delegate-task'] as const)
      expect(desk.refusal(command, { taskId, to: 'rita' }, someone(assignee ?? '')).code, command).to.equal(
        'draw-personal',
      );
  });

  it('should know no declared conflict where nobody was drawn', async () => {
    const round = task('decide', 'users="li,sun"', '', '<tb:approval rule="all"/>');
    const desk = deskOf(await inOrder([round]));
    begin(desk);

    const refused = desk.refusal('abstain-task', { taskId: desk.task('decide').id, conflict: true }, someone('li'));

    expect(refused.code).to.equal('draw-missing');
  });

  it('should draw again, from the people as they are, in another round of the step', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${REVIEW}${vote('number="2"')}${task('last', 'users="rita"', '', '<tb:return targets="review"/>')}<endEvent id="end"/>
       ${['start review', 'review vote', 'vote last', 'last end']
         .map((pair) => pair.split(' '))
         .map(([a, b]) => `<sequenceFlow id="${a}_${b}" sourceRef="${a}" targetRef="${b}"/>`)
         .join('')}`,
    );
    const desk = deskOf(graph, { organisation: people() });
    begin(desk, { initiator: 'amy' });
    desk.complete('review', someone('rita'));
    for (const voter of votersOf(desk)) {
      const own = Object.values(desk.state.tasks).find(({ assignee }) => assignee === voter);
      if (own) desk.do('complete-task', { taskId: own.id }, someone(voter));
    }

    desk.do('return-task', { taskId: desk.task('last').id, to: 'review', comment: '补' }, someone('rita'));
    desk.complete('review', someone('rita'));

    const rounds = desk.events.flatMap((event) => (event.type === 'roundOpened' ? [event.round.draw?.seed] : []));
    expect(new Set(rounds).size).to.equal(2);
  });
});
