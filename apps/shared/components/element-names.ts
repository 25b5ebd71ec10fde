/** Names of the elements as the model says them, by id; unnamed ones are left out. */
export function elementNames(xml: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const element of new DOMParser().parseFromString(xml, 'application/xml').querySelectorAll('[id][name]')) {
    names.set(element.getAttribute('id') ?? '', element.getAttribute('name') ?? '');
  }
  return names;
}
