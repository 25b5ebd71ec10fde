/** Names of files, as they are shown and saved. */
const LONGEST = 180;

/** Control characters, and those that make a name look like another one (bidirectional marks, zero width). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;

/** The last part of a path, without what a file system or a header takes for something else; null where nothing is left. */
export function fileName(given: string): string | null {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(HIDDEN, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (clean === '') return null;
  const extension = extensionOf(clean);
  if (clean.length <= LONGEST) return clean;
  const cut = clean.slice(0, LONGEST - extension.length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut}.${extension}`.replace(/[\s.]+$/, '');
}

/** In small letters, without dot. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0
    ? ''
    : name
        .slice(dot + 1)
        .toLowerCase()
        .slice(0, 20);
}
