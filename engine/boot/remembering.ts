import type { Compilers } from '../runtime/compilers.ts';

/**
 * Compilers that make each text once. What they make cannot be changed, so engines that are opened one after the other in the same process,
 * as scenarios open them, may share it. Texts are never forgotten: it is for as many as a process of tests has.
 */
export const remembering = (compilers: Compilers): Compilers => ({
  ...compilers,
  deployed: once(compilers.deployed),
  deployedDecisions: once(compilers.deployedDecisions),
  form: once(compilers.form),
});

function once<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}
