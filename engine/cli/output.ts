/** Prints an answer: as JSON for machines, in words for people. */
export function print<T>(answer: T, { json }: { readonly json?: boolean }, inWords: (answer: T) => string): void {
  console.log(json ? JSON.stringify(answer, null, 2) : inWords(answer));
}

/** Columns aligned for a terminal; Chinese characters take two places. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? ''))));
  return texts
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\uffef]/.test(char) ? 2 : 1), 0);
