/**
 * The one door to the API. Paths, parameters, bodies and answers are typed by the OpenAPI document; refusals are thrown as `ApiProblem`.
 *
 *     const { items } = await api.get('/tasks', { query: { view: 'mine' } });
 *     await api.post('/tasks/{id}/{verb}', { path: { id, verb: 'claim' }, body: {} });
 */
import { deliver } from './deliver.ts';
import { type ApiProblem, problemOf } from './problem.ts';
import type { Answer, Attachment, Body, Method, PathParameters, PathWith, Query, Rehearsal } from './types.ts';

export const API_BASE = '/api/v1';

type Given<K extends string, T> = undefined extends T ? { [key in K]?: T } : { [key in K]: T };
type Optional<K extends string, T> = [T] extends [undefined] ? unknown : { [key in K]?: T };

type RequestOptions<M extends Method, P extends PathWith<M>> = Given<'path', PathParameters<M, P>> &
  Optional<'query', Query<M, P>> &
  Given<'body', Body<M, P>> & {
    signal?: AbortSignal;
    /** A write that does not wait for the connection to come back. */
    impatient?: boolean;
  };

type Arguments<M extends Method, P extends PathWith<M>> =
  Partial<RequestOptions<M, P>> extends RequestOptions<M, P>
    ? [options?: RequestOptions<M, P>]
    : [options: RequestOptions<M, P>];

interface AnyOptions {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly impatient?: boolean;
}

/** What the client needs to know of its surroundings; set once when an app starts. */
export interface Surroundings {
  language(): string;
  csrfToken(): string | undefined;
  /** The session is over: somebody else decides where to go. */
  onSignedOut(): void;
}

let surroundings: Surroundings = { language: () => 'zh', csrfToken: () => undefined, onSignedOut: () => undefined };

export function configureApi(next: Surroundings): void {
  surroundings = next;
}

/** `name` with its value, an object as `name[key]` with each of its values (OpenAPI style deepObject). Absent and empty values are left out. */
function* parametersOf(name: string, value: unknown): Generator<[name: string, value: string]> {
  if (value === undefined || value === null || value === '') return;
  if (typeof value !== 'object' || Array.isArray(value)) yield [name, String(value)];
  else for (const [key, inner] of Object.entries(value)) yield* parametersOf(`${name}[${key}]`, inner);
}

/** A path with its parameters filled in and its query appended. */
export function addressOf(path: string, { path: parameters = {}, query = {} }: AnyOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const [parameter, text] of parametersOf(name, value)) search.set(parameter, text);
  }
  return API_BASE + filled + (search.size > 0 ? `?${search}` : '');
}

function headersOf(method: string, body: unknown): Headers {
  const headers = new Headers({ accept: 'application/json', 'accept-language': surroundings.language() });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (method !== 'get') {
    const token = surroundings.csrfToken();
    if (token) headers.set('x-csrf-token', token);
  }
  return headers;
}

/** What goes up as it is: a file with its fields. The browser writes the content type, because it chooses the boundary. */
async function upload(instanceId: string, form: FormData): Promise<Attachment> {
  const address = addressOf('/process-instances/{id}/attachments', { path: { id: instanceId } });
  const init = {
    method: 'POST',
    headers: headersOf('post', undefined),
    credentials: 'same-origin',
    body: form,
  } as const;
  const response = await deliver({ address, init });
  return response.ok ? ((await response.json()) as Attachment) : refused(response);
}

/** The bytes of a file, to be shown. */
async function content(attachmentId: string, signal: AbortSignal): Promise<Blob> {
  const address = addressOf('/attachments/{id}/content', { path: { id: attachmentId }, query: { inline: true } });
  const init = { method: 'GET', headers: headersOf('get', undefined), credentials: 'same-origin', signal } as const;
  const response = await deliver({ address, init });
  return response.ok ? response.blob() : refused(response);
}

async function send(method: Method, path: string, options: AnyOptions = {}): Promise<unknown> {
  const address = addressOf(path, options);
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const init = {
    method: method.toUpperCase(),
    headers: headersOf(method, body),
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(options.signal ? { signal: options.signal } : {}),
  } as const;
  const { impatient = false } = options;
  // What nobody waits for is sent again with what there is by then.
  const same = impatient ? {} : { same: `${method} ${address} ${body ?? ''}` };
  const response = await deliver({ address, init, impatient, ...same });
  if (!response.ok) return refused(response);
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  if (/\bjson\b/.test(type)) return response.json();
  // `text()` takes everything for UTF-8; a model is sent in the encoding it was deployed in.
  return new TextDecoder(/\bcharset=([\w-]+)/.exec(type)?.[1]).decode(await response.arrayBuffer());
}

async function refused(response: Response): Promise<never> {
  const problem: ApiProblem = await problemOf(response);
  if (problem.code === 'sign-in-required') surroundings.onSignedOut();
  throw problem;
}

const call =
  <M extends Method>(method: M) =>
  <P extends PathWith<M>>(path: P, ...[options]: Arguments<M, P>): Promise<Answer<M, P>> =>
    send(method, path as string, options as AnyOptions | undefined) as Promise<Answer<M, P>>;

/** What a POST would do; nothing is done. */
function rehearse<P extends PathWith<'post'>>(
  path: P,
  ...[options]: Arguments<'post', P>
): Promise<Rehearsal['wouldDo']> {
  const given = (options ?? {}) as AnyOptions;
  const query = { ...given.query, dryRun: true };
  return send('post', path as string, { ...given, query }).then((answer) => (answer as Rehearsal).wouldDo);
}

export const api = {
  get: call('get'),
  post: call('post'),
  patch: call('patch'),
  put: call('put'),
  delete: call('delete'),
  upload,
  content,
  rehearse,
};
