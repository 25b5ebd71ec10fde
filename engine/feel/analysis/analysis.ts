import { normalizeName } from '../names.ts';
import type { SyntaxNode } from '../parse.ts';
import { type Finding, type FindingCode, findingAt, type Words } from './finding.ts';
import { similarTo } from './similar.ts';
import type { StaticType } from './static-type.ts';

/** The names that an expression binds itself; inside a filter any other name may belong to the element. */
export interface Bindings {
  readonly names: ReadonlyMap<string, StaticType>;
  readonly inFilter: boolean;
}

export const NOTHING_BOUND: Bindings = { names: new Map(), inFilter: false };

export const bind = (scope: Bindings, names: Iterable<readonly [string, StaticType]>): Bindings => ({
  ...scope,
  names: new Map([...scope.names, ...[...names].map(([name, type]) => [normalizeName(name), type] as const)]),
});

export interface KnownNames {
  readonly types: ReadonlyMap<string, StaticType>;
  /** What to say of a name that is not known: nothing, only where a similar one is known, or in any case. */
  readonly unknown: 'ignore' | 'similar' | 'report';
}

export type Infer = (node: SyntaxNode, scope: Bindings, analysis: Analysis) => StaticType;

/** One analysis: what it knows, and what it has found. */
export class Analysis {
  readonly findings: Finding[] = [];
  private readonly source: string;
  private readonly known: KnownNames;
  private readonly inferOf: (kind: string) => Infer;

  constructor(source: string, known: KnownNames, inferOf: (kind: string) => Infer) {
    this.source = source;
    this.known = known;
    this.inferOf = inferOf;
  }

  infer(node: SyntaxNode, scope: Bindings): StaticType {
    return this.inferOf(node.kind)(node, scope, this);
  }

  inferAll(nodes: readonly SyntaxNode[], scope: Bindings): StaticType[] {
    return nodes.map((node) => this.infer(node, scope));
  }

  warn(node: SyntaxNode, code: FindingCode, words: Words): void {
    this.report(node, { code, severity: 'warning', words });
  }

  error(node: SyntaxNode, code: FindingCode, words: Words): void {
    this.report(node, { code, severity: 'error', words });
  }

  private report(node: SyntaxNode, found: Pick<Finding, 'code' | 'severity'> & { readonly words: Words }): void {
    const { code, severity, words } = found;
    this.findings.push(findingAt(this.source, node, { code, severity, en: `${words.en}.`, zh: `${words.zh}。` }));
  }

  /** Whether a name may be a variable, so that calling it is not calling the built-in function. */
  isVariable(name: string, scope: Bindings): boolean {
    return scope.inFilter || scope.names.has(name) || this.known.types.has(name);
  }

  /** The type of a variable by its normalized name; reports one that nobody knows. */
  variable(node: SyntaxNode, name: string, scope: Bindings): StaticType {
    const bound = scope.names.get(name);
    if (bound !== undefined) return bound;
    const type = this.known.types.get(name);
    if (scope.inFilter) return 'unknown';
    if (type === undefined) this.reportUnknown(node, name);
    return type ?? 'unknown';
  }

  private reportUnknown(node: SyntaxNode, name: string): void {
    if (this.known.unknown === 'ignore') return;
    const meant = similarTo(name, this.known.types.keys());
    if (meant === null && this.known.unknown === 'similar') return;
    const en = meant === null ? 'it is not known' : `it is not known here: did you mean "${meant}"`;
    const zh = meant === null ? '此处没有该名称' : `此处没有该名称：是否应为“${meant}”`;
    this.warn(node, 'name-unknown', {
      en: `Expected the name "${name}" to be known, but ${en}`,
      zh: `名称“${name}”应已定义，但${zh}`,
    });
  }
}
