/** Which element of one document is which of another that was made from it. */
import type { Sameness } from './sameness.ts';
import { attributeValue, elementsIn, everyElement, type SourceElement } from './source-tree.ts';

export type Pairs = ReadonlyMap<SourceElement, SourceElement>;

const IDENTIFIED = /^http:\/\/www\.omg\.org\/spec\/(BPMN|DD)\//;

/**
 * From elements of `from` to elements of `to`: by id wherever they stand; without one, below elements that are paired, what is drawn by
 * what it draws, then what says the same, then in order by name. `formerId` tells under which id an element of `to` was known in `from`.
 */
export function pair(
  from: SourceElement,
  to: SourceElement,
  { same, formerId = (id) => id }: { readonly same: Sameness; readonly formerId?: (id: string) => string },
): Pairs {
  return new Pairing(same).run(from, to, formerId);
}

class Pairing {
  private readonly same: Sameness;
  private readonly pairs = new Map<SourceElement, SourceElement>();
  private readonly taken = new Set<SourceElement>();
  private readonly open: SourceElement[] = [];

  constructor(same: Sameness) {
    this.same = same;
  }

  run(from: SourceElement, to: SourceElement, formerId: (id: string) => string): Pairs {
    this.add(from, to);
    const now = byId(to, formerId);
    for (const [id, element] of byId(from, (own) => own)) {
      const found = now.get(id);
      if (found) this.add(element, found);
    }
    for (let next = this.open.pop(); next; next = this.open.pop()) this.pairChildren(next);
    return this.pairs;
  }

  private add(from: SourceElement, to: SourceElement): void {
    if (this.pairs.has(from) || this.taken.has(to)) return;
    this.pairs.set(from, to);
    this.taken.add(to);
    this.open.push(from);
  }

  private pairChildren(from: SourceElement): void {
    const to = this.pairs.get(from) as SourceElement;
    this.pairBy(from, to, drawing);
    this.pairBy(from, to, (child) => `${this.same.of(child)}`);
    this.pairBy(from, to, (child) => (idOf(child) === undefined ? `${child.uri} ${child.local}` : undefined));
  }

  private pairBy(from: SourceElement, to: SourceElement, key: (child: SourceElement) => string | undefined): void {
    const waiting = new Map<string, SourceElement[]>();
    for (const child of elementsIn(to)) {
      const name = this.taken.has(child) ? undefined : key(child);
      if (name !== undefined) waiting.set(name, [...(waiting.get(name) ?? []), child]);
    }
    for (const child of elementsIn(from)) {
      const name = this.pairs.has(child) ? undefined : key(child);
      const found = name === undefined ? undefined : waiting.get(name)?.shift();
      if (found) this.add(child, found);
    }
  }
}

const drawing = (element: SourceElement): string | undefined => {
  const drawn = attributeValue(element, 'bpmnElement');
  return drawn === undefined ? undefined : `${element.local} ${drawn}`;
};

const idOf = (element: SourceElement): string | undefined =>
  IDENTIFIED.test(element.uri) ? attributeValue(element, 'id') : undefined;

function byId(root: SourceElement, known: (id: string) => string): Map<string, SourceElement> {
  const found = new Map<string, SourceElement>();
  for (const element of everyElement(root)) {
    const id = idOf(element);
    if (id !== undefined && !found.has(known(id))) found.set(known(id), element);
  }
  return found;
}
