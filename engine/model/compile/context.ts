import { describe, type Result } from '../../errors.ts';
import { compileExpression, type FeelExpression } from '../../feel/compile.ts';
import type { BpmnDocument } from '../document.ts';
import type { ModelValue } from '../graph.ts';
import { extensionsOf, type ModdleElement, textOf } from '../moddle.ts';
import { type Problem, type Severity, type Text, text } from '../problem.ts';
import { isAmbiguous } from './readable-name.ts';
import { writtenNames } from './written-names.ts';

/** A FEEL text of the model, where it stands. */
export interface ModelExpression {
  readonly element: ModdleElement;
  readonly source: string;
  /** What it is used as, where only one type makes sense. */
  readonly expects: 'boolean' | 'number' | undefined;
}

/**
 * What the passes share: the document, the problems found so far, and which parts of our extension somebody has read. What nobody
 * reads has no effect, and a model must not say things that have no effect.
 */
export class CompileContext {
  readonly document: BpmnDocument;
  readonly problems: Problem[] = [];
  /** Every FEEL text of the model that compiles, in the order of the passes. */
  readonly expressions: ModelExpression[] = [];
  private readonly ambiguous: readonly string[];
  private readonly readAttributes = new Map<ModdleElement, Set<string>>();
  private readonly readElements = new Set<ModdleElement>();
  private readonly deployed: boolean;

  /** `deployed`: the model was accepted once; a text that no longer compiles fails where it is evaluated, and only there. */
  constructor(document: BpmnDocument, { deployed = false }: { readonly deployed?: boolean } = {}) {
    this.document = document;
    this.ambiguous = [...writtenNames(document)].filter(isAmbiguous);
    this.deployed = deployed;
  }

  report(rule: string, element: ModdleElement | null, message: Text, severity: Severity = 'error'): void {
    this.problems.push(this.document.problem(rule, element, message, severity));
  }

  /** Our attribute `name` of an element; null where absent or blank. */
  extension(element: ModdleElement, name: string): string | null {
    const read = this.readAttributes.get(element) ?? new Set();
    this.readAttributes.set(element, read.add(name));
    const value = element.get(`tb:${name}`);
    if (typeof value === 'number') return String(value);
    return textOf(element, `tb:${name}`);
  }

  /** Our child elements `name` (`tb:Input`) of an element, in document order. */
  extensions(element: ModdleElement, type: string): readonly ModdleElement[] {
    const found = extensionsOf(element).filter(({ $type }) => $type === type);
    for (const child of found) this.readElements.add(child);
    return found;
  }

  wasRead(element: ModdleElement, name: string): boolean {
    return this.readAttributes.get(element)?.has(name) ?? false;
  }

  wasElementRead(element: ModdleElement): boolean {
    return this.readElements.has(element);
  }

  /** A FEEL text of the model; null and a problem where it does not compile. Names with symbols and keywords are those that the model writes. */
  feel(element: ModdleElement, source: string, expects?: ModelExpression['expects']): FeelExpression | null {
    const compiled: Result<FeelExpression> = compileExpression(source, { names: this.ambiguous });
    if (compiled.ok) {
      this.expressions.push({ element, source, expects });
      return compiled.value;
    }
    const { failure } = compiled;
    this.report('expression-invalid', element, text(describe(failure, 'en'), describe(failure, 'zh')));
    return this.deployed ? { source, reads: new Set(), evaluate: () => compiled } : null;
  }

  /** A text that is literal unless it starts with `=`; null where absent, and where its FEEL does not compile. */
  value(element: ModdleElement, source: string | null): ModelValue | null {
    if (source === null) return null;
    if (!source.startsWith('=')) return { kind: 'literal', text: source };
    const expression = this.feel(element, source);
    return expression && { kind: 'feel', expression };
  }
}

/** The entries of a comma-separated list, also with Chinese commas. */
export function listOf(source: string | null): string[] {
  if (source === null) return [];
  return source
    .split(/[,，]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
