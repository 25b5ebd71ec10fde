/** Departments that speak JSON over HTTP. What is sent and what the answer means is in the settings of the connection, as FEEL. */
import { parse, stringify } from '../../engine/exact-json.ts';
import type { Adapter, AdapterAnswer, AdapterState } from '../../engine/port.ts';
import type { HttpResult } from '../http/http-client.ts';
import { answerOfProblem, answerOfStatus } from '../http/problem.ts';
import type { Contract, Values } from '../kit/contract.ts';
import { clientOf } from '../kit/http-settings.ts';
import { TalkError } from '../kit/in-time.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { readReference } from '../kit/read-reference.ts';
import { checkedSettings } from '../kit/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type CompiledOperation, type CompiledRequest, compileOperation, valuesOf } from './operation.ts';
import { REST_SCHEMA, type RestSettings } from './settings.ts';
import { signatureHeaders } from './sign.ts';
import { type Tokens, tokensFor } from './token.ts';

type Answered = Extract<HttpResult, { ok: true }>;

export function createRest(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const rest = checkedSettings<RestSettings>('rest', REST_SCHEMA, settings);
  const operations = new Map<string, CompiledOperation>();
  for (const { topic } of contract.operations) {
    const operation = rest.operations[topic];
    if (!operation) throw new Error(`Expected the connection of ${contract.name} to say how ${topic} is called.`);
    operations.set(topic, compileOperation(operation));
  }
  const { auth, kind: _kind, keyHeader: _keyHeader, operations: _operations, ...http } = rest;
  const speaker = new Speaker(rest, clientOf(http, surroundings), {
    tokens: auth?.kind === 'oauth2' ? tokensFor(auth, rest, surroundings) : null,
    surroundings,
  });
  const find = ({ operation }: TalkCall): CompiledOperation => operations.get(operation.topic) as CompiledOperation;
  const canLookUp = [...operations.values()].some(({ lookUp }) => lookUp);
  return keepContract(contract, {
    call: async (call) => meaning(find(call), await speaker.send(find(call).request, call), call),
    ...(canLookUp && { lookUp: (call: TalkCall) => lookUp(find(call), speaker, call) }),
  });
}

interface Parts {
  readonly tokens: Tokens | null;
  readonly surroundings: Surroundings;
}

class Speaker {
  readonly #settings: RestSettings;
  readonly #client: ReturnType<typeof clientOf>;
  readonly #parts: Parts;

  constructor(settings: RestSettings, client: ReturnType<typeof clientOf>, parts: Parts) {
    this.#settings = settings;
    this.#client = client;
    this.#parts = parts;
  }

  /** A token that is refused is fetched once more: the department did nothing. */
  async send(request: CompiledRequest, call: TalkCall): Promise<HttpResult> {
    const result = await this.#sendOnce(request, call, false);
    const isRefused = this.#parts.tokens !== null && result.ok && result.status === 401;
    return isRefused ? this.#sendOnce(request, call, true) : result;
  }

  async #sendOnce(request: CompiledRequest, call: TalkCall, fresh: boolean): Promise<HttpResult> {
    const { signal, idempotencyKey } = call.request;
    const values = valuesOf(call);
    const client = await this.#client();
    const token = await this.#parts.tokens?.get(signal, fresh);
    const body = request.body === undefined ? undefined : stringify(request.body(values));
    const [path, query] = [request.path(values), request.query(values)];
    const result = await client.request({
      method: request.method,
      path,
      query,
      headers: {
        ...request.headers(values),
        [this.#settings.keyHeader ?? 'Idempotency-Key']: idempotencyKey,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(await this.#signature(request.method, targetOf(this.#settings.baseUrl, path, query), body ?? '')),
      },
      ...(body !== undefined && { body }),
      signal,
    });
    return token === undefined ? result : withoutToken(result, token);
  }

  async #signature(method: string, target: string, body: string): Promise<Record<string, string>> {
    const { auth } = this.#settings;
    if (auth?.kind !== 'hmac') return {};
    const secret = await readReference(auth.secret, this.#parts.surroundings);
    return signatureHeaders({ method, target, body, now: Date.now() }, { keyId: auth.keyId, secret });
  }
}

function targetOf(baseUrl: string, path: string, query: Readonly<Record<string, string>>): string {
  const base = new URL(baseUrl);
  const url = new URL(base.origin);
  url.pathname = `${base.pathname.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  return url.pathname + url.search;
}

const withoutToken = (result: HttpResult, token: string): HttpResult =>
  result.ok ? { ...result, body: result.body.replaceAll(token, '***') } : result;

function meaning(operation: CompiledOperation, result: HttpResult, call: TalkCall): AdapterAnswer {
  if (!result.ok) return answerOfProblem(result.problem);
  const context = contextOf(result, call);
  const error = operation.errors.find(({ when }) => when(context) === true);
  if (error) return { kind: 'error', code: String(error.code(context)) };
  return answerOfStatus(result.status, result.headers) ?? completed(operation.request, context);
}

function completed(request: CompiledRequest, context: Values): AdapterAnswer {
  const answer = request.answer(context);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    throw new TalkError('Expected the answer to be an object, but it is not.');
  return { kind: 'completed', variables: answer as Values };
}

/** What the templates of an answer see. A body that is no JSON is null: they decide by the status alone. */
function contextOf({ status, headers, body }: Answered, call: TalkCall): Values {
  return { status, headers, body: jsonOf(body), request: valuesOf(call) };
}

function jsonOf(body: string): unknown {
  if (body.trim() === '') return null;
  try {
    return parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function lookUp(
  { lookUp: asked, request, errors }: CompiledOperation,
  speaker: Speaker,
  call: TalkCall,
): Promise<AdapterState> {
  if (!asked) return { kind: 'unknown', message: 'the department cannot be asked about this operation' };
  const result = await speaker.send(asked, call);
  if (!result.ok) return { kind: 'unknown', message: `${result.problem.code}: ${result.problem.message}` };
  const context = contextOf(result, call);
  const error = errors.find(({ when }) => when(context) === true);
  if (error) return { kind: 'error', code: String(error.code(context)) };
  const state = asked.state(context);
  if (state === 'absent' || state === 'pending') return { kind: state };
  const answer = state === 'completed' ? completed(asked.hasAnswer ? asked : request, context) : null;
  return answer?.kind === 'completed' ? answer : { kind: 'unknown', message: `status ${result.status}` };
}
