import type { FieldProblem } from '../errors.ts';
import { checkOf } from './check.ts';
import { isJson, type Json, jsonAt, listAt, nameOf, textAt } from './component.ts';
import { type Condition, compileCondition } from './condition.ts';
import { DISPLAY_TYPES, FIELD_SCHEMAS, type Report } from './field-schemas.ts';
import { emptyObject, type FieldNode, type LeafNode, type ObjectNode } from './field-tree.ts';
import { fileRuleOf } from './file-field.ts';
import { levelOf, maskOf } from './grade.ts';
import { identityOf } from './identity-field.ts';

export interface ReadForm {
  readonly root: ObjectNode;
  readonly problems: readonly FieldProblem[];
}

interface Reading {
  readonly problems: FieldProblem[];
  /** Where fields are put. */
  readonly into: ObjectNode;
  /** Conditions of the groups around. */
  readonly hiddenBy: readonly Condition[];
  readonly depth: number;
  /** Inside a list, of which each item is filled in by itself. */
  readonly inList: boolean;
}

const MAX_DEPTH = 20;

/** Names that mean something to JavaScript itself. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '']);

const VALIDATIONS: ReadonlySet<string> = new Set([
  'required',
  'minLength',
  'maxLength',
  'min',
  'max',
  'pattern',
  'validationType',
]);

/** The tree of fields of a form, and everything that is wrong with it. */
export function readComponents(schema: Json): ReadForm {
  const root = emptyObject();
  const problems: FieldProblem[] = [];
  readAll(schema, { problems, into: root, hiddenBy: [], depth: 0, inList: false });
  problems.push(...ungraded(schema));
  return { root, problems };
}

/** A form that grades one field grades all: what was forgotten would be open to everybody. */
function ungraded(schema: Json): FieldProblem[] {
  return fieldsIn(schema).some((field) => levelOf(field) !== undefined) ? fieldsWithoutLevel(schema) : [];
}

/** Fields that say nothing of their level. None may be deployed; what was deployed before that rule still runs. */
export function fieldsWithoutLevel(schema: unknown): FieldProblem[] {
  return (isJson(schema) ? fieldsIn(schema) : [])
    .filter((field) => levelOf(field) === undefined)
    .map((field) => ({
      path: nameOf(field),
      message: 'it has no level of data (properties.level, or x-level in a JSON Schema: 1 to 4)',
      messageZh: '未标数据分级（properties.level，JSON Schema 为 x-level：1 至 4）',
    }));
}

function fieldsIn(parent: Json, depth = 0): Json[] {
  if (depth > MAX_DEPTH) return [];
  return listAt(parent, 'components').flatMap((component) => {
    if (!isJson(component)) return [];
    const inside = fieldsIn(component, depth + 1);
    return FIELD_SCHEMAS.has(textAt(component, 'type') ?? '') ? [component, ...inside] : inside;
  });
}

function readAll(parent: Json, reading: Reading): void {
  for (const component of listAt(parent, 'components')) {
    if (isJson(component)) read(component, reading);
    else
      reading.problems.push({
        path: nameOf(parent),
        message: 'a component is not an object',
        messageZh: '组件不是对象',
      });
  }
}

function read(component: Json, reading: Reading): void {
  const report = reporter(component, reading);
  const type = textAt(component, 'type') ?? '';
  if (DISPLAY_TYPES.has(type)) return;
  const hiddenBy = [...reading.hiddenBy, ...conditionsOf(component, report)];
  if (type === 'group') readGroup(component, { ...reading, hiddenBy }, report);
  else if (type === 'dynamiclist') readList(component, { ...reading, hiddenBy }, report);
  else readField(component, { ...reading, hiddenBy }, report);
}

function readField(component: Json, { into, hiddenBy, inList }: Reading, report: Report): void {
  const makeSchema = FIELD_SCHEMAS.get(textAt(component, 'type') ?? '');
  const key = textAt(component, 'key');
  if (!makeSchema) report(`its type "${component.type}" is not supported`, `不支持的类型“${component.type}”`);
  else if (key === undefined) report('it has no key', '没有 key');
  else {
    checkValidations(component, report);
    const mask = maskOf(component, report);
    const files = fileRuleOf(component, report);
    const check = checkOf(component, report);
    if (check && inList) report('it has a check, but stands in a list', '列表中的字段不能有校验');
    const leaf = leafOf(component, schemasOf(component, makeSchema, report), hiddenBy);
    const said = { ...(mask !== undefined && { mask }), ...(files && { files }), ...(check && { check }) };
    put(into, key.split('.'), { ...leaf, ...said }, report);
  }
}

type Schemas = Pick<LeafNode, 'schema' | 'doubt'>;

function schemasOf(
  component: Json,
  make: (component: Json, report: Report) => LeafNode['schema'],
  report: Report,
): Schemas {
  const schema = make(component, report);
  const identity = identityOf(component, report);
  if (!identity) return { schema };
  if (textAt(component, 'type') !== 'textfield')
    report('it asks for an identity number, but is no text field', '要求证件号码，但不是文本框');
  return { schema: { ...schema, ...identity.schema }, doubt: identity.doubt };
}

function readGroup(component: Json, reading: Reading, report: Report): void {
  const path = textAt(component, 'path');
  const into = path === undefined ? reading.into : objectAt(reading.into, path.split('.'), report);
  if (into) readInside(component, { ...reading, into }, report);
}

function readList(component: Json, reading: Reading, report: Report): void {
  const path = textAt(component, 'path');
  const item = emptyObject();
  readInside(component, { ...reading, into: item, inList: true }, report);
  if (path === undefined) report('it has no path', '没有 path');
  else put(reading.into, path.split('.'), { kind: 'list', item, hiddenBy: reading.hiddenBy }, report);
}

function readInside(component: Json, reading: Reading, report: Report): void {
  if (reading.depth < MAX_DEPTH) readAll(component, { ...reading, depth: reading.depth + 1 });
  else report(`groups nest deeper than ${MAX_DEPTH} levels`, `分组嵌套超过 ${MAX_DEPTH} 层`);
}

function leafOf(component: Json, schemas: Schemas, hiddenBy: readonly Condition[]): LeafNode {
  const required = jsonAt(component, 'validate').required === true;
  const writable = component.disabled !== true && component.readonly !== true;
  return { kind: 'leaf', ...schemas, required, mustBeTrue: component.type === 'checkbox', writable, hiddenBy };
}

function conditionsOf(component: Json, report: Report): Condition[] {
  const hide = textAt(jsonAt(component, 'conditional'), 'hide');
  if (hide === undefined) return [];
  const compiled = compileCondition(hide);
  if (compiled.ok) return [compiled.value];
  report(`its condition "${hide}" is not FEEL`, `条件“${hide}”不是有效的 FEEL 表达式`);
  return [];
}

function checkValidations(component: Json, report: Report): void {
  const unknown = Object.keys(jsonAt(component, 'validate')).filter((name) => !VALIDATIONS.has(name));
  for (const name of unknown) report(`its validation "${name}" is not supported`, `不支持的校验“${name}”`);
  for (const name of ['disabled', 'readonly']) {
    if (typeof component[name] === 'string')
      report(`"${name}" as an expression is not supported`, `不支持表达式形式的“${name}”`);
  }
}

function put(into: ObjectNode, path: readonly string[], node: FieldNode, report: Report): void {
  const name = path.at(-1) ?? '';
  const holder = objectAt(into, path.slice(0, -1), report);
  if (!holder || !isName(name, report)) return;
  if (holder.children.has(name)) report(`its key "${path.join('.')}" is used twice`, `key“${path.join('.')}”重复`);
  holder.children.set(name, node);
}

/** The object at a path, made where it is missing; undefined where a field stands in the way. */
function objectAt(from: ObjectNode, path: readonly string[], report: Report): ObjectNode | undefined {
  let node = from;
  for (const name of path) {
    if (!isName(name, report)) return undefined;
    const child = node.children.get(name) ?? emptyObject();
    if (child.kind !== 'object') {
      report(`"${name}" is both a field and a group`, `“${name}”既是字段又是分组`);
      return undefined;
    }
    node.children.set(name, child);
    node = child;
  }
  return node;
}

function isName(name: string, report: Report): boolean {
  if (!FORBIDDEN.has(name)) return true;
  report(`"${name}" cannot be a name`, `“${name}”不能用作名称`);
  return false;
}

function reporter(component: Json, { problems }: Reading): Report {
  return (message, messageZh) => {
    problems.push({ path: nameOf(component), message, messageZh });
  };
}
