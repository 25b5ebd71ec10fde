import { describe } from '../../errors.ts';
import { compileExpression, compileUnaryTests, type FeelExpression } from '../../feel/compile.ts';
import { type Problem, type Severity, type Text, text } from '../../model/problem.ts';
import { problemAt, type XmlElement } from '../../model/xml/xml-element.ts';
import type { TableModel } from '../boxed/table-model.ts';
import { isFeel } from '../namespaces.ts';
import type { Allowed, DmnType } from '../types.ts';
import { ItemTypes } from './item-types.ts';
import { attribute, textIn } from './xml.ts';

/** What the passes over one file share: the problems found so far, its types, and the tables, which are analysed afterwards. */
export class DmnContext {
  readonly problems: Problem[] = [];
  readonly tables: TableModel[] = [];
  readonly types: ItemTypes;
  private readonly deployed: boolean;

  /** `deployed`: the file was accepted once; a text that no longer compiles fails where it is evaluated, and only there. */
  constructor(root: XmlElement, { deployed = false }: { readonly deployed?: boolean } = {}) {
    this.deployed = deployed;
    this.types = new ItemTypes(root, this);
    this.language(root);
  }

  report(rule: string, element: XmlElement, message: Text, severity: Severity = 'error'): void {
    this.problems.push(problemAt(element, rule, message, severity));
  }

  /** The FEEL text inside `<text>`; null where absent, and with a problem where it does not compile. */
  feel(element: XmlElement, names: Iterable<string>): FeelExpression | null {
    return this.compile(element, textIn(element, 'text'), { names, as: compileExpression });
  }

  /** Unary tests inside `<text>`; null where absent. */
  tests(element: XmlElement, names: Iterable<string> = []): Allowed | null {
    const shown = textIn(element, 'text');
    const tests = this.compile(element, shown, { names, as: compileUnaryTests });
    return tests && shown !== null ? { tests, shown } : null;
  }

  /** The members of unary tests as a list, in their order; null where absent, or where they are no list of values. */
  list(element: XmlElement): FeelExpression | null {
    const source = textIn(element, 'text');
    const compiled = source === null ? null : compileExpression(`[${source}]`);
    return compiled?.ok ? compiled.value : null;
  }

  /** The type that an attribute `typeRef` names; null where it says nothing. */
  typeOf(element: XmlElement): DmnType | null {
    const name = attribute(element, 'typeRef');
    return name === null ? null : this.types.find(name, element);
  }

  private compile(
    element: XmlElement,
    source: string | null,
    { names, as }: { names: Iterable<string>; as: typeof compileExpression },
  ): FeelExpression | null {
    this.language(element);
    if (source === null) return null;
    const compiled = as(source, { names });
    if (compiled.ok) return compiled.value;
    this.report(
      'expression-invalid',
      element,
      text(describe(compiled.failure, 'en'), describe(compiled.failure, 'zh')),
    );
    return this.deployed ? { source, reads: new Set(), evaluate: () => compiled } : null;
  }

  private language(element: XmlElement): void {
    for (const name of ['expressionLanguage', 'typeLanguage']) {
      const language = attribute(element, name);
      if (language !== null && !isFeel(language)) this.report('expression-language', element, notFeel(language));
    }
  }
}

const notFeel = (language: string): Text =>
  text(
    `Expected FEEL, the language of DMN, but this is written in "${language}".`,
    `应使用 DMN 的语言 FEEL，但使用了“${language}”。`,
  );
