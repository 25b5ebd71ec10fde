/**
 * Element templates in the JSON of the Camunda Modeler (`@camunda/element-templates-json-schema`), as far as they say what our service tasks say: name,
 * topic, and which variables go out and come back. A template is only data: nothing of it is run, drawn or fetched.
 */
import type { Words } from '../properties/field.ts';

/** Where the value of a property goes. */
export type Target =
  | { readonly kind: 'attribute'; readonly name: string }
  /** The value is what is sent. */
  | { readonly kind: 'input'; readonly target: string }
  /** The value is the variable that gets it. */
  | { readonly kind: 'output'; readonly source: string };

export type PropertyType = 'String' | 'Text' | 'Number' | 'Boolean' | 'Dropdown' | 'Hidden';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** When a property is asked for at all. */
export type Condition =
  | { readonly property: string; readonly oneOf: readonly string[] }
  | { readonly property: string; readonly isActive: boolean }
  | { readonly all: readonly Condition[] };

export interface TemplateProperty {
  /** Unique within its template. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly type: PropertyType;
  /** What it is at first; texts of numbers and truth values as they are written. */
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly editable: boolean;
  readonly target: Target;
  /** Its value is an expression whether or not it begins with `=`. */
  readonly isExpression: boolean;
  readonly notEmpty: boolean;
  readonly minLength: number;
  readonly maxLength: number;
  readonly condition: Condition | null;
}

export interface ElementTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Types of elements, `bpmn:ServiceTask`. */
  readonly appliesTo: readonly string[];
  readonly properties: readonly TemplateProperty[];
  /** What it says that nothing here does, in words. */
  readonly doubts: readonly Words[];
}

/** Values by the key of their property. */
export type TemplateValues = Readonly<Record<string, string>>;

export const startValues = ({ properties }: ElementTemplate): TemplateValues =>
  Object.fromEntries(properties.map(({ key, value }) => [key, value]));

/** Those that are asked for with these values, hidden ones among them. */
export function activeProperties({ properties }: ElementTemplate, values: TemplateValues): readonly TemplateProperty[] {
  const byKey = new Map(properties.map((property) => [property.key, property]));
  const holds = (condition: Condition | null, seen: ReadonlySet<string>): boolean => {
    if (condition === null) return true;
    if ('all' in condition) return condition.all.every((one) => holds(one, seen));
    const other = byKey.get(condition.property);
    // One that waits for itself never comes.
    if (!other || seen.has(other.key)) return false;
    const isActive = holds(other.condition, new Set([...seen, other.key]));
    if ('isActive' in condition) return isActive === condition.isActive;
    return isActive && condition.oneOf.includes(values[other.key] ?? '');
  };
  return properties.filter(({ key, condition }) => holds(condition, new Set([key])));
}

/** The name of the text `modeler.templates.<name>` that says what is wrong with the value; undefined where nothing is. */
export function refusesValue(
  property: TemplateProperty,
  value: string,
): 'empty' | 'short' | 'long' | 'number' | undefined {
  const { notEmpty, minLength, maxLength, type } = property;
  if (value.trim() === '') return notEmpty ? 'empty' : undefined;
  if (value.startsWith('=')) return undefined;
  const { length } = [...value];
  if (length < minLength) return 'short';
  if (length > maxLength) return 'long';
  return type === 'Number' && !/^-?\d+(\.\d+)?$/.test(value) ? 'number' : undefined;
}
