import { expect } from 'chai';
import { type Actor, SYSTEM } from '../../engine/commands/command.ts';
import type { DomainEvent } from '../../engine/core/events.ts';
import type { Definition, FlowNode } from '../../engine/model/graph.ts';
import type { MemoryEngine } from '../../engine/scenario/memory-engine.ts';
import type { Scenario, Step, StepKind } from '../../engine/scenario/scenario.ts';
import { HANDLERS, type Run } from '../../engine/scenario/steps.ts';
import { type ProcessFolder, processFolders } from './catalogue.ts';
import { alive, definitionOf } from './live.ts';
import { actorOf } from './people.ts';

/** What others get to know of a case: messages, questions to departments, documents. */
function told(events: readonly DomainEvent[]): string[] {
  return events
    .flatMap((event) => {
      if (event.type === 'messageSent') return [`message ${event.name}`];
      if (event.type === 'effectRequested') return [`asked ${event.effect.topic}`];
      return event.type === 'documentIssued' ? [`document ${event.document.kind}`] : [];
    })
    .sort();
}

/** What became of it: how it ended or that it goes on, what others were told, and what it says of itself. */
interface Outcome {
  readonly status: string;
  readonly told: readonly string[];
  readonly open: readonly string[];
  readonly forgotten: number;
}

const withdrawing = ({ graph }: Definition): readonly FlowNode[] =>
  graph.nodes.filter(({ withdraws }) => withdraws !== undefined);

/** The name of the message by which the applicant withdraws. */
function messageOf(definition: Definition): string | undefined {
  const starts = withdrawing(definition);
  const start = starts.find(({ withdraws }) => withdraws === 'request') ?? starts[0];
  const event = start?.events.find(({ kind }) => kind === 'message');
  return event?.kind === 'message' && event.name.kind === 'literal' ? event.name.text : undefined;
}

/** Both ways from where the case is now; afterwards it is there again. Undefined: the way was refused. */
class Fork {
  readonly #engine: MemoryEngine;
  readonly #id: string;

  constructor(engine: MemoryEngine, id: string) {
    this.#engine = engine;
    this.#id = id;
  }

  byCommand(actor: Actor): Promise<Outcome | undefined> {
    return this.#after((engine) => engine.decide('withdraw-instance', this.#id, { request: 'CH-1' }, actor).ok);
  }

  byMessage(name: string): Promise<Outcome | undefined> {
    const input = { messageId: 'withdrawal', name, variables: {} };
    return this.#after((engine) => engine.decide('correlate-message', this.#id, input, SYSTEM).ok);
  }

  async #after(act: (engine: MemoryEngine) => boolean): Promise<Outcome | undefined> {
    const engine = this.#engine;
    const before = engine.moment();
    const known = engine.case(this.#id).events.length;
    if (!act(engine)) {
      engine.goBack(before);
      return undefined;
    }
    await engine.advanceTo(engine.now);
    const { state, events } = engine.case(this.#id);
    const since = events.slice(known);
    const outcome = {
      status: state.closedAs ?? state.ending ?? state.status,
      told: told(since),
      open: Object.values(state.elements)
        .map(({ def, node }) => `${def}:${node}`)
        .sort(),
      forgotten: since.filter(({ type }) => type === 'compensationDropped').length,
    };
    engine.goBack(before);
    return outcome;
  }
}

/** The application is not taken back: whoever asked is told so, and nothing else happens. */
const isRefused = (outcome: Outcome): boolean =>
  outcome.status === 'active' && outcome.told.length === 1 && /withdrawal.?refused$/.test(outcome.told[0] ?? '');

/** Lives a scenario and stops wherever the case stands as in none before. */
async function standing(
  scenario: Scenario,
  {
    folder,
    definition,
    definitions,
  }: { folder: ProcessFolder; definition: Definition; definitions: readonly Definition[] },
  look: (fork: Fork, at: string) => Promise<void>,
  seen: Set<string>,
): Promise<void> {
  const { engine, driver } = alive(definition, definitions);
  const run: Run = { driver, process: folder.name, given: scenario.given, instanceId: undefined, hasNumber: true };
  await driver.begin(Date.parse(scenario.given.now));
  driver.script('data-grant.change', { answer: { kind: 'completed', variables: {} } });
  for (const [topic, script] of Object.entries(scenario.given.adapters ?? {})) driver.script(topic, script);
  for (const step of scenario.steps) {
    const [kind, input] = Object.entries(step)[0] as [StepKind, never];
    await HANDLERS[kind](run, input);
    if (run.instanceId === undefined || isLook(step)) continue;
    const { status, open, tasks } = await driver.view(run.instanceId);
    const at = [...new Set(open)].sort().join(' ');
    const visits = tasks.filter(({ visit }) => visit > 1).length;
    if (status !== 'active' || seen.has(`${at} ${visits}`)) continue;
    seen.add(`${at} ${visits}`);
    await look(new Fork(engine, run.instanceId), `${scenario.name.en}: ${at}`);
  }
}

const isLook = (step: Step): boolean => 'expect' in step || 'adapter' in step;

describe('withdrawing an application', () => {
  let definitions: readonly Definition[];

  before(async () => {
    definitions = await Promise.all(processFolders.map(definitionOf));
  });

  for (const folder of processFolders.filter(({ xml }) => xml.includes('tb:withdraws='))) {
    it(`should in ${folder.name} be the same by the portal and by message, wherever the case stands`, async () => {
      const definition = definitions.find(({ key }) => key === folder.name) as Definition;
      const name = messageOf(definition) ?? '';
      const unlike: string[] = [];
      const seen = new Set<string>();
      const results = { taken: 0, refused: 0 };
      const look = async (fork: Fork, at: string): Promise<void> => {
        const command = await fork.byCommand(actorOf('wang.window'));
        const message = await fork.byMessage(name);
        const agree = command
          ? JSON.stringify(command) === JSON.stringify(message) && command.forgotten === 0
          : message === undefined || isRefused(message);
        if (!agree) unlike.push(`${at}: ${JSON.stringify(command)} and ${JSON.stringify(message)}`);
        results[command ? 'taken' : 'refused'] += 1;
      };

      for (const scenario of folder.scenarios.scenarios) {
        await standing(scenario, { folder, definition, definitions }, look, seen);
      }

      expect(unlike).to.deep.equal([]);
      expect(results.taken).to.be.greaterThan(2);
    });
  }

  it('should be named in the model wherever a message does it', () => {
    const unnamed = definitions.filter(({ graph }) =>
      graph.nodes.some(
        ({ type, parent, events, withdraws }) =>
          type === 'startEvent' &&
          withdraws === undefined &&
          graph.nodes[graph.nodes[parent]?.parent ?? -1]?.type === 'process' &&
          events.some(
            (event) => event.kind === 'message' && event.name.kind === 'literal' && /withdraw/.test(event.name.text),
          ),
      ),
    );

    expect(unnamed.map(({ key }) => key)).to.deep.equal([]);
  });
});
