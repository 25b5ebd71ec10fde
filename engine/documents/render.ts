/** A document as a page to be printed: plain HTML on A4, without scripts and without anything from elsewhere. */
import type { DocumentParams, DocumentValue, IssuedDocument } from '../core/proceedings.ts';
import { dateTimeIn } from '../core/schedule/year.ts';
import type { Language } from '../errors.ts';
import { CODES, PARAMETER_NAMES, TEMPLATES } from './templates.ts';

export interface Rendering {
  readonly language: Language;
  readonly zone?: string | undefined;
  /** The organ's name in that language. */
  readonly organ: string;
}

export function renderDocument(document: IssuedDocument, { language, zone, organ }: Rendering): string {
  const template = TEMPLATES[document.kind];
  const words = WORDS[language];
  const title = escaped(template.title[language]);
  const body = template.paragraphs.flatMap((paragraph) => paragraphOf(paragraph[language], document.params, language));
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} ${escaped(document.number)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="number">${escaped(document.number)}</p>
${body.join('\n')}
<footer>
<p>${escaped(organ)}</p>
<p class="seal">${words.seal}</p>
<p>${escaped(dateTimeIn(document.at, zone).slice(0, 10))}</p>
</footer>
<p class="hash">SHA-256 ${document.hash}</p>
</main>
</body>
</html>
`;
}

const WORDS: Readonly<Record<Language, { readonly seal: string }>> = {
  zh: { seal: '（印章）' },
  en: { seal: '(seal)' },
};

/** Nothing where none of its parameters is given. */
function paragraphOf(source: string, params: DocumentParams, language: Language): string[] {
  const names = [...source.matchAll(/\{[#?]?(\w+)\}/g)].map(([, name = '']) => name);
  if (names.length > 0 && names.every((name) => isAbsent(params[name]))) return [];
  const [, rows] = /^\{#(\w+)\}$/.exec(source) ?? [];
  if (rows !== undefined) return [tableOf(params[rows], language)];
  const filled = source
    .replace(/\{\?\w+\}/g, '')
    .replace(/\{(\w+)\}/g, (_, name: string) => textOf(params[name], language));
  return [`<p>${escaped(filled)}</p>`];
}

const isAbsent = (value: DocumentValue | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const codeOr = (value: string, language: Language): string => CODES[value]?.[language] ?? value;

const textOf = (value: DocumentValue | undefined, language: Language): string =>
  typeof value === 'string' || typeof value === 'number' ? codeOr(String(value), language) : '';

function tableOf(value: DocumentValue | undefined, language: Language): string {
  const rows = Array.isArray(value) ? (value as readonly Readonly<Record<string, string>>[]) : [];
  const columns = Object.keys(rows[0] ?? {});
  const cell = (tag: string, content: string) => `<${tag}>${escaped(content)}</${tag}>`;
  const head = columns.map((column) => cell('th', PARAMETER_NAMES[column]?.[language] ?? column)).join('');
  const lines = rows.map(
    (row) => `<tr>${columns.map((column) => cell('td', codeOr(row[column] ?? '', language))).join('')}</tr>`,
  );
  return `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { margin: 0; color: #000; background: #fff; font: 16pt/1.8 FangSong, 仿宋, serif; }
main { max-width: 156mm; margin: 0 auto; }
h1 { font: 22pt/1.6 SimSun, 宋体, serif; text-align: center; margin: 0 0 8mm; }
p { margin: 0 0 2mm; overflow-wrap: anywhere; white-space: pre-wrap; }
.number { text-align: center; margin-bottom: 8mm; }
table { width: 100%; border-collapse: collapse; margin: 2mm 0 4mm; font-size: 12pt; }
th, td { border: 0.3mm solid #000; padding: 1.5mm 2mm; text-align: left; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
footer { margin-top: 18mm; text-align: right; break-inside: avoid; break-before: avoid; }
.seal { color: #555; }
.hash { margin-top: 10mm; font: 7pt/1.4 monospace; color: #555; break-before: avoid; }
@media print { footer { margin-top: 12mm; } .hash { margin-top: 4mm; } }
@media screen { main { padding: 20mm 10mm; } }
@media screen and (max-width: 40rem) { body { font-size: 13pt; } main { padding: 8mm 5mm; } h1 { font-size: 17pt; } table { font-size: 11pt; } }
`;
