import { expect } from 'chai';
import { Organisation } from '../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../engine/people/organisation/rows.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';
import { RoundDesk, round } from './round.ts';

/** Rule, votes in order (`+` for, `-` against, `0` abstains), what comes of it. Voters are a, b, c. */
const RULES: readonly (readonly [string, string, string])[] = [
  ['rule="all"', '+a +b', 'open'],
  ['rule="all"', '+a +b +c', 'agree'],
  ['rule="all"', '-b', 'disagree'],
  ['rule="all" against="wait"', '-b +a', 'open'],
  ['rule="all" against="wait"', '-b +a +c', 'disagree'],
  ['rule="all"', '+a 0b +c', 'agree'],
  ['rule="all"', '0a 0b 0c', 'disagree'],
  ['rule="any"', '+b', 'agree'],
  ['rule="any"', '0a', 'open'],
  ['rule="any"', '-c', 'disagree'],
  ['rule="ratio" share="2/3"', '+a +b', 'agree'],
  ['rule="ratio" share="2/3"', '+a -b', 'open'],
  ['rule="ratio" share="2/3"', '-a -b', 'disagree'],
  ['rule="ratio" share="66.7%"', '+a +b', 'open'],
  ['rule="ratio" share="1/2" base="voted" quorum="2/3" abstain="left-out"', '+a', 'open'],
  ['rule="ratio" share="1/2" base="voted" quorum="2/3" abstain="left-out"', '0a +b', 'agree'],
  ['rule="weighted" share="1/2" weights="={a: 5, b: 3, c: 1}"', '+a', 'agree'],
  ['rule="weighted" share="1/2" weights="={a: 5, b: 3, c: 1}"', '+b +c', 'open'],
  ['rule="weighted" share="1/2" weights="={a: 5, b: 3, c: 1}"', '-a', 'disagree'],
  ['rule="ratio" share="1/3" veto="c"', '+a +b', 'open'],
  ['rule="ratio" share="1/3" veto="c"', '+a -c', 'disagree'],
  ['rule="ratio" share="1/3" veto="c"', '+a +c', 'agree'],
  ['rule="ratio" share="1/3" veto="everybody"', '-b', 'disagree'],
  ['rule="all" order="sequence"', '+a +b', 'open'],
  ['rule="all" order="sequence"', '+a +b +c', 'agree'],
  ['rule="all" order="sequence"', '+a -b', 'disagree'],
];

describe('an approval round', () => {
  for (const [approval, votes, result] of RULES) {
    it(`should be ${result} with ${approval} after ${votes}`, async () => {
      const desk = await RoundDesk.of(approval);

      desk.vote(votes);

      expect(desk.result).to.equal(result);
      expect(desk.openNodes).to.deep.equal([result === 'open' ? 'round' : 'after']);
    });
  }

  it('should void whom it no longer asks and keep all in the history', async () => {
    const desk = await RoundDesk.of('rule="ratio" share="1/3" veto="c"', 'a,b,c,d');

    desk.vote('+a -c');

    expect(desk.endings.slice(1)).to.have.members([
      'round approved',
      'round disagreed',
      'round voided:sibling',
      'round voided:sibling',
    ]);
    expect(desk.state.status).to.equal('active');
  });

  it('should ask one after the other in a sequence', async () => {
    const desk = await RoundDesk.of('rule="all" order="sequence"', 'c,a,b');
    expect(desk.asked()).to.deep.equal(['c']);

    desk.vote('+c');

    expect(desk.asked()).to.deep.equal(['a']);
  });

  for (const order of ['parallel', 'sequence']) {
    it(`should let the lead decide last, ${order}`, async () => {
      const task = `<userTask id="round"><extensionElements><tb:assignment assignee="a" users="b,c"/><tb:approval rule="lead" order="${order}"/></extensionElements></userTask>`;
      const desk = new RoundDesk({
        graphs: [await graphOf(`<startEvent id="start"/>${task}<userTask id="after"/>${flows('start round after')}`)],
      });
      desk.start();
      if (order === 'parallel') {
        const refused = desk.refusal('complete-task', { taskId: desk.taskOf('a') }, person('a'));
        expect(refused).to.deep.include({ code: 'round-lead-waits', params: { elementId: 'round', missing: 'b, c' } });
      }

      desk.vote('-b 0c +a');

      expect(desk.result).to.equal('agree');
    });
  }

  it('should climb the superiors of who started the case, each once, up to the top', async () => {
    const desk = new RoundDesk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/><userTask id="round"><extensionElements><tb:approval layered="9"/></extensionElements></userTask><userTask id="after"/>${flows('start round after')}`,
        ),
      ],
    });
    desk.organisation = layers();

    desk.open('start-process-instance', { definitionId: desk.first.id }, person('staff'));

    expect(desk.asked()).to.deep.equal(['chief']);
    desk.vote('+chief');
    expect(desk.asked()).to.deep.equal(['boss']);
    desk.vote('+boss');
    expect(desk.result).to.equal('agree');
  });

  for (const upTo of ['1', 'head-of-section', '="head-of-section"']) {
    it(`should climb up to ${upTo}`, async () => {
      const task = `<userTask id="round"><extensionElements><tb:approval layered='${upTo}'/></extensionElements></userTask>`;
      const desk = new RoundDesk({
        graphs: [await graphOf(`<startEvent id="start"/>${task}<userTask id="after"/>${flows('start round after')}`)],
      });
      desk.organisation = layers();
      desk.open('start-process-instance', { definitionId: desk.first.id }, person('staff'));

      desk.vote('+chief');

      expect(desk.result).to.equal('agree');
    });
  }

  it('should give a group one task, and nobody two votes', async () => {
    const task = `<userTask id="round"><extensionElements><tb:assignment users="a" groups="g,h"/><tb:approval rule="all"/></extensionElements></userTask>`;
    const desk = new RoundDesk({
      graphs: [await graphOf(`<startEvent id="start"/>${task}<userTask id="after"/>${flows('start round after')}`)],
    });
    desk.start();
    const [, g, h] = desk.tasksAt('round').map(({ id }) => id);
    const both = person('x', { groups: ['g', 'h'] });
    const voter = person('a', { groups: ['g'] });

    desk.do('complete-task', { taskId: g ?? '' }, both);

    expect(desk.refusal('complete-task', { taskId: h ?? '' }, both).code).to.equal('signer-duplicate');
    expect(desk.refusal('transfer-task', { taskId: desk.taskOf('a'), to: 'x' }, voter).code).to.equal(
      'signer-duplicate',
    );
    desk.do('complete-task', { taskId: h ?? '' }, person('y', { groups: ['h'] }));
    desk.vote('+a');
    expect(desk.result).to.equal('agree');
  });

  it('should leave the seat of who has left before his turn to administrators', async () => {
    const desk = await RoundDesk.of('rule="all" order="sequence"', 'chief,boss');
    desk.organisation = new Organisation({
      ...NO_ORGANISATION,
      people: [{ id: 'boss', roles: [], groups: [], department: null, active: false }],
    });

    desk.vote('+chief');

    expect(desk.asked()).to.deep.equal(['-']);
    desk.do('transfer-task', { taskId: desk.tasksAt('round')[0]?.id ?? '', to: 'heir' }, ADMIN);
    desk.vote('+heir');
    expect(desk.result).to.equal('agree');
  });

  it('should refuse a second seat to who has one already', async () => {
    const desk = await RoundDesk.of('rule="all"');
    const [one, other] = [desk.taskOf('a'), desk.taskOf('b')];
    desk.do('release-task', { taskId: one }, person('a'));
    desk.do('release-task', { taskId: other }, person('b'));

    desk.do('claim-task', { taskId: one }, ADMIN);

    expect(desk.refusal('claim-task', { taskId: other }, ADMIN).code).to.equal('signer-duplicate');
  });

  it('should refuse an outcome that contradicts the verb', async () => {
    const desk = await RoundDesk.of('rule="all"');

    const refused = desk.refusal('complete-task', { taskId: desk.taskOf('a'), outcome: 'disagree' }, person('a'));

    expect(refused.code).to.equal('round-outcome');
  });

  it('should refuse votes where nobody decides together', async () => {
    const desk = await RoundDesk.of('rule="all"');
    desk.vote('+a +b +c');

    for (const verb of ['disagree-task', 'abstain-task'] as const) {
      expect(desk.refusal(verb, { taskId: desk.task('after').id }, ADMIN).code).to.equal('round-missing');
    }
  });

  it('should hand over what all have filled in, and the votes to output mappings', async () => {
    const output =
      '<tb:output source="=count(votes)" target="n"/><tb:output source="=votes[1].by" target="first"/><tb:output source="=x" target="x"/><tb:output source="=y" target="y"/>';
    const desk = await RoundDesk.of('rule="all"', 'a,b', output);

    desk.do('complete-task', { taskId: desk.taskOf('b'), variables: { x: 1, y: 1 } }, person('b'));
    desk.now += 1;
    desk.do('complete-task', { taskId: desk.taskOf('a'), variables: { x: 2 } }, person('a'));

    expect(desk.variables).to.deep.include({ n: 2, first: 'b', x: 2, y: 1 });
  });

  it('should go to the handler of rejections where the model has one', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${round('round', 'rule="all"')}<userTask id="after"/><userTask id="refusedTask"/>
       <boundaryEvent id="refused" attachedToRef="round"><errorEventDefinition errorRef="error_rejected"/></boundaryEvent>
       ${flows('start round after', 'refused refusedTask')}`,
      { definitions: '<error id="error_rejected" errorCode="rejected"/>' },
    );
    const desk = new RoundDesk({ graphs: [graph] });
    desk.start();

    desk.vote('-b');

    expect(desk.openNodes).to.deep.equal(['refusedTask']);
    expect(desk.variables.outcome).to.equal('disagree');
    expect(desk.endings).to.deep.equal(['round disagreed', 'round voided:sibling', 'round voided:sibling']);
  });

  it('should let two rounds beside each other count for themselves', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/><parallelGateway id="split"/>
       ${round('one', 'rule="weighted" share="1/2" weights="={a: 70, b: 20}"', 'a,b')}
       ${round('two', 'rule="weighted" share="1/2" weights="={a: 1, b: 6}"', 'a,b')}
       <parallelGateway id="join"/><userTask id="after"/>${flows('start split one join after', 'split two join')}`,
    );
    const desk = new RoundDesk({ graphs: [graph] });
    desk.start();

    desk.vote('+a', 'one');
    desk.vote('+a', 'two');

    expect(desk.openNodes).to.deep.equal(['join', 'two']);
    desk.vote('-b', 'two');
    expect(desk.variables.outcomes).to.deep.equal({ one: 'agree', two: 'disagree' });
  });

  it('should begin anew after a return, and void nobody in another branch', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/><parallelGateway id="split"/><userTask id="draft"/>${round('round', 'rule="all"')}
       ${round('other', 'rule="all"', 'd,e')}<parallelGateway id="join"/><userTask id="after"/>
       ${flows('start split draft round join after', 'split other join')}`,
    );
    const desk = new RoundDesk({ graphs: [graph] });
    desk.start();
    desk.complete('draft', ADMIN);
    desk.vote('+a +b');
    desk.vote('+d', 'other');

    desk.do('return-task', { taskId: desk.taskOf('c') }, person('c'));

    expect(desk.openNodes).to.deep.equal(['draft', 'other']);
    expect(desk.endings).to.deep.equal([
      'draft approved',
      'round approved',
      'round approved',
      'other approved',
      'round returned',
    ]);
    desk.now += 1;
    desk.complete('draft', ADMIN);
    expect(desk.asked()).to.deep.equal(['a', 'b', 'c']);
    expect(desk.tasksAt('round').map(({ visit }) => visit)).to.deep.equal([2, 2, 2]);
    desk.vote('+a +b');
    expect(desk.result).to.equal('open');
    desk.vote('+c');
    expect(desk.openNodes).to.deep.equal(['join', 'other']);
  });

  it('should be returned to as a whole', async () => {
    const desk = await RoundDesk.of('rule="any"');
    desk.vote('+b');

    desk.do('return-task', { taskId: desk.task('after').id }, ADMIN);

    expect(desk.openNodes).to.deep.equal(['round']);
    expect(desk.asked()).to.deep.equal(['a', 'b', 'c']);
  });

  it('should route a round that failed by its outcome', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${round('round', 'rule="all"')}<exclusiveGateway id="gate" default="gate_yes"/><userTask id="yes"/><userTask id="no"/>
       ${flows('start round gate yes')}${flowIf('gate', 'no', 'outcome = "disagree"')}`,
    );
    const desk = new RoundDesk({ graphs: [graph] });
    desk.start();

    desk.vote('-a');

    expect(desk.openNodes).to.deep.equal(['no']);
  });

  it('should stand still at weights that are none, and go on once they are', async () => {
    const desk = new RoundDesk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/>${round('round', 'rule="weighted" share="1/2" weights="=w"')}<userTask id="after"/>${flows('start round after')}`,
        ),
      ],
    });
    desk.start({ w: { a: 0.5 } });
    const [incident] = Object.values(desk.state.incidents);
    expect(incident?.code).to.equal('expression-failed');

    desk.do('write-variables', { variables: { w: { a: 5 } } }, ADMIN);
    desk.do('resolve-incident', { incidentId: incident?.id ?? '' }, ADMIN);

    expect(desk.asked()).to.deep.equal(['a', 'b', 'c']);
    desk.vote('+a');
    expect(desk.result).to.equal('agree');
  });

  it('should be open to administrators where nobody is found, and not pass by itself', async () => {
    const desk = new Desk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/><userTask id="round"><extensionElements><tb:assignment users="=none"/><tb:approval/></extensionElements></userTask>${flows('start round')}`,
        ),
      ],
    });
    desk.start({ none: [] });

    expect(desk.openNodes).to.deep.equal(['round']);
    desk.complete('round', ADMIN);
    expect(desk.state.status).to.equal('completed');
  });
});

describe("taking back one's vote", () => {
  it('should open the task again and count without the vote', async () => {
    const desk = await RoundDesk.of('rule="ratio" share="2/3"');
    const taskId = desk.taskOf('a');
    desk.vote('+a');

    const { task } = desk.do('retrieve-task', { taskId }, person('a'));

    expect(task.id).to.not.equal(taskId);
    desk.vote('+b');
    expect(desk.result).to.equal('open');
    desk.vote('-a -c');
    expect(desk.result).to.equal('disagree');
    expect(desk.endings.filter((ending) => ending === 'round approved')).to.have.length(2);
  });

  it('should refuse what is decided, not given, or somebody else’s', async () => {
    const desk = await RoundDesk.of('rule="any"');
    const taskId = desk.taskOf('a');
    expect(desk.refusal('retrieve-task', { taskId }, person('a')).code).to.equal('vote-not-retrievable');
    desk.vote('0a');
    expect(desk.refusal('retrieve-task', { taskId }, person('b')).code).to.equal('action-not-allowed');
    desk.vote('+b');

    expect(desk.refusal('retrieve-task', { taskId }, person('a')).code).to.equal('vote-not-retrievable');
    expect(desk.refusal('retrieve-task', { taskId: 'none' }, person('a')).code).to.equal('not-found');
  });

  it('should take back who was asked next in a sequence, unless they have begun', async () => {
    const desk = await RoundDesk.of('rule="all" order="sequence"');
    const taskId = desk.taskOf('a');
    desk.vote('+a');

    desk.do('retrieve-task', { taskId }, person('a'));

    expect(desk.asked()).to.deep.equal(['a']);
    expect(desk.endings.at(-1)).to.equal('round voided:withdrawn');
    const again = desk.taskOf('a');
    desk.vote('+a');
    desk.do('comment-task', { taskId: desk.taskOf('b'), comment: '在看' }, person('b'));
    expect(desk.refusal('retrieve-task', { taskId: again }, person('a')).code).to.equal('vote-not-retrievable');
  });
});

function layers(): Organisation {
  const period = { since: 0, until: null };
  const who = (id: string, roles: string[] = []) => ({ id, roles, groups: [], department: null, active: true });
  const post = (person: string, department: string, head: boolean) => ({
    person,
    department,
    head,
    post: null,
    order: 0,
    ...period,
  });
  return new Organisation({
    version: 1,
    people: [who('staff'), who('chief', ['head-of-section']), who('boss')],
    departments: [
      { id: 'section', parent: 'division', ...period },
      { id: 'division', parent: 'bureau', ...period },
      { id: 'bureau', parent: null, ...period },
    ],
    positions: [
      post('staff', 'section', false),
      post('chief', 'section', true),
      { ...post('chief', 'division', true), order: 1 },
      post('boss', 'bureau', true),
    ],
    proxies: [],
  });
}
