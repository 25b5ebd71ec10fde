/** The first sheet of a spreadsheet (ECMA-376) as rows of texts. Formulas count with the value that was saved; dates as the numbers they are. */
import { SaxesParser } from 'saxes';
import { openZip, ZipError } from './zip.ts';

const MOST_BYTES = 50 * 1024 * 1024;
const MOST_COLUMNS = 500;

export function readSheet(data: Buffer): readonly (readonly string[])[] {
  const entry = openZip(data, MOST_BYTES);
  const sheet = entry('xl/worksheets/sheet1.xml');
  if (!sheet) throw new ZipError('no sheet');
  const shared = entry('xl/sharedStrings.xml');
  return readRows(sheet.toString('utf8'), shared ? readShared(shared.toString('utf8')) : []);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

interface Listener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string, text: string): void;
}

/** Calls with every element and the text directly inside it. */
function walk(xml: string, { open, close }: Listener): void {
  const parser = new SaxesParser();
  const texts: string[] = [];
  parser.on('error', () => {
    throw new ZipError('a part is no XML');
  });
  parser.on('doctype', () => {
    throw new ZipError('a part has a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    texts.push('');
    open?.(local(name), attributes);
  });
  parser.on('text', (text) => {
    if (texts.length > 0) texts[texts.length - 1] += text;
  });
  parser.on('closetag', ({ name }) => close(local(name), texts.pop() ?? ''));
  parser.write(xml).close();
}

/** Rich text comes in runs; phonetic readings (`rPh`) are no part of it. */
function readShared(xml: string): string[] {
  const list: string[] = [];
  let current = '';
  let phonetic = 0;
  walk(xml, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic += 1;
    },
    close: (name, text) => {
      if (name === 't' && phonetic === 0) current += text;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') list.push(current);
    },
  });
  return list;
}

function readRows(xml: string, shared: readonly string[]): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = { column: 0, type: '', value: '' };
  walk(xml, {
    open: (name, attributes) => {
      if (name === 'row') row = [];
      if (name === 'c')
        cell = { column: columnOf(attributes.r ?? '', row.length), type: attributes.t ?? 'n', value: '' };
    },
    close: (name, text) => {
      if (name === 'v' || (name === 't' && cell.type === 'inlineStr')) cell.value += text;
      if (name === 'c') put(row, cell.column, cell.type === 's' ? (shared[Number(cell.value)] ?? '') : cell.value);
      if (name === 'row') rows.push(row);
    },
  });
  return rows;
}

function put(row: string[], column: number, value: string): void {
  if (column >= MOST_COLUMNS) throw new ZipError('too many columns');
  while (row.length < column) row.push('');
  row[column] = value;
}

/** `BC7` → 54; cells without a reference follow each other. */
function columnOf(reference: string, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return next;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
