import type { Variables } from '../core/state.ts';
import type { FieldProblem } from '../errors.ts';
import type { Condition } from './condition.ts';
import type { FieldNode, LeafNode, ObjectNode } from './field-tree.ts';
import { fieldProblem, HIDDEN, joinPath, REQUIRED } from './messages.ts';

export interface Submitted {
  /** Everything that was submitted, without blanks. */
  readonly values: Variables;
  /** The variables the form has. */
  readonly fields: ReadonlySet<string>;
}

/** What is missing though required, and what is there though hidden. Where the server cannot tell whether a field is hidden, it may be absent. */
export function checkPresence(root: ObjectNode, submitted: Submitted): FieldProblem[] {
  return inObject(root, submitted.values, [], submitted);
}

function inObject(node: ObjectNode, value: unknown, path: readonly string[], submitted: Submitted): FieldProblem[] {
  const values = typeof value === 'object' && value !== null ? (value as Variables) : {};
  return [...node.children].flatMap(([name, child]) => {
    const inner = Object.hasOwn(values, name) ? values[name] : undefined;
    return inNode(child, inner, [...path, name], submitted);
  });
}

function inNode(node: FieldNode, value: unknown, path: readonly string[], submitted: Submitted): FieldProblem[] {
  if (node.kind === 'object') return inObject(node, value, path, submitted);
  const hidden = isHidden(node.hiddenBy, submitted);
  if (hidden) return value === undefined ? [] : [fieldProblem(joinPath(path), HIDDEN)];
  if (node.kind === 'leaf') {
    const isMissing = hidden === false && needs(node) && (value === undefined || (node.mustBeTrue && value !== true));
    return isMissing ? [fieldProblem(joinPath(path), REQUIRED)] : [];
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item, index) => inObject(node.item, item, [...path, String(index)], submitted));
}

function needs({ required, writable }: LeafNode): boolean {
  return required && writable;
}

function isHidden(conditions: readonly Condition[], { values, fields }: Submitted): boolean | undefined {
  const answers = conditions.map((condition) => condition.isHidden(values, fields));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
