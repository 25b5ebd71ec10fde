/** A prefix that stands for two namespaces in one file is something bpmn-moddle reads but cannot write. */
import { everyElement, type SourceDocument, type SourceElement } from './source-tree.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What to change so that each prefix stands for one namespace: the first keeps it. */
export function distinctPrefixes({ text, root }: SourceDocument): Edit[] {
  const names = new Names();
  return [...everyElement(root)].flatMap((element) => editsOf(text, element, names));
}

class Names {
  private readonly bound = new Map<string, string>();

  /** What to call a prefix where it stands for `uri`. */
  nameFor(prefix: string, uri: string): string {
    for (let number = 0; ; number++) {
      const name = number === 0 ? prefix : `${prefix}_${number}`;
      const bound = this.bound.get(name) ?? uri;
      this.bound.set(name, bound);
      if (bound === uri) return name;
    }
  }
}

function editsOf(text: string, element: SourceElement, names: Names): Edit[] {
  const edits: Edit[] = [];
  const rename = (start: number, prefix: string): void => {
    const name = names.nameFor(prefix, element.scope.get(prefix) ?? '');
    if (name !== prefix) edits.push({ start, end: start + prefix.length, text: name });
  };
  if (element.scope !== element.parent?.scope) {
    const tag = text.slice(element.start, element.open);
    for (const { index, 0: found } of tag.matchAll(/\sxmlns:(?=[^\s=]+\s*=)/g)) {
      const start = element.start + index + found.length;
      rename(start, /^[^\s=]+/.exec(text.slice(start, element.open))?.[0] ?? '');
    }
  }
  const prefix = prefixOf(element.name);
  if (prefix !== null) {
    rename(element.start + 1, prefix);
    if (element.close < element.end) rename(element.close + 2, prefix);
  }
  for (const { name, start } of element.attributes) {
    const own = prefixOf(name);
    if (own !== null) rename(start, own);
  }
  return edits;
}

const prefixOf = (name: string): string | null => (name.includes(':') ? name.slice(0, name.indexOf(':')) : null);
