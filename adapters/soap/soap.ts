/** Departments that speak SOAP. Document type, entities of their own and anything fetched from elsewhere are refused when reading. */
import type { Adapter, AdapterAnswer } from '../../engine/port.ts';
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
import { SOAP_SCHEMA, type SoapOperation, type SoapSettings } from './settings.ts';

interface Compiled {
  readonly action: string;
  readonly element: string;
  readonly content: Template;
  readonly answer: Template;
  readonly errors: readonly { readonly when: Template; readonly code: string }[];
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

  async function call(talk: TalkCall): Promise<AdapterAnswer> {
    const operation = operations.get(talk.operation.topic) as Compiled;
    const { idempotencyKey, signal } = talk.request;
    const content = operation.content(valuesOf(talk));
    const result = await (await client()).request({
      method: 'POST',
      path,
      contentType: typeFor(version, operation.action),
      headers: {
        accept: '*/*',
        'idempotency-key': idempotencyKey,
        ...(version === '1.1' && { soapaction: `"${operation.action}"` }),
      },
      body: writeEnvelope({ version, namespace, element: operation.element, content, messageId: idempotencyKey }),
      signal,
    });
    if (!result.ok) return answerOfProblem(result.problem);
    return meaning(operation, result, talk);
  }

  return keepContract(contract, { call });
}

const compile = ({ action, element, content, answer, errors = [] }: SoapOperation): Compiled => ({
  action,
  element,
  content: compileTemplate(content),
  answer: compileTemplate(answer),
  errors: errors.map(({ when, code }) => ({ when: compileTemplate(when), code })),
});

const typeFor = (version: '1.1' | '1.2', action: string): string =>
  version === '1.1' ? 'text/xml; charset=utf-8' : `application/soap+xml; charset=utf-8; action="${action}"`;

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Faults come with status 500 (SOAP 1.1 §6.2), so the body is read first. The text of a fault is the department's and may hold people: it is not shown. */
function meaning(operation: Compiled, { status, headers, body }: Answered, talk: TalkCall): AdapterAnswer {
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
