import type { ConductSpec, MaterialSpec } from '../conduct.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { type CompileContext, listOf } from './context.ts';

/** `tb:conduct` of a process with the lists that stand beside it; undefined where there is none of them. */
export function compileConduct(context: CompileContext, process: ModdleElement): ConductSpec | undefined {
  const [conduct, second] = context.extensions(process, 'tb:Conduct');
  if (second) context.report('conduct-ambiguous', process, twice);
  const lists = {
    materials: materialsOf(context, process),
    specialProcedures: entriesOf(context, process, { type: 'tb:SpecialProcedure', key: 'kind' }).map(
      ({ key, names }) => ({ kind: key, ...names }),
    ),
    suspensionReasons: entriesOf(context, process, { type: 'tb:SuspensionReason', key: 'code' }).map(
      ({ key, names, element }) => ({ code: key, ...names, basis: textOf(element, 'basis') }),
    ),
  };
  if (!conduct && Object.values(lists).every((list) => list.length === 0)) return undefined;
  return { ...settingsOf(context, conduct), ...lists };
}

type Settings = Omit<ConductSpec, 'materials' | 'specialProcedures' | 'suspensionReasons'>;

function settingsOf(context: CompileContext, conduct: ModdleElement | undefined): Settings {
  const given = (name: string) => (conduct ? textOf(conduct, name) : null);
  const excludes = given('excludes');
  return {
    leads: listOf(given('leads')),
    organHeads: listOf(given('organHeads')),
    organ: given('organ'),
    organEn: given('organEn'),
    correctionDays: daysOf(context, conduct, 'correctionDays'),
    toleranceDays: daysOf(context, conduct, 'toleranceDays'),
    undelivered: undeliveredOf(context, conduct),
    cancel: cancelOf(context, conduct),
    excludes: conduct && excludes !== null ? context.feel(conduct, excludes.replace(/^=/, ''), 'boolean') : null,
    extensionCap: daysOf(context, conduct, 'extensionCap'),
    suspensionMax: daysOf(context, conduct, 'suspensionMax'),
  };
}

/** A limit of more days than this is a mistake. */
const MOST_DAYS = 3_650;

function daysOf(context: CompileContext, conduct: ModdleElement | undefined, name: string): number | null {
  const source = conduct ? textOf(conduct, name) : null;
  if (!conduct || source === null) return null;
  const days = /^\d{1,4}$/.test(source) ? Number(source) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  context.report('conduct-days', conduct, noDays(name, source));
  return null;
}

function undeliveredOf(context: CompileContext, conduct: ModdleElement | undefined): Settings['undelivered'] {
  const source = conduct ? textOf(conduct, 'undelivered') : null;
  if (conduct && source !== null && source !== 'withdrawn' && source !== 'terminated')
    context.report('conduct-undelivered', conduct, noEnd(source));
  return source === 'terminated' ? 'undelivered' : 'withdrawn';
}

function cancelOf(context: CompileContext, conduct: ModdleElement | undefined): Settings['cancel'] {
  const source = conduct ? textOf(conduct, 'cancel') : null;
  if (conduct && source !== null && source !== 'alone' && source !== 'confirmed')
    context.report('conduct-cancel', conduct, noCancel(source));
  return source === 'confirmed' ? 'confirmed' : 'alone';
}

function materialsOf(context: CompileContext, process: ModdleElement): MaterialSpec[] {
  return entriesOf(context, process, { type: 'tb:Material', key: 'code' }).map(({ key, names, element }) => ({
    code: key,
    ...names,
    tolerated: textOf(element, 'tolerated') === 'true',
    held: heldOf(context, element),
  }));
}

function heldOf(context: CompileContext, element: ModdleElement): MaterialSpec['held'] {
  const source = textOf(element, 'held');
  return source === null ? null : context.feel(element, source.replace(/^=/, ''), 'boolean');
}

interface Entry {
  readonly key: string;
  readonly names: { readonly name: string; readonly nameEn?: string };
  readonly element: ModdleElement;
}

/** Each has a key of its own; the name is the key where none is given. */
function entriesOf(
  context: CompileContext,
  process: ModdleElement,
  { type, key }: { readonly type: string; readonly key: string },
): Entry[] {
  const entries = context.extensions(process, type).map((element) => {
    const found = textOf(element, key) ?? '';
    const nameEn = textOf(element, 'nameEn');
    const names = { name: textOf(element, 'name') ?? found, ...(nameEn !== null && { nameEn }) };
    return { key: found, names, element };
  });
  for (const [index, entry] of entries.entries()) {
    const isDoubled = entries.findIndex((other) => other.key === entry.key) < index;
    if (entry.key === '' || isDoubled) context.report('conduct-key', entry.element, noKey(type, key, entry.key));
  }
  return entries;
}

const twice = text('Expected one tb:conduct, but there is more than one.', '应只有一个 tb:conduct，但存在多个。');

const noDays = (name: string, source: string): Text =>
  text(
    `Expected "${name}" of tb:conduct to be a whole number of days from 1 to ${MOST_DAYS}, but it is "${source}".`,
    `tb:conduct 的“${name}”应为 1 至 ${MOST_DAYS} 的整天数，但为“${source}”。`,
  );

const noEnd = (source: string): Text =>
  text(
    `Expected "undelivered" of tb:conduct to be withdrawn or terminated, but it is "${source}".`,
    `tb:conduct 的“undelivered”应为 withdrawn 或 terminated，但为“${source}”。`,
  );

const noCancel = (source: string): Text =>
  text(
    `Expected "cancel" of tb:conduct to be alone or confirmed, but it is "${source}".`,
    `tb:conduct 的“cancel”应为 alone 或 confirmed，但为“${source}”。`,
  );

const noKey = (type: string, key: string, found: string): Text => {
  const name = `tb:${type.charAt(3).toLowerCase()}${type.slice(4)}`;
  return text(
    `Expected each ${name} to have a "${key}" of its own, but found "${found}".`,
    `每个 ${name} 应有唯一的“${key}”，但有“${found}”。`,
  );
};
