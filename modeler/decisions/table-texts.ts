/**
 * What stands in decision tables in English: the labels of columns and the annotations of rules, with their English twins in `tb:nameEn`. An editor in
 * English shows and edits the twin where the table has the text, or that text where there is none, and holds the other one in `tb:nameZh`, which is in no
 * file: what is copied in the editor takes both along. As in diagrams, what is typed in English is written as the English text, also where there was none.
 */
import type { DmnElement } from 'dmn-js/lib/Modeler';

/** The texts of a file that an editor in English shows. */
export class EnglishTexts {
  /** What had a twin keeps it, also where both are the same. */
  readonly #twins = new WeakSet<DmnElement>();

  /** Before the editor shows what it has read. */
  turn(definitions: DmnElement): void {
    for (const { element, shown } of textsOf(definitions)) {
      const english = element.get('tb:nameEn');
      element.set('tb:nameZh', element.get(shown) ?? '');
      if (typeof english !== 'string' || english === '') continue;
      this.#twins.add(element);
      element.set(shown, english);
      element.set('tb:nameEn', undefined);
    }
  }

  /** Lets something be written as files have it. */
  async asInFiles<T>(definitions: DmnElement | undefined, write: () => Promise<T>): Promise<T> {
    const turned = definitions ? textsOf(definitions) : [];
    const before = turned.map(({ element, shown }) => [element.get('tb:nameZh'), element.get(shown)] as const);
    for (const [index, { element, shown }] of turned.entries()) {
      const [chinese, english] = before[index] ?? [];
      element.set('tb:nameZh', undefined);
      element.set(shown, chinese || undefined);
      if (english !== chinese || this.#twins.has(element)) element.set('tb:nameEn', english || undefined);
    }
    try {
      return await write();
    } finally {
      for (const [index, { element, shown }] of turned.entries()) {
        const [chinese, english] = before[index] ?? [];
        element.set('tb:nameZh', chinese);
        element.set(shown, english);
        element.set('tb:nameEn', undefined);
      }
    }
  }
}

/** The elements of all tables that people read a text of, and the property it is in. */
function textsOf(definitions: DmnElement) {
  return (definitions.drgElement ?? []).flatMap(({ decisionLogic }) => [
    ...[...(decisionLogic?.input ?? []), ...(decisionLogic?.output ?? [])].map((element) => ({
      element,
      shown: 'label',
    })),
    ...(decisionLogic?.rule ?? []).map((element) => ({ element, shown: 'description' })),
  ]);
}
