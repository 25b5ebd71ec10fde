import type { ClockCode } from '../../sla/clock-code.ts';
import { countsDays, type LimitUnit } from '../../sla/limit.ts';
import { defaultWarning } from '../../sla/warning.ts';
import type { LimitSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { type CompileContext, listOf } from './context.ts';

/** `day` is the calendar day 自然日 of the law. */
export const UNITS: ReadonlyMap<string, LimitUnit> = new Map([
  ['minute', 'minute'],
  ['分钟', 'minute'],
  ['hour', 'hour'],
  ['小时', 'hour'],
  ['day', 'calendarDay'],
  ['calendarDay', 'calendarDay'],
  ['自然日', 'calendarDay'],
  ['日', 'calendarDay'],
  ['month', 'month'],
  ['月', 'month'],
  ['workingDay', 'workingDay'],
  ['工作日', 'workingDay'],
  ['workingHour', 'workingHour'],
  ['工作小时', 'workingHour'],
]);

/** Which clocks a limit may be of, and the first where it does not say. */
export type Clocks = readonly [ClockCode, ...ClockCode[]];

/** One limit of an element. The unit is part of the law's text and is never guessed; what is wrong is reported, and null is given. */
export function compileLimit(context: CompileContext, limit: ModdleElement, clocks: Clocks): LimitSpec | null {
  const unit = unitOf(context, limit);
  const source = textOf(limit, 'value');
  const value = context.value(limit, source);
  if (source === null || (value?.kind === 'literal' && !fits(value.text, unit)))
    context.report('limit-invalid', limit, notPositive(source ?? '', unit));
  const read = new LimitReader(context, limit);
  const clock = read.choice('clock', clocks, clocks[0]);
  const days = read.number('yellowDays', /^\d{1,3}$/);
  const share = read.number('yellowFrom', /^(0(\.\d+)?|1(\.0+)?)$/);
  const floor = textOf(limit, 'floor') === 'full' ? null : (read.number('floor', AMOUNT) ?? 1);
  if (!value || !unit) return null;
  const warning = defaultWarning(clock, unit);
  return {
    clock,
    value,
    unit,
    department: context.value(limit, textOf(limit, 'department')),
    startsAfter: null,
    stopsAfter: null,
    startDayCounts: read.choice('startDayCounts', ['false', 'true'], 'false') === 'true',
    endOfDay: read.choice('endOfDay', ['midnight', 'closing'], 'midnight'),
    lastDay: read.choice('lastDay', ['next-working-day', 'as-is'], 'next-working-day'),
    pausableBy: read.list('pausableBy'),
    extension: read.extension(unit),
    warning: { share: share ?? warning.share, days: days ?? warning.days },
    basis: textOf(limit, 'basis'),
    floor,
  };
}

const AMOUNT = /^\d{1,6}(\.\d{1,6})?$/;

class LimitReader {
  private readonly context: CompileContext;
  private readonly limit: ModdleElement;

  constructor(context: CompileContext, limit: ModdleElement) {
    this.context = context;
    this.limit = limit;
  }

  choice<const T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const source = textOf(this.limit, name);
    if (source === null) return otherwise;
    const found = choices.find((choice) => choice === source);
    if (found === undefined) this.report(name, source, choices.join(', '), choices.join('、'));
    return found ?? otherwise;
  }

  number(name: string, shape: RegExp): number | null {
    const source = textOf(this.limit, name);
    if (source === null) return null;
    if (shape.test(source)) return Number(source);
    this.report(name, source, 'a number that fits', '合适的数');
    return null;
  }

  /** Null where it is not given: nothing is excluded then. */
  list(name: string): readonly string[] | null {
    const source = textOf(this.limit, name);
    return source === null ? null : listOf(source);
  }

  extension(unit: LimitUnit): LimitSpec['extension'] {
    const n = this.number('extension', AMOUNT);
    const times = this.number('extensions', /^[1-9]\d?$/);
    if (n !== null && !fits(String(n), unit)) this.report('extension', String(n), 'a whole number', '整数');
    return n === null ? null : { n, times: times ?? 1 };
  }

  private report(name: string, found: string, en: string, zh: string): void {
    this.context.report(
      'limit-invalid',
      this.limit,
      text(
        `Expected ${name} of tb:limit to be ${en}, but it is "${found}".`,
        `tb:limit 的 ${name} 应为${zh}，但为“${found}”。`,
      ),
    );
  }
}

function unitOf(context: CompileContext, limit: ModdleElement): LimitUnit | null {
  const source = textOf(limit, 'unit');
  const unit = UNITS.get(source ?? '');
  if (unit) return unit;
  if (source === null) context.report('limit-without-unit', limit, withoutUnit);
  else context.report('limit-unit', limit, unknownUnit(source));
  return null;
}

/** Nothing at all (即办件) is possible where days are counted, and those are whole. */
const fits = (source: string, unit: LimitUnit | null): boolean =>
  AMOUNT.test(source) && (unit !== null && countsDays(unit) ? Number.isInteger(Number(source)) : Number(source) > 0);

const withoutUnit = text(
  'Expected tb:limit to say its unit (workingDay, calendarDay, month, workingHour, hour, minute), but it does not.',
  'tb:limit 应写明单位（工作日、自然日、月、工作小时、小时、分钟），但没有。',
);

const unknownUnit = (unit: string): Text =>
  text(
    `Expected a unit of workingDay, calendarDay, month, workingHour, hour or minute, but it is "${unit}".`,
    `时限单位应为工作日、自然日、月、工作小时、小时或分钟，但为“${unit}”。`,
  );

const notPositive = (source: string, unit: LimitUnit | null): Text =>
  unit !== null && countsDays(unit)
    ? text(
        `Expected the value of tb:limit to be a whole number of days or months, but it is "${source}".`,
        `tb:limit 的 value 应为整数，但为“${source}”。`,
      )
    : text(
        `Expected the value of tb:limit to be a number above 0, but it is "${source}".`,
        `tb:limit 的 value 应为大于 0 的数，但为“${source}”。`,
      );
