import { extensionsOf, type ModdleElement } from '../../engine/model/moddle.ts';
import { addExtensions, attributeText, type Change, type Create, change } from '../properties/moddle.ts';
import { activeProperties, type ElementTemplate, type TemplateProperty, type TemplateValues } from './template.ts';

export interface Filled {
  readonly template: ElementTemplate;
  readonly values: TemplateValues;
}

interface Row {
  readonly type: 'tb:Input' | 'tb:Output';
  readonly target: string;
  readonly source: string;
}

/** Whether a template is for the element. */
export const isFor = (element: ModdleElement, { appliesTo }: ElementTemplate): boolean =>
  appliesTo.some((type) => element.$instanceOf(type));

/** The changes that write a template's values at an element: one step. What the element says besides stays as it is. */
export function changesOf(element: ModdleElement, { template, values }: Filled, create: Create): readonly Change[] {
  const filled = activeProperties(template, values).flatMap((property): [TemplateProperty, string][] => {
    const value = (values[property.key] ?? '').trim();
    return value === '' ? [] : [[property, value]];
  });
  const attributes = filled.flatMap(([{ target }, value]) =>
    target.kind === 'attribute' ? [[target.name, value] as const] : [],
  );
  const rows = filled.flatMap(([property, value]) => rowOf(property, value) ?? []);
  return [
    ...(attributes.length > 0 ? [change(element, Object.fromEntries(attributes))] : []),
    ...rowChanges(element, rows, create),
  ];
}

function rowOf({ target, type, isExpression }: TemplateProperty, value: string): Row | undefined {
  if (target.kind === 'output') return { type: 'tb:Output', target: value, source: target.source };
  if (target.kind !== 'input') return undefined;
  // Numbers and truth values are sent as what they are.
  const isFeel = isExpression || type === 'Number' || type === 'Boolean';
  return { type: 'tb:Input', target: target.target, source: isFeel && !value.startsWith('=') ? `=${value}` : value };
}

/** What goes where something went already takes its place. */
function rowChanges(element: ModdleElement, rows: readonly Row[], create: Create): readonly Change[] {
  const last = new Map(rows.map((row) => [keyOf(row), row]));
  const changes: Change[] = [];
  const added: ModdleElement[] = [];
  for (const { type, target, source } of last.values()) {
    const key = type === 'tb:Input' ? 'target' : 'source';
    const wanted = type === 'tb:Input' ? target : source;
    const found = extensionsOf(element).find((one) => one.$type === type && attributeText(one, key) === wanted);
    if (found) changes.push(change(found, { target, source }));
    else added.push(create(type, { target, source }));
  }
  return added.length > 0 ? [...changes, addExtensions(element, added, create)] : changes;
}

const keyOf = ({ type, target, source }: Row): string => `${type} ${type === 'tb:Input' ? target : source}`;

/** What the element says already where the template would write. */
export function valuesAt(element: ModdleElement, { properties }: ElementTemplate): TemplateValues {
  const said = properties.flatMap(({ key, target, type }): [string, string][] => {
    // What is hidden is the template's alone.
    const text = type === 'Hidden' ? undefined : saidAt(element, target);
    if (text === undefined) return [];
    return [[key, type === 'Number' || type === 'Boolean' ? text.replace(PLAIN, '$1') : text]];
  });
  return Object.fromEntries(said);
}

/** Sent as an expression, typed as what it is. */
const PLAIN = /^=\s*(true|false|-?\d+(?:\.\d+)?)\s*$/;

function saidAt(element: ModdleElement, target: TemplateProperty['target']): string | undefined {
  if (target.kind === 'attribute') return attributeText(element, target.name);
  const rows = extensionsOf(element);
  if (target.kind === 'input') {
    const row = rows.find((one) => one.$type === 'tb:Input' && attributeText(one, 'target') === target.target);
    return row && attributeText(row, 'source');
  }
  const row = rows.find((one) => one.$type === 'tb:Output' && attributeText(one, 'source') === target.source);
  return row && attributeText(row, 'target');
}
