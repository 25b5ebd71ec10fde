/** Tables of Markdown, as the generated pages of `docs/` use them. */

/** A cell must not end its row or its column. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** Says where the page comes from, so that nobody edits it by hand. */
export const generatedFrom = (sources: string): string =>
  `<!-- Generated from ${sources} by \`npm run docs\`. Do not edit. -->`;
