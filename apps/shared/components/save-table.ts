/** Spreadsheets need the mark to read UTF-8; the browser drops it while it decodes the answer. */
const MARK = '\uFEFF';

/** Gives the reader a file with a table. */
export function saveTable(name: string, table: string): void {
  const address = URL.createObjectURL(new Blob([MARK, table], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
