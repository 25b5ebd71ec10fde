export interface Positional {
  readonly text: string;
  /** Names in the order of $1, $2, … */
  readonly names: readonly string[];
}

/** Strings, quoted names, dollar quotes, comments, casts and then what is a parameter: only the last is touched. */
const PARTS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|::|:([a-zA-Z_]\w*)/g;

/** `where id = :number` as `where id = $1`. */
export function toPositional(statement: string): Positional {
  const names: string[] = [];
  const text = statement.replace(PARTS, (part, _quote: string | undefined, name: string | undefined) => {
    if (name === undefined) return part;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}
