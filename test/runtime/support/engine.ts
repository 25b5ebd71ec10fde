import type { Actor } from '../../../engine/commands/command.ts';
import { COMMANDS } from '../../../engine/commands/index.ts';
import { compileDeployed, compileModel } from '../../../engine/model/compile.ts';
import type { Adapter } from '../../../engine/port.ts';
import { TestClock } from '../../../engine/runtime/clock.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../../../engine/runtime/engine.ts';
import type { Envelope, Outcome, Target } from '../../../engine/runtime/envelope.ts';
import { bpmn, type ModelOptions } from '../../support/bpmn.ts';
import { bareCompilers } from './graphs.ts';
import { MemoryLogger, START } from './rig.ts';

export const ADMIN: Actor = { id: 'admin', roles: ['admin'], groups: [], department: null };

export interface TestEngine {
  readonly runtime: Runtime;
  readonly clock: TestClock;
  readonly logger: MemoryLogger;
  /** Deploys one process; the id of its definition. */
  deploy(body: string, options?: ModelOptions): Promise<string>;
  send(command: string, target: Target, input?: unknown, more?: Partial<Envelope>): Promise<Outcome>;
  /** Starts a case of the latest version of a key; its id. */
  startCase(key: string, variables?: Record<string, unknown>, businessKey?: string | null): Promise<string>;
  /** Status of a case wherever it is, and its variables. */
  read(instanceId: string): Promise<{ status: string; variables: Record<string, unknown> } | undefined>;
  close(): Promise<void>;
}

export interface TestEngineOptions
  extends Partial<
    Pick<RuntimeOptions, 'alone' | 'dispatcher' | 'pollMs' | 'commands' | 'compilers' | 'scripts' | 'retentionYears'>
  > {
  readonly adapters?: readonly Adapter[];
  /** Whether the loops run; without them only `settle` does due work. */
  readonly loops?: boolean;
}

/** The whole runtime with the real commands and models, on a clock that stands still. */
export async function createTestEngine(url: string, options: TestEngineOptions = {}): Promise<TestEngine> {
  const clock = new TestClock(START);
  const logger = new MemoryLogger();
  const runtime = await createRuntime({
    databaseUrl: url,
    clock,
    commands: COMMANDS,
    compilers: { ...bareCompilers, process: compileModel, deployed: compileDeployed },
    logger,
    ...options,
    adapters: options.adapters ?? [],
  });
  if (options.loops ?? false) await runtime.start();
  const send: TestEngine['send'] = (command, target, input = {}, more = {}) =>
    runtime.dispatcher.submit({ command, target, input, actor: ADMIN, ...more });
  return {
    runtime,
    clock,
    logger,
    send,
    deploy: async (body, model) => {
      const deployed = await runtime.deployments.deploy({
        name: 'test',
        resources: [{ name: 'test.bpmn', content: bpmn(body, model) }],
        by: 'admin',
        scripts: true,
      });
      if (!deployed.ok) throw new Error(`Expected a model without errors, but: ${JSON.stringify(deployed.problems)}`);
      return deployed.definitions[0]?.id ?? '';
    },
    startCase: async (definitionKey, variables = {}, businessKey = null) => {
      const outcome = await send('start-process-instance', 'new', { definitionKey, variables, businessKey });
      if (!outcome.ok)
        throw new Error(`Expected ${definitionKey} to start, but got ${JSON.stringify(outcome.failure)}.`);
      return outcome.instanceId;
    },
    read: async (instanceId) => {
      const { rows } = await runtime.pool.query(
        'select status, variables from instance where id = $1 union all select status, variables from instance_history where id = $1',
        [instanceId],
      );
      return rows[0];
    },
    close: () => runtime.stop(),
  };
}
