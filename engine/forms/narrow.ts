/** A form as somebody may use it at one node: its tree of fields and what is shown of it. */
import type { FieldRight, FieldRule } from '../model/graph.ts';
import { isJson, type Json, listAt, textAt } from './component.ts';
import { emptyObject, type FieldNode, type ObjectNode } from './field-tree.ts';
import type { Form } from './form.ts';

export type RightAt = (path: string) => FieldRight | undefined;

/** What the rules say of a path: the rule of the field itself, else of the nearest group or list around it. */
export function rightsBy(rules: readonly FieldRule[]): RightAt {
  const byName = new Map(rules.map(({ name, right }) => [name, right]));
  return (path) => {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
      const right = byName.get(at);
      if (right !== undefined) return right;
    }
    return undefined;
  };
}

/** Without what is hidden; what is read takes no value, what is required wants one. `path` is that of the object. */
export function narrowTree(node: ObjectNode, right: RightAt, path = ''): ObjectNode {
  const narrow = emptyObject();
  for (const [name, child] of node.children) {
    const at = path === '' ? name : `${path}.${name}`;
    if (right(at) !== 'hidden') narrow.children.set(name, narrowNode(child, right, at));
  }
  return narrow;
}

function narrowNode(node: FieldNode, right: RightAt, path: string): FieldNode {
  if (node.kind === 'object') return narrowTree(node, right, path);
  const given = right(path);
  if (node.kind === 'list')
    return { ...node, item: narrowTree(node.item, right, path), ...(given === 'read' && { writable: false }) };
  if (given === undefined) return node;
  return {
    ...node,
    writable: given !== 'read',
    required: given === 'required' || (given === 'write' && node.required),
  };
}

/** The shown form: components of hidden fields are gone, those of others say what may be done with them. */
export function narrowSchema(schema: Json, right: RightAt, path = ''): Json {
  const components = listAt(schema, 'components').flatMap((component) => {
    if (!isJson(component)) return [component];
    const at = pathOf(component, path);
    if (at === undefined)
      return [Array.isArray(component.components) ? narrowSchema(component, right, path) : component];
    if (right(at) === 'hidden') return [];
    const shown = component.type === 'group' ? component : withRight(component, right(at));
    return [Array.isArray(component.components) ? narrowSchema(shown, right, at) : shown];
  });
  return { ...schema, components };
}

/** Where the component writes; undefined where it writes nothing itself. */
function pathOf(component: Json, path: string): string | undefined {
  const own = textAt(component, 'key') ?? textAt(component, 'path');
  if (own === undefined) return undefined;
  return path === '' ? own : `${path}.${own}`;
}

function withRight(component: Json, right: FieldRight | undefined): Json {
  if (right === undefined) return component;
  if (right === 'read') return { ...component, disabled: true, validate: {} };
  const { disabled: _disabled, readonly: _readonly, ...rest } = component;
  const validate = isJson(component.validate) ? component.validate : {};
  return { ...rest, validate: right === 'required' ? { ...validate, required: true } : validate };
}

/** What is shown of a form under the given rights; cheaper than the narrowed form, which could also take values. */
export const shownSchema = ({ schema }: Pick<Form, 'schema'>, rules: readonly FieldRule[]): unknown =>
  rules.length === 0 || !isJson(schema) ? schema : narrowSchema(schema, rightsBy(rules));
