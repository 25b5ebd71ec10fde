import type { FeelExpression } from '../../feel/compile.ts';
import { text } from '../../model/problem.ts';
import type { XmlElement } from '../../model/xml/xml-element.ts';
import { attribute, englishName, manyOf, oneOf, textIn } from '../compile/xml.ts';
import type { Allowed } from '../types.ts';
import type { Place } from './compiler.ts';
import type { Aggregation, HitPolicy, InputColumn, OutputColumn, Rule, TableModel } from './table-model.ts';

const POLICIES: ReadonlySet<string> = new Set<HitPolicy>([
  'UNIQUE',
  'FIRST',
  'PRIORITY',
  'ANY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
]);
const AGGREGATIONS: ReadonlySet<string> = new Set<Aggregation>(['SUM', 'MIN', 'MAX', 'COUNT']);

const isPolicy = (name: string): name is HitPolicy => POLICIES.has(name);
const isAggregation = (name: string): name is Aggregation => AGGREGATIONS.has(name);

/** Reads a decision table; null where its hit policy is none, with problems for all that is wrong in it. */
export function compileTable(element: XmlElement, place: Place): TableModel | null {
  const hitPolicy = attribute(element, 'hitPolicy') ?? 'UNIQUE';
  const aggregation = attribute(element, 'aggregation');
  const inputs = manyOf(element, 'input').map((input, index) => compileInput(input, index, place));
  const outputs = manyOf(element, 'output').map((output) => compileOutput(output, place));
  const rules = manyOf(element, 'rule').map((rule, index) => compileRule(rule, index + 1, place));
  checkShape(element, { inputs, outputs, rules }, place);
  if (!isPolicy(hitPolicy) || (aggregation !== null && !isAggregation(aggregation))) {
    place.context.report('hit-policy', element, unknownPolicy(`${hitPolicy} ${aggregation ?? ''}`.trim()));
    return null;
  }
  const { owner, isWhole } = place;
  const table: TableModel = { element, owner, isWhole, hitPolicy, aggregation, inputs, outputs, rules };
  checkPolicy(table, place);
  return table;
}

function compileInput(element: XmlElement, index: number, { context, names }: Place): InputColumn {
  const expression = oneOf(element, 'inputExpression');
  const source = expression && textIn(expression, 'text');
  if (!expression || source === null) context.report('expression-missing', element, withoutExpression);
  const values = oneOf(element, 'inputValues');
  return {
    element,
    label: attribute(element, 'label') ?? source ?? `#${index + 1}`,
    ...englishName(element),
    source: source ?? '',
    expression: expression && context.feel(expression, names),
    type: expression && context.typeOf(expression),
    values: values && context.tests(values),
  };
}

function compileOutput(element: XmlElement, { context, names, owner }: Place): OutputColumn {
  const values = oneOf(element, 'outputValues');
  const byDefault = oneOf(element, 'defaultOutputEntry');
  return {
    element,
    name: attribute(element, 'name') ?? attribute(element, 'label') ?? owner.name,
    type: context.typeOf(element),
    values: values && context.tests(values),
    ranking: values && context.list(values),
    byDefault: byDefault && context.feel(byDefault, names),
  };
}

function compileRule(element: XmlElement, number: number, { context, names }: Place): Rule {
  return {
    element,
    id: attribute(element, 'id'),
    number,
    tests: manyOf(element, 'inputEntry').map((entry) => unlessWildcard(entry, () => context.tests(entry, names))),
    outputs: manyOf(element, 'outputEntry').map((entry): FeelExpression | null =>
      unlessWildcard(entry, () => context.feel(entry, names)),
    ),
  };
}

/** An entry that is `-`, or empty, says nothing. */
function unlessWildcard<T extends Allowed | FeelExpression>(entry: XmlElement, compile: () => T | null): T | null {
  const compiled = compile();
  return textIn(entry, 'text') === '-' ? null : compiled;
}

function checkShape(
  element: XmlElement,
  { inputs, outputs, rules }: Pick<TableModel, 'inputs' | 'outputs' | 'rules'>,
  { context }: Place,
): void {
  if (outputs.length === 0) context.report('output-missing', element, withoutOutput);
  const names = outputs.map(({ element: output }) => attribute(output, 'name'));
  if (outputs.length > 1 && (names.includes(null) || new Set(names).size < names.length))
    context.report('output-name', element, namesNeeded);
  for (const { element: rule, tests, outputs: entries, number } of rules) {
    if (tests.length !== inputs.length)
      context.report(
        'entry-count',
        rule,
        wrongCount(number, { kind: 'inputEntry', zh: '输入', wanted: inputs.length, found: tests.length }),
      );
    if (entries.length !== outputs.length)
      context.report(
        'entry-count',
        rule,
        wrongCount(number, { kind: 'outputEntry', zh: '输出', wanted: outputs.length, found: entries.length }),
      );
  }
}

function checkPolicy({ element, hitPolicy, aggregation, outputs }: TableModel, { context }: Place): void {
  if (aggregation !== null && hitPolicy !== 'COLLECT') context.report('aggregation', element, onlyCollect(hitPolicy));
  if (aggregation !== null && outputs.length > 1) context.report('aggregation', element, oneOutput);
  const ranked = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER';
  if (ranked && outputs.every(({ ranking }) => ranking === null))
    context.report('priority', element, unranked(hitPolicy));
}

const unknownPolicy = (found: string) =>
  text(
    `Expected one of the seven hit policies, and SUM, MIN, MAX or COUNT as aggregator, but it is "${found}".`,
    `应为七种命中策略之一，聚合为 SUM、MIN、MAX 或 COUNT，但为“${found}”。`,
  );

const withoutExpression = text(
  'Expected an input to have an expression, but it has none.',
  '输入列应有表达式，但没有。',
);

const withoutOutput = text(
  'Expected a decision table to have an output, but it has none.',
  '决策表应有输出列，但没有。',
);

const namesNeeded = text(
  'Expected several outputs to have a name each, all different, but they have not.',
  '多个输出列应各有不同的名称，但并非如此。',
);

const wrongCount = (
  rule: number,
  { kind, zh, wanted, found }: { kind: string; zh: string; wanted: number; found: number },
) =>
  text(
    `Expected rule ${rule} to have ${wanted} of <${kind}>, one per column, but it has ${found}.`,
    `规则 ${rule} 应有 ${wanted} 个${zh}项，与列一一对应，但有 ${found} 个。`,
  );

const onlyCollect = (found: HitPolicy) =>
  text(
    `Expected an aggregator with the hit policy COLLECT only, but the policy is ${found}.`,
    `只有命中策略 COLLECT 可以聚合，但策略为 ${found}。`,
  );

const oneOutput = text(
  'Expected one output where an aggregator makes one value of all hits, but there are several.',
  '聚合时应只有一个输出列，但有多个。',
);

const unranked = (found: HitPolicy) =>
  text(
    `Expected outputValues, whose order is the priority, with the hit policy ${found}, but there are none.`,
    `命中策略 ${found} 应有 outputValues（其顺序即优先级），但没有。`,
  );
