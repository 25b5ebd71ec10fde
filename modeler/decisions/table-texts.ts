/**
 * What stands in decision tables in English: the labels of columns and the annotations of rules, with their English twins in `tb:nameEn`. An editor in
 * English holds the twin where the table shows and edits the text, and the other one in `tb:nameZh`, which is in no file: what is copied in the
 * editor takes both along. Texts without a twin stay as they are, and are edited as they are.
 */
import type { DmnElement } from 'dmn-js/lib/Modeler';

/** Before the editor shows what it has read. */
export function turnToEnglish(definitions: DmnElement): void {
  for (const { element, shown } of textsOf(definitions)) {
    const english = element.get('tb:nameEn');
    if (typeof english !== 'string' || english === '') continue;
    element.set('tb:nameZh', element.get(shown) ?? '');
    element.set(shown, english);
    element.set('tb:nameEn', undefined);
  }
}

/** Lets something be written as files have it. */
export async function asInFiles<T>(definitions: DmnElement | undefined, write: () => Promise<T>): Promise<T> {
  const turned = definitions
    ? textsOf(definitions).filter(({ element }) => element.get('tb:nameZh') !== undefined)
    : [];
  const before = turned.map(({ element, shown }) => [element.get('tb:nameZh'), element.get(shown)] as const);
  for (const [index, { element, shown }] of turned.entries()) {
    const [chinese, english] = before[index] ?? [];
    element.set('tb:nameZh', undefined);
    element.set(shown, chinese || undefined);
    element.set('tb:nameEn', english || undefined);
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
