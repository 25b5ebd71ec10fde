import { rootDefinition } from '../../commands/case.ts';
import { conductOf } from '../../commands/conduct.ts';
import { itemMaterialsOf, itemNameOf, listedMaterials } from '../../commands/item-materials.ts';
import type { DocumentParams, DocumentValue, IssuedDocument } from '../../core/proceedings.ts';
import type { InstanceState } from '../../core/state.ts';
import type { Language } from '../../errors.ts';
import { basisIn } from '../../law/basis.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { nameIn } from '../names.ts';

/** What a document calls by a name of the model: its item, the procedure, and the materials of its rows. */
const NAMED: ReadonlySet<string> = new Set(['item', 'procedure', 'material']);

/** A document as the model says it in the language of who reads it; what is kept and hashed stays as it was written. */
export async function spokenDocument<D extends Pick<IssuedDocument, 'params' | 'department'>>(
  { definitions }: Pick<Runtime, 'definitions'>,
  { state, document, language }: { readonly state: InstanceState; readonly document: D; readonly language: Language },
): Promise<D & { readonly organ: string | null }> {
  return await definitions.withLoaded(() => {
    const { name, graph } = rootDefinition(state, { definitions });
    const { organ, organEn, specialProcedures } = conductOf(state, { definitions });
    const ofItem = [itemNameOf(state) ?? [], itemMaterialsOf(state).map((material) => material.name)].flat(2);
    const entries = [
      ...ofItem.map(({ zh, en }) => ({ name: zh, nameEn: en })),
      { name, ...(graph.nameEn !== undefined && { nameEn: graph.nameEn }) },
      ...listedMaterials(state, { definitions }),
      ...specialProcedures,
    ];
    const called = new Map(entries.map((entry) => [entry.name, nameIn(language, entry)]));
    const { department } = document;
    return {
      ...document,
      params: spoken(document.params, { called, language }),
      organ:
        department !== null && department === organ ? nameIn(language, { name: organ, nameEn: organEn }) : department,
    };
  });
}

interface Words {
  readonly called: ReadonlyMap<string, string>;
  readonly language: Language;
}

/** Several articles are named one after the other: 行政许可法第三十八条、建筑法第八条. */
const articlesIn = (language: Language, basis: string): string =>
  language === 'zh'
    ? basis
    : basis
        .split(/(?<=条)、/)
        .map((article) => basisIn(language, article))
        .join('; ');

function spoken(params: DocumentParams, { called, language }: Words): DocumentParams {
  const word = (name: string, value: DocumentValue): DocumentValue => {
    if (typeof value === 'string' && name === 'basis') return articlesIn(language, value);
    if (typeof value === 'string') return (NAMED.has(name) && called.get(value)) || value;
    if (typeof value === 'number') return value;
    return value.map((row) =>
      Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(word(column, cell))])),
    );
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, word(name, value)]));
}
