/** What a model says about fields of its forms, held against the forms that are deployed along with it or were before. */
import type { Form } from '../forms/form.ts';
import type { FieldRule, FlowNode, ProcessGraph } from '../model/graph.ts';
import { type Problem, type Severity, type Text, text } from '../model/problem.ts';

type FormOf = (key: string) => Form | undefined;

/** A form that is not there yet is another problem, and told as such. */
export function fieldProblems(graph: ProcessGraph, formOf: FormOf): Problem[] {
  return [...graph.nodes.flatMap((node) => problemsAt(node, formOf)), ...hiddenInLists(graph)];
}

function problemsAt({ id, user, startForm, fieldRules = [] }: FlowNode, formOf: FormOf): Problem[] {
  const key = user?.form ?? startForm;
  const form = key === null || key === undefined ? undefined : formOf(key);
  if (!form) return [];
  const atStart = startForm === null ? [] : filesAtStart(fieldRules.length > 0 ? form.narrowed(fieldRules) : form);
  return [
    ...atStart.map((path) => problem('field-file-at-start', id, fileAtStart(path))),
    ...ofRules(id, { form, fieldRules }),
  ];
}

/** A file is attached to a case that is there: who only begins it has none to name. */
const filesAtStart = ({ files }: Form): string[] => files.filter(({ required }) => required).map(({ path }) => path);

function ofRules(
  id: string,
  { form, fieldRules }: { readonly form: Form; readonly fieldRules: readonly FieldRule[] },
): Problem[] {
  return fieldRules.flatMap(({ name, right }) => {
    if (!form.has(name)) return [problem('field-unknown', id, unknown(name, form.key))];
    if (right === 'hidden' && form.requires(name))
      return [problem('field-required-hidden', id, requiredHidden(name), 'warning')];
    return [];
  });
}

/** Lists carry the same for all tasks of a case: what is hidden from some is hidden there from nobody. */
function hiddenInLists({ nodes, inboxVariables }: ProcessGraph): Problem[] {
  return nodes.flatMap(({ id, fieldRules = [] }) =>
    fieldRules
      .filter(({ name, right }) => right === 'hidden' && inboxVariables.includes(name))
      .map(({ name }) => problem('field-hidden-in-list', id, hiddenInList(name))),
  );
}

const problem = (rule: string, elementId: string, message: Text, severity: Severity = 'error'): Problem => ({
  rule,
  severity,
  elementId,
  line: null,
  column: null,
  message,
});

const unknown = (name: string, key: string) =>
  text(
    `Expected tb:field to name a field of the form "${key}", but it has no "${name}".`,
    `tb:field 应指明表单“${key}”中的字段，但没有“${name}”。`,
  );
const requiredHidden = (name: string) =>
  text(
    `Expected a field that the form requires to be shown, but "${name}" is hidden here: it is not asked for.`,
    `表单必填字段“${name}”在此隐藏，不再要求填写。`,
  );
const fileAtStart = (name: string) =>
  text(
    `Expected a form that a case begins with to require no file, but it requires "${name}": files are attached to a case that is there.`,
    `启动表单不应有必填的文件字段，但“${name}”为必填：附件只能上传到已有的办件。`,
  );
const hiddenInList = (name: string) =>
  text(
    `Expected a field that is hidden here to be in no task list, but tb:inboxVariables names "${name}".`,
    `在此隐藏的字段“${name}”不应出现在任务列表中，但 tb:inboxVariables 列出了它。`,
  );
