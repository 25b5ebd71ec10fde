import type { CharTest, ParsedPattern, PatternNode } from './parse-pattern.ts';

/** An instruction of the matcher; targets are indices into the program. */
type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'assert'; readonly at: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  /** Two for the whole match and two for each group. */
  readonly slots: number;
}

const MAX_INSTRUCTIONS = 5_000;

/** Turns a pattern into a program; null when its counted repetitions make it too large. */
export function assemble(pattern: ParsedPattern): Program | null {
  const code: Instruction[] = [];
  const fits = emitAll(code, [{ kind: 'group', index: 0, part: pattern.root }]);
  code.push({ op: 'match' });
  return fits ? { instructions: code, slots: 2 * (pattern.groups + 1) } : null;
}

function emitAll(code: Instruction[], nodes: readonly PatternNode[]): boolean {
  return nodes.every((node) => emit(code, node));
}

function emit(code: Instruction[], node: PatternNode): boolean {
  if (code.length > MAX_INSTRUCTIONS) return false;
  switch (node.kind) {
    case 'char':
      code.push({ op: 'char', test: node.test });
      return true;
    case 'assert':
      code.push({ op: 'assert', at: node.at });
      return true;
    case 'sequence':
      return emitAll(code, node.parts);
    case 'group':
      return emitGroup(code, node.part, node.index);
    case 'choice':
      return emitChoice(code, node.parts);
    case 'repeat':
      return emitRepeat(code, node);
  }
}

function emitGroup(code: Instruction[], part: PatternNode, index: number): boolean {
  code.push({ op: 'save', slot: 2 * index });
  const fits = emit(code, part);
  code.push({ op: 'save', slot: 2 * index + 1 });
  return fits;
}

function emitChoice(code: Instruction[], [first, ...others]: readonly PatternNode[]): boolean {
  if (!first) return true;
  if (others.length === 0) return emit(code, first);
  const fork = reserve(code);
  if (!emit(code, first)) return false;
  const leave = reserve(code);
  code[fork] = { op: 'split', first: fork + 1, second: code.length };
  const fits = emitChoice(code, others);
  code[leave] = { op: 'jump', to: code.length };
  return fits;
}

function emitRepeat(code: Instruction[], node: PatternNode & { kind: 'repeat' }): boolean {
  for (let i = 0; i < node.min; i++) if (!emit(code, node.part)) return false;
  if (node.max === Number.POSITIVE_INFINITY) return emitLoop(code, node);
  const forks: number[] = [];
  for (let i = node.min; i < node.max; i++) {
    forks.push(reserve(code));
    if (!emit(code, node.part)) return false;
  }
  for (const fork of forks) code[fork] = split(fork + 1, code.length, node.lazy);
  return true;
}

function emitLoop(code: Instruction[], node: PatternNode & { kind: 'repeat' }): boolean {
  const fork = reserve(code);
  const fits = emit(code, node.part);
  code.push({ op: 'jump', to: fork });
  code[fork] = split(fork + 1, code.length, node.lazy);
  return fits;
}

const split = (into: number, past: number, lazy: boolean): Instruction =>
  lazy ? { op: 'split', first: past, second: into } : { op: 'split', first: into, second: past };

/** Leaves room for an instruction whose targets are not known yet. */
const reserve = (code: Instruction[]): number => code.push({ op: 'jump', to: code.length + 1 }) - 1;
