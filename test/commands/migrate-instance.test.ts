import { expect } from 'chai';
import fc from 'fast-check';
import { ownDefinitionId } from '../../engine/core/query.ts';
import type { Timer } from '../../engine/core/state.ts';
import type { ProcessGraph } from '../../engine/model/graph.ts';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Chain, officer, task } from './chain.ts';
import { ADMIN, person, withRole } from './desk.ts';

const SECOND = 'process:2';

const line = (...ids: string[]): string =>
  `<startEvent id="start"/>${ids.map((id) => task(id)).join('')}<endEvent id="end"/>${flows(`start ${ids.join(' ')} end`)}`;

describe('a running case that goes on by another version', () => {
  it('should stay at its step with its task, and go on by the other version from there', async () => {
    const desk = await versions(line('accept', 'review', 'sign'), line('check', 'accept', 'review', 'consult', 'sign'));
    desk.work('accept');
    const before = desk.task('review');

    desk.do('migrate-instance', { definitionId: SECOND, reason: '新规施行' }, ADMIN);

    const after = desk.task('review');
    expect({ ...after, def: before.def, node: before.node }).to.deep.equal(before);
    expect(desk.endings).to.deep.equal(['accept approved']);
    desk.work('review');
    expect(desk.openNodes).to.deep.equal(['consult']);
    desk.work('consult', 'sign');
    expect(desk.state.status).to.equal('completed');
    expect(desk.events.filter(({ type }) => type === 'reasonGiven')).to.have.length(1);
  });

  it('should remember who did what: returns, and who must not act', async () => {
    const apart = line('accept', 'review', 'sign').replace(
      '<userTask id="sign"',
      '<userTask id="sign" tb:separateFrom="accept"',
    );
    const desk = await versions(
      line('accept', 'review', 'sign'),
      apart.replace('<userTask id="accept"', `${task('new')}<userTask id="accept"`),
    );
    desk.work('accept');
    desk.do('migrate-instance', { definitionId: SECOND }, ADMIN);

    desk.do('return-task', { taskId: desk.task('review').id, to: 'accept', comment: '补' }, officer('review'));
    expect(desk.openNodes).to.deep.equal(['accept']);
    desk.work('accept', 'review');

    desk.do('transfer-task', { taskId: desk.task('sign').id, to: 'other' }, officer('sign'));
    expect(
      desk.refusal('transfer-task', { taskId: desk.task('sign').id, to: 'accept-officer' }, person('other')).code,
    ).to.equal('approver-barred');
  });

  it('should be refused whole where a step is gone, and say which; a new name of the step can be given', async () => {
    const desk = await versions(line('accept', 'review'), line('accept', 'examine'));
    desk.work('accept');

    const refused = desk.refusal('migrate-instance', { definitionId: SECOND }, ADMIN);
    expect(refused.code).to.equal('migration-blocked');
    expect(refused.params).to.include({ elementId: 'review' });

    desk.do('migrate-instance', { definitionId: SECOND, renamed: { review: 'examine' } }, ADMIN);
    expect(desk.openNodes).to.deep.equal(['examine']);
  });

  it('should keep tokens that wait at a join', async () => {
    const block = (swap: boolean) =>
      `<startEvent id="start"/><parallelGateway id="split"/>${swap ? task('b') + task('a') : task('a') + task('b')}<parallelGateway id="join"/><endEvent id="end"/>
      ${swap ? flows('start split b join end', 'split a join') : flows('start split a join end', 'split b join')}`;
    const desk = await versions(block(false), block(true));
    desk.work('a');

    desk.do('migrate-instance', { definitionId: SECOND }, ADMIN);
    desk.work('b');

    expect(desk.state.status).to.equal('completed');
  });

  it('should be refused where a token waits at a join that its way does not lead to any more', async () => {
    const before = `<startEvent id="start"/><parallelGateway id="split"/>${task('a')}${task('b')}<parallelGateway id="join"/><endEvent id="end"/>${flows('start split a join end', 'split b join')}`;
    const after = `<startEvent id="start"/><parallelGateway id="split"/>${task('a')}${task('b')}${task('c')}<parallelGateway id="join"/><endEvent id="end"/>${flows('start split a c join end', 'split b join')}`;
    const desk = await versions(before, after);
    desk.work('a');

    expect(desk.refusal('migrate-instance', { definitionId: SECOND }, ADMIN).params).to.include({ elementId: 'join' });
  });

  it('should wait for events at the border as the other version does', async () => {
    const timer = (id: string, after: string) =>
      `<boundaryEvent id="${id}" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>${after}</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="${id}_end"/>${flows(`${id} ${id}_end`)}`;
    const desk = await versions(
      line('a') + timer('kept', 'P3D') + timer('lost', 'P1D'),
      line('a') + timer('fresh', 'P2D') + timer('kept', 'P9D'),
    );
    const [kept] = timersAt(desk, 'kept');

    desk.do('migrate-instance', { definitionId: SECOND }, ADMIN);

    expect(Object.values(desk.state.timers)).to.have.length(2);
    expect(timersAt(desk, 'kept').map(({ id, dueAt }) => [id, dueAt])).to.deep.equal([[kept?.id, kept?.dueAt]]);
    expect(timersAt(desk, 'fresh').map(({ dueAt }) => dueAt)).to.deep.equal([desk.now + 2 * 86_400_000]);
  });

  it('should listen to new event sub-processes of the whole case', async () => {
    const sub = `<subProcess id="stop" triggeredByEvent="true"><startEvent id="asked"><messageEventDefinition messageRef="stopIt"/></startEvent>${task('stopping')}<endEvent id="stopped"/>${flows('asked stopping stopped')}</subProcess>`;
    const desk = await versions(line('a'), sub + line('a'), '<message id="stopIt" name="stop it"/>');

    desk.do('migrate-instance', { definitionId: SECOND }, ADMIN);

    expect(Object.values(desk.state.subscriptions).map(({ name }) => name)).to.deep.equal(['stop it']);
  });

  it('should go on inside sub-processes and loops, and be refused where they have changed their kind', async () => {
    const loop = (sequential: boolean) =>
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/><userTask id="ask"><multiInstanceLoopCharacteristics isSequential="${sequential}"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>${flows('s ask e')}</subProcess><endEvent id="end"/>${flows('start sub end')}`;
    const more = loop(false)
      .replace('<subProcess id="sub">', `${task('unused')}<subProcess id="sub">`)
      .replace(flows('start sub end'), flows('start unused sub end'));
    const desk = await versions(loop(false), more);
    desk.complete('ask', ADMIN);
    desk.do('migrate-instance', { definitionId: SECOND }, ADMIN);
    desk.complete('ask', ADMIN);
    expect(desk.state.status).to.equal('completed');

    const other = await versions(loop(false), loop(true));
    expect(other.refusal('migrate-instance', { definitionId: SECOND }, ADMIN).params).to.include({ elementId: 'ask' });
  });

  it('should be refused where a step lies elsewhere or is of another kind', async () => {
    const inside = `<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/>${task('a')}<endEvent id="e"/>${flows('s a e')}</subProcess><endEvent id="end"/>${flows('start sub end')}`;
    for (const after of [
      inside,
      line('a')
        .replaceAll('userTask', 'manualTask')
        .replace(/<extensionElements>.*?<\/extensionElements>/, ''),
    ]) {
      const desk = await versions(line('a'), after);
      expect(desk.refusal('migrate-instance', { definitionId: SECOND }, ADMIN).params).to.include({ elementId: 'a' });
    }
  });

  it('should be for administrators, to another version of the same process', async () => {
    const desk = await versions(line('a'), line('a'));

    for (const actor of [person('clerk'), withRole('tax', 'worker')])
      expect(desk.refusal('migrate-instance', { definitionId: SECOND }, actor).code).to.equal('forbidden');
    expect(desk.refusal('migrate-instance', { definitionId: 'process:1' }, ADMIN).code).to.equal('migration-target');
    desk.do('suspend-instance', {}, ADMIN);
    expect(desk.refusal('migrate-instance', { definitionId: SECOND }, ADMIN).code).to.equal('case-not-active');
  });

  it('should change nothing where both versions say the same in another order, wherever the case stands', async () => {
    const parts = [
      task('a'),
      task('b'),
      task('c'),
      task('d'),
      '<exclusiveGateway id="choice" default="choice_c"/>',
      '<parallelGateway id="split"/>',
      '<parallelGateway id="join"/>',
      '<exclusiveGateway id="merge"/>',
      '<startEvent id="start"/>',
      '<endEvent id="end"/>',
      flows('start choice c merge end'),
      flows('split a join', 'split b join'),
      flows('join d merge'),
      flowIf('choice', 'split', 'wide'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.shuffledSubarray(parts, { minLength: parts.length }),
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.nat({ max: 3 }),
        async (wide, shuffled, picks, when) => {
          const graphs = [await graphOf(parts.join('')), await graphOf(shuffled.join(''))];
          const [stays, moves] = graphs.map(() => new Chain({ graphs })) as [Chain, Chain];
          for (const desk of [stays, moves]) desk.start({ wide });

          for (const [turn, pick] of [...picks, 0, 0, 0].entries()) {
            if (turn === when && moves.state.status === 'active')
              moves.do('migrate-instance', { definitionId: SECOND }, ADMIN);
            const { openNodes: open } = stays;
            const tasks = open.filter((id) => stays.tasksAt(id).length > 0);
            const id = tasks[pick % tasks.length];
            if (id === undefined) break;
            for (const desk of [stays, moves]) desk.work(id);
            expect(moves.openNodes).to.deep.equal(stays.openNodes);
          }

          expect(moves.state.status).to.equal(stays.state.status);
        },
      ),
      { numRuns: 25 },
    );
  });
});

async function versions(before: string, after: string, definitions = ''): Promise<Chain> {
  const graphs = await Promise.all(
    [before, after].map((body): Promise<ProcessGraph> => graphOf(body, { definitions })),
  );
  const desk = new Chain({ graphs });
  desk.start();
  return desk;
}

/** Of the version the case goes by now. */
function timersAt(desk: Chain, id: string): Timer[] {
  const { graph } = desk.context(ADMIN).definitions.byId(ownDefinitionId(desk.state));
  return Object.values(desk.state.timers).filter(({ node }) => graph.nodes[node]?.id === id);
}
