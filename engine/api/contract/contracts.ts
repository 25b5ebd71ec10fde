import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, nullable, oneOf, VariableMap } from './schema.ts';

const Words = closed({ zh: Type.String(), en: Type.String() });
const DataLevel = closed({
  level: Type.Integer({ minimum: 1, maximum: 4 }),
  sensitive: Type.Optional(Type.Boolean()),
  purpose: Type.Optional(Words),
});
const Slo = closed({
  timeoutMs: Type.Integer({ minimum: 1 }),
  p95Ms: Type.Integer({ minimum: 0 }),
  availability: Type.Number({ minimum: 0, maximum: 1 }),
});
const MappingRow = closed({ to: Type.String(), from: Type.String(), note: Type.Optional(Words) });
const Mapping = closed({
  request: Type.Optional(Type.Array(MappingRow)),
  answer: Type.Optional(Type.Array(MappingRow)),
  tests: Type.Array(
    closed({
      name: Type.String(),
      direction: oneOf(['request', 'answer']),
      given: VariableMap,
      expected: VariableMap,
    }),
  ),
});
const ContractOperation = closed({
  topic: Type.String(),
  title: Words,
  effect: oneOf(['query', 'change']),
  request: VariableMap,
  answer: VariableMap,
  levels: Type.Record(Type.String(), DataLevel),
  slo: Slo,
  errors: Type.Array(closed({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  examples: Type.Array(
    closed({
      name: Type.String(),
      request: VariableMap,
      answer: Type.Optional(VariableMap),
      error: Type.Optional(Type.String()),
    }),
  ),
  mapping: Type.Optional(Mapping),
});
export const Contract = closed({
  name: Type.String(),
  title: Words,
  version: Type.String(),
  signedOn: nullable(Type.String()),
  operations: Type.Array(ContractOperation),
});
export type Contract = Static<typeof Contract>;

export const contractOperations = {
  listContracts: operation({
    method: 'get',
    path: '/contracts',
    tag: 'departments',
    summary: { en: 'What can be asked of departments, and in which shape', zh: '部门接口契约' },
    right: 'definition.model',
    answer: { status: 200, schema: closed({ items: Type.Array(Contract) }) },
  }),
} as const;
