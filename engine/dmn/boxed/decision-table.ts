import { stringify } from '../../exact-json.ts';
import type { FeelExpression } from '../../feel/compile.ts';
import type { Value } from '../../feel/values/types.ts';
import { text } from '../../model/problem.ts';
import { type Boxed, type Evaluation, evaluateFeel, type Owner, type Site, stop } from '../evaluation.ts';
import { Scope } from '../scope.ts';
import { passes } from '../types.ts';
import type { BoxedFamily } from './compiler.ts';
import { fitting, shorten } from './fitting.ts';
import { resultOf } from './hit-policies.ts';
import { compileTable } from './table-compile.ts';
import type { Hit, InputColumn, OutputColumn, Rule, TableModel } from './table-model.ts';

/** A decision table (DMN 1.3 chapter 8). What it was asked, and which rules counted, goes into the trace. */
export const decisionTable: BoxedFamily = (element, place) => {
  const table = compileTable(element, place);
  if (!table) return null;
  place.context.tables.push(table);
  return tableOf(table);
};

function tableOf(table: TableModel): Boxed {
  return (at) => {
    const inputs = table.inputs.map((input) => inputValue(input, table.owner, at));
    const hits = hitsOf(table, inputs, at);
    const result = resultOf(table, hits, at);
    tell(table, { inputs, hits: result.counted, result: result.value }, at.evaluation);
    return result.value;
  };
}

function inputValue({ label, expression, type, values }: InputColumn, owner: Owner, at: Site): Value {
  const raw = expression ? evaluateFeel(at, owner, expression) : null;
  const value = fitting(raw, type, { at, owner, name: label });
  if (value === null || !values || passes(value, values, at.run)) return value;
  return stop(at.evaluation, owner, notListed(label, at.evaluation, { value, shown: values.shown }));
}

/** In the order of the table; a policy that only counts the first does not look further. */
function hitsOf(table: TableModel, inputs: readonly Value[], at: Site): Hit[] {
  const scopes = inputs.map((value) => ({ ...at, scope: new Scope(at.scope).set('?', value) }));
  const hits: Hit[] = [];
  for (const rule of table.rules) {
    if (!matches(rule, table.owner, scopes)) continue;
    hits.push({ rule, outputs: outputsOf(table, rule, at) });
    if (table.hitPolicy === 'FIRST') break;
  }
  return hits;
}

const matches = ({ tests }: Rule, owner: Owner, sites: readonly Site[]): boolean =>
  tests.every((test, index) => {
    const site = sites[index];
    return test === null || (site !== undefined && evaluateFeel(site, owner, test.tests) === true);
  });

function outputsOf({ outputs, owner }: TableModel, rule: Rule, at: Site): readonly Value[] {
  return outputs.map((column, index) => outputValue(column, rule.outputs[index] ?? null, { at, owner, rule }));
}

function outputValue(
  { name, type, values }: OutputColumn,
  expression: FeelExpression | null,
  { at, owner, rule }: { at: Site; owner: Owner; rule: Rule },
): Value {
  const label = `${name} (rule ${rule.number})`;
  const value = fitting(expression ? evaluateFeel(at, owner, expression) : null, type, { at, owner, name: label });
  if (value === null || !values || passes(value, values, at.run)) return value;
  return stop(at.evaluation, owner, notListed(label, at.evaluation, { value, shown: values.shown }));
}

function tell(
  { element, owner, isWhole, hitPolicy, aggregation, inputs, outputs }: TableModel,
  done: { readonly inputs: readonly Value[]; readonly hits: readonly Hit[]; readonly result: Value },
  evaluation: Evaluation,
): void {
  const id = isWhole ? owner.id : (element.attributes.find(({ name }) => name === 'id')?.value ?? owner.id);
  const entry = {
    id,
    name: owner.name,
    ...(owner.nameEn !== undefined && { nameEn: owner.nameEn }),
    hitPolicy: aggregation ? `${hitPolicy} ${aggregation}` : hitPolicy,
    inputs: inputs.map(({ label, nameEn }, index) => ({
      name: label,
      ...(nameEn !== undefined && { nameEn }),
      value: evaluation.json(done.inputs[index] ?? null),
    })),
    rules: done.hits.map(({ rule, outputs: values }) => ({
      id: rule.id,
      number: rule.number,
      outputs: Object.fromEntries(
        outputs.map(({ name }, index) => [name, evaluation.json(values[index] ?? null)] as const),
      ),
    })),
    result: evaluation.json(done.result),
  };
  evaluation.tell(entry, isWhole);
}

function notListed(name: string, evaluation: Evaluation, { value, shown }: { value: Value; shown: string }) {
  const found = shorten(stringify(evaluation.json(value)));
  return text(
    `"${name}" has to be one of ${shorten(shown)}, but is ${found}`,
    `“${name}”应为 ${shorten(shown)} 之一，但为 ${found}`,
  );
}
