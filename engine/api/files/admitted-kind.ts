import { refuse } from '../../errors.ts';
import { extensionOf } from './file-name.ts';
import { SNIFFED, sniff } from './sniff.ts';

/** The media type of a file that may be attached. Refuses with 'attachment-refused' what may not, and what its name says to be something else. */
export function admittedKind(name: string, head: Buffer): string {
  const kind = sniff(head.subarray(0, SNIFFED));
  if (kind === 'program') refuse('attachment-refused', { name, reason: 'it is a program', reasonZh: '它是可执行程序' });
  if (kind === 'active')
    refuse('attachment-refused', { name, reason: 'it could run in a browser', reasonZh: '它可在浏览器中运行脚本' });
  if (kind === null)
    refuse('attachment-refused', { name, reason: 'its kind is not known', reasonZh: '无法识别其类型' });
  const extension = extensionOf(name);
  if (!kind.extensions.includes(extension))
    refuse('attachment-refused', {
      name,
      reason: `its content is ${kind.type}, which is not what "${extension}" means`,
      reasonZh: `其内容为 ${kind.type}，与扩展名“${extension}”不符`,
    });
  return kind.type;
}

/** Kinds that may be shown and not only saved: no kind in which something can run. */
const SHOWN: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
  'text/plain',
]);

export const isShowable = (type: string): boolean => SHOWN.has(type);
