import { analyzeExpression, type Finding, type StaticType } from '../../feel/analyze.ts';
import type { ModelExpression } from '../compile/context.ts';
import type { ProcessDraft } from '../compile/draft.ts';
import { writtenNames } from '../compile/written-names.ts';
import { type Text, text } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Variables that the engine itself provides, with their types. */
const PROVIDED: readonly (readonly [string, StaticType])[] = [
  ['loopCounter', 'number'],
  ['nrOfInstances', 'number'],
  ['nrOfActiveInstances', 'number'],
  ['nrOfCompletedInstances', 'number'],
  ['activationCount', 'number'],
  ['waitingForStart', 'boolean'],
  ['outcome', 'string'],
  ['outcomes', 'context'],
];

/**
 * What the text of an expression alone tells to be wrong. Conditions and numbers of items that can never be such are errors; what
 * is always null is a warning. Forms, messages and adapters bring variables that the model does not know, so a name is only
 * mentioned where the model writes one so near to it that it is probably meant.
 */
export const expressionCheck: Rule = {
  id: 'expression-check',
  check({ document, drafts, context, report }) {
    const names = new Map<string, StaticType>(PROVIDED);
    for (const name of writtenNames(document)) names.set(name, names.get(name) ?? 'unknown');
    for (const draft of drafts) for (const id of flowsCounted(draft)) names.set(id, names.get(id) ?? 'unknown');
    const known = new Map<string, readonly Finding[]>();
    for (const expression of context.expressions) {
      const { source, expects } = expression;
      const text = `${expects} ${source}`;
      const findings = known.get(text) ?? analyzeExpression(source, { names, unknownNames: 'similar', expects });
      known.set(text, findings);
      for (const finding of findings) report(expression.element, inModel(expression, finding), finding.severity);
    }
  },
};

/** Complex gateways count the tokens of each incoming flow under its id. */
const flowsCounted = ({ nodes, flows }: ProcessDraft): string[] =>
  nodes
    .filter(({ type }) => type === 'complexGateway')
    .flatMap(({ incoming }) => incoming.flatMap((index) => flows[index]?.id || []));

const inModel = ({ source }: ModelExpression, { message, line, column }: Finding): Text =>
  text(
    `${message.en} Line ${line}, column ${column} of "${source}".`,
    `${message.zh}位于“${source}”第 ${line} 行第 ${column} 列。`,
  );
