/** Schemas that have a name in the document; wherever one of these objects stands, a reference is written. */
import * as attachments from '../contract/attachments.ts';
import * as decisions from '../contract/decisions.ts';
import * as definitions from '../contract/definitions.ts';
import * as deployments from '../contract/deployments.ts';
import * as externalTasks from '../contract/external-tasks.ts';
import * as incidents from '../contract/incidents.ts';
import * as instances from '../contract/instances.ts';
import * as jobs from '../contract/jobs.ts';
import * as messages from '../contract/messages.ts';
import * as notices from '../contract/notices.ts';
import * as organisation from '../contract/organisation.ts';
import * as phrases from '../contract/phrases.ts';
import * as positions from '../contract/positions.ts';
import * as problem from '../contract/problem.ts';
import * as proxies from '../contract/proxies.ts';
import * as rehearsal from '../contract/rehearsal.ts';
import * as reports from '../contract/reports.ts';
import * as rights from '../contract/rights.ts';
import * as sessions from '../contract/sessions.ts';
import * as system from '../contract/system.ts';
import * as tasks from '../contract/tasks.ts';

type Json = Record<string, unknown>;

const MODULES = [
  sessions,
  organisation,
  positions,
  proxies,
  rights,
  deployments,
  definitions,
  decisions,
  instances,
  messages,
  tasks,
  notices,
  attachments,
  phrases,
  jobs,
  incidents,
  externalTasks,
  rehearsal,
  reports,
  system,
  problem,
];

const isSchema = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'object';

/** By identity: the same object is the same component. */
const NAMES = new Map<object, string>(
  MODULES.flatMap((module) => Object.entries(module))
    .filter((entry): entry is [string, object] => /^[A-Z][a-z]/.test(entry[0]) && isSchema(entry[1]))
    .map(([name, schema]) => [schema, name]),
);

/** The schema as plain JSON, named ones as references. */
export function refer(schema: unknown): Json {
  return write(schema) as Json;
}

function write(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(write);
  if (typeof value !== 'object' || value === null) return value;
  const name = NAMES.get(value);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return writeEntries(value);
}

function writeEntries(value: object): Json {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, write(child)]));
}

export const COMPONENTS: Readonly<Record<string, Json>> = Object.fromEntries(
  [...NAMES].map(([schema, name]) => [name, writeEntries(schema)]),
);
