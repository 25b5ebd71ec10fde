/**
 * What a file is, by its first bytes and never by what its sender says. Only kinds that are admitted have a name here; what is told apart besides are the
 * kinds that must not come in under another name: programs, scripts, and documents that browsers would run.
 */
export interface FileKind {
  readonly type: string;
  /** Extensions that such a file may have, without dot. The first is the usual one. */
  readonly extensions: readonly string[];
}

/** How many of the first bytes are looked at. */
export const SNIFFED = 4_096;

const kind = (type: string, ...extensions: string[]): FileKind => ({ type, extensions });

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const MAGIC: readonly (readonly [offset: number, bytes: string, kind: FileKind])[] = [
  [0, '255044462d', kind('application/pdf', 'pdf')],
  [0, '89504e470d0a1a0a', kind('image/png', 'png')],
  [0, 'ffd8ff', kind('image/jpeg', 'jpg', 'jpeg')],
  [0, '474946383761', kind('image/gif', 'gif')],
  [0, '474946383961', kind('image/gif', 'gif')],
  [8, '57454250', kind('image/webp', 'webp')],
  [0, '424d', kind('image/bmp', 'bmp')],
  [0, '49492a00', kind('image/tiff', 'tif', 'tiff')],
  [0, '4d4d002a', kind('image/tiff', 'tif', 'tiff')],
  [0, 'd0cf11e0a1b11ae1', kind('application/x-ole-storage', 'doc', 'xls', 'ppt', 'wps', 'et', 'dps')],
  [0, '7b5c727466', kind('application/rtf', 'rtf', 'doc')],
  [0, '377abcaf271c', kind('application/x-7z-compressed', '7z')],
  [0, '526172211a07', kind('application/vnd.rar', 'rar')],
  [0, '1f8b08', kind('application/gzip', 'gz', 'tgz')],
  [0, '494433', kind('audio/mpeg', 'mp3')],
  [4, '66747970', kind('video/mp4', 'mp4', 'm4a', 'mov')],
];

/** Inside a ZIP the first names tell what it is. */
const IN_ZIP: readonly (readonly [RegExp, FileKind])[] = [
  [/word\//, kind(`${OFFICE}.wordprocessingml.document`, 'docx')],
  [/xl\//, kind(`${OFFICE}.spreadsheetml.sheet`, 'xlsx')],
  [/ppt\//, kind(`${OFFICE}.presentationml.presentation`, 'pptx')],
  [/OFD\.xml/, kind('application/ofd', 'ofd')],
  [/mimetypeapplication\/vnd\.oasis\.opendocument\.text/, kind('application/vnd.oasis.opendocument.text', 'odt')],
];

const ZIP = kind('application/zip', 'zip', 'docx', 'xlsx', 'pptx', 'ofd', 'odt');
const TEXT = kind('text/plain', 'txt', 'csv', 'log', 'md', 'json');

/** Programs: Windows, ELF, Mach-O, Java and scripts with an interpreter. */
const PROGRAM = /^(4d5a|7f454c46|feedface|feedfacf|cefaedfe|cffaedfe|cafebabe|2321)/;
/** What a browser would run if it were shown: HTML, SVG, XML with style sheets. */
const ACTIVE =
  /<\s*(!doctype\s+html|html|head|body|script|iframe|svg|xsl:|\?xml|embed|object|math|meta|link|img|video|audio)\b|<\?xml|javascript:/i;

/** Its kind; `active` and `program` for what must not come in, null for what is not known. */
export function sniff(head: Buffer): FileKind | 'active' | 'program' | null {
  const hex = head.subarray(0, 16).toString('hex');
  if (PROGRAM.test(hex)) return 'program';
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return inZip(head);
  const found = MAGIC.find(([offset, bytes]) => hex.startsWith(bytes, offset * 2));
  if (found) return found[2];
  return ACTIVE.test(head.toString('latin1').replaceAll('\0', '')) ? 'active' : textKind(head);
}

function inZip(head: Buffer): FileKind {
  const names = head.toString('latin1');
  return IN_ZIP.find(([pattern]) => pattern.test(names))?.[1] ?? ZIP;
}

/** UTF-8 or GB 18030 without control characters; a character may be cut at the end of what is looked at. */
function textKind(head: Buffer): FileKind | null {
  for (const byte of head)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return null;
  return reads(head, 'utf-8') || reads(head, 'gb18030') ? TEXT : null;
}

function reads(head: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
