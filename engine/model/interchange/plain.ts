/** Between what is written in XML and what it says. Documents have no entities of their own. */

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const withoutReferences = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });

const withoutReturns = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The value of an attribute: line ends and tabs written as such are spaces (XML 1.0 section 3.3.3). */
export const plainValue = (written: string): string =>
  withoutReferences(withoutReturns(written).replace(/[\n\t]/g, ' '));

export function plainText(
  source: string,
  kind: 'text' | 'cdata' | 'other',
  { start, end }: { readonly start: number; readonly end: number },
): string {
  if (kind === 'other') return '';
  return kind === 'cdata'
    ? withoutReturns(source.slice(start + 9, end - 3))
    : withoutReferences(withoutReturns(source.slice(start, end)));
}

const AS_REFERENCE: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const referenceFor = (sign: string): string => AS_REFERENCE[sign] as string;

/** For an attribute in double quotes. */
export const writtenValue = (plain: string): string => plain.replace(/[<>&"\n\r\t]/g, referenceFor);

export const writtenText = (plain: string): string => plain.replace(/[<>&\r]/g, referenceFor);
