import { expect } from 'chai';
import { compilers } from '../../engine/boot/compilers.ts';
import type { DeployResult } from '../../engine/runtime/deploy.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';
import { ADMIN, createTestEngine, type TestEngine } from './support/engine.ts';
import { START } from './support/rig.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LATER = START + HOUR;

const task = (name: string) =>
  `<startEvent id="start"/><userTask id="work" name="${name}"/><endEvent id="end"/>${flows('start work end')}`;
const onMessage = (name: string, message: string) =>
  `<startEvent id="start"><messageEventDefinition messageRef="M"/></startEvent><userTask id="work" name="${name}"/><endEvent id="end"/>
   ${flows('start work end')}|<message id="M" name="${message}"/>`;
const onCycle = (name: string, cycle: string) =>
  `<startEvent id="start"><timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition></startEvent>
   <userTask id="work" name="${name}"/><endEvent id="end"/>${flows('start work end')}`;
const calling = (key: string) =>
  `<startEvent id="start"/><callActivity id="call" calledElement="${key}"/><endEvent id="end"/>${flows('start call end')}`;

describe('runtime/activation', () => {
  const database = useDatabase();
  let engines: TestEngine[] = [];
  let engine: TestEngine;

  beforeEach(async () => {
    engine = await open();
  });

  afterEach(async () => {
    for (const each of engines) await each.close();
    engines = [];
  });

  async function open(now = START, loops = false): Promise<TestEngine> {
    const opened = await createTestEngine(database.url, { compilers, loops, pollMs: 50 });
    opened.clock.set(now);
    engines.push(opened);
    return opened;
  }

  function deploy(key: string, body: string, activateAt?: number, on = engine): Promise<DeployResult> {
    const [content = '', extra = ''] = body.split('|');
    const resources = [{ name: `${key}.bpmn`, content: bpmn(content, { key, definitions: extra }) }];
    return on.runtime.deployments.deploy({ name: key, resources, activateAt, by: 'admin' });
  }

  const outcome = (result: DeployResult) =>
    result.ok
      ? result.definitions.map(({ version, unchanged }) => `${version}${unchanged ? ' unchanged' : ''}`).join()
      : result.problems.map(({ rule }) => rule).join();
  const idOf = (result: DeployResult): string => (result.ok ? (result.definitions[0]?.id ?? '') : '');
  const names = async (key: string): Promise<string[]> =>
    (
      await engine.runtime.pool.query<{ name: string }>(
        'select name from task where definition_key = $1 order by created_at, id',
        [key],
      )
    ).rows.map(({ name }) => name);
  const waiting = async (key: string): Promise<string[]> =>
    (
      await engine.runtime.pool.query<{ version: number }>(
        'select version from definition where key = $1 and activates_at is not null order by version',
        [key],
      )
    ).rows.map(({ version }) => String(version));

  describe('before and after the instant', () => {
    it('should start the old version by key until then, and the new one from then on', async () => {
      await deploy('by-key', task('old'));
      await deploy('by-key', task('new'), LATER);

      await engine.startCase('by-key');
      await engine.runtime.moveClock(LATER - 1);
      await engine.startCase('by-key');
      await engine.runtime.moveClock(LATER);
      await engine.startCase('by-key');

      expect(await names('by-key')).to.deep.equal(['old', 'old', 'new']);
    });

    it('should not be there at all by key where it is the first version, but be startable by its number', async () => {
      await deploy('first', task('first'), LATER);

      const byKey = await engine.send('start-process-instance', 'new', { definitionKey: 'first' });
      const byVersion = await engine.send('start-process-instance', 'new', { definitionKey: 'first', version: 1 });

      expect(byKey.ok ? 'started' : byKey.failure.code).to.equal('not-found');
      expect(byVersion.ok).to.equal(true);
    });

    it('should call the version that is in effect when the call is made', async () => {
      await deploy('called', task('old'));
      await deploy('caller', calling('called'));
      await deploy('called', task('new'), LATER);

      await engine.startCase('caller');
      await engine.runtime.moveClock(LATER);
      await engine.startCase('caller');

      expect(await names('called')).to.deep.equal(['old', 'new']);
    });

    it('should hand message start events over', async () => {
      await deploy('by-message', onMessage('old', 'apply'));
      await deploy('by-message', onMessage('new', 'apply'), LATER);

      await engine.runtime.messages.publish({ name: 'apply' }, ADMIN);
      await engine.runtime.moveClock(LATER);
      await engine.runtime.messages.publish({ name: 'apply' }, ADMIN);

      expect(await names('by-message')).to.deep.equal(['old', 'new']);
    });

    it('should hand start timers over: those of the old version end, those of the new one count from then', async () => {
      await deploy('by-timer', onCycle('old', 'R/PT25M'));
      await deploy('by-timer', onCycle('new', 'R/PT20M'), LATER);

      await engine.runtime.moveClock(LATER + 45 * MINUTE);

      expect(await names('by-timer')).to.deep.equal(['old', 'old', 'new', 'new']);
    });

    it('should be at once where the time is past', async () => {
      await deploy('past', task('old'));

      const result = await deploy('past', task('new'), START - HOUR);

      await engine.startCase('past');
      expect(outcome(result)).to.equal('2');
      expect(await names('past')).to.deep.equal(['new']);
      expect(await waiting('past')).to.deep.equal([]);
    });

    it('should judge start timers by the time it comes into effect', async () => {
      const over = `R1/${new Date(START + MINUTE).toISOString()}/PT1M/${new Date(START + 2 * MINUTE).toISOString()}`;

      const now = await deploy('judged', onCycle('now', over));
      const later = await deploy('judged', onCycle('later', over), LATER);

      expect(outcome(now)).to.equal('1');
      expect(outcome(later)).to.contain('timer-invalid');
    });

    it('should keep a suspended version from starting when its time has come', async () => {
      await deploy('held', onMessage('old', 'held'));
      const { runtime } = engine;
      await runtime.deployments.suspend(idOf(await deploy('held', onMessage('new', 'held'), LATER)), true);

      await runtime.moveClock(LATER);
      const answer = await runtime.messages.publish({ name: 'held' }, ADMIN);

      expect(answer.ok && answer.value.outcome).to.equal('ignored');
    });
  });

  describe('another deployment before it', () => {
    it('should take its place, and what waited never comes into effect', async () => {
      await deploy('replaced', task('old'));
      await deploy('replaced', task('planned'), LATER);

      const result = await deploy('replaced', task('urgent'));

      await engine.runtime.moveClock(LATER);
      await engine.startCase('replaced');
      expect(outcome(result)).to.equal('3');
      expect(await names('replaced')).to.deep.equal(['urgent']);
    });

    it('should come first where its own time is earlier, and win', async () => {
      await deploy('overtaken', task('late'), LATER + HOUR);
      await deploy('overtaken', task('early'), LATER);

      await engine.runtime.moveClock(LATER + 2 * HOUR);
      await engine.startCase('overtaken');

      expect(await names('overtaken')).to.deep.equal(['early']);
    });

    it('should follow where its own time is later', async () => {
      await deploy('in-turn', task('second'), LATER);
      await deploy('in-turn', task('third'), LATER + HOUR);

      await engine.runtime.moveClock(LATER);
      await engine.startCase('in-turn');
      await engine.runtime.moveClock(LATER + HOUR);
      await engine.startCase('in-turn');

      expect(await names('in-turn')).to.deep.equal(['second', 'third']);
    });

    it('should leave it waiting where it brings what is in effect already', async () => {
      await deploy('restarted', task('old'));
      await deploy('restarted', task('new'), LATER);

      const result = await deploy('restarted', task('old'));

      expect(outcome(result)).to.equal('1 unchanged');
      expect(await waiting('restarted')).to.deep.equal(['2']);
    });

    it('should give it the new time where it brings the same, without a new version', async () => {
      await deploy('moved', task('old'));
      await deploy('moved', onMessage('new', 'moved'), LATER);

      const later = await deploy('moved', onMessage('new', 'moved'), LATER + HOUR);
      await engine.runtime.moveClock(LATER);
      const inBetween = await waiting('moved');
      await engine.runtime.moveClock(LATER + HOUR);
      await engine.runtime.messages.publish({ name: 'moved' }, ADMIN);

      expect(outcome(later)).to.equal('2 unchanged');
      expect(inBetween).to.deep.equal(['2']);
      expect(await names('moved')).to.deep.equal(['new']);
    });

    it('should bring it into effect at once where it brings the same without a time', async () => {
      await deploy('hurried', task('old'));
      await deploy('hurried', task('new'), LATER);

      await deploy('hurried', task('new'));

      await engine.startCase('hurried');
      expect(await names('hurried')).to.deep.equal(['new']);
      expect(await waiting('hurried')).to.deep.equal([]);
    });
  });

  it('should be called off by deleting it', async () => {
    await deploy('off', onMessage('old', 'off'));
    const planned = idOf(await deploy('off', onMessage('new', 'off'), LATER));

    const deleted = await engine.runtime.deployments.delete(planned, { cascade: false, by: 'admin' });
    await engine.runtime.moveClock(LATER);
    await engine.runtime.messages.publish({ name: 'off' }, ADMIN);

    expect(deleted.ok).to.equal(true);
    expect(await names('off')).to.deep.equal(['old']);
  });

  it('should happen before what is due later when the engine was down over it', async () => {
    await deploy('down', onCycle('old', 'R/PT90M'));
    await deploy('down', onCycle('new', 'R/PT20M'), LATER);

    const next = await open(LATER + HOUR);
    await next.runtime.settle();

    expect(await names('down')).to.deep.equal(['new']);
  });

  it('should let a timer of the old version that was due earlier fire once more, and not again', async () => {
    await deploy('overdue', onCycle('old', 'R/PT50M'));
    await deploy('overdue', onCycle('new', 'R/PT5H'), LATER);

    const next = await open(LATER + HOUR);
    await next.runtime.settle();
    await next.runtime.moveClock(LATER + 3 * HOUR);

    expect(await names('overdue')).to.deep.equal(['old']);
  });

  it('should happen once and be known to all when several processes are at it', async () => {
    await deploy('many', task('old'));
    await deploy('many', task('new'), LATER);
    await deploy('many-timers', onCycle('new', 'R/PT20M'), LATER);
    const others = await Promise.all([open(LATER), open(LATER), open(LATER)]);

    await Promise.all(others.map(({ runtime }) => runtime.settle()));
    for (const other of others) await other.startCase('many');

    const { rowCount } = await engine.runtime.pool.query("select from job where definition_key = 'many-timers'");
    expect(await names('many')).to.deep.equal(['new', 'new', 'new']);
    expect(rowCount).to.equal(1);
  });

  it('should not keep a cycle from coming again in a process that has not heard of its version yet', async () => {
    const other = await open();
    await deploy('unheard', onCycle('first', 'R/PT20M'));
    await deploy('unheard', onCycle('second', 'R/PT20M'));

    await other.runtime.moveClock(START + HOUR);

    expect(await names('unheard')).to.deep.equal(['second', 'second', 'second']);
  });

  it('should be done by the loop when its time comes', async () => {
    const looping = await open(START, true);
    await deploy('looped', task('old'));
    await deploy('looped', task('new'), LATER);
    looping.clock.set(LATER);

    while ((await waiting('looped')).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await looping.startCase('looped');

    expect(await names('looped')).to.deep.equal(['new']);
  });
});
