/** A dictionary: texts, grouped. `{name}` is a parameter, ` | ` separates singular and plural. */
interface Dictionary {
  readonly [key: string]: string | Dictionary;
}

/** English must have exactly the keys of Chinese, and the other way round. */
export type SameKeys<D> = { readonly [K in keyof D]: D[K] extends string ? string : SameKeys<D[K]> };

/** The dictionary of an app, by language: a reader loads the one they read. */
export interface Messages {
  zh(): Promise<Dictionary>;
  en(): Promise<Dictionary>;
}
