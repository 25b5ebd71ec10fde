/** Takes out of the menus of bpmn-js what the engine does not execute. */
import * as replaceOptions from 'bpmn-js/lib/features/replace/ReplaceOptions';
import { runs, type Target } from './runs.ts';

type Entries = Record<string, unknown>;
type EntriesFilter = () => (entries: Entries) => Entries;

interface ReplaceOption {
  readonly actionName: string;
  readonly target?: Target;
}

const targets = new Map(
  Object.values(replaceOptions)
    .flatMap((options): ReplaceOption[] => (Array.isArray(options) ? options : Object.values(options).flat()))
    .map(({ actionName, target }) => [actionName, target]),
);

const NOT_APPENDED = new Set(['append.condition-intermediate-event', 'append.compensation-activity']);

const keep =
  (admitted: (name: string) => boolean): EntriesFilter =>
  () =>
  (entries) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => admitted(name)));

const replacements = keep((name) => {
  const target = targets.get(name);
  return target === undefined || runs(target);
});

/** After the providers of bpmn-js, whose priority is 1000. */
const LATER = 500;

interface Menu {
  registerProvider(id: string, priority: number, provider: object): void;
}

interface Pad {
  registerProvider(priority: number, provider: object): void;
}

class ExecutedOnly {
  static readonly $inject = ['popupMenu', 'contextPad'];

  constructor(popupMenu: Menu, contextPad: Pad) {
    popupMenu.registerProvider('bpmn-replace', LATER, { getPopupMenuEntries: replacements });
    contextPad.registerProvider(LATER, { getContextPadEntries: keep((name) => !NOT_APPENDED.has(name)) });
  }
}

export const executedOnlyModule = { __init__: ['executedOnly'], executedOnly: ['type', ExecutedOnly] as const };
