/**
 * A condition that the value of a field has to meet, over what was filled in and what the case knows: `properties.check` of the component, in FEEL,
 * with `checkText` and `checkTextEn` for whoever filled it in. Whatever is not true refuses the value.
 */
import type { Variables } from '../core/state.ts';
import type { FieldProblem } from '../errors.ts';
import { compileExpression, type EvaluateOptions, type FeelExpression, scopeOf } from '../feel/compile.ts';
import { type Json, jsonAt, textAt } from './component.ts';
import type { Report } from './field-schemas.ts';

export interface Check {
  readonly expression: FeelExpression;
  /** English and Chinese. */
  readonly words: readonly [en: string, zh: string];
}

/** What a check may ask for besides the values of the form. */
export interface FormSurroundings extends Pick<EvaluateOptions, 'now' | 'zone' | 'workingDays'> {
  /** Variables that the case has at the element of the form. */
  readonly variables?: Variables;
}

/** The check of a field; undefined where it has none. */
export function checkOf(component: Json, report: Report): Check | undefined {
  const properties = jsonAt(component, 'properties');
  const source = textAt(properties, 'check');
  if (source === undefined) return undefined;
  const [zh, en] = [textAt(properties, 'checkText'), textAt(properties, 'checkTextEn')];
  const compiled = compileExpression(source);
  if (!compiled.ok) report(`its check "${source}" is not FEEL`, `校验“${source}”不是有效的 FEEL 表达式`);
  if (zh === undefined || en === undefined)
    report('its check has no checkText and checkTextEn', '校验没有 checkText 和 checkTextEn');
  return compiled.ok && zh !== undefined && en !== undefined
    ? { expression: compiled.value, words: [en, zh] }
    : undefined;
}

export interface Checked {
  readonly checks: ReadonlyMap<string, Check>;
  /** What was filled in, without blanks. */
  readonly values: Variables;
  /** Fields that are wrong already: what is to be said of them is said. */
  readonly wrong: ReadonlySet<string>;
}

/** Problems of the fields that are filled in and do not meet their checks. */
export function failedChecks({ checks, values, wrong }: Checked, around: FormSurroundings): FieldProblem[] {
  const { variables = {}, ...options } = around;
  const scope = scopeOf({ ...variables, ...values });
  return [...checks].flatMap(([path, { expression, words }]) => {
    const [message, messageZh] = words;
    if (wrong.has(path) || valueAt(values, path) === undefined) return [];
    const outcome = expression.evaluate(scope, options);
    return outcome.ok && outcome.value === true ? [] : [{ path, message, messageZh }];
  });
}

const valueAt = (values: Variables, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      values,
    );
