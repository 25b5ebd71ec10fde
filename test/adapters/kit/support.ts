import type { Contract, Operation } from '../../../adapters/kit/contract.ts';
import { toContract } from '../../../adapters/kit/read-contract.ts';

export const OPERATION: Operation = {
  topic: 'office.check',
  title: { zh: '核验', en: 'Check' },
  effect: 'query',
  request: {
    type: 'object',
    properties: { number: { type: 'string', maxLength: 20 }, amount: { type: 'number' } },
    required: ['number'],
    additionalProperties: false,
  },
  answer: {
    type: 'object',
    properties: { matches: { type: 'boolean' }, amount: { type: 'number' } },
    required: ['matches'],
    additionalProperties: false,
  },
  levels: { number: { level: 3 }, amount: { level: 1 }, matches: { level: 2 } },
  slo: { timeoutMs: 2_000, p95Ms: 1_000, availability: 0.99 },
  errors: [{ code: 'office.closed', zh: '不办公', en: 'It is closed.' }],
  examples: [
    { name: 'found', request: { number: '1' }, answer: { matches: true } },
    { name: 'closed', request: { number: '2' }, error: 'office.closed' },
  ],
};

/** A contract with one operation, which differs from `OPERATION` as told. */
export const contractWith = (operation: Partial<Operation> = {}, more: Partial<Contract> = {}): Contract =>
  toContract({
    name: 'office',
    title: { zh: '机关', en: 'Office' },
    version: '1.0.0',
    signedOn: null,
    operations: [{ ...OPERATION, ...operation }],
    ...more,
  });
