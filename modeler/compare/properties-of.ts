/** What an element says, as texts that can be compared and read. */
import { extensionsOf, isElement, localName, type ModdleElement, manyOf, oneOf } from '../../engine/model/moddle.ts';

/** Told by the drawing or by other elements, or only a technical name. */
const NOT_SAID = new Set([
  'id',
  'incoming',
  'outgoing',
  'flowNodeRef',
  'sourceRef',
  'targetRef',
  'flowElements',
  'artifacts',
  'laneSets',
  'lanes',
  'childLaneSet',
  'rootElements',
  'di',
  'extensionElements',
  'documentation',
]);

/**
 * Properties by name: `name`, `conditionExpression`, `tb:topic`, `assignment.groups`, `timer.timeDuration`. Mappings are one
 * property each (`output.approved`), so that adding one is told as that.
 */
export function propertiesOf(element: ModdleElement): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  collect(element, '', said);
  for (const { type, end } of ENDS) {
    if (element.$type !== type) continue;
    for (const property of end) said.set(property, oneOf(element, property)?.id ?? '');
  }
  return said;
}

const ENDS = [{ type: 'bpmn:SequenceFlow', end: ['sourceRef', 'targetRef'] }];

function collect(element: ModdleElement, prefix: string, said: Map<string, string>): void {
  for (const { name, ns } of element.$descriptor.properties ?? []) {
    const plain = ns.name.replace(/^bpmn:/, '');
    if (NOT_SAID.has(plain)) continue;
    collectValue(element.get(name), prefix + plain.replace(/^tb:/, ''), { element, said });
  }
  for (const [name, value] of Object.entries(element.$attrs)) {
    if (!name.startsWith('xmlns')) said.set(prefix + name, String(value));
  }
  const documentation = manyOf(element, 'documentation').map((part) => String(part.get('text') ?? ''));
  if (documentation.length > 0) said.set(`${prefix}documentation`, documentation.join('\n'));
  const counts = new Map<string, number>();
  for (const extension of extensionsOf(element)) {
    const nth = (counts.get(extension.$type) ?? 0) + 1;
    counts.set(extension.$type, nth);
    collectExtension(extension, { prefix, nth, said });
  }
}

interface Holder {
  readonly element: ModdleElement;
  readonly said: Map<string, string>;
}

function collectValue(value: unknown, name: string, { element, said }: Holder): void {
  if (value === undefined || value === null || value === false) return;
  if (Array.isArray(value)) {
    for (const one of value.filter(isElement)) collectValue(one, nameOfPart(one) ?? name, { element, said });
    return;
  }
  if (!isElement(value)) {
    said.set(name, String(value));
  } else if (value.$parent !== element) {
    said.set(name, nameOfReferred(value));
  } else if (value.$instanceOf('bpmn:Expression')) {
    said.set(name, String(value.get('body') ?? ''));
  } else {
    said.set(nameOfPart(value) ?? name, '');
    collect(value, `${nameOfPart(value) ?? name}.`, said);
  }
}

/** `timer` for a `timerEventDefinition`, `multiInstance` for `multiInstanceLoopCharacteristics`. */
function nameOfPart(part: ModdleElement): string | undefined {
  return /^(\w+?)(?:EventDefinition|LoopCharacteristics)$/.exec(localName(part))?.[1];
}

/** What people know a referred element by. */
const nameOfReferred = (element: ModdleElement): string =>
  String(element.get('errorCode') ?? element.get('escalationCode') ?? element.get('name') ?? element.id ?? '');

/** By what those of which there are several are told apart. */
const NAMES: Readonly<Record<string, string>> = {
  'tb:Limit': 'clock',
  'tb:Field': 'name',
  'tb:Material': 'code',
  'tb:SpecialProcedure': 'kind',
  'tb:SuspensionReason': 'code',
  'tb:Rung': 'name',
};
/** These have no name: the first, the second. */
const COUNTED = new Set(['tb:Copy', 'tb:Rung']);

function whichOf(extension: ModdleElement, nth: number): string {
  const name = extension.get(NAMES[extension.$type] ?? '');
  if (typeof name === 'string' && name !== '') return `(${name})`;
  return COUNTED.has(extension.$type) ? `(${nth})` : '';
}

interface Collecting {
  readonly prefix: string;
  /** Among its like. */
  readonly nth: number;
  readonly said: Map<string, string>;
}

function collectExtension(extension: ModdleElement, { prefix, nth, said }: Collecting): void {
  const name = localName(extension);
  if (extension.$type === 'tb:Input' || extension.$type === 'tb:Output') {
    said.set(`${prefix}${name}.${extension.get('target') ?? ''}`, String(extension.get('source') ?? ''));
    return;
  }
  if (!extension.$type.startsWith('tb:')) {
    said.set(prefix + extension.$type, JSON.stringify(extension));
    return;
  }
  for (const property of extension.$descriptor.properties ?? []) {
    const value = extension.get(property.name);
    const parts = Array.isArray(value) ? value.filter(isElement) : [];
    for (const [index, part] of parts.entries()) collectExtension(part, { prefix, nth: index + 1, said });
    if (value !== undefined && parts.length === 0)
      said.set(`${prefix}${name}${whichOf(extension, nth)}.${property.name.replace(/^tb:/, '')}`, String(value));
  }
}
