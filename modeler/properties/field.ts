import type { ModdleElement } from '../../engine/model/moddle.ts';
import type { Compile } from '../contracts/schema-doubts.ts';
import type { Change, Create } from './moddle.ts';

/**
 * Where in the model a property is written. Absent and blank are `undefined`; a flag is `'true'` or undefined. Writing answers the
 * changes to make, none where nothing is to change.
 */
export interface Place {
  /** What problems call it: `tb:topic`, `share of tb:approval`; in a list of like things `share` alone. Absent: nothing is said of it. */
  readonly at?: string;
  read(element: ModdleElement): string | undefined;
  write(element: ModdleElement, value: string | undefined, create: Create): readonly Change[];
}

/** What can be offered while somebody types; known to the server, not to the model. */
export type Suggestion = 'forms' | 'processes' | 'decisions' | 'groups' | 'users';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Option {
  readonly value: string;
  /** A name from the model, or one of the dictionary (`modeler.option.<label>`) where `fixed`. */
  readonly label: string;
  /** In both languages, where the server knows them. */
  readonly words?: Words;
  readonly fixed?: boolean;
}

export interface Field extends Place {
  /** Unique within an element; its label is `modeler.field.<id>`. */
  readonly id: string;
  readonly kind: 'text' | 'lines' | 'flag' | 'choice';
  /** `feel`: always an expression. `value`: literal, or an expression after `=`. Both are checked while somebody types. */
  readonly syntax?: 'feel' | 'value';
  /** There is an explanation `modeler.hint.<id>`. */
  readonly hint?: boolean;
  readonly suggest?: Suggestion;
  /** The label where it is not the field's own. */
  readonly label?: string;
  /** What people call it where no dictionary does; comes before every label. */
  readonly title?: Words;
  /** Said below it, as `title` is said above. */
  readonly note?: Words;
  /** Why the value will not do, although it is kept: in words. Undefined: nothing is wrong as far as its text tells. */
  doubts?(value: string, compile: Compile): Words | undefined;
  options?(element: ModdleElement): readonly Option[];
  /** Default: always. */
  shown?(element: ModdleElement): boolean;
  /** Name of the text `modeler.invalid.<name>` that says why the value is refused; nothing is written then. */
  refuses?(value: string, element: ModdleElement): string | undefined;
}

/** Fields under one heading, `modeler.group.<id>`. */
export interface FieldGroup {
  readonly id: string;
  readonly fields: readonly Field[];
  appliesTo(element: ModdleElement): boolean;
}

/** A list of like things under one heading. */
export interface ListGroup {
  readonly id: string;
  /** What problems call one of them, then what holds them: `tb:rung`, `tb:ladder`. */
  readonly tags?: readonly string[];
  /** Fields of one item. */
  readonly fields: readonly Field[];
  appliesTo(element: ModdleElement): boolean;
  items(element: ModdleElement): readonly ModdleElement[];
  add(element: ModdleElement, create: Create): readonly Change[];
  remove(element: ModdleElement, item: ModdleElement): readonly Change[];
}

type Rest = Omit<Field, keyof Place>;

/** A field at a place. */
export const field = (place: Place, rest: Rest): Field => ({ ...rest, ...place });

/** Whether the element is of the type or of one that inherits from it. */
export const isAny = (element: ModdleElement, types: readonly string[]): boolean =>
  types.some((type) => element.$instanceOf(type));
