import { wordsOf } from '../element-words.ts';
import { extensionsOf, localName, type ModdleElement } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { walk } from '../walk.ts';
import type { Rule, RuleInput } from './rule.ts';

/** What our extension says at a place where nobody reads it would have no effect, so it is refused. */
export const extensionNotRead: Rule = {
  id: 'extension-not-read',
  check(input) {
    for (const { source } of input.drafts) {
      for (const element of walk(source)) {
        if (!element.$type.startsWith('tb:')) checkElement(input, element);
      }
    }
  },
};

/** Stands wherever a name does, and has no more effect than that. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['tb:nameEn']);

function checkElement({ context, report }: RuleInput, element: ModdleElement): void {
  for (const { name, ns } of element.$descriptor.properties ?? []) {
    if (!ns.name.startsWith('tb:') || element.get(ns.name) === undefined || context.wasRead(element, name)) continue;
    if (FOR_PEOPLE.has(ns.name)) continue;
    report(element, notRead(element, ns.name));
  }
  for (const extension of extensionsOf(element)) {
    if (!extension.$type.startsWith('tb:') || context.wasElementRead(extension)) continue;
    report(element, notRead(element, `tb:${localName(extension)}`));
  }
}

const notRead = (element: ModdleElement, name: string): Text =>
  text(
    `Expected extensions that have an effect, but nothing reads ${name} on this ${wordsOf(element).en}.`,
    `扩展应起作用，但此${wordsOf(element).zh}上的 ${name} 不被读取。`,
  );
