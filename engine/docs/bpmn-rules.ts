/** `docs/bpmn-rules.md`: what the standard demands of a model, clause by clause, and which problem tells. */
import { CATALOGUE } from '../model/catalogue/index.ts';
import { code, generatedFrom, table } from './markdown.ts';

const INTRODUCTION = `# The rules of BPMN 2.0 and who keeps them 标准规则对照

What BPMN 2.0.2 (OMG formal/2013-12-09) demands of a model before it may be executed, by clause, and the \`rule\` of the problem that is reported where a
model does not fulfil it. An error stops the deployment; a warning ⚠ does not: the model runs all the same, or only a drawing is concerned. All problems of
a model are reported at once, each with element, line and reason in both languages. Each row is kept by two models in the tests: one that fulfils it and is
deployed, one that does not and has exactly this problem.

BPMN 2.0.2 对可执行模型的要求，按条款排列，以及未满足时所报告问题的 \`rule\`。错误阻止部署；警告 ⚠ 不阻止：模型仍可执行，或仅涉及图形。所有问题一次全部报告，
均带元素、行号与中英文原因。每一行由测试中的两个模型验证：一个满足要求并可部署，一个不满足且恰好报告该问题。
`;

export function bpmnRulesPage(): string {
  const rows = CATALOGUE.map(({ clause, rule, severity, text }) => [
    `§${clause}`,
    `${text.zh}<br>${text.en}`,
    `${code(rule)}${severity === 'warning' ? ' ⚠' : ''}`,
  ]);
  return [
    generatedFrom('engine/model/catalogue'),
    INTRODUCTION,
    table(['clause 条款', 'demand 要求', 'rule 规则'], rows),
    '',
  ].join('\n');
}
