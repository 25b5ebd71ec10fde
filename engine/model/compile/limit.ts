import type { LimitSpec, LimitUnit } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { CompileContext } from './context.ts';

const UNITS: ReadonlyMap<string, LimitUnit> = new Map([
  ['minute', 'minute'],
  ['分钟', 'minute'],
  ['hour', 'hour'],
  ['小时', 'hour'],
  ['day', 'day'],
  ['自然日', 'day'],
  ['month', 'month'],
  ['月', 'month'],
]);

/** The time limit of a user task. The unit is part of the law's text and is never guessed. */
export function compileLimit(context: CompileContext, element: ModdleElement): LimitSpec | null {
  const [limit, second] = context.extensions(element, 'tb:Limit');
  if (!limit) return null;
  if (second) context.report('limit-invalid', element, twice);
  const unit = unitOf(context, limit);
  const source = textOf(limit, 'value');
  const value = context.value(limit, source);
  if (source === null || (value?.kind === 'literal' && !isPositive(value.text))) {
    context.report('limit-invalid', limit, notPositive(source ?? ''));
    return null;
  }
  return value && unit && { value, unit };
}

function unitOf(context: CompileContext, limit: ModdleElement): LimitUnit | null {
  const source = textOf(limit, 'unit');
  const unit = UNITS.get(source ?? '');
  if (unit) return unit;
  if (source === null) context.report('limit-without-unit', limit, withoutUnit);
  else context.report('limit-unit', limit, /^(工作|working)/i.test(source) ? workingUnit(source) : unknownUnit(source));
  return null;
}

const isPositive = (source: string): boolean => /^\d+(\.\d+)?$/.test(source) && Number(source) > 0;

const twice = text('Expected at most one tb:limit, but there are several.', 'tb:limit 最多一个，但有多个。');

const withoutUnit = text(
  'Expected tb:limit to say its unit (minute, hour, day, month), but it does not.',
  'tb:limit 应写明单位（分钟、小时、自然日、月），但没有。',
);

const workingUnit = (unit: string): Text =>
  text(
    `Expected a unit of natural time (minute, hour, day, month), but "${unit}" is working time, which needs a calendar and is not available yet.`,
    `时限单位应为自然时间（分钟、小时、自然日、月），但“${unit}”为工作时间，需要工作日历，目前尚不支持。`,
  );

const unknownUnit = (unit: string): Text =>
  text(
    `Expected a unit of minute, hour, day or month, but it is "${unit}".`,
    `时限单位应为分钟、小时、自然日或月，但为“${unit}”。`,
  );

const notPositive = (source: string): Text =>
  text(
    `Expected the value of tb:limit to be a number above 0, but it is "${source}".`,
    `tb:limit 的 value 应为大于 0 的数，但为“${source}”。`,
  );
