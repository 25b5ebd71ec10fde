/**
 * The engine that scenarios live on, one after the other. It stays as long as the next one asks the same departments: what an engine has compiled, and
 * its database has planned for its connections, is most of what a scenario takes.
 */
import { COMMANDS } from '../commands/index.ts';
import type { Adapter } from '../port.ts';
import { TestClock } from '../runtime/clock.ts';
import type { Compilers } from '../runtime/compilers.ts';
import { createRuntime, type Runtime } from '../runtime/engine.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Outside } from './outside.ts';

export interface ScenarioEngineOptions {
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly compilers: Compilers;
}

interface Running {
  readonly runtime: Runtime;
  readonly clock: TestClock;
  /** Topics that adapters serve. */
  readonly served: string;
}

export class ScenarioEngine {
  readonly #options: ScenarioEngineOptions;
  #running: Running | undefined;
  #outside: Outside | undefined;

  constructor(options: ScenarioEngineOptions) {
    this.#options = options;
  }

  /** From now on these topics are served by `outside`, everything else by nobody. */
  async serve(topics: readonly string[], outside: Outside): Promise<Pick<Running, 'runtime' | 'clock'>> {
    this.#outside = outside;
    const served = [...topics].sort().join(' ');
    if (this.#running?.served === served) return this.#running;
    await this.close();
    this.#running = { ...(await this.#open(topics)), served };
    return this.#running;
  }

  async close(): Promise<void> {
    await this.#running?.runtime.stop();
    this.#running = undefined;
  }

  async #open(topics: readonly string[]): Promise<Pick<Running, 'runtime' | 'clock'>> {
    const clock = new TestClock(0);
    const adapter: Adapter = {
      name: 'outside',
      topics,
      call: (request) => {
        if (!this.#outside) throw new Error('Expected somebody outside, but there is nobody.');
        return this.#outside.ask(request);
      },
    };
    const runtime = await createRuntime({ ...this.#options, clock, commands: COMMANDS, adapters: [adapter] });
    return { runtime, clock };
  }
}
