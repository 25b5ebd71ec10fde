/** Whether a system keeps its contract: every example is asked for real. Run against the simulated department it tests the contract itself. */
import type { Adapter, AdapterAnswer, AdapterRequest } from '../../engine/port.ts';
import type { Contract, Example, Operation } from './contract.ts';
import { runMappingTests } from './mapping.ts';

export interface Finding {
  readonly topic: string;
  readonly test: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly ms: number;
}

export interface ConformOptions {
  /** Also operations that change something. */
  readonly changes: boolean;
  /** Milliseconds, for the service level. */
  readonly now: () => number;
  /** Keys have to be new: a department remembers those of the last run. */
  readonly newKey: () => string;
}

export async function conform(
  contract: Contract,
  adapter: Adapter,
  options: ConformOptions,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const operation of contract.operations) {
    findings.push(...mappingFindings(operation));
    if (operation.effect === 'change' && !options.changes) continue;
    for (const example of operation.examples)
      findings.push(...(await exampleFindings({ operation, example, adapter }, options)));
    findings.push(await refusal(operation, adapter, options));
  }
  return findings;
}

interface Tried {
  readonly operation: Operation;
  readonly example: Example;
  readonly adapter: Adapter;
}

const mappingFindings = ({ topic, mapping }: Operation): Finding[] =>
  mapping
    ? runMappingTests(mapping).map(({ name, got }) => ({
        topic,
        test: `mapping: ${name}`,
        passed: got === null,
        detail: got === null ? '' : JSON.stringify(got),
        ms: 0,
      }))
    : [];

async function exampleFindings({ operation, example, adapter }: Tried, options: ConformOptions): Promise<Finding[]> {
  const request = requestOf(operation, example.request, options.newKey());
  const began = options.now();
  const answer = await adapter.call(request);
  const ms = options.now() - began;
  const wanted = example.error === undefined ? 'completed' : `error ${example.error}`;
  const got = shortly(answer);
  const { topic, slo } = operation;
  const first: Finding = { topic, test: example.name, passed: got === wanted, detail: detailOf(answer, wanted), ms };
  const speed: Finding = {
    topic,
    test: `${example.name}: service level`,
    passed: ms <= slo.timeoutMs,
    detail: `${Math.round(ms)} ms, agreed are ${slo.p95Ms} ms (p95) and ${slo.timeoutMs} ms at most`,
    ms,
  };
  const shown = [first, speed, ...qualityFindings(topic, example.name, answer)];
  if (operation.effect === 'query') return shown;
  const again = await adapter.call({ ...request, attempt: 2 });
  const same = JSON.stringify(again) === JSON.stringify(answer);
  const repeat = {
    topic,
    test: `${example.name}: repetition`,
    passed: same,
    detail: same ? '' : 'the second answer to one key differs',
    ms: 0,
  };
  return [...shown, repeat];
}

/** Places, not numbers: they are people's. */
function qualityFindings(topic: string, name: string, answer: AdapterAnswer): Finding[] {
  if (answer.kind !== 'completed' || !answer.quality) return [];
  const wrong = answer.quality.setAside.map(({ place }) => place);
  const detail = wrong.length === 0 ? '' : `cannot be right: ${wrong.slice(0, 20).join(', ')}`;
  return [{ topic, test: `${name}: identity numbers`, passed: wrong.length === 0, detail, ms: 0 }];
}

/** A request without anything must not be answered as if it were one, unless the contract asks for nothing. */
async function refusal(operation: Operation, adapter: Adapter, { newKey }: ConformOptions): Promise<Finding> {
  const answer = await adapter.call(requestOf(operation, {}, newKey()));
  const needsNothing = !Array.isArray(operation.request.required) || operation.request.required.length === 0;
  const passed = needsNothing || answer.kind === 'error';
  return {
    topic: operation.topic,
    test: 'a request without content',
    passed,
    detail: passed ? '' : shortly(answer),
    ms: 0,
  };
}

const shortly = (answer: AdapterAnswer): string => (answer.kind === 'error' ? `error ${answer.code}` : answer.kind);

function detailOf(answer: AdapterAnswer, wanted: string): string {
  if (shortly(answer) === wanted) return '';
  const why = answer.kind === 'completed' ? '' : `: ${answer.message ?? ''}`;
  return `expected ${wanted}, but got ${shortly(answer)}${why}`;
}

const requestOf = (operation: Operation, variables: AdapterRequest['variables'], key: string): AdapterRequest => ({
  topic: operation.topic,
  idempotencyKey: key,
  instanceId: 'conformance',
  businessKey: null,
  elementId: 'conformance',
  attempt: 1,
  requestedBy: 'system',
  purpose: 'conformance test',
  variables,
  signal: AbortSignal.timeout(operation.slo.timeoutMs + 1_000),
});
