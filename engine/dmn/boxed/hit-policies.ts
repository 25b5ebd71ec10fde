/** What a table makes of the rules that match (DMN 1.3 §8.2.11). One function per policy. */
import { isNumber } from '../../exact-number.ts';
import { compare } from '../../feel/values/compare.ts';
import { equals } from '../../feel/values/equality.ts';
import { sum } from '../../feel/values/series.ts';
import type { Value } from '../../feel/values/types.ts';
import { type Text, text } from '../../model/problem.ts';
import { evaluateFeel, type Site, stop } from '../evaluation.ts';
import { fitting } from './fitting.ts';
import { inOutputOrder } from './priorities.ts';
import { type Aggregation, type Hit, type HitPolicy, isMultiHit, type TableModel } from './table-model.ts';

/** The result of a table, and the hits that made it. */
export interface TableResult {
  readonly value: Value;
  readonly counted: readonly Hit[];
}

type Policy = (table: TableModel, hits: readonly Hit[], at: Site) => readonly Hit[];

const POLICIES: Readonly<Record<HitPolicy, Policy>> = {
  UNIQUE(table, hits, at) {
    return hits.length > 1 ? stop(at.evaluation, table.owner, several(hits)) : hits;
  },
  ANY(table, hits, at) {
    const [first, ...others] = hits;
    if (!first) return hits;
    const differs = others.some((hit) => !sameOutputs(first, hit, at));
    return differs ? stop(at.evaluation, table.owner, different(hits)) : hits;
  },
  FIRST: (_, hits) => hits.slice(0, 1),
  PRIORITY: (table, hits, at) => inOutputOrder(table, hits, at).slice(0, 1),
  'RULE ORDER': (_, hits) => hits,
  'OUTPUT ORDER': inOutputOrder,
  COLLECT: (_, hits) => hits,
};

/**
 * Where no rule matches, the default outputs stand in for a rule; without any, a single-hit table gives null and a table that gives a list
 * gives an empty one. COUNT counts rules, so a default does not count.
 */
export function resultOf(table: TableModel, hits: readonly Hit[], at: Site): TableResult {
  const counted = POLICIES[table.hitPolicy](table, hits, at);
  if (table.aggregation === 'COUNT') return { value: counted.length, counted };
  const defaults = counted.length === 0 ? defaultsOf(table, at) : null;
  const rows = defaults ? [defaults] : counted.map(({ outputs }) => outputs);
  if (table.aggregation) return { value: aggregated(table, table.aggregation, { rows, at }), counted };
  if (isMultiHit(table.hitPolicy)) return { value: rows.map((row) => composed(table, row)), counted };
  const [row] = rows;
  return { value: row ? composed(table, row) : null, counted };
}

/** Null where no output has a default. */
function defaultsOf({ outputs, owner }: TableModel, at: Site): readonly Value[] | null {
  if (outputs.every(({ byDefault }) => byDefault === null)) return null;
  return outputs.map(({ byDefault, type, name }) =>
    fitting(byDefault ? evaluateFeel(at, owner, byDefault) : null, type, { at, owner, name }),
  );
}

/** One output is the result itself, several are the entries of a context. */
function composed({ outputs }: TableModel, row: readonly Value[]): Value {
  if (outputs.length === 1) return row[0] ?? null;
  return Object.fromEntries(outputs.map(({ name }, index) => [name, row[index] ?? null]));
}

function aggregated(
  table: TableModel,
  aggregation: Exclude<Aggregation, 'COUNT'>,
  { rows, at }: { rows: readonly (readonly Value[])[]; at: Site },
): Value {
  const values = rows.map(([value]) => value ?? null);
  const [first] = values;
  if (first === undefined) return null;
  const result = aggregation === 'SUM' ? sumOf(values) : extreme(values, aggregation === 'MIN' ? -1 : 1);
  return result ?? stop(at.evaluation, table.owner, notAggregated(aggregation));
}

function sumOf(values: readonly Value[]): Value {
  const numbers = values.filter(isNumber);
  return numbers.length === values.length ? sum(numbers) : null;
}

/** Null where two of them have no order. */
function extreme(values: readonly Value[], sign: 1 | -1): Value {
  let best = values[0] ?? null;
  for (const value of values) {
    const order = compare(value, best);
    if (order === null) return null;
    if (order * sign > 0) best = value;
  }
  return best;
}

const sameOutputs = (a: Hit, b: Hit, at: Site): boolean =>
  a.outputs.every((value, index) => equals(value, b.outputs[index] ?? null, at.run) === true);

const numbersOf = (hits: readonly Hit[]): string => hits.map(({ rule }) => rule.number).join(', ');

const several = (hits: readonly Hit[]): Text =>
  text(
    `at most one rule may match (hit policy UNIQUE), but rules ${numbersOf(hits)} do`,
    `最多只能命中一条规则（命中策略 UNIQUE），但规则 ${numbersOf(hits)} 均命中`,
  );

const different = (hits: readonly Hit[]): Text =>
  text(
    `all rules that match have to give the same (hit policy ANY), but rules ${numbersOf(hits)} do not`,
    `命中的规则应给出相同的输出（命中策略 ANY），但规则 ${numbersOf(hits)} 不同`,
  );

const notAggregated = (aggregation: Aggregation): Text =>
  text(
    `${aggregation} needs outputs of one type that can be ${aggregation === 'SUM' ? 'added' : 'ordered'}, but the outputs are others`,
    `${aggregation} 需要类型一致且可${aggregation === 'SUM' ? '相加' : '比较'}的输出，但并非如此`,
  );
