import type { Adapter, AdapterAnswer, AdapterRequest } from '../../engine/port.ts';
import type { Surroundings } from '../surroundings.ts';
import { fillRecord } from './fill.ts';
import { matches } from './match.ts';
import type { Answer, Rule } from './rule.ts';

export interface SimulatedDepartment {
  readonly name: string;
  readonly topics: readonly string[];
  readonly timeoutMs?: number;
  readonly rules: readonly Rule[];
}

/** A department that behaves as its rules say: answers, is slow, fails for a while or for ever, or says a business "no". */
export function createSimulator(department: SimulatedDepartment, { sleep }: Surroundings): Adapter {
  const { name, topics, timeoutMs, rules } = department;
  return {
    name,
    topics,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    async call(request) {
      const rule = rules.find((candidate) => matches(candidate, request));
      if (!rule) return { kind: 'failed', message: `${name} has no rule for this request` };
      if (!(await waited(rule, request, sleep))) return { kind: 'failed', message: `${name} was interrupted` };
      return answerBy(rule, request, name);
    },
  };
}

async function waited(rule: Rule, { signal }: AdapterRequest, sleep: Surroundings['sleep']): Promise<boolean> {
  if (signal.aborted) return false;
  if (!rule.delayMs) return true;
  try {
    await sleep(rule.delayMs, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

function answerBy(rule: Rule, request: AdapterRequest, name: string): AdapterAnswer {
  if (!rule.answer || request.attempt <= (rule.failFirst ?? 0)) {
    return { kind: 'failed', ...(rule.failure ?? { message: `${name} is out of order` }) };
  }
  return filled(rule.answer, request);
}

function filled(answer: Answer, request: AdapterRequest): AdapterAnswer {
  if (answer.kind === 'unknown') return answer;
  if (answer.kind === 'completed') return { kind: 'completed', variables: fillRecord(answer.variables, request) };
  return { ...answer, ...(answer.variables ? { variables: fillRecord(answer.variables, request) } : {}) };
}
