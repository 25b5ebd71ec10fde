/** What a form may write, as a tree: keys with dots and groups with a path nest, dynamic lists repeat. */
import { ExactNumber } from '../exact-number.ts';
import type { MaskKind } from '../model/masks.ts';
import type { Check } from './check.ts';
import type { Condition } from './condition.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface ObjectNode {
  readonly kind: 'object';
  readonly children: Map<string, FieldNode>;
}

interface ListNode {
  readonly kind: 'list';
  readonly item: ObjectNode;
  /** False: shown, not written. */
  readonly writable?: boolean;
  readonly hiddenBy: readonly Condition[];
}

/** What a field lets in, besides how many. */
export interface FileRule {
  /** `.pdf`, `image/*`, `image/png` in small letters; empty: everything that may be attached. */
  readonly accept: readonly string[];
  /** Data of level 3 and 4: the file has to be attached as sensitive. */
  readonly sensitive: boolean;
}

export interface LeafNode {
  readonly kind: 'leaf';
  readonly schema: JsonSchema;
  /** What is told about the value without refusing it. */
  readonly doubt?: JsonSchema | undefined;
  readonly required: boolean;
  /** A tick that must be set: `false` counts as missing. */
  readonly mustBeTrue: boolean;
  /** How it is shown to whoever has no need of it; absent where it is no personal data. */
  readonly mask?: MaskKind;
  /** It asks for files: what it takes. */
  readonly files?: FileRule;
  /** Fields that are disabled or read-only are shown, not written. */
  readonly writable: boolean;
  readonly hiddenBy: readonly Condition[];
  /** What the value has to meet besides. */
  readonly check?: Check;
}

export type FieldNode = ObjectNode | ListNode | LeafNode;

export const emptyObject = (): ObjectNode => ({ kind: 'object', children: new Map() });

/** What counts as not filled in, as form-js has it. */
function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The values without what is not filled in, so that only filled-in fields are checked; numbers as JavaScript numbers, which is near enough for a check. Values that do not fit the tree are left as they are. */
export function withoutBlanks(node: FieldNode, value: unknown): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (node.kind === 'leaf') return isBlank(value) ? undefined : value;
  if (node.kind === 'list' && node.writable === false && isBlank(value)) return undefined;
  if (node.kind === 'list')
    return Array.isArray(value) ? value.map((item) => withoutBlanks(node.item, item) ?? {}) : (value ?? undefined);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? undefined;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const child = node.children.get(name);
    const kept = child ? withoutBlanks(child, inner) : inner;
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}

/** The JSON Schema of what may be submitted. Whether something is missing is not its matter: that depends on what is hidden. */
export function schemaOf(node: FieldNode): JsonSchema | boolean {
  if (node.kind === 'leaf') return node.writable ? node.schema : false;
  if (node.kind === 'list' && node.writable === false) return false;
  if (node.kind === 'list') return { type: 'array', maxItems: MAX_LIST_ITEMS, items: schemaOf(node.item) };
  const properties = Object.fromEntries([...node.children].map(([name, child]) => [name, schemaOf(child)]));
  return { type: 'object', properties, additionalProperties: false };
}

/** The node at a path; lists are passed through to what each item has. */
export function nodeAtPath(root: ObjectNode, path: string): FieldNode | undefined {
  let node: FieldNode | undefined = root;
  for (const name of path.split('.')) {
    const holder: FieldNode | undefined = node?.kind === 'list' ? node.item : node;
    node = holder?.kind === 'object' ? holder.children.get(name) : undefined;
  }
  return node;
}

/** The leaves with their paths. */
export function leavesOf(node: FieldNode, path = ''): readonly (readonly [string, LeafNode])[] {
  if (node.kind === 'leaf') return [[path, node]];
  const holder = node.kind === 'list' ? node.item : node;
  return [...holder.children].flatMap(([name, child]) => leavesOf(child, path === '' ? name : `${path}.${name}`));
}

/** The JSON Schema of what a good value looks like, where others are let in all the same. */
export function doubtsOf(node: FieldNode): JsonSchema | boolean {
  if (node.kind === 'leaf') return node.doubt ?? true;
  if (node.kind === 'list') return { type: 'array', items: doubtsOf(node.item) };
  return {
    type: 'object',
    properties: Object.fromEntries([...node.children].map(([name, child]) => [name, doubtsOf(child)])),
  };
}

const MAX_LIST_ITEMS = 1_000;
