/// <reference path="../packages.d.ts" />
import { diff } from 'bpmn-js-differ';
import { localName, type ModdleElement } from '../../engine/model/moddle.ts';
import { walk } from '../../engine/model/walk.ts';
import { nameOf } from '../canvas/names.ts';
import { propertiesOf } from './properties-of.ts';

export interface PropertyDifference {
  readonly property: string;
  /** Undefined: it was not there. */
  readonly before: string | undefined;
  /** Undefined: it is not there any more. */
  readonly after: string | undefined;
}

export interface Difference {
  readonly elementId: string;
  /** `userTask`. */
  readonly type: string;
  readonly name: string;
  /** As above, to an English reader. */
  readonly nameEn: string;
  /** `moved`: only drawn differently. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** For `changed` only. */
  readonly properties: readonly PropertyDifference[];
}

/**
 * What two models (their `definitions`) say differently, in the order of the newer one, removed elements last. Which elements came,
 * went or moved is told by bpmn-js-differ; what changed inside is compared here, because it gives old and new values the wrong way round
 * and does not look into conditions, our extension and loops.
 */
export function compareModels(before: ModdleElement, after: ModdleElement): Difference[] {
  const { _added, _removed, _layoutChanged } = diff(before, after);
  const old = elementsOf(before);
  const now = elementsOf(after);
  const differences = [...now].flatMap(([id, element]): Difference[] => {
    const former = old.get(id);
    if (!former || id in _added) return former ? [] : [differenceOf(element, 'added')];
    const properties = compareProperties(former, element);
    if (former.$type !== element.$type) properties.unshift(typeChange(former, element));
    if (properties.length > 0) return [differenceOf(element, 'changed', properties)];
    return id in _layoutChanged ? [differenceOf(element, 'moved')] : [];
  });
  const gone = [...old].filter(([id]) => id in _removed || !now.has(id));
  return [...differences, ...gone.map(([, element]) => differenceOf(element, 'removed'))];
}

const COMPARED = [
  'bpmn:Process',
  'bpmn:Collaboration',
  'bpmn:FlowElement',
  'bpmn:Participant',
  'bpmn:Lane',
  'bpmn:MessageFlow',
  'bpmn:Artifact',
];

/** Elements people see, by id. */
function elementsOf(definitions: ModdleElement): Map<string, ModdleElement> {
  const found = new Map<string, ModdleElement>();
  for (const element of walk(definitions)) {
    if (element.id && COMPARED.some((type) => element.$instanceOf(type))) found.set(element.id, element);
  }
  return found;
}

function compareProperties(before: ModdleElement, after: ModdleElement): PropertyDifference[] {
  const old = propertiesOf(before);
  const now = propertiesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((property) => ({ property, before: old.get(property), after: now.get(property) }))
    .filter((one) => one.before !== one.after);
}

const typeChange = (before: ModdleElement, after: ModdleElement): PropertyDifference => ({
  property: 'type',
  before: localName(before),
  after: localName(after),
});

const differenceOf = (
  element: ModdleElement,
  kind: Difference['kind'],
  properties: readonly PropertyDifference[] = [],
): Difference => ({
  elementId: element.id ?? '',
  type: localName(element),
  name: nameOf(element, 'zh'),
  nameEn: nameOf(element, 'en'),
  kind,
  properties,
});
