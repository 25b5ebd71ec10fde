import type pg from 'pg';
import { type Actor, SYSTEM } from '../../../engine/commands/command.ts';
import { CalendarRegistry } from '../../../engine/runtime/calendars.ts';
import { TestClock } from '../../../engine/runtime/clock.ts';
import { DefinitionRegistry } from '../../../engine/runtime/definitions.ts';
import { Dispatcher, type DispatcherOptions } from '../../../engine/runtime/dispatcher.ts';
import type { Envelope, Outcome, Target } from '../../../engine/runtime/envelope.ts';
import type { Logger } from '../../../engine/runtime/logger.ts';
import { OrganisationRegistry } from '../../../engine/runtime/organisation.ts';
import { createPool } from '../../../engine/store/connection.ts';
import { counterCommands, DEFINITION } from './counter.ts';
import { bareCompilers } from './graphs.ts';

export const START = Date.UTC(2026, 2, 2, 1);

/** Keeps what was logged; a warning or error that a test does not expect can be asserted. */
export class MemoryLogger implements Logger {
  readonly lines: { level: string; fields: object; message: string }[] = [];
  debug = (fields: object, message: string): void => void this.lines.push({ level: 'debug', fields, message });
  info = (fields: object, message: string): void => void this.lines.push({ level: 'info', fields, message });
  warn = (fields: object, message: string): void => void this.lines.push({ level: 'warn', fields, message });
  error = (fields: object, message: string): void => void this.lines.push({ level: 'error', fields, message });
}

export interface Rig {
  readonly pool: pg.Pool;
  readonly clock: TestClock;
  readonly logger: MemoryLogger;
  readonly definitions: DefinitionRegistry;
  readonly dispatcher: Dispatcher;
  send(command: string, target: Target, input?: unknown, more?: Partial<Envelope>): Promise<Outcome>;
  close(): Promise<void>;
}

/** A dispatcher with the counting commands on a database. */
export async function createRig(url: string, options: Partial<DispatcherOptions> = {}): Promise<Rig> {
  const pool = createPool({ connectionString: url, max: 4, name: 'test', onError: () => undefined });
  const clock = new TestClock(START);
  const logger = new MemoryLogger();
  await pool.query(
    `with d as (insert into deployment values ('d1', 'counter', null, 'test', now()) on conflict do nothing returning id)
     insert into definition (id, kind, key, version, name, resource_name, content, content_hash, deployment_id)
     select $1, 'process', 'counter', 1, 'counter', 'counter.bpmn', 'counter', '', d.id from d on conflict do nothing`,
    [DEFINITION],
  );
  const definitions = new DefinitionRegistry(pool, bareCompilers);
  await definitions.refresh();
  const organisation = new OrganisationRegistry(pool);
  const dispatcher = new Dispatcher({
    pool,
    commands: counterCommands,
    definitions,
    organisation,
    calendars: new CalendarRegistry(pool),
    clock,
    logger,
    ...options,
  });
  const actor: Actor = { ...SYSTEM, id: 'tester' };
  return {
    pool,
    clock,
    logger,
    definitions,
    dispatcher,
    send: (command, target, input = {}, more = {}) => dispatcher.submit({ command, target, input, actor, ...more }),
    close: async () => {
      await dispatcher.stop();
      await pool.end();
    },
  };
}
