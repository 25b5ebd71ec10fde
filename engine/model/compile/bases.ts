import type { ProcessGraph } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { walk } from '../walk.ts';
import type { CompileContext } from './context.ts';

/** What the model itself calls the articles in English: `basisEn` beside `basis` of limits, rungs and reasons to suspend. One article has one text. */
export function compileBases(context: CompileContext, process: ModdleElement): Pick<ProcessGraph, 'bases'> {
  const bases = new Map<string, string>();
  for (const element of walk(process)) {
    if (!element.$type.startsWith('tb:')) continue;
    const [basis, english] = [textOf(element, 'basis'), textOf(element, 'basisEn')];
    if (english === null) continue;
    const other = basis === null ? undefined : bases.get(basis);
    if (basis === null) context.report('basis-in-english', element, ofNothing(english));
    else if (other !== undefined && other !== english)
      context.report('basis-in-english', element, two(basis, [other, english]));
    else bases.set(basis, english);
  }
  return bases.size > 0 ? { bases } : {};
}

const ofNothing = (english: string): Text =>
  text(
    `Expected basisEn to say the basis beside it in English, but there is no basis: "${english}".`,
    `basisEn 应为同处 basis 的英文，但没有 basis：“${english}”。`,
  );

const two = (basis: string, [one, other]: readonly [string, string]): Text =>
  text(
    `Expected one English text for "${basis}", but there are two: "${one}" and "${other}".`,
    `“${basis}”应只有一种英文写法，但有两种：“${one}”与“${other}”。`,
  );
