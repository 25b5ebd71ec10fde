/** What a route of the Camunda 7 dialect works with. */
import { Refusal } from '../../errors.ts';
import type { Services } from '../services.ts';
import type { Caller } from './call-operation.ts';

export interface RestRequest extends Caller {
  /** What the braces of its path stand for. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came, where it is no JSON. */
  readonly raw: Buffer;
  readonly services: Services;
}

/** Without a body: 204. */
export type RestHandler = (request: RestRequest) => Promise<unknown>;

export interface RestRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly handler: RestHandler;
  /** Takes files. */
  readonly multipart?: true;
}

/** Refuses a request for something that this façade does not do. */
export function notSupported(what: string): never {
  const reason = `${what} is not supported here; see docs/engine-rest`;
  throw new Refusal({ code: 'bad-request', params: { reason, reasonZh: `此处不支持 ${what}，见 docs/engine-rest` } });
}

const isAbsent = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * The named properties of an object; any other one that says something is refused, because leaving out a filter gives more than was asked
 * for. What says nothing (null, false, empty) may be there: clients send whole records.
 */
export function take<Name extends string>(
  given: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Readonly<Partial<Record<Name, unknown>>> {
  const other = Object.keys(given).find(
    (name) => !(names as readonly string[]).includes(name) && !isAbsent(given[name]),
  );
  if (other !== undefined) notSupported(`"${other.slice(0, 100)}"`);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => (names as readonly string[]).includes(name) && value !== null),
  ) as Partial<Record<Name, unknown>>;
}

/** An object of the body; an absent one is empty. */
export function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  return notSupported(`"${name}" that is not an object`);
}

/** A text; undefined where absent. */
export function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : notSupported(`"${name}" that is not a text`);
}

export const requiredText = (value: unknown, name: string): string =>
  textOf(value, name) ?? notSupported(`a request without "${name}"`);

/** Properties of an object that are there. */
export const present = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
