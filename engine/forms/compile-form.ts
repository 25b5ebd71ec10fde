/**
 * form-js JSON (schemaVersion 9 and later), or JSON Schema, to a form that can be validated on the server. What the server could not check is refused at
 * deployment, never ignored.
 */
import { type FieldProblem, fail, ok, type Result } from '../errors.ts';
import type { FieldRule } from '../model/graph.ts';
import { isMasked } from '../rights/mask.ts';
import { type FormSurroundings, failedChecks } from './check.ts';
import { isJson, type Json, textAt } from './component.ts';
import { doubtsOf, leavesOf, nodeAtPath, type ObjectNode, schemaOf, withoutBlanks } from './field-tree.ts';
import type { FileField, Form } from './form.ts';
import { isJsonSchema, toFormJs } from './json-schema.ts';
import { describeError, fieldProblem, MASKED } from './messages.ts';
import { narrowSchema, narrowTree, rightsBy } from './narrow.ts';
import { checkPresence } from './presence.ts';
import { readComponents } from './read-components.ts';
import { type CompileSchema, compileSchema } from './validator.ts';

const OLDEST_VERSION = 9;

/** Compiles the text of a form. Fails with 'form-schema-invalid'; `fields` lists every problem, `path` being the id of the component. `compile` makes the validator. */
export function compileForm(content: string, compile: CompileSchema = compileSchema): Result<Form> {
  const parsed = parse(content);
  if (!parsed.ok) return parsed;
  const converted = isJsonSchema(parsed.value) ? toFormJs(parsed.value) : { schema: parsed.value, problems: [] };
  const { schema } = converted;
  const { root, problems } = readComponents(schema);
  const found = [...checkHead(schema), ...converted.problems, ...problems];
  if (found.length > 0) return invalid(found);
  return ok(formOf(schema, root, compile));
}

/** Made once and narrowed for each node that says something of its own. */
function formOf(schema: Json, root: ObjectNode, compile: CompileSchema): Form {
  const names = [...root.children.keys()];
  const fields = new Set(names);
  const check = compile(schemaOf(root));
  const doubt = compile(doubtsOf(root));
  const checks = new Map(leavesOf(root).flatMap(([path, { check: one }]) => (one ? [[path, one] as const] : [])));
  const masks = new Map(leavesOf(root).flatMap(([path, { mask }]) => (mask ? [[path, mask] as const] : [])));
  const narrow = new WeakMap<readonly FieldRule[], Form>();
  return {
    key: textAt(schema, 'id') ?? '',
    schema,
    fields: names,
    masks,
    files: filesIn(root),
    has: (path) => nodeAtPath(root, path) !== undefined,
    requires(path) {
      const node = nodeAtPath(root, path);
      return node?.kind === 'leaf' && node.required;
    },
    narrowed(rules) {
      const right = rightsBy(rules);
      const known = narrow.get(rules) ?? formOf(narrowSchema(schema, right), narrowTree(root, right), compile);
      narrow.set(rules, known);
      return known;
    },
    validate(values, around: FormSurroundings = {}) {
      const filled = withoutBlanks(root, values);
      const errors = check(filled).map(describeError);
      const given = isJson(filled) ? filled : {};
      const presence = checkPresence(root, { values: given, fields });
      const known = new Set(errors.map(({ path }) => path));
      const left = leavesOf(root).flatMap(([path, { mask }]) => (mask ? maskedAt(filled, path) : []));
      const found = [...errors, ...presence.filter(({ path }) => !known.has(path)), ...left];
      const wrong = new Set(found.map(({ path }) => path));
      return [...found, ...failedChecks({ checks, values: given, wrong }, around)];
    },
    doubts: (values) =>
      doubt(withoutBlanks(root, values))
        .filter(({ keyword }) => keyword === 'identity' || keyword === 'identityUsual')
        .map(describeError),
  };
}

const filesIn = (root: ObjectNode): FileField[] =>
  leavesOf(root).flatMap(([path, { files, writable, required }]) =>
    files && writable ? [{ path, rule: files, required }] : [],
  );

/** What is left of a value behind a mask is no value to be kept. */
function maskedAt(values: unknown, path: string): FieldProblem[] {
  const found = path
    .split('.')
    .reduce<readonly unknown[]>(
      (all, name) =>
        all.flatMap((one) => (Array.isArray(one) ? one : [one])).flatMap((one) => (isJson(one) ? [one[name]] : [])),
      [values],
    );
  return found.some(isMasked) ? [fieldProblem(path, MASKED)] : [];
}

function parse(content: string): Result<Json> {
  try {
    const json: unknown = JSON.parse(content);
    if (isJson(json)) return ok(json);
    return invalid([{ path: '', message: 'it is not a JSON object', messageZh: '不是 JSON 对象' }]);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return invalid([
      { path: '', message: `it is not JSON (${error.message})`, messageZh: `不是 JSON（${error.message}）` },
    ]);
  }
}

function checkHead(schema: Json): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (textAt(schema, 'id') === undefined) problems.push({ path: 'id', message: 'it has no id', messageZh: '没有 id' });
  if (!Array.isArray(schema.components)) {
    problems.push({ path: 'components', message: 'it has no list of components', messageZh: '没有组件列表' });
  }
  const version = schema.schemaVersion;
  if (typeof version !== 'number' || version < OLDEST_VERSION) {
    const message = `its schemaVersion is not ${OLDEST_VERSION} or later`;
    problems.push({ path: 'schemaVersion', message, messageZh: `schemaVersion 应为 ${OLDEST_VERSION} 或更高` });
  }
  return problems;
}

function invalid(fields: readonly FieldProblem[]): Result<never> {
  const [first] = fields;
  const where = first?.path ? `${first.path}: ` : '';
  const params = { count: fields.length, reason: `${where}${first?.message}`, reasonZh: `${where}${first?.messageZh}` };
  return fail('form-schema-invalid', params, { fields });
}
