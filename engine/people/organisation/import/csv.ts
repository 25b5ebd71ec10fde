/** Rows of a CSV text (RFC 4180) with the line each begins on; a byte order mark and empty lines are passed over. */
export interface CsvRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quote that is never closed takes the rest of the text. */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let [start, cells, cell, quoted] = [1, [] as string[], '', false];
  const end = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: start, cells });
    [cells, cell] = [[], ''];
  };
  const body = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  for (let at = 0; at < body.length; at++) {
    const char = body[at] ?? '';
    if (char === '\n') line++;
    if (quoted && char === '"' && body[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (quoted) cell += char;
    else if (char === ',') {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      end();
      start = line;
    } else cell += char;
  }
  end();
  return rows;
}
