import { expect } from 'chai';
import { returnTargets } from '../../engine/commands/return-targets.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, START, WANG } from './desk.ts';

const HOUR = 3_600_000;

const task = (id: string, assignee = `${id}-officer`): string =>
  `<userTask id="${id}"><extensionElements><tb:assignment assignee="${assignee}"/></extensionElements></userTask>`;

const officer = (id: string) => ({ ...WANG, id: `${id}-officer` });

/** accept → split → (a → a2, b) → join → sign → end */
const PARALLEL = `<startEvent id="start"/>${task('accept')}<parallelGateway id="split"/>${task('a')}${task('a2')}${task('b')}
  <parallelGateway id="join"/>${task('sign')}<endEvent id="end"/>
  ${flows('start accept split a a2 join sign end', 'split b join')}`;

class Case extends Desk {
  /** Everybody does the task that is named; an hour passes before each. */
  work(...ids: string[]): this {
    for (const id of ids) {
      this.now += HOUR;
      this.complete(id, officer(id));
    }
    return this;
  }

  return(from: string, to?: string) {
    this.now += HOUR;
    return this.do('return-task', { taskId: this.task(from).id, to, comment: '退回' }, officer(from));
  }

  refuseReturn(from: string, to?: string) {
    this.now += HOUR;
    return this.refusal('return-task', { taskId: this.task(from).id, to }, officer(from));
  }

  targets(from: string): string[] {
    return returnTargets(this.state, this.task(from).id, this.context(ADMIN).definitions).map(({ node }) => node.id);
  }
}

const caseOf = async (graph: Promise<ProcessGraph>): Promise<Case> => {
  const desk = new Case({ graphs: [await graph] });
  desk.start();
  return desk;
};

describe('return-task', () => {
  it('should go back to the previous human visit, as a new visit of the person who finished it', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/><userTask id="a"><extensionElements><tb:assignment groups="window"/></extensionElements></userTask>
         <serviceTask id="auto" tb:topic="t"/>${task('b')}<endEvent id="end"/>${flows('start a auto b end')}`,
      ),
    );
    desk.complete('a', { ...WANG, groups: ['window'] });
    const [effect] = Object.values(desk.state.effects);
    desk.do('complete-effect', { effectId: effect?.id ?? '' }, ADMIN);

    const { task: returned } = desk.return('b');

    expect(returned).to.deep.include({ state: 'returned', endedBy: 'b-officer' });
    expect(desk.openNodes).to.deep.equal(['a']);
    expect(desk.task('a')).to.deep.include({
      state: 'claimed',
      assignee: 'wang',
      visit: 2,
      createdAt: START + HOUR,
      candidateGroups: ['window'],
    });
    expect(desk.endings).to.deep.equal(['a approved', 'b returned']);
    const ended = desk.events.findLast((event) => event.type === 'taskEnded');
    expect(ended?.type === 'taskEnded' && ended.task.comments.at(-1)).to.deep.include({ verb: 'return', text: '退回' });
  });

  it('should run everything between again, and arm the boundary timer again', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}<endEvent id="end"/>
         <boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
         ${flows('start a b end', 'late a')}`,
      ),
    );
    desk.work('a');
    const first = Object.keys(desk.state.timers);
    desk.return('b');
    expect(desk.state.timers).to.deep.equal({});

    desk.work('a');

    expect(desk.task('b').visit).to.equal(2);
    const [timer, ...others] = Object.values(desk.state.timers);
    expect(others).to.deep.equal([]);
    expect(timer?.dueAt).to.equal(desk.now + 8 * HOUR);
    expect(first).not.to.include(timer?.id);
  });

  it('should refuse where nobody has done anything before', async () => {
    const desk = await caseOf(graphOf(PARALLEL));

    expect(desk.refuseReturn('accept').code).to.equal('return-target-missing');
  });

  it('should leave the siblings of a branch untouched', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'a');
    const sibling = desk.task('b');

    desk.return('a2');

    expect(desk.openNodes).to.deep.equal(['a', 'b']);
    expect(desk.task('b')).to.deep.equal(sibling);
    desk.work('a', 'a2', 'b', 'sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should keep the token of a branch that waits at the join', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'b', 'a');

    desk.return('a2');
    desk.work('a', 'a2');

    expect(desk.openNodes).to.deep.equal(['sign']);
  });

  it('should take back all branches for a target before the split, and void the work of others', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'a');

    desk.return('a2', 'accept');

    expect(desk.openNodes).to.deep.equal(['accept']);
    expect(desk.endings).to.deep.equal(['accept approved', 'a approved', 'a2 returned', 'b voided:return']);
    desk.work('accept', 'a', 'a2', 'b', 'sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should discard what waits at the join when all branches are taken back', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'b', 'a');

    desk.return('a2', 'accept');
    expect(desk.openNodes).to.deep.equal(['accept']);
    desk.work('accept', 'a', 'a2');

    expect(desk.openNodes).to.deep.equal(['b', 'join']);
    desk.work('b', 'sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should refuse a target in a sibling branch', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'a');

    const refused = desk.refuseReturn('b', 'a');

    expect(refused.code).to.equal('return-target-invalid');
    expect(refused.params.targets).to.equal('accept');
  });

  it('should ask where to after a join, and offer the list', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'a', 'b', 'a2');

    const refused = desk.refuseReturn('sign');

    expect(refused.code).to.equal('return-target-ambiguous');
    expect(desk.targets('sign')).to.deep.equal(['a2', 'b', 'a', 'accept']);
  });

  it('should reopen one branch after the join while the results of the others stand', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'a', 'b', 'a2');

    desk.return('sign', 'a');

    expect(desk.openNodes).to.deep.equal(['a', 'join']);
    desk.work('a', 'a2');
    expect(desk.openNodes).to.deep.equal(['sign']);
    expect(desk.task('sign').visit).to.equal(2);
    desk.work('sign');
    expect(desk.state.status).to.equal('completed');
    expect(desk.endings.filter((ending) => ending.startsWith('b '))).to.deep.equal(['b approved']);
  });

  it('should reopen one branch of a loop when its round is over', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('accept')}<exclusiveGateway id="again"/><parallelGateway id="split"/>${task('a')}${task('b')}
         <parallelGateway id="join"/><exclusiveGateway id="decide" default="decide_sign"/>${task('sign')}<endEvent id="end"/>
         ${flows('start accept again split a join decide sign end', 'split b join')}${flowIf('decide', 'again', 'outcome = "again"')}`,
      ),
    );
    desk.work('accept', 'a', 'b');

    desk.return('sign', 'a');
    desk.work('a');

    expect(desk.openNodes).to.deep.equal(['sign']);
    desk.work('sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should not fill a join whose other branch is taken back as well', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    desk.work('accept', 'a', 'b', 'a2');

    desk.return('sign', 'accept');
    desk.work('accept', 'a', 'a2');

    expect(desk.openNodes).to.deep.equal(['b', 'join']);
    desk.work('b', 'sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should keep the branches of a loop apart by time', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('accept')}<exclusiveGateway id="again"/><parallelGateway id="split"/>${task('a')}${task('a2')}${task('b')}
         <parallelGateway id="join"/>${task('check')}<exclusiveGateway id="decide" default="decide_end"/><endEvent id="end"/>
         ${flows('start accept again split a a2 join check decide end', 'split b join')}${flowIf('decide', 'again', 'outcome = "again"')}`,
      ),
    );
    desk.work('accept', 'a');
    const sibling = desk.task('b');

    desk.return('a2');
    expect(desk.task('b')).to.deep.equal(sibling);
    desk.work('b', 'a');
    expect(desk.refuseReturn('a2', 'b').code).to.equal('return-target-invalid');
    desk.work('a2');
    desk.now += HOUR;
    desk.complete('check', officer('check'), { outcome: 'again' });

    expect(desk.openNodes).to.deep.equal(['a', 'b']);
    desk.work('a', 'b', 'a2');
    desk.now += HOUR;
    desk.complete('check', officer('check'), { outcome: 'done' });
    expect(desk.state.status).to.equal('completed');
    expect(desk.state.trail.filter(({ outcome }) => outcome === 'voided:return')).to.deep.equal([]);
  });

  it('should give a multi-instance task its items again, by the rule of the model', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('a')}
         <userTask id="vote"><extensionElements><tb:assignment assignee="=voter"/></extensionElements>
           <multiInstanceLoopCharacteristics tb:collection="=[&quot;x&quot;,&quot;y&quot;]" tb:elementVariable="voter"/></userTask>
         ${task('b')}<endEvent id="end"/>${flows('start a vote b end')}`,
      ),
    );
    desk.work('a');
    const [x, y] = desk.tasksAt('vote');
    desk.do('complete-task', { taskId: x?.id ?? '' }, { ...WANG, id: 'x' });

    desk.do('return-task', { taskId: y?.id ?? '' }, { ...WANG, id: 'y' });
    expect(desk.openNodes).to.deep.equal(['a']);
    expect(desk.endings).to.deep.equal(['a approved', 'vote approved', 'vote returned']);
    desk.work('a');

    expect(desk.tasksAt('vote').map(({ assignee }) => assignee)).to.deep.equal(['x', 'y']);
    for (const { id, assignee } of desk.tasksAt('vote')) {
      desk.do('complete-task', { taskId: id }, { ...WANG, id: assignee ?? '' });
    }
    desk.return('b');
    expect(desk.tasksAt('vote').map(({ assignee }) => assignee)).to.deep.equal(['x', 'y']);
  });

  it('should void the tasks of the other items of a multi-instance task', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('a')}
         <userTask id="vote"><extensionElements><tb:assignment assignee="=voter"/></extensionElements>
           <multiInstanceLoopCharacteristics tb:collection="=[&quot;x&quot;,&quot;y&quot;,&quot;z&quot;]" tb:elementVariable="voter"/></userTask>
         <endEvent id="end"/>${flows('start a vote end')}`,
      ),
    );
    desk.work('a');
    const [x] = desk.tasksAt('vote');

    desk.do('return-task', { taskId: x?.id ?? '' }, { ...WANG, id: 'x' });

    expect(desk.endings).to.deep.equal(['a approved', 'vote returned', 'vote voided:return', 'vote voided:return']);
    expect(desk.openNodes).to.deep.equal(['a']);
  });

  it('should end what the boundary events of the returned task have started', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}${task('remind')}<endEvent id="end"/>
         <boundaryEvent id="late" attachedToRef="b" cancelActivity="false"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
         ${flows('start a b end', 'late remind')}`,
      ),
    );
    desk.work('a');
    const [timer] = Object.values(desk.state.timers);
    desk.do('fire-timer', { timerId: timer?.id ?? '' }, ADMIN);
    expect(desk.openNodes).to.deep.equal(['b', 'remind']);

    desk.return('b');

    expect(desk.openNodes).to.deep.equal(['a']);
    expect(desk.endings).to.deep.equal(['a approved', 'b returned', 'remind voided:return']);
  });

  it('should stay inside a sub-process', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('outer')}
         <subProcess id="sub"><startEvent id="s"/>${task('x')}${task('y')}<endEvent id="e"/>${flows('s x y e')}</subProcess>
         <endEvent id="end"/>${flows('start outer sub end')}`,
      ),
    );
    desk.work('outer');
    expect(desk.refuseReturn('x').code).to.equal('return-target-missing');
    desk.work('x');

    desk.return('y');

    expect(desk.openNodes).to.deep.equal(['sub', 'x']);
    expect(desk.targets('x')).to.deep.equal([]);
    desk.work('x', 'y');
    expect(desk.state.status).to.equal('completed');
  });

  it('should accept the id of an ended task as the target', async () => {
    const desk = await caseOf(graphOf(PARALLEL));
    const accepted = desk.task('accept').id;
    desk.work('accept', 'a');

    desk.return('a2', accepted);

    expect(desk.openNodes).to.deep.equal(['accept']);
  });

  it('should go further back when returned again, each time to the previous person', async () => {
    const desk = await caseOf(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}${task('c')}<endEvent id="end"/>${flows('start a b c end')}`,
      ),
    );
    desk.work('a', 'b');

    desk.return('c');
    desk.return('b');

    expect(desk.openNodes).to.deep.equal(['a']);
    desk.work('a', 'b', 'c');
    expect(desk.state.status).to.equal('completed');
    expect(desk.endings).to.deep.equal([
      'a approved',
      'b approved',
      'c returned',
      'b returned',
      'a approved',
      'b approved',
      'c approved',
    ]);
  });
});
