import { expect } from 'chai';
import { compileDecisions } from '../../engine/dmn/compile.ts';
import { scopeOf } from '../../engine/feel/compile.ts';
import type { DecisionOutcome } from '../../engine/model/decision.ts';

/** 2026-03-01T08:00:00Z. */
export const NOW = Date.UTC(2026, 2, 1, 8);

/** A DMN 1.3 file of the given elements. */
export const dmn = (content: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:tb="urn:tongban:bpmn:1" id="D" name="test" namespace="urn:test" ${attributes}>
${content}
</definitions>`;

export interface TableText {
  readonly hitPolicy?: string;
  /** `name` or `name:type` or `name:type:allowed`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The texts of inputs, then of outputs. */
  readonly rules: readonly (readonly string[])[];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (content: string | undefined): string => `<text>${escaped(content ?? '')}</text>`;
const typed = (type: string | undefined): string => (type ? ` typeRef="${type}"` : '');

/** A decision table; `COLLECT SUM` names policy and aggregator. */
export function table({ hitPolicy = 'UNIQUE', inputs, outputs, rules }: TableText): string {
  const [, policy, aggregation] = /^(.+?)(?: (SUM|MIN|MAX|COUNT))?$/.exec(hitPolicy) ?? [];
  const columns = inputs.map((input) => {
    const [name, type, ...values] = input.split(':');
    const allowed = values.length > 0 ? `<inputValues>${text(values.join(':'))}</inputValues>` : '';
    return `<input><inputExpression${typed(type)}>${text(name)}</inputExpression>${allowed}</input>`;
  });
  const results = outputs.map((output) => {
    const [name, type, values, byDefault] = output.split(':');
    const allowed = values ? `<outputValues>${text(values)}</outputValues>` : '';
    const fallback = byDefault ? `<defaultOutputEntry>${text(byDefault)}</defaultOutputEntry>` : '';
    return `<output name="${name}"${typed(type)}>${allowed}${fallback}</output>`;
  });
  const rows = rules.map((rule, index) => {
    const cells = rule.map((cell, at) =>
      at < inputs.length ? `<inputEntry>${text(cell)}</inputEntry>` : `<outputEntry>${text(cell)}</outputEntry>`,
    );
    return `<rule id="r${index + 1}">${cells.join('')}</rule>`;
  });
  const aggregator = aggregation ? ` aggregation="${aggregation}"` : '';
  return `<decisionTable id="T" hitPolicy="${policy}"${aggregator}>${[...columns, ...results, ...rows].join('\n')}</decisionTable>`;
}

export const decision = (
  logic: string,
  { id = 'd', name = id, more = '', type = '' }: { id?: string; name?: string; more?: string; type?: string } = {},
): string => `<decision id="${id}" name="${name}"><variable name="${name}"${typed(type)}/>${more}${logic}</decision>`;

export const literal = (expression: string): string => `<literalExpression>${text(expression)}</literalExpression>`;

/** The outcome of one decision of a file that must be without errors. */
export function outcomeOf(xml: string, variables: Record<string, unknown> = {}, key = 'd'): DecisionOutcome {
  const { graphs, problems } = compileDecisions(xml);
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, line, message }) => `${rule}:${line} ${message.en}`)).to.deep.equal([]);
  const graph = graphs.find((each) => each.key === key);
  if (!graph) throw new Error(`Expected a decision ${key}, but there is none.`);
  return graph.evaluate(scopeOf(variables), NOW);
}

export function resultOf(xml: string, variables: Record<string, unknown> = {}, key = 'd'): unknown {
  const outcome = outcomeOf(xml, variables, key);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.result;
}

/** The English reason of a decision that must fail. */
export function reasonOf(xml: string, variables: Record<string, unknown> = {}, key = 'd'): string {
  const outcome = outcomeOf(xml, variables, key);
  if (outcome.ok) throw new Error(`Expected the decision to fail, but it gave ${JSON.stringify(outcome.result)}.`);
  expect(outcome.failure.code).to.equal('decision-failed');
  return String(outcome.failure.params.reason);
}

/** `rule@element` of all problems of a file. */
export const problemsOf = (xml: string): string[] =>
  compileDecisions(xml).problems.map(({ rule, elementId }) => `${rule}@${elementId}`);
