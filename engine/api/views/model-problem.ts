import type { Language } from '../../errors.ts';
import type { Problem, RunStep } from '../../model/problem.ts';
import { XML_LIMITS } from '../../model/xml/limits.ts';
import { scanXml } from '../../model/xml/scan.ts';
import { attributeOf, withDescendants, type XmlElement } from '../../model/xml/xml-element.ts';
import type { ModelProblem } from '../contract/problem.ts';
import { nameIn } from '../names.ts';

type ResourceProblem = Problem & { readonly resource: string };

interface Resource {
  readonly name: string;
  readonly content: string;
}

/** Problems of models in the language of the request. Their elements are called as the files themselves call them: what is refused has no graph. */
export function problemViews(
  problems: readonly ResourceProblem[],
  resources: readonly Resource[],
  language: Language,
): ModelProblem[] {
  const wanted = new Set(problems.flatMap(({ resource, elementId }) => (elementId === null ? [] : resource)));
  const names = new Map(
    resources.flatMap(({ name, content }) => (wanted.has(name) ? [[name, namesIn(content, language)] as const] : [])),
  );
  return problems.map(({ message, run, ...problem }) => ({
    ...problem,
    elementName: names.get(problem.resource)?.get(problem.elementId ?? '') ?? null,
    message: message[language],
    ...(run && { run: run.map(stepView) }),
  }));
}

/** By the ids of elements; empty where the text cannot be read. */
function namesIn(content: string, language: Language): ReadonlyMap<string, string> {
  const scanned = scanXml(content.replace(/^\uFEFF/, ''), XML_LIMITS);
  if (!scanned.ok) return new Map();
  return new Map(
    [...withDescendants(scanned.root)].flatMap((element) => {
      const id = attributeOf(element, 'id')?.trim();
      const name = attributeOf(element, 'name');
      return id && name ? [[id, nameIn(language, { name, nameEn: nameEnOf(element) })] as const] : [];
    }),
  );
}

const nameEnOf = ({ attributes }: XmlElement): string | null =>
  attributes.find(({ uri, local }) => uri !== '' && local === 'nameEn')?.value ?? null;

const stepView = ({ passed, tokens, ...step }: RunStep) => ({
  ...step,
  passed: passed.map(({ elementId, flows }) => ({ elementId, flows: flows && [...flows] })),
  tokens: [...tokens],
});
