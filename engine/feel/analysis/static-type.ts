import type { TypeName } from '../values/types.ts';

/**
 * What is known of a value before there is one; it may always be null instead. `untrue` is a boolean that is never true, `nothing` a null whose
 * reason has been reported.
 */
export type StaticType = TypeName | 'untrue' | 'nothing' | 'unknown';

const WORDS: Readonly<Record<StaticType, { readonly en: string; readonly zh: string }>> = {
  null: { en: 'null', zh: 'null' },
  nothing: { en: 'null', zh: 'null' },
  boolean: { en: 'a boolean', zh: '布尔值' },
  untrue: { en: 'a boolean', zh: '布尔值' },
  number: { en: 'a number', zh: '数字' },
  string: { en: 'a text', zh: '文本' },
  list: { en: 'a list', zh: '列表' },
  context: { en: 'a context', zh: '上下文' },
  date: { en: 'a date', zh: '日期' },
  time: { en: 'a time', zh: '时间' },
  'date time': { en: 'a date and time', zh: '日期时间' },
  duration: { en: 'a duration', zh: '时长' },
  range: { en: 'a range', zh: '区间' },
  function: { en: 'a function', zh: '函数' },
  unknown: { en: 'anything', zh: '任意值' },
};

export const wordFor = (type: StaticType, language: 'en' | 'zh'): string => WORDS[type][language];

export const isNull = (type: StaticType): boolean => type === 'null' || type === 'nothing';

export const isBoolean = (type: StaticType): boolean => type === 'boolean' || type === 'untrue';

const sameType = (a: StaticType, b: StaticType): boolean => a === b || (isBoolean(a) && isBoolean(b));

const ORDERED: ReadonlySet<StaticType> = new Set([
  'number',
  'string',
  'date',
  'date time',
  'time',
  'duration',
  'unknown',
]);

/** Whether `a < b` may have an answer. */
export const mayBeOrdered = (a: StaticType, b: StaticType): boolean =>
  ORDERED.has(a) && ORDERED.has(b) && (a === 'unknown' || b === 'unknown' || a === b);

/** Whether `a = b` may have an answer: a list of one equals its element, and everything can be compared with null. */
export const mayBeEqual = (a: StaticType, b: StaticType): boolean =>
  [a, b].some((type) => type === 'unknown' || isNull(type) || type === 'list') || sameType(a, b);

type Outcomes = Readonly<Record<string, StaticType>>;

const NUMBERS: Outcomes = { 'number,number': 'number' };
/** The types of results, by the types of both sides; a date moved by hours is a date and time. */
const OPERATIONS: Readonly<Record<string, Outcomes>> = {
  '+': {
    ...NUMBERS,
    'string,string': 'string',
    'duration,duration': 'duration',
    'date,duration': 'unknown',
    'duration,date': 'unknown',
    'time,duration': 'time',
    'duration,time': 'time',
    'date time,duration': 'date time',
    'duration,date time': 'date time',
  },
  '-': {
    ...NUMBERS,
    'duration,duration': 'duration',
    'date,duration': 'unknown',
    'time,duration': 'time',
    'date time,duration': 'date time',
    'date,date': 'duration',
    'date,date time': 'duration',
    'date time,date': 'duration',
    'date time,date time': 'duration',
    'time,time': 'duration',
  },
  '*': { ...NUMBERS, 'number,duration': 'duration', 'duration,number': 'duration' },
  '/': { ...NUMBERS, 'duration,number': 'duration', 'duration,duration': 'number' },
  '**': NUMBERS,
  '^': NUMBERS,
};

/** The type of `a + b` and the like; null where it is always null. */
export function typeOfOperation(symbol: string, a: StaticType, b: StaticType): StaticType | null {
  const outcomes = OPERATIONS[symbol] ?? {};
  if (a !== 'unknown' && b !== 'unknown') return outcomes[`${a},${b}`] ?? null;
  const known = Object.keys(outcomes).some((pair) => {
    const [left, right] = pair.split(',');
    return (a === 'unknown' || a === left) && (b === 'unknown' || b === right);
  });
  return known ? 'unknown' : null;
}
