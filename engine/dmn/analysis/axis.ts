import { Run } from '../../feel/run.ts';
import { equals } from '../../feel/values/equality.ts';
import { typeOf, type Value } from '../../feel/values/types.ts';
import type { InputColumn, TableModel } from '../boxed/table-model.ts';
import { Scope } from '../scope.ts';
import type { Allowed, DmnType } from '../types.ts';
import { type Boundaries, boundariesOf } from './constants.ts';
import { lineOf, samplesOn } from './samples.ts';
import { TooMuchWork } from './too-much-work.ts';

/**
 * One input of a table, cut into classes of values that no cell tells apart, each with a value that stands for it. Whether a cell admits a
 * class is asked of the cell itself, so the analysis cannot mean something else than the evaluation does.
 */
export interface Axis {
  readonly label: string;
  readonly samples: readonly Value[];
  /** The first so many are values people may enter; behind them null and values of other types. */
  readonly usual: number;
  /** Of those, up to this one are looked at for overlaps: null included. */
  readonly known: number;
  /** Per rule, which classes its cell admits; null where the cell cannot be analysed. */
  readonly admits: readonly (readonly boolean[] | null)[];
}

/** Undefined where no classes can be made. */
export function axisOf(table: TableModel, index: number): Axis | undefined {
  const column = table.inputs[index];
  if (!column) return undefined;
  const tests = table.rules.map((rule) => rule.tests[index] ?? null);
  const cells = tests.map((test) => (test ? boundariesOf(test.shown) : EVERYTHING));
  const bounds = [...cells, ...limitsOf(column).map(({ shown }) => boundariesOf(shown))];
  const known = bounds.filter((each) => each !== null);
  const usual = usualSamples(column, known);
  if (!usual) return undefined;
  const samples = [...usual, null, ...(hasKind(column.type) ? [] : [OTHER_TYPE])];
  return {
    label: column.label,
    samples,
    usual: usual.length + (known.some(({ mentionsNull }) => mentionsNull) ? 1 : 0),
    known: usual.length + 1,
    admits: columnOf(tests, cells, samples),
  };
}

/** Cells asked about values, per input: about half a second. */
const MAX_ASKED = 300_000;

/** Cells of the same text are asked once; throws where there would be too much to ask. */
function columnOf(
  tests: readonly (Allowed | null)[],
  cells: readonly (Boundaries | null)[],
  samples: readonly Value[],
): readonly (readonly boolean[] | null)[] {
  const known = new Map<string, readonly boolean[]>();
  return tests.map((test, rule) => {
    if (!cells[rule]) return null;
    const text = test?.shown ?? '-';
    const asked = known.get(text) ?? samples.map((sample) => admits(test, sample));
    known.set(text, asked);
    if (known.size * samples.length > MAX_ASKED) throw new TooMuchWork();
    return asked;
  });
}

const EVERYTHING: Boundaries = { values: [], ordered: false, mentionsNull: false };

/** Stands for whatever an input without a type may be besides what its cells speak of. */
const OTHER_TYPE: Value = {};

/** What the input is limited to, by its values and by its type. */
const limitsOf = ({ values, type }: InputColumn): readonly Allowed[] => [
  ...(values ? [values] : []),
  ...(type && type.kind !== 'list' && type.allowed ? [type.allowed] : []),
];

function usualSamples(column: InputColumn, bounds: readonly Boundaries[]): readonly Value[] | undefined {
  const points = bounds.flatMap(({ values }) => values);
  const [first] = points;
  if (first === undefined) return [ANYTHING];
  const kind = typeOf(first);
  const wanted = kindOf(column.type);
  if (points.some((point) => typeOf(point) !== kind) || (wanted !== null && wanted !== kind)) return undefined;
  const samples = samplesOf(points, { ordered: bounds.some(({ ordered }) => ordered), whole: isWhole(column.type) });
  return samples?.filter((sample) => limitsOf(column).every((limit) => admits(limit, sample)));
}

/** An input no cell asks anything of. */
const ANYTHING: Value = '*';

function samplesOf(points: readonly Value[], { ordered, whole }: Record<'ordered' | 'whole', boolean>): Value[] | null {
  const [first] = points;
  if (typeof first === 'boolean') return [true, false];
  if (typeof first === 'string') return ordered ? null : texts(points);
  const line = lineOf(first ?? null, whole);
  if (!line || points.some((point) => Number.isNaN(line.place(point)))) return null;
  return samplesOn(line, points);
}

function texts(points: readonly Value[]): Value[] {
  const known = [...new Set(points)];
  let other = '…';
  while (known.includes(other)) other += '…';
  return [...known, other];
}

function admits(test: Allowed | null, sample: Value): boolean {
  if (test === null) return true;
  const outcome = test.tests.evaluate(new Scope().set('?', sample), { raw: true });
  return outcome.ok && outcome.value === true;
}

const KINDS: Readonly<Record<string, string>> = {
  integer: 'number',
  long: 'number',
  double: 'number',
  'date and time': 'date time',
  dateTime: 'date time',
  'days and time duration': 'duration',
  dayTimeDuration: 'duration',
  'years and months duration': 'duration',
  yearMonthDuration: 'duration',
};

/** The kind of value a type admits; null where it admits any. A type that is no simple one has a kind no cell can speak of. */
function kindOf(type: DmnType | null): string | null {
  if (!type) return null;
  const name = baseOf(type);
  return name === 'Any' ? null : (KINDS[name] ?? name);
}

const baseOf = (type: DmnType): string => (type.kind === 'simple' ? type.base : type.kind);
const hasKind = (type: DmnType | null): boolean => kindOf(type) !== null;
const isWhole = (type: DmnType | null): boolean => type !== null && /^(?:integer|long)$/.test(baseOf(type));

/** A class in words. */
export function shownClass({ samples }: Axis, index: number): string {
  const value = samples[index] ?? null;
  if (value === ANYTHING || value === OTHER_TYPE) return '…';
  return typeof value === 'string' ? JSON.stringify(value) : value === null ? 'null' : String(value);
}

export const sameValue = (a: Value, b: Value): boolean => equals(a, b, new Run(new Scope(), {})) === true;
