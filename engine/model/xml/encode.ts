/** Text back to bytes. The platform only writes UTF-8; the tables of the others are made by asking its decoders. */
import { declaredEncoding, isWide, labelOf } from './encodings.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** The encoding in which the text of an XML file is the file: the one it declares; for UTF-16 only with the byte order mark XML asks for. */
export function encodingOfText(text: string): string {
  const declared = declaredEncoding(text) ?? 'utf-8';
  if (isWide(declared))
    return text.startsWith(BYTE_ORDER_MARK) ? (declared === 'utf-16be' ? 'utf-16be' : 'utf-16le') : 'utf-8';
  return text.startsWith(BYTE_ORDER_MARK) ? 'utf-8' : declared;
}

/** The bytes of a text, without adding a byte order mark; null where the encoding is not known or has not all of its characters. */
export function encodeXml(text: string, encoding: string): Uint8Array | null {
  if (isWide(encoding)) return wide(text, encoding === 'utf-16be');
  const label = labelOf(encoding);
  if (label === null) return null;
  if (label === 'utf-8') return new TextEncoder().encode(text);
  return narrow(text, tableOf(label), label === 'gb18030');
}

function wide(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), !bigEndian);
  return new Uint8Array(bytes.buffer);
}

type Table = ReadonlyMap<number, readonly number[]>;

function narrow(text: string, table: Table, fourBytes: boolean): Uint8Array | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const written = table.get(code) ?? (fourBytes && code >= 0x10000 ? supplementary(code) : undefined);
    if (!written) return null;
    bytes.push(...written);
  }
  return Uint8Array.from(bytes);
}

/** GB 18030 writes what lies beyond the basic plane by counting from 90 30 81 30. */
function supplementary(code: number): number[] {
  const at = code - 0x10000;
  return [
    0x90 + Math.floor(at / 12600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ];
}

const tables = new Map<string, Table>();

function tableOf(label: string): Table {
  const known = tables.get(label);
  if (known) return known;
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const table = new Map<number, readonly number[]>();
  for (const bytes of sequences(label)) {
    const code = soleCharacter(decoder, bytes);
    if (code !== null && !table.has(code)) table.set(code, bytes);
  }
  tables.set(label, table);
  return table;
}

function soleCharacter(decoder: TextDecoder, bytes: readonly number[]): number | null {
  try {
    const [character, more] = [...decoder.decode(Uint8Array.from(bytes))];
    return character !== undefined && more === undefined ? (character.codePointAt(0) as number) : null;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}

const EAST_ASIAN: ReadonlySet<string> = new Set(['gb18030', 'big5', 'shift_jis', 'euc-kr']);

/** Whatever may be a character of the basic plane: bytes, in East Asia pairs, and in GB 18030 fours. Shorter ones come first. */
function* sequences(label: string): Generator<readonly number[]> {
  for (let byte = 0; byte < 0x100; byte++) yield [byte];
  if (!EAST_ASIAN.has(label)) return;
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) yield [lead, trail];
  if (label !== 'gb18030') return;
  for (let at = 0; at < 4 * 12600; at++) {
    yield [
      0x81 + Math.floor(at / 12600),
      0x30 + (Math.floor(at / 1260) % 10),
      0x81 + (Math.floor(at / 10) % 126),
      0x30 + (at % 10),
    ];
  }
}
