/** What of an answer somebody is told: the items that were granted, those of the higher levels masked unless they were granted in plain. */
import type { MaskKind } from '../model/masks.ts';
import { maskValue } from '../rights/mask.ts';
import type { DataEntry, InformationItem } from './entry.ts';
import type { Permit } from './judge-read.ts';

/** From this level on a value is masked, as in forms (`forms/grade.ts`). */
const MASKED_FROM = 3;

const isGuarded = ({ level, sensitive }: Pick<InformationItem, 'level' | 'sensitive'>): boolean =>
  level >= MASKED_FROM || sensitive;

/** Whether somebody has to agree before these items are read about them. */
export const needsConsent = (entry: DataEntry, { items }: Pick<Permit, 'items'>): boolean =>
  entry.subject !== null && entry.items.some(({ name, sensitive }) => sensitive && items.includes(name));

/** Names of the items that are shown as they are although they are guarded. */
export const plainItems = (entry: DataEntry, { items, plain }: Permit): readonly string[] =>
  plain ? entry.items.filter((item) => items.includes(item.name) && isGuarded(item)).map(({ name }) => name) : [];

export function tell(
  entry: DataEntry,
  { items, plain }: Permit,
  answer: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const told = entry.items.filter(({ name }) => items.includes(name) && Object.hasOwn(answer, name));
  return Object.fromEntries(
    told.map((item) => [
      item.name,
      plain || !isGuarded(item) ? answer[item.name] : maskValue(maskOf(item.name), answer[item.name]),
    ]),
  );
}

/** By what the item is called: a part of it stays readable where that helps to recognise it. */
const MASKS: readonly (readonly [RegExp, MaskKind])[] = [
  [/id(number|card)/i, 'idNumber'],
  [/phone|mobile/i, 'phone'],
  [/account/i, 'account'],
  [/address/i, 'address'],
  [/e-?mail/i, 'email'],
  [/name|holder/i, 'name'],
];

const maskOf = (name: string): MaskKind => MASKS.find(([pattern]) => pattern.test(name))?.[1] ?? 'text';

/** A value as a log may keep it, by what the property is called. */
export const masked = (name: string, value: string): string => String(maskValue(maskOf(name), value));
