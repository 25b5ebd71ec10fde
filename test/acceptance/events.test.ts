import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import {
  boundary,
  call,
  catching,
  condition,
  cycle,
  date,
  duration,
  end,
  error,
  escalation,
  eventScope,
  gateway,
  link,
  message,
  scope,
  script,
  signal,
  start,
  task,
  throwing,
  user,
} from './support/shapes.ts';

const ERRORS =
  '<error id="E1" errorCode="REFUSED"/><error id="E2" errorCode="OTHER"/><escalation id="S1" escalationCode="SLOW"/>';

describe('acceptance/events', () => {
  const engine = useEngine();

  describe('timers', () => {
    const waiting = (timer: string): string =>
      [start(), catching('wait', timer), user('a'), end(), flows('start wait a end')].join('');

    it('should not fire a millisecond early, at the end of ten years too', async () => {
      const id = await engine.run(waiting(duration('P3652D')));

      await engine.advance('P3651DT23H59M59.999S');
      expect(await engine.open(id)).to.deep.equal(['wait']);
      await engine.advance('PT0.001S');

      expect(await engine.open(id)).to.deep.equal(['a']);
    });

    it('should accept a horizon of a hundred years', async () => {
      const id = await engine.run(waiting(duration('P100Y')));

      const { body } = await engine.admin.get(`/jobs?instanceId=${id}`);
      const years = new Date(body.items[0].dueAt).getFullYear() - new Date(await engine.advance('PT0S')).getFullYear();
      expect(years).to.equal(100);
    });

    it('should be due at once when the date has passed, and read a date from a variable', async () => {
      const past = await engine.run(waiting(date('2001-01-01T00:00:00Z')));
      const later = await engine.run(waiting(date('=when')), { when: '2190-05-01T12:00:00+08:00' });
      await engine.settle();

      expect(await engine.open(past)).to.deep.equal(['a']);
      const { body } = await engine.admin.get(`/jobs?instanceId=${later}`);
      expect(body.items[0]).to.include({ kind: 'timer', elementId: 'wait', dueAt: '2190-05-01T04:00:00.000Z' });
    });

    it('should make an incident of a time that is none', async () => {
      const id = await engine.run(waiting(duration('=pause')), { pause: 'tomorrow' });

      const { incidents } = await engine.instance(id);
      expect(incidents[0]).to.include({ code: 'timer-invalid', elementId: 'wait' });
    });

    it('should repeat beside the activity as often as the cycle says', async () => {
      const id = await engine.run(
        [
          start(),
          user('a'),
          boundary('remind', 'a', cycle('R3/PT10M'), false),
          user('h'),
          end(),
          flows('start a end', 'remind h end'),
        ].join(''),
      );
      const seen: number[] = [];
      for (let round = 0; round < 5; round++) {
        await engine.advance('PT10M');
        seen.push((await engine.tasks(id)).filter(({ elementId }) => elementId === 'h').length);
      }

      expect(seen).to.deep.equal([1, 2, 3, 3, 3]);
    });

    it('should fire each time that lies on the way when the clock moves far', async () => {
      const count = script('count', '(if n = null then 0 else n) + 1', 'n');
      const id = await engine.run(
        [
          start(),
          user('a'),
          boundary('tick', 'a', cycle('R/PT1S'), false),
          count,
          end(),
          flows('start a end', 'tick count end'),
        ].join(''),
      );

      await engine.advance('PT1M');

      expect((await engine.instance(id)).variables).to.deep.equal({ n: 60 });
    });

    it('should stop with the activity it watches', async () => {
      const id = await engine.run(
        [
          start(),
          user('a'),
          boundary('b', 'a', duration('PT1H')),
          user('h'),
          user('z'),
          end(),
          flows('start a z end', 'b h end'),
        ].join(''),
      );
      await engine.complete(id, 'a');

      await engine.advance('PT2H');

      expect(await engine.open(id)).to.deep.equal(['z']);
    });
  });

  it('should end everything in a scope before the handler of an interrupting border event runs', async () => {
    const inside = [
      start('s'),
      gateway('parallel', 'f'),
      user('x'),
      catching('t', duration('P1D')),
      catching('m', message('M')),
      '<serviceTask id="v" tb:topic="interrupted"/>',
      end('e'),
      flows('s f x e', 'f t e', 'f m e', 'f v e'),
    ].join('');
    const id = await engine.run(
      [
        start(),
        scope('sub', inside),
        boundary('b', 'sub', duration('PT5M')),
        user('h'),
        end(),
        flows('start sub end', 'b h end'),
      ].join(''),
      {},
      { definitions: '<message id="M" name="never-more"/>' },
    );
    expect(await engine.open(id)).to.deep.equal(['m', 'sub', 't', 'v', 'x']);

    await engine.advance('PT5M');

    expect(await engine.open(id)).to.deep.equal(['h']);
    expect((await engine.tasks(id)).map(({ elementId }) => elementId)).to.deep.equal(['h']);
    expect((await engine.admin.get(`/jobs?instanceId=${id}`)).body.items).to.deep.equal([]);
    expect((await engine.publish('never-more', { instanceId: id })).outcome).to.equal('ignored');
    const worker = { workerId: 'w', topics: [{ topic: 'interrupted', lockDuration: 1000 }] };
    expect((await engine.as('kong').post('/external-tasks/fetch-and-lock', worker)).body.items).to.deep.equal([]);
  });

  describe('errors', () => {
    const thrower = [start(), end('fail', error('E1')), flows('start fail')].join('');
    const caller = (key: string, handler: string): string =>
      [
        start(),
        call('c', key),
        boundary('b', 'c', handler),
        user('h'),
        user('n'),
        end(),
        flows('start c n end', 'b h end'),
      ].join('');

    it('should cross call activities to the handler of their code', async () => {
      const inner = await engine.model(thrower, { definitions: ERRORS });
      const middle = await engine.model([start(), call('c', inner), end(), flows('start c end')].join(''));
      const id = await engine.run(caller(middle, error('E1', 'tb:codeVariable="code"')), {}, { definitions: ERRORS });

      expect(await engine.open(id)).to.deep.equal(['h']);
      expect((await engine.instance(id)).variables).to.include({ code: 'REFUSED' });
    });

    it('should be caught by a handler without code', async () => {
      const inner = await engine.model(thrower, { definitions: ERRORS });

      expect(await engine.open(await engine.run(caller(inner, error())))).to.deep.equal(['h']);
    });

    it('should never be swallowed: with no handler of the code there is an incident that names it', async () => {
      const inner = await engine.model(thrower, { definitions: ERRORS });
      const id = await engine.run(caller(inner, error('E2')), {}, { definitions: ERRORS });

      const { status, incidents } = await engine.instance(id);
      expect(status).to.equal('incident');
      expect(incidents[0]).to.include({ code: 'uncaught-error', elementId: 'fail' });
      expect(incidents[0]?.message).to.include('REFUSED');
    });

    it('should be handled by the event sub-process of the scope, which ends what runs beside', async () => {
      const id = await engine.run(
        [
          start(),
          gateway('parallel', 'f'),
          user('beside'),
          end('fail', error('E1')),
          end(),
          flows('start f beside end', 'f fail'),
          eventScope(
            'es',
            [start('es_start', error('E1')), user('h'), end('es_end'), flows('es_start h es_end')].join(''),
          ),
        ].join(''),
        {},
        { definitions: ERRORS },
      );
      expect(await engine.open(id)).to.deep.equal(['es', 'h']);

      await engine.complete(id, 'h');

      expect((await engine.instance(id)).status).to.equal('completed');
    });
  });

  describe('escalations', () => {
    const scoped = (interrupts: boolean): string =>
      [
        start(),
        scope('sub', [start('s'), throwing('t', escalation('S1')), user('x'), end('e'), flows('s t x e')].join('')),
        boundary('b', 'sub', escalation('S1'), interrupts),
        user('h'),
        end(),
        flows('start sub end', 'b h end'),
      ].join('');

    it('should leave the thrower alone at a border that does not interrupt, and end it at one that does', async () => {
      const beside = await engine.run(scoped(false), {}, { definitions: ERRORS });
      const instead = await engine.run(scoped(true), {}, { definitions: ERRORS });

      expect(await engine.open(beside)).to.deep.equal(['h', 'sub', 'x']);
      expect(await engine.open(instead)).to.deep.equal(['h']);
    });

    it('should change nothing when nobody catches them, but stand in the journal', async () => {
      const id = await engine.run(
        [start(), throwing('t', escalation('S1')), user('x'), end(), flows('start t x end')].join(''),
        {},
        { definitions: ERRORS },
      );

      expect(await engine.open(id)).to.deep.equal(['x']);
      const { body } = await engine.admin.get(`/process-instances/${id}/journal`);
      const types = body.items.flatMap((entry: { events: { type: string }[] }) => entry.events.map(({ type }) => type));
      expect(types).to.include('escalationThrown');
    });

    it('should cross a call activity', async () => {
      const inner = await engine.model([start(), end('e', escalation('S1')), flows('start e')].join(''), {
        definitions: ERRORS,
      });
      const id = await engine.run(
        [
          start(),
          call('c', inner),
          boundary('b', 'c', escalation('S1'), false),
          user('h'),
          user('n'),
          end(),
          flows('start c n end', 'b h end'),
        ].join(''),
        {},
        { definitions: ERRORS },
      );

      expect(await engine.open(id)).to.deep.equal(['h', 'n']);
    });
  });

  describe('signals', () => {
    it('should reach every catcher of every case and every start event, and wait for nobody', async () => {
      const definitions = '<signal id="S" name="typhoon"/>';
      const catcher = await engine.model(
        [start(), catching('c', signal('S')), user('a'), end(), flows('start c a end')].join(''),
        { definitions },
      );
      const starter = await engine.model([start('s', signal('S')), user('a'), end(), flows('s a end')].join(''), {
        definitions,
      });
      const waiting = [await engine.start(catcher), await engine.start(catcher)];

      const { body } = await engine.admin.post('/signals', { name: 'typhoon', variables: { level: 'red' } });
      await engine.settle();

      expect(body.receivers).to.equal(3);
      for (const id of waiting) expect(await engine.instance(id)).to.deep.include({ variables: { level: 'red' } });
      const started = await engine.admin.get(`/process-instances?definitionKey=${starter}`);
      expect(started.body.items).to.have.lengthOf(1);
      const late = await engine.start(catcher);
      await engine.settle();
      expect(await engine.open(late)).to.deep.equal(['c']);
    });

    it('should be thrown by a case to others', async () => {
      const definitions = '<signal id="S" name="flood"/>';
      const catcher = await engine.run(
        [start(), catching('c', signal('S')), user('a'), end(), flows('start c a end')].join(''),
        {},
        { definitions },
      );

      await engine.run(
        [start(), throwing('t', signal('S')), end(), flows('start t end')].join(''),
        {},
        { definitions },
      );
      await engine.settle();

      expect(await engine.open(catcher)).to.deep.equal(['a']);
    });
  });

  it('should fire a conditional border event each time its condition becomes true', async () => {
    const id = await engine.run(
      [
        start(),
        user('a'),
        boundary('b', 'a', condition('n > 3'), false),
        user('h'),
        end(),
        flows('start a end', 'b h end'),
      ].join(''),
      { n: 1 },
    );
    const seen: number[] = [];
    for (const n of [5, 6, 1, 7]) {
      await engine.setVariables(id, { n });
      seen.push((await engine.tasks(id)).filter(({ elementId }) => elementId === 'h').length);
    }

    expect(seen).to.deep.equal([1, 1, 1, 2]);
  });

  it('should jump from a link to its partner', async () => {
    const id = await engine.run(
      [
        start(),
        throwing('from', link('L')),
        catching('to', link('L')),
        user('a'),
        end(),
        flows('start from', 'to a end'),
      ].join(''),
    );

    expect(await engine.open(id)).to.deep.equal(['a']);
  });

  describe('event sub-processes', () => {
    const model = (attributes: string): string =>
      [
        start(),
        user('w'),
        end(),
        flows('start w end'),
        `<subProcess id="es" triggeredByEvent="true"><startEvent id="on" ${attributes}>${message('M')}</startEvent>${user('h')}${end('e')}${flows('on h e')}</subProcess>`,
      ].join('');

    it('should interrupt unless the model says otherwise, and then only once', async () => {
      const id = await engine.run(model(''), {}, { definitions: '<message id="M" name="stop-it"/>' });

      const outcomes = [
        await engine.publish('stop-it', { instanceId: id }),
        await engine.publish('stop-it', { instanceId: id }),
      ];

      expect(outcomes.map(({ outcome }) => outcome)).to.deep.equal(['correlated', 'ignored']);
      expect(await engine.open(id)).to.deep.equal(['es', 'h']);
    });

    it('should run beside the rest as often as it happens, and hold the case open', async () => {
      const id = await engine.run(
        model('isInterrupting="false"'),
        {},
        { definitions: '<message id="M" name="go-on"/>' },
      );
      for (let times = 0; times < 2; times++) await engine.publish('go-on', { instanceId: id });
      expect(await engine.open(id)).to.deep.equal(['es', 'es', 'h', 'h', 'w']);

      for (const at of ['w', 'h']) await engine.complete(id, at);
      expect((await engine.instance(id)).status).to.equal('active');
      await engine.complete(id, 'h');

      expect((await engine.instance(id)).status).to.equal('completed');
    });
  });

  it('should pass what nobody has to do', async () => {
    const id = await engine.run(
      [start(), task('t'), '<manualTask id="m"/>', throwing('n', ''), end(), flows('start t m n end')].join(''),
    );

    expect((await engine.instance(id)).status).to.equal('completed');
  });
});
