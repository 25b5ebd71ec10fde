/**
 * Fields that ask for files (form-js `filepicker`). The value is a list of the ids of attachments of the case; the files themselves come by the way that
 * every attachment comes.
 */
import type { FieldProblem } from '../errors.ts';
import { type Json, textAt } from './component.ts';
import type { Report } from './field-schemas.ts';
import type { FileRule } from './field-tree.ts';
import { levelOf } from './grade.ts';
import { fieldProblem, joinPath } from './messages.ts';

/** What the case knows of an attachment. */
export interface AttachedFile {
  readonly name: string;
  /** Media type, by the bytes. */
  readonly type: string;
  readonly level: string;
}

const EXTENSION = /^\.[a-z0-9]{1,20}$/;
const MEDIA_TYPE = /^[a-z]+\/(\*|[a-z0-9][a-z0-9.+-]*)$/;

/** Undefined where the component asks for no file. */
export function fileRuleOf(component: Json, report: Report): FileRule | undefined {
  if (component.type !== 'filepicker') return undefined;
  const level = levelOf(component);
  const accept = (textAt(component, 'accept') ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  const odd = accept.find((one) => !EXTENSION.test(one) && !MEDIA_TYPE.test(one));
  if (odd !== undefined)
    report(
      `"${odd}" in "accept" is neither an extension such as .pdf nor a media type such as image/*`,
      `accept 中的“${odd}”既不是扩展名（如 .pdf），也不是媒体类型（如 image/*）`,
    );
  return { accept, sensitive: level === '3' || level === '4' };
}

/** What is wrong with the files at the path of a field: lists on the way are passed through. `find` knows what is attached and may be named. */
export function fileProblems(
  values: unknown,
  { path, rule }: { readonly path: string; readonly rule: FileRule },
  find: (id: string) => AttachedFile | undefined,
): FieldProblem[] {
  return idsAt(values, path.split('.'), []).flatMap(({ id, at }) => {
    const file = find(id);
    const words = file ? misfit(file, rule) : NO_FILE;
    return words ? [fieldProblem(at, words)] : [];
  });
}

/** What a field names, as far as it is texts. */
export const namedIn = (values: unknown, path: string): readonly string[] =>
  idsAt(values, path.split('.'), []).map(({ id }) => id);

interface Named {
  readonly id: string;
  readonly at: string;
}

function idsAt(value: unknown, [name, ...rest]: readonly string[], steps: readonly string[]): Named[] {
  if (Array.isArray(value)) {
    const left = name === undefined ? [] : [name, ...rest];
    return value.flatMap((one, index) => idsAt(one, left, [...steps, String(index)]));
  }
  if (name === undefined) return typeof value === 'string' ? [{ id: value, at: joinPath(steps) }] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return idsAt((value as Json)[name], rest, [...steps, name]);
}

const NO_FILE = [
  'Expected the id of an attachment of this case, but there is none that may be named.',
  '应为本办件附件的编号，但没有可引用的该附件。',
] as const;

function misfit(
  { name, type, level }: AttachedFile,
  { accept, sensitive }: FileRule,
): readonly [string, string] | null {
  if (accept.length > 0 && !accept.some((one) => fits(one, { name, type })))
    return [
      `Expected a file of the kind ${accept.join(', ')}, but "${name}" is ${type}.`,
      `文件种类应为 ${accept.join('、')}，但“${name}”是 ${type}。`,
    ];
  if (sensitive && level !== 'sensitive')
    return [
      `Expected a file that is attached as sensitive, but "${name}" is ${level}.`,
      `该字段的文件应作为敏感附件上传，但“${name}”不是。`,
    ];
  return null;
}

function fits(accepted: string, { name, type }: Pick<AttachedFile, 'name' | 'type'>): boolean {
  if (accepted.startsWith('.')) return name.toLowerCase().endsWith(accepted);
  return accepted.endsWith('/*') ? type.startsWith(accepted.slice(0, -1)) : type === accepted;
}
