import type { ProcessDraft } from '../compile/draft.ts';
import { wordsOf, wordsOfType } from '../element-words.ts';
import { isElement, type ModdleElement, manyOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { PropertyDescriptor } from '../schema/schema.ts';
import { ATTRIBUTES } from '../support.ts';
import type { Rule } from './rule.ts';

/** A reference names an element of the kind the standard gives it: a messageRef a message, a processRef a process (BPMN 2.0.2 ch. 8 to 10). */
export const referenceType: Rule = {
  id: 'reference-type',
  check({ document, drafts, report }) {
    for (const element of document.elements) {
      for (const property of element.$descriptor.properties ?? []) {
        if (!property.isReference || property.type === 'Element' || isJudgedElsewhere(property, element, drafts))
          continue;
        for (const referred of referredBy(element, property)) {
          if (!referred.$instanceOf(property.type)) report(element, wrongKind(element, property, referred));
        }
      }
    }
  },
};

/** Ends of flows, default flows and the like have rules of their own, which say more; what is refused whatever it names is told there. */
const OWN_RULES: ReadonlySet<string> = new Set(['sourceRef', 'targetRef', 'attachedToRef', 'activityRef', 'default']);

const ENDS: ReadonlySet<string> = new Set(['bpmn:MessageFlow', 'bpmn:ConversationLink']);

function isJudgedElsewhere(
  { ns }: PropertyDescriptor,
  element: ModdleElement,
  drafts: readonly ProcessDraft[],
): boolean {
  const name = ns.name.slice(ns.name.indexOf(':') + 1);
  if (ATTRIBUTES.some((refused) => refused.attribute === name && element.$instanceOf(refused.type))) return true;
  if (ENDS.has(element.$type)) return name !== 'messageRef';
  if (element.$instanceOf('bpmn:DataAssociation') || element.$type === 'bpmn:Association') return false;
  if (!OWN_RULES.has(name)) return false;
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) {
    if (drafts.some(({ source }) => source === at)) return true;
  }
  return false;
}

function referredBy(element: ModdleElement, { ns, isMany }: PropertyDescriptor): readonly ModdleElement[] {
  if (isMany) return manyOf(element, ns.name);
  const value = element.get(ns.name);
  return isElement(value) ? [value] : [];
}

function wrongKind(element: ModdleElement, { ns, type }: PropertyDescriptor, referred: ModdleElement) {
  const name = ns.name.slice(ns.name.indexOf(':') + 1);
  const kind = wordsOfType(`${type.charAt(type.indexOf(':') + 1).toLowerCase()}${type.slice(type.indexOf(':') + 2)}`);
  const [bearer, found] = [wordsOf(element), wordsOf(referred)];
  const [named, namedZh] = element.id ? [` "${element.id}"`, `“${element.id}”`] : ['', ''];
  return text(
    `Expected ${name} of the ${bearer.en}${named} to name an element of the type ${kind.en}, but "${referred.id}" is of the type ${found.en}.`,
    `${bearer.zh}${namedZh}的 ${name} 应指向“${kind.zh}”类元素，但“${referred.id}”是${found.zh}。`,
  );
}
