/** The ways in which BPMN writes a property down. */
import { extensionsOf, flagOf, type ModdleElement, manyOf, oneOf, textOf } from '../../engine/model/moddle.ts';
import { walk } from '../../engine/model/walk.ts';
import type { Place } from './field.ts';
import {
  addExtension,
  attributeText,
  bodyIn,
  type Change,
  type Create,
  change,
  changeBody,
  definitionsOf,
  removeExtension,
  under,
} from './moddle.ts';

/** An attribute, or a child of text such as `<script>`. */
export const attribute = (name: string): Place => ({
  at: name,
  read: (element) => attributeText(element, name),
  write: (element, value) => [change(element, { [name]: value })],
});

/** An attribute that holds a whole number; anything else is taken away. */
export const wholeNumber = (name: string): Place => ({
  at: name,
  read: (element) => attributeText(element, name),
  write: (element, value) => [change(element, { [name]: /^\d+$/.test(value ?? '') ? Number(value) : undefined })],
});

/** An attribute that is true or false. */
export const flag = (name: string): Place => ({
  at: name,
  read: (element) => (flagOf(element, name) ? 'true' : undefined),
  write: (element, value) => [change(element, { [name]: value === 'true' })],
});

/** An attribute of ours that says `word`, or nothing; a flag is set where it does. */
export const saying = (name: string, word: string): Place => ({
  at: name,
  read: (element) => (attributeText(element, name) === word ? 'true' : undefined),
  write: (element, value) => [change(element, { [name]: value === 'true' ? word : undefined })],
});

/** An attribute of ours that says `true`, or is absent. */
export const textFlag = (name: string): Place => saying(name, 'true');

/** The body of an expression child. */
export const expression = (property: string): Place => ({
  read: (element) => bodyIn(element, property),
  write: (element, value, create) => changeBody(element, property, { value, create }),
});

/** The place as seen from another element; where that is missing there is nothing to read and nothing to write. */
export const within = (locate: (element: ModdleElement) => ModdleElement | undefined, place: Place): Place => ({
  ...place,
  read(element) {
    const inner = locate(element);
    return inner && place.read(inner);
  },
  write(element, value, create) {
    const inner = locate(element);
    return inner ? place.write(inner, value, create) : [];
  },
});

/** What the file calls it: `tb:limit` is a `tb:Limit`. */
export const tagOf = (type: string): string => type.replace(/[A-Z]/, (first) => first.toLowerCase());

/** An attribute of our element `type` in `extensionElements`; the element comes and goes with its attributes. */
export function extensionAttribute(type: string, name: string): Place {
  const holderOf = (element: ModdleElement) => extensionsOf(element).find(({ $type }) => $type === type);
  return {
    at: `${name} of ${tagOf(type)}`,
    read: (element) => {
      const holder = holderOf(element);
      return holder && attributeText(holder, name);
    },
    write(element, value, create) {
      const holder = holderOf(element);
      if (!holder) return value === undefined ? [] : [addExtension(element, create(type, { [name]: value }), create)];
      if (value === undefined && isLastAttribute(holder, name)) return [removeExtension(element, holder)];
      return [change(holder, { [name]: value })];
    },
  };
}

const isLastAttribute = (holder: ModdleElement, name: string): boolean =>
  (holder.$descriptor.properties ?? []).every(
    (property) => property.name.replace(/^tb:/, '') === name || attributeText(holder, property.name) === undefined,
  ) && Object.keys(holder.$attrs).length === 0;

export interface NamedThing {
  /** The reference: `messageRef`. */
  readonly property: string;
  readonly type: string;
  /** What people know it by: `name`, `errorCode`. */
  readonly key: string;
}

/**
 * Messages, signals, errors and escalations stand next to the processes and are referred to. People only see the name: writing one
 * refers to what has that name already, else renames what is used nowhere else, else makes a new one. What nobody refers to any more goes.
 */
export function named(thing: NamedThing): Place {
  const { property, type, key } = thing;
  return {
    read(element) {
      const referred = oneOf(element, property);
      return (referred && textOf(referred, key)) ?? undefined;
    },
    write(element, value, create) {
      const current = oneOf(element, property);
      const others = manyOf(definitionsOf(element), 'rootElements').filter((root) => root !== current);
      const own = current !== null && !usedElsewhere(current, element);
      const same = others.find((root) => root.$type === type && textOf(root, key) === value);
      if (value === undefined || same) return refer(element, { property, to: same, drop: own ? current : null });
      if (current && own) return [change(current, renamed(current, key, value))];
      return introduce(element, thing, { value, create });
    },
  };
}

interface Reference {
  readonly property: string;
  readonly to: ModdleElement | undefined;
  readonly drop: ModdleElement | null;
}

function refer(element: ModdleElement, { property, to, drop }: Reference): Change[] {
  const definitions = definitionsOf(element);
  const rest = manyOf(definitions, 'rootElements').filter((root) => root !== drop);
  return [change(element, { [property]: to }), ...(drop ? [change(definitions, { rootElements: rest })] : [])];
}

function introduce(
  element: ModdleElement,
  { property, type, key }: NamedThing,
  { value, create }: { value: string; create: Create },
): Change[] {
  const definitions = definitionsOf(element);
  const created = under(definitions, create(type, { [key]: value, name: value }));
  return [
    change(definitions, { rootElements: [...manyOf(definitions, 'rootElements'), created] }),
    change(element, { [property]: created }),
  ];
}

/** The name of an error that was only its code follows the code. */
const renamed = (current: ModdleElement, key: string, value: string): Change['properties'] =>
  textOf(current, 'name') === textOf(current, key) ? { [key]: value, name: value } : { [key]: value };

const REFERENCES = ['messageRef', 'signalRef', 'errorRef', 'escalationRef'];

function usedElsewhere(referred: ModdleElement, by: ModdleElement): boolean {
  for (const element of walk(definitionsOf(by))) {
    if (element !== by && REFERENCES.some((property) => element.get(property) === referred)) return true;
  }
  return false;
}
