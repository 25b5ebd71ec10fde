/** Where the value of a field could come from instead of the applicant: an entry of the data catalogue, or one item of it. */

export interface KnownSource {
  /** `<code>` or `<code>#<item>`, as `properties.source` of a field says it. */
  readonly source: string;
  readonly label: string;
}

export interface CatalogueEntry {
  readonly code: string;
  readonly name: string;
  readonly providerName: string;
  readonly copyOf: string | null;
  readonly sharing: string;
  readonly items: readonly { readonly name: string }[];
}

/** Of authoritative sources that are shared; a copy is none, whatever it says. */
export function sourcesOf(entries: readonly CatalogueEntry[]): readonly KnownSource[] {
  return entries
    .filter(({ copyOf, sharing }) => copyOf === null && sharing !== 'none')
    .flatMap(({ code, name, providerName, items }) => [
      { source: code, label: `${providerName} · ${name}` },
      ...items.map((item) => ({ source: `${code}#${item.name}`, label: `${providerName} · ${name} · ${item.name}` })),
    ]);
}

/** `unknown`: it names something else than an authoritative source. Nothing is said while the catalogue is not known. */
export function sourceState(source: string, known: readonly KnownSource[] | undefined): 'none' | 'known' | 'unknown' {
  if (source === '' || known === undefined) return 'none';
  return known.some((one) => one.source === source) ? 'known' : 'unknown';
}
