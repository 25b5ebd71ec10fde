/** What each kind of form-js field lets in, as JSON Schema. */
import { isJson, type Json, jsonAt, listAt, numberAt, textAt } from './component.ts';
import type { JsonSchema } from './field-tree.ts';
import { isUsablePattern } from './pattern.ts';

/** Reports a problem of the component. */
export type Report = (en: string, zh: string) => void;

type SchemaMaker = (component: Json, report: Report) => JsonSchema;

export const FIELD_SCHEMAS: ReadonlyMap<string, SchemaMaker> = new Map<string, SchemaMaker>([
  ['textfield', text],
  ['textarea', text],
  ['number', number],
  ['checkbox', () => ({ type: 'boolean' })],
  ['radio', choice],
  ['select', choice],
  ['checklist', choices],
  ['taglist', choices],
  ['datetime', datetime],
  ['filepicker', files],
]);

/** Shown only: they write nothing. */
export const DISPLAY_TYPES: ReadonlySet<string> = new Set([
  'text',
  'html',
  'spacer',
  'separator',
  'button',
  'image',
  'table',
  'iframe',
  'documentPreview',
]);

function text(component: Json, report: Report): JsonSchema {
  const validate = jsonAt(component, 'validate');
  const pattern = textAt(validate, 'pattern');
  if (pattern !== undefined && !isUsablePattern(pattern)) {
    report(
      `the pattern "${pattern}" is not one that can be matched in linear time`,
      `正则表达式“${pattern}”无法在线性时间内匹配`,
    );
  }
  const kind = textAt(validate, 'validationType');
  return {
    type: 'string',
    ...limits(validate, { minLength: 'minLength', maxLength: 'maxLength' }, report),
    ...(pattern !== undefined && { formPattern: pattern }),
    ...((kind === 'email' || kind === 'phone') && { format: kind }),
  };
}

function number(component: Json, report: Report): JsonSchema {
  const shape = {
    ...limits(jsonAt(component, 'validate'), { min: 'minimum', max: 'maximum' }, report),
    ...limits(component, { decimalDigits: 'decimalDigits', increment: 'increment' }, report),
  };
  return component.serializeToString === true ? { type: 'string', numericText: shape } : { type: 'number', ...shape };
}

function limits(json: Json, names: Readonly<Record<string, string>>, report: Report): JsonSchema {
  const found = Object.entries(names).flatMap(([name, keyword]): [string, number][] => {
    const value = numberAt(json, name);
    if (value === undefined) return [];
    if (Number.isFinite(value)) return [[keyword, value]];
    report(`${name} is not a number`, `${name} 不是数字`);
    return [];
  });
  return Object.fromEntries(found);
}

function choice(component: Json, report: Report): JsonSchema {
  const options = optionsOf(component, report);
  return options ? { enum: options } : {};
}

function choices(component: Json, report: Report): JsonSchema {
  const options = optionsOf(component, report);
  return { type: 'array', uniqueItems: true, maxItems: 1_000, ...(options && { items: { enum: options } }) };
}

/** Undefined where the options are worked out when the form is shown (`valuesKey`, `valuesExpression`): the server does not know them. */
function optionsOf(component: Json, report: Report): unknown[] | undefined {
  if (textAt(component, 'valuesKey') !== undefined || textAt(component, 'valuesExpression') !== undefined)
    return undefined;
  const options = listAt(component, 'values').flatMap((option) =>
    isJson(option) && option.value !== undefined ? [option.value] : [],
  );
  if (options.length === 0) report('it has no options', '没有选项');
  return [...new Map(options.map((option) => [JSON.stringify(option), option])).values()];
}

function datetime(component: Json, report: Report): JsonSchema {
  const subtype = textAt(component, 'subtype') ?? 'date';
  if (subtype === 'date' || subtype === 'time' || subtype === 'datetime')
    return { type: 'string', format: `form-${subtype}` };
  report(`"${subtype}" is neither date, time nor datetime`, `“${subtype}”应为 date、time 或 datetime`);
  return { type: 'string' };
}

const MOST_FILES = 100;

/** Ids of attachments: one, or several. */
function files(component: Json, report: Report): JsonSchema {
  const { multiple = false } = component;
  if (typeof multiple !== 'boolean')
    report('"multiple" as an expression is not supported', '不支持表达式形式的“multiple”');
  return {
    type: 'array',
    uniqueItems: true,
    maxItems: multiple === true ? MOST_FILES : 1,
    items: { type: 'string', minLength: 1, maxLength: 100 },
  };
}
