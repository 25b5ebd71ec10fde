/** Departments that speak SOAP. Document type, entities of their own and anything fetched from elsewhere are refused when reading. */
import type { Adapter, AdapterAnswer, AdapterState } from '../../engine/port.ts';
import type { HttpResult } from '../http/http-client.ts';
import { answerOfProblem, answerOfStatus } from '../http/problem.ts';
import { readXml } from '../http/xml.ts';
import type { Contract, Values } from '../kit/contract.ts';
import { clientOf } from '../kit/http-settings.ts';
import { TalkError } from '../kit/in-time.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { checkedSettings } from '../kit/settings.ts';
import { compileTemplate, type Template } from '../kit/template.ts';
import { valuesOf } from '../rest/operation.ts';
import type { Surroundings } from '../surroundings.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { SOAP_SCHEMA, type SoapOperation, type SoapRequest, type SoapSettings } from './settings.ts';

interface Said {
  readonly action: string;
  readonly element: string;
  readonly content: Template;
}

interface Compiled extends Said {
  readonly answer: Template;
  readonly errors: readonly { readonly when: Template; readonly code: string }[];
  readonly lookUp: (Said & { readonly state: Template; readonly answer: Template }) | undefined;
}

export function createSoap(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const soap = checkedSettings<SoapSettings>('soap', SOAP_SCHEMA, settings);
  const operations = new Map<string, Compiled>();
  for (const { topic } of contract.operations) {
    const operation = soap.operations[topic];
    if (!operation) throw new Error(`Expected the connection of ${contract.name} to say how ${topic} is called.`);
    operations.set(topic, compile(operation));
  }
  const { kind: _kind, path, version = '1.1', namespace, operations: _operations, ...http } = soap;
  const client = clientOf(http, surroundings);

  const find = ({ operation }: TalkCall): Compiled => operations.get(operation.topic) as Compiled;

  async function send({ action, element, content }: Said, talk: TalkCall): Promise<HttpResult> {
    const { idempotencyKey, signal } = talk.request;
    return (await client()).request({
      method: 'POST',
      path,
      contentType: typeFor(version, action),
      headers: {
        accept: '*/*',
        'idempotency-key': idempotencyKey,
        ...(version === '1.1' && { soapaction: `"${action}"` }),
      },
      body: writeEnvelope({ version, namespace, element, content: content(valuesOf(talk)), messageId: idempotencyKey }),
      signal,
    });
  }

  async function call(talk: TalkCall): Promise<AdapterAnswer> {
    const result = await send(find(talk), talk);
    return result.ok ? meaning(find(talk), result, talk) : answerOfProblem(result.problem);
  }

  async function lookUp(talk: TalkCall): Promise<AdapterState> {
    const { lookUp: asked, errors } = find(talk);
    if (!asked) return { kind: 'unknown', message: 'the department cannot be asked about this operation' };
    const result = await send(asked, talk);
    if (!result.ok) return { kind: 'unknown', message: `${result.problem.code}: ${result.problem.message}` };
    return stateOf({ ...asked, errors }, result, talk);
  }

  const canLookUp = [...operations.values()].some((operation) => operation.lookUp);
  return keepContract(contract, { call, ...(canLookUp && { lookUp }) });
}

const said = ({ action, element, content }: SoapRequest): Said => ({
  action,
  element,
  content: compileTemplate(content),
});

const compile = ({ answer, errors = [], lookUp, ...request }: SoapOperation): Compiled => ({
  ...said(request),
  answer: compileTemplate(answer),
  errors: errors.map(({ when, code }) => ({ when: compileTemplate(when), code })),
  lookUp: lookUp && {
    ...said(lookUp),
    state: compileTemplate(lookUp.state),
    answer: compileTemplate(lookUp.answer ?? answer),
  },
});

/** A fault that the operation knows is what it was answered with; anything that is no clear word leaves it unknown. */
function stateOf(
  asked: Pick<Compiled, 'errors' | 'answer'> & { readonly state: Template },
  result: Answered,
  talk: TalkCall,
): AdapterState {
  const xml = readXml(result.body);
  const unclear: AdapterState = { kind: 'unknown', message: `status ${result.status}` };
  if (!xml.ok) return unclear;
  const context: Values = { ...readEnvelope(xml.root), status: result.status, request: valuesOf(talk) };
  const state = asked.state(context);
  if (state === 'absent' || state === 'pending') return { kind: state };
  const answer = state === 'completed' || context.fault ? meaning(asked, result, talk) : null;
  return answer?.kind === 'completed' || answer?.kind === 'error' ? answer : unclear;
}

const typeFor = (version: '1.1' | '1.2', action: string): string =>
  version === '1.1' ? 'text/xml; charset=utf-8' : `application/soap+xml; charset=utf-8; action="${action}"`;

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Faults come with status 500 (SOAP 1.1 §6.2), so the body is read first. The text of a fault is the department's and may hold people: it is not shown. */
function meaning(
  operation: Pick<Compiled, 'errors' | 'answer'>,
  { status, headers, body }: Answered,
  talk: TalkCall,
): AdapterAnswer {
  const xml = readXml(body);
  if (!xml.ok) return answerOfStatus(status, headers) ?? answerOfProblem(xml.problem);
  const reading = readEnvelope(xml.root);
  const context: Values = { ...reading, status, request: valuesOf(talk) };
  const error = operation.errors.find(({ when }) => when(context) === true);
  if (error) return { kind: 'error', code: error.code };
  if (reading.fault)
    return { kind: 'unknown', message: `the department answered with the fault ${reading.fault.code.slice(0, 40)}` };
  const answer = operation.answer(context);
  if (typeof answer !== 'object' || answer === null)
    throw new TalkError('Expected the answer to be an object, but it is not.');
  return answerOfStatus(status, headers) ?? { kind: 'completed', variables: answer as Values };
}
