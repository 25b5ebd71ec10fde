/** How hard a pattern is to read (ISO/IEC 18004, 7.8.3): the mask with the least is taken. */
type Line = readonly boolean[];

const RUN = 3;
const BLOCK = 3;
const FINDER = 40;
const BALANCE = 10;
const LIKE_FINDERS = ['10111010000', '00001011101'];

export function penaltyOf(rows: readonly Line[]): number {
  const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x] === true))];
  return sum(lines.map(runs)) + sum(lines.map(finders)) + blocks(rows) + balance(rows);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const textOf = (line: Line): string => line.map((dark) => (dark ? '1' : '0')).join('');

/** Five of one colour in a line count three, each further one more. */
const runs = (line: Line): number =>
  sum((textOf(line).match(/1{5,}|0{5,}/g) ?? []).map(({ length }) => RUN + length - 5));

/** What a reader could take for a corner. */
function finders(line: Line): number {
  const text = textOf(line);
  const places = Array.from({ length: text.length }, (_, at) => text.slice(at, at + 11));
  return FINDER * places.filter((place) => LIKE_FINDERS.includes(place)).length;
}

/** Squares of two by two in one colour. */
function blocks(rows: readonly Line[]): number {
  let found = 0;
  for (let y = 0; y + 1 < rows.length; y += 1)
    for (let x = 0; x + 1 < rows.length; x += 1) {
      const colour = rows[y]?.[x];
      if (colour === rows[y]?.[x + 1] && colour === rows[y + 1]?.[x] && colour === rows[y + 1]?.[x + 1]) found += 1;
    }
  return BLOCK * found;
}

/** Ten for each 5 % that the dark ones are away from half. */
function balance(rows: readonly Line[]): number {
  const dark = rows.flat().filter(Boolean).length;
  return BALANCE * Math.floor(Math.abs((dark * 100) / rows.length ** 2 - 50) / 5);
}
