import type { SyntaxNode } from '../parse.ts';
import type { Run } from '../run.ts';
import type { Value } from '../values/types.ts';
import type { LexicalScope } from './lexical-scope.ts';

/** The values of one frame of a `LexicalScope`; a slot is undefined until its value has been computed. */
export interface Frame {
  readonly run: Run;
  readonly parent: Frame | null;
  readonly values: (Value | undefined)[];
}

export type Evaluate = (frame: Frame) => Value;

/**
 * What the text alone tells of a value. It decides how a filter is meant: a `number` is an index, `any` may turn out to
 * be one, everything else is asked of each element. In unary tests a `boolean` literal is compared with the input.
 */
export type StaticKind = 'number' | 'boolean' | 'string' | 'test' | 'any' | 'other';

/** A node turned into a closure; `constant` is present when the value depends on nothing. */
export interface CompiledNode {
  readonly evaluate: Evaluate;
  readonly kind: StaticKind;
  readonly constant?: Value;
}

/** Turns nodes of one syntax family into closures. */
export type Family = (node: SyntaxNode, scope: LexicalScope, compiler: Compiler) => CompiledNode;

/** An expression that is well-formed but cannot be meant; caught by `compileExpression`. */
export class CompileError extends Error {
  readonly params: { readonly reason: string; readonly reasonZh: string; readonly position?: number };
  constructor(params: CompileError['params']) {
    super(params.reason);
    this.name = 'CompileError';
    this.params = params;
  }
}

/** One compilation: what it knows of the variables, and which of them the expression turned out to read. */
export class Compiler {
  readonly reads = new Set<string>();
  readonly source: string;
  private readonly known: ReadonlyMap<string, string>;
  private readonly familyOf: (kind: string) => Family;

  constructor(source: string, known: ReadonlyMap<string, string>, familyOf: (kind: string) => Family) {
    this.source = source;
    this.known = known;
    this.familyOf = familyOf;
  }

  compile(node: SyntaxNode, scope: LexicalScope): CompiledNode {
    return this.familyOf(node.kind)(node, scope, this);
  }

  /** The spelling under which a variable was declared, or undefined when nothing is known of it. */
  declared(normalizedName: string): string | undefined {
    return this.known.get(normalizedName);
  }
}

/** The child at a place where the grammar guarantees one. */
export function childAt(node: SyntaxNode, index: number): SyntaxNode {
  const child = node.children.at(index);
  if (!child) throw new Error(`no child ${index} in ${node.kind}`);
  return child;
}

/** The child of a kind, if there is one. */
export function childOf(node: SyntaxNode, kind: string): SyntaxNode | undefined {
  return node.children.find((child) => child.kind === kind);
}

/** A node whose value depends on nothing. */
export function constantNode(value: Value, kind: StaticKind): CompiledNode {
  return { evaluate: () => value, kind, constant: value };
}

export const isConstant = (node: CompiledNode): node is CompiledNode & { constant: Value } => 'constant' in node;
