/** Encodings an XML declaration may name, in lower case, by the label of `TextDecoder`. Stateful ones (ISO-2022, UTF-7) are not among them. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['latin1', 'iso-8859-1'],
  ['cp1252', 'windows-1252'],
  ['cp936', 'gb18030'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb18030', 'gb18030'],
  ['big5', 'big5'],
  ['shift_jis', 'shift_jis'],
  ['euc-kr', 'euc-kr'],
  ...Array.from({ length: 15 }, (_, i): [string, string] => [`iso-8859-${i + 1}`, `iso-8859-${i + 1}`]).filter(
    ([name]) => !['iso-8859-9', 'iso-8859-11', 'iso-8859-12'].includes(name),
  ),
  ['iso-8859-9', 'windows-1254'],
  ...Array.from({ length: 9 }, (_, i): [string, string] => [`windows-125${i}`, `windows-125${i}`]),
]);

/** The encodings of 16-bit units; what a declaration read byte by byte calls so cannot be it. */
const WIDE: ReadonlySet<string> = new Set(['utf-16', 'utf-16le', 'utf-16be', 'iso-10646-ucs-2', 'ucs-2']);

const DECLARATION = /^\uFEFF?\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

/** The encoding an XML declaration names, in lower case; null where there is none. */
export function declaredEncoding(text: string): string | null {
  return DECLARATION.exec(text.slice(0, 1000))?.[1]?.toLowerCase() ?? null;
}

export interface Encoding {
  /** As somebody calls it: the declared name, or what the first bytes show. */
  readonly name: string;
  /** For `TextDecoder`; null where we do not read it. */
  readonly label: string | null;
}

/**
 * The encoding of a file: by its byte order mark, else by how its first characters are laid out, else as declared, else UTF-8 (XML 1.0
 * appendix F). A declaration of UTF-16 that is itself written in single bytes is what some writers leave over a UTF-8 file.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const shown = signatureOf(bytes);
  if (shown) return shown;
  const declared = declaredEncoding(String.fromCharCode(...bytes.subarray(0, 1000)));
  if (declared === null || WIDE.has(declared)) return { name: 'utf-8', label: 'utf-8' };
  return { name: declared, label: LABELS.get(declared) ?? null };
}

/** For what an encoding is called, its label of `TextDecoder`; null where it is none of single bytes or of those of East Asia. */
export const labelOf = (name: string): string | null => LABELS.get(name) ?? null;

export const isWide = (name: string): boolean => WIDE.has(name);

const SIGNATURES: readonly (readonly [first: readonly number[], encoding: Encoding])[] = [
  [[0xef, 0xbb, 0xbf], { name: 'utf-8', label: 'utf-8' }],
  [[0xff, 0xfe, 0, 0], { name: 'utf-32le', label: null }],
  [[0, 0, 0xfe, 0xff], { name: 'utf-32be', label: null }],
  [[0x3c, 0, 0, 0], { name: 'utf-32le', label: null }],
  [[0, 0, 0, 0x3c], { name: 'utf-32be', label: null }],
  [[0x4c, 0x6f, 0xa7, 0x94], { name: 'ebcdic', label: null }],
  [[0xff, 0xfe], { name: 'utf-16le', label: 'utf-16le' }],
  [[0xfe, 0xff], { name: 'utf-16be', label: 'utf-16be' }],
  [[0x3c, 0], { name: 'utf-16le', label: 'utf-16le' }],
  [[0, 0x3c], { name: 'utf-16be', label: 'utf-16be' }],
];

const signatureOf = (bytes: Uint8Array): Encoding | undefined =>
  SIGNATURES.find(([first]) => bytes.length >= first.length && first.every((byte, i) => bytes[i] === byte))?.[1];
