/** Names as contracts and FEEL have them. */

const words = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);

/** `getPersonById` → `get-person-by-id`. */
export const kebab = (text: string): string =>
  words(text)
    .map((word) => word.toLowerCase())
    .join('-')
    .replace(/^[^a-z]+/, '');

/** `X-Area-Code` → `xAreaCode`; a name that FEEL reads as one already stays. */
export function variableName(text: string): string {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)) return text;
  const [first = '', ...rest] = words(text);
  return [first.toLowerCase(), ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())].join(
    '',
  );
}

/** `tax` → `TAX_KEY`. */
export const secretName = (name: string, what: string): string =>
  `secret:${`${name}_${what}`.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
