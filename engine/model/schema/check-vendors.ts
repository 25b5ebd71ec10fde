import { type Problem, text } from '../problem.ts';
import { problemAt, withDescendants, type XmlElement } from '../xml/xml-element.ts';
import { insteadOf, VENDORS } from './vendor-terms.ts';

/** Each extension of another engine that says how a process runs, once at its first use, with what to use instead. */
export function checkVendors(root: XmlElement): Problem[] {
  const found = new Map<string, { first: XmlElement; local: string; count: number }>();
  for (const element of withDescendants(root)) {
    for (const { uri, local } of termsOf(element)) {
      const vendor = VENDORS.get(uri);
      if (vendor === undefined || !insteadOf(local)) continue;
      const name = `${vendor}:${local}`;
      const use = found.get(name) ?? { first: element, local, count: 0 };
      found.set(name, { ...use, count: use.count + 1 });
    }
  }
  return [...found].map(([name, use]) => notRead(name, use));
}

/** Attributes, and what stands directly in `extensionElements`; what is inside belongs to that. */
const termsOf = (element: XmlElement): readonly { readonly uri: string; readonly local: string }[] =>
  element.parent?.local === 'extensionElements' ? [element, ...element.attributes] : element.attributes;

function notRead(name: string, { first, local, count }: { first: XmlElement; local: string; count: number }): Problem {
  const use = insteadOf(local);
  return problemAt(
    first,
    'extension-not-read',
    text(
      `Expected extensions that have an effect, but ${name} (used ${count} times) is not read here; use ${use?.en}.`,
      `扩展应起作用，但 ${name}（出现 ${count} 次）在此不被读取；请改用${use?.zh}。`,
    ),
    'warning',
  );
}
