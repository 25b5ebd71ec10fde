import type { Language } from '../language.ts';
import { modelName } from './localise-model.ts';

/** Names of the elements as the model says them in this language, by id; unnamed ones are left out. */
export function elementNames(xml: string, language: Language): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const element of new DOMParser().parseFromString(xml, 'application/xml').querySelectorAll('[id][name]')) {
    names.set(element.getAttribute('id') ?? '', modelName(element, language));
  }
  return names;
}

/** Tasks, events, gateways, subprocesses and call activities of the model, in its order. */
const FLOW_NODE = /^(\w*[tT]ask|\w+Event|\w+Gateway|subProcess|adHocSubProcess|transaction|callActivity)$/;

export const flowNodes = (xml: string): readonly string[] =>
  [...new DOMParser().parseFromString(xml, 'application/xml').querySelectorAll('[id]')]
    .filter(({ localName }) => FLOW_NODE.test(localName))
    .map((element) => element.getAttribute('id') ?? '');

/** User tasks directly in the process, in the order of the model. */
export const ownUserTasks = (xml: string): readonly string[] =>
  [...new DOMParser().parseFromString(xml, 'application/xml').querySelectorAll('process > userTask')].map(
    (element) => element.getAttribute('id') ?? '',
  );
