import type { FieldRight, FieldRule } from '../graph.ts';
import { isMaskKind, MASK_KINDS, type MaskKind } from '../masks.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

const RIGHTS = ['hidden', 'read', 'write', 'required'] as const satisfies readonly FieldRight[];

/** Our `tb:field` of a user task or start event: what may be done there with fields of its form. Undefined where it says nothing. */
export function compileFieldRules(context: CompileContext, element: ModdleElement): readonly FieldRule[] | undefined {
  const fields = context.extensions(element, 'tb:Field');
  if (fields.length === 0) return undefined;
  if (context.extension(element, 'form') === null) context.report('field-without-form', element, noForm);
  const rules = fields.flatMap((field) => ruleOf(context, field));
  reportContradictions(context, element, rules);
  return rules;
}

function ruleOf(context: CompileContext, field: ModdleElement): FieldRule[] {
  const name = textOf(field, 'name');
  const given = textOf(field, 'rights');
  const right = RIGHTS.find((word) => word === given);
  if (textOf(field, 'mask') !== null) context.report('field-mask-misplaced', field, misplaced);
  if (name === null || !right) {
    context.report('field-right-invalid', field, invalid(name ?? '', given ?? ''));
    return [];
  }
  return [{ name, right }];
}

/** The same field twice, or a part of one that is hidden as a whole. */
function reportContradictions(context: CompileContext, element: ModdleElement, rules: readonly FieldRule[]): void {
  for (const [position, { name, right }] of rules.entries()) {
    const isDoubled = rules.some((other, at) => at < position && other.name === name);
    const within = rules.find((other) => other.right === 'hidden' && name.startsWith(`${other.name}.`));
    if (isDoubled) context.report('field-right-doubled', element, doubled(name));
    else if (within && right !== 'hidden')
      context.report('field-right-hidden', element, insideHidden(name, within.name));
  }
}

/** Our `tb:field` of a process: variables that are personal data though no form of it has them. */
export function compileMasks(
  context: CompileContext,
  process: ModdleElement,
): readonly (readonly [string, MaskKind])[] | undefined {
  const fields = context.extensions(process, 'tb:Field');
  if (fields.length === 0) return undefined;
  return fields.flatMap((field) => {
    const name = textOf(field, 'name');
    const mask = textOf(field, 'mask');
    if (textOf(field, 'rights') !== null) context.report('field-right-misplaced', field, rightMisplaced);
    if (name !== null && isMaskKind(mask)) return [[name, mask] as const];
    context.report('field-mask-invalid', field, noMask(name ?? '', mask ?? ''));
    return [];
  });
}

const noForm = text(
  'Expected a form beside tb:field, but there is none: its fields have no effect.',
  'tb:field 应与表单一同使用，但没有表单，不起作用。',
);
const misplaced = text(
  'Expected "mask" on a tb:field of the process or in the form, but it is on a step.',
  '“mask”应写在流程的 tb:field 或表单中，但写在了环节上。',
);
const rightMisplaced = text(
  'Expected "rights" on a tb:field of a user task or start event, but it is on the process.',
  '“rights”应写在用户任务或开始事件的 tb:field 上，但写在了流程上。',
);
const invalid = (name: string, given: string) =>
  text(
    `Expected a tb:field with the name of a field and rights ${RIGHTS.join(', ')}, but the name is "${name}" and the rights are "${given}".`,
    `tb:field 应有字段名 name 与权限 rights（${RIGHTS.join('、')}），但字段名为“${name}”、权限为“${given}”。`,
  );
const doubled = (name: string) =>
  text(`Expected the rights to "${name}" once, but they are given twice.`, `字段“${name}”的权限应只写一次，但重复。`);
const insideHidden = (name: string, whole: string) =>
  text(
    `Expected "${name}" to be hidden like "${whole}" around it, but it has other rights.`,
    `“${whole}”已整体隐藏，其中的“${name}”不应另有权限。`,
  );
const noMask = (name: string, given: string) =>
  text(
    `Expected a tb:field of the process with the name of a variable and a mask ${MASK_KINDS.join(', ')}, but the name is "${name}" and the mask is "${given}".`,
    `流程的 tb:field 应有变量名 name 与脱敏方式 mask（${MASK_KINDS.join('、')}），但变量名为“${name}”、脱敏方式为“${given}”。`,
  );
