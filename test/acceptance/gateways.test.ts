import { expect } from 'chai';
import { flowIf, flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import {
  catching,
  condition,
  duration,
  end,
  gateway,
  message,
  scope,
  start,
  task,
  terminate,
  user,
} from './support/shapes.ts';

describe('acceptance/gateways', () => {
  const engine = useEngine();

  describe('exclusive', () => {
    const choice = [
      start(),
      gateway('exclusive', 'choose', 'default="choose_low"'),
      user('high'),
      user('middle'),
      user('low'),
      end(),
      flows('start choose', 'choose low end', 'high end', 'middle end'),
      flowIf('choose', 'high', '=金额 > 1000'),
      flowIf('choose', 'middle', '金额 > 100'),
    ].join('');

    for (const [variables, expected] of [
      [{ 金额: 5000 }, 'high'],
      [{ 金额: 500 }, 'middle'],
      [{ 金额: 5 }, 'low'],
      [{ 金额: null }, 'low'],
      [{ 金额: '5000' }, 'low'],
      [{}, 'low'],
    ] as const) {
      it(`should take the first true flow in the order of the file: ${JSON.stringify(variables)} to ${expected}`, async () => {
        const id = await engine.run(choice, variables);

        expect(await engine.open(id)).to.deep.equal([expected]);
      });
    }

    it('should stand still with an incident where nothing is true, and go on when the cause is gone', async () => {
      const id = await engine.run(
        [
          start(),
          gateway('exclusive', 'choose'),
          user('a'),
          end(),
          flows('start choose', 'a end'),
          flowIf('choose', 'a', 'order.paid'),
        ].join(''),
      );
      const [incident] = (await engine.instance(id)).incidents;
      expect(incident).to.include({ code: 'no-flow-chosen', elementId: 'choose' });

      await engine.setVariables(id, { order: { paid: true } });
      await engine.admin.post(`/incidents/${incident?.id}/resolve`);

      expect(await engine.instance(id)).to.deep.include({ status: 'active', incidents: [] });
      expect(await engine.open(id)).to.deep.equal(['a']);
    });

    it('should make an incident of a condition that cannot be evaluated, and not take it for false', async () => {
      const id = await engine.run(
        [
          start(),
          gateway('exclusive', 'choose', 'default="choose_b"'),
          user('a'),
          user('b'),
          end(),
          flows('start choose b end', 'a end'),
          flowIf('choose', 'a', 'count(for i in 1..1000000000 return i) > 0'),
        ].join(''),
      );

      const { status, incidents } = await engine.instance(id);
      expect(status).to.equal('incident');
      expect(incidents).to.have.lengthOf(1);
      expect(incidents[0]).to.include({ code: 'expression-limit', elementId: 'choose' });
    });
  });

  describe('flows that leave an activity', () => {
    const activity = [
      start(),
      '<task id="t" default="t_c"/>',
      user('a'),
      user('b'),
      user('c'),
      end(),
      flows('start t c end', 'a end', 'b end'),
      flowIf('t', 'a', 'x = 1'),
      flowIf('t', 'b', 'x > 0'),
    ].join('');

    it('should all be taken whose condition is true', async () => {
      expect(await engine.open(await engine.run(activity, { x: 1 }))).to.deep.equal(['a', 'b']);
    });

    it('should leave the default to when none is', async () => {
      expect(await engine.open(await engine.run(activity, { x: -1 }))).to.deep.equal(['c']);
    });

    it('should split without a gateway, and run an activity once per token that comes', async () => {
      const id = await engine.run(
        [start(), task('t'), task('u'), user('a'), end(), flows('start t u a end', 't a')].join(''),
      );

      expect(await engine.open(id)).to.deep.equal(['a', 'a']);
    });
  });

  describe('joins', () => {
    it('should wait for a token of each flow, and keep surplus tokens for the next round', async () => {
      const id = await engine.run(
        [
          start(),
          gateway('parallel', 'fork'),
          user('a'),
          user('b'),
          gateway('exclusive', 'merge'),
          user('c'),
          gateway('parallel', 'join'),
          user('z'),
          end(),
          flows('start fork a merge join z end', 'fork b merge', 'fork c join'),
        ].join(''),
      );
      await engine.complete(id, 'a');
      await engine.complete(id, 'b');
      expect(await engine.open(id)).to.not.include('z');

      await engine.complete(id, 'c');

      expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['z']);
    });

    it('should not depend on the order of the flows in the file', async () => {
      const parts = ['j z', 'b j', 'z end', 'f b', 'a j', 'f a', 'start f'].map((path) => flows(path));
      const nodes = [
        start(),
        end(),
        user('z'),
        gateway('parallel', 'j'),
        user('b'),
        user('a'),
        gateway('parallel', 'f'),
      ];
      const id = await engine.run([...parts, ...nodes].join(''));

      await engine.complete(id, 'b');
      await engine.complete(id, 'a');

      expect(await engine.open(id)).to.deep.equal(['z']);
    });

    const inclusive = [
      start(),
      gateway('inclusive', 'split', 'default="split_d"'),
      user('a'),
      user('b'),
      user('c'),
      user('d'),
      gateway('inclusive', 'join'),
      user('z'),
      end(),
      flows('start split d join z end', 'a join', 'b join', 'c join'),
      ...['a', 'b', 'c'].map((id) => flowIf('split', id, `list contains(wanted, "${id}")`)),
    ].join('');

    it('should wait, when inclusive, for exactly the branches that were opened', async () => {
      const id = await engine.run(inclusive, { wanted: ['a', 'c'] });
      expect(await engine.open(id)).to.deep.equal(['a', 'c']);

      await engine.complete(id, 'a');
      expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['c']);
      await engine.complete(id, 'c');

      expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['z']);
    });

    it('should take the default of an inclusive split only when nothing else is true', async () => {
      const id = await engine.run(inclusive, { wanted: [] });
      await engine.complete(id, 'd');

      expect(await engine.open(id)).to.deep.equal(['z']);
    });

    it('should let an inclusive join go on when the branch it waited for ends elsewhere', async () => {
      const id = await engine.run(
        [
          start(),
          gateway('parallel', 'fork'),
          user('a'),
          user('b'),
          gateway('exclusive', 'choose', 'default="choose_join"'),
          gateway('inclusive', 'join'),
          end('gone'),
          user('z'),
          end(),
          flows('start fork a join z end', 'fork b choose join'),
          flowIf('choose', 'gone', 'withdrawn'),
        ].join(''),
      );
      await engine.complete(id, 'a');
      expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['b']);

      await engine.complete(id, 'b', { withdrawn: true });

      expect(await engine.open(id)).to.deep.equal(['z']);
    });
  });

  describe('event-based', () => {
    const race = (name: string) => ({
      body: [
        start(),
        gateway('eventBased', 'first'),
        catching('paid', message('M')),
        catching('late', duration('PT1H')),
        catching('waived', condition('fee = 0')),
        user('a'),
        user('b'),
        user('c'),
        end(),
        flows('start first paid a end', 'first late b end', 'first waived c end'),
      ].join(''),
      options: { definitions: `<message id="M" name="${name}"/>` },
    });

    it('should go where the first event happens, and forget the others', async () => {
      const { body, options } = race('payment-1');
      const id = await engine.run(body, { fee: 3 }, options);
      const answer = await engine.publish('payment-1', { instanceId: id });
      expect(answer.outcome).to.equal('correlated');

      await engine.advance('PT2H');
      await engine.setVariables(id, { fee: 0 });

      expect(await engine.open(id)).to.deep.equal(['a']);
      const jobs = await engine.admin.get(`/jobs?instanceId=${id}`);
      expect(jobs.body.items).to.deep.equal([]);
    });

    it('should take the timer when nothing else came, and the condition when it becomes true', async () => {
      const { body, options } = race('payment-2');
      const slow = await engine.run(body, { fee: 3 }, options);
      const waived = await engine.run(body, { fee: 3 }, options);
      await engine.setVariables(waived, { fee: 0 });
      await engine.advance('PT1H');

      expect(await engine.open(slow)).to.deep.equal(['b']);
      expect(await engine.open(waived)).to.deep.equal(['c']);
      expect((await engine.publish('payment-2', { instanceId: slow })).outcome).to.equal('ignored');
    });
  });

  it('should end nothing but the enclosing scope by a terminate event', async () => {
    const id = await engine.run(
      [
        start(),
        gateway('parallel', 'fork'),
        user('beside'),
        scope(
          'sub',
          [
            start('s'),
            gateway('parallel', 'f'),
            user('x'),
            end('stop', terminate),
            end('e'),
            flows('s f x e', 'f stop'),
          ].join(''),
        ),
        user('after'),
        end(),
        flows('start fork beside end', 'fork sub after end'),
      ].join(''),
    );

    expect(await engine.open(id)).to.deep.equal(['after', 'beside']);
  });
});
