import { RESERVED_STORES } from '../../env.ts';
import { isStore, storeName } from '../compile/data-store.ts';
import { type Text, text } from '../problem.ts';
import { walk } from '../walk.ts';
import type { Rule } from './rule.ts';

/** Sequences of the engine are kept as data stores; a model that wrote them could give a number twice. */
export const dataStoreReserved: Rule = {
  id: 'data-store-reserved',
  check({ document, report }) {
    for (const element of walk(document.definitions)) {
      if (isStore(element) && storeName(element).startsWith(RESERVED_STORES))
        report(element, reserved(storeName(element)));
    }
  },
};

const reserved = (name: string): Text =>
  text(
    `Expected the name of a data store not to begin with "${RESERVED_STORES}", which is the engine's own, but it is "${name}".`,
    `数据存储的名称不应以“${RESERVED_STORES}”开头（系统保留），但为“${name}”。`,
  );
