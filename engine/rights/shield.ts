/** Keeps personal data of one case out of whatever is told of it: by the names of the variables, and by their values wherever else they turn up. */
import { isNumber } from '../exact-number.ts';
import type { MaskKind, Masks } from '../model/masks.ts';
import { isMasked, maskValue } from './mask.ts';

type Values = Readonly<Record<string, unknown>>;

export interface Shield {
  /** Variables by name, at their paths. */
  variables(values: Values): Values;
  /** Anything else that is told of the case: events, opinions, reasons of failures. */
  anything<T>(value: T): T;
  /** The paths at which the case has something to mask. */
  readonly masked: readonly string[];
}

export const NO_SHIELD: Shield = { variables: (values) => values, anything: (value) => value, masked: [] };

/** Shorter values turn up everywhere: hiding each occurrence would hide what they are not. */
const SHORTEST = 4;

/** `values` are all variables of the case, of whatever scope. */
export function shieldOf(masks: Masks, values: readonly Values[]): Shield {
  if (masks.size === 0) return NO_SHIELD;
  const found = new Map<string, string>();
  const masked: string[] = [];
  for (const [path, kind] of masks) {
    const here = values.flatMap((each) => valuesAt(each, path.split('.')));
    if (here.some((value) => value !== null && value !== undefined && value !== '')) masked.push(path);
    for (const text of here.flatMap(textsOf))
      if (text.length >= SHORTEST) found.set(text, String(maskValue(kind, text)));
  }
  const hide = hiderOf(found);
  const hiding = { masks, hide, hideText: (text: string) => hideShapes(hide(text), new Set(masks.values())) };
  return {
    variables: (each) => maskAt(maskPaths(each, masks), hiding) as Values,
    anything: (value) => maskAt(value, hiding) as typeof value,
    masked,
  };
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return isObject(value) && Object.hasOwn(value, name) ? valuesAt(value[name], rest) : [];
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return isMasked(value) ? [] : [value];
  if (isNumber(value)) return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isObject(value) ? Object.values(value).flatMap(textsOf) : [];
}

function maskPaths(values: Values, masks: Masks): Values {
  return [...masks].reduce((all, [path, kind]) => put(all, path.split('.'), kind) as Values, values);
}

function put(value: unknown, path: readonly string[], kind: MaskKind): unknown {
  if (Array.isArray(value)) return value.map((one) => put(one, path, kind));
  const [name, ...rest] = path;
  if (name === undefined) return maskOnce(kind, value);
  if (!isObject(value) || !Object.hasOwn(value, name)) return value;
  return { ...value, [name]: put(value[name], rest, kind) };
}

/** What is masked already stays: of `138***78` nothing more would be left. */
const maskOnce = (kind: MaskKind, value: unknown): unknown => (isMasked(value) ? value : maskValue(kind, value));

interface Hiding {
  readonly masks: Masks;
  readonly hide: (text: string) => string;
  /** Also what only looks like such data. */
  readonly hideText: (text: string) => string;
}

/** Under these names events and states keep variables by name: also values that nothing has any more are found there. */
const HOLDERS: ReadonlySet<string> = new Set(['variables', 'values', 'vars']);

function maskAt(value: unknown, hiding: Hiding): unknown {
  if (typeof value === 'string') return hiding.hideText(value);
  if (isNumber(value)) {
    const hidden = hiding.hide(String(value));
    return isMasked(hidden) ? hidden : value;
  }
  if (Array.isArray(value)) return value.map((one) => maskAt(one, hiding));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const held = HOLDERS.has(name) && isObject(inner) ? maskPaths(inner, hiding.masks) : inner;
    return [name, maskAt(held, hiding)];
  });
  return Object.fromEntries(entries);
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) === Object.prototype;

/** The longest first, so that no part of one is left beside the mask of another. */
function hiderOf(found: ReadonlyMap<string, string>): (text: string) => string {
  const ordered = [...found].sort(([one], [other]) => other.length - one.length);
  return (text) =>
    ordered.reduce((all, [value, mask]) => (all.includes(value) ? all.replaceAll(value, mask) : all), text);
}

/**
 * Mobile numbers and identity numbers of the mainland. Where the case keeps such data they are also hidden in free text when no variable has that
 * value any more: what somebody wrote down before it was corrected, or of somebody else.
 */
const SHAPES: readonly (readonly [MaskKind, RegExp])[] = [
  ['idNumber', /(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])/g],
  ['phone', /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g],
];

const hideShapes = (text: string, kinds: ReadonlySet<MaskKind>): string =>
  SHAPES.reduce(
    (all, [kind, shape]) => (kinds.has(kind) ? all.replace(shape, (found) => String(maskValue(kind, found))) : all),
    text,
  );
