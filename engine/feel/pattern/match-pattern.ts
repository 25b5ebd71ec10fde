import type { Run } from '../run.ts';
import type { PatternFlags } from './parse-pattern.ts';
import type { Program } from './program.ts';

/** Start and end of the whole match, then of each group; undefined for a group that took no part. */
export type Captures = readonly (number | undefined)[];

export interface Pattern {
  readonly program: Program;
  readonly flags: PatternFlags;
}

interface Matching {
  readonly pattern: Pattern;
  readonly text: string;
  readonly run: Run;
}

interface Thread {
  readonly at: number;
  readonly captures: Captures;
}

/** The threads at one position, in order of preference; each instruction is entered once. */
interface Threads {
  readonly list: Thread[];
  readonly entered: Uint8Array;
}

/**
 * Finds the leftmost match from `from` on, preferring as backtracking would. All alternatives advance together,
 * character by character, so the work is at most text length times program length, whatever the pattern; it is paid for
 * with steps.
 */
export function findMatch(pattern: Pattern, text: string, from: number, run: Run): Captures | null {
  const { instructions, slots } = pattern.program;
  const matching: Matching = { pattern, text, run };
  let threads = noThreads(instructions.length);
  let found: Captures | null = null;
  for (let position = from; position <= text.length; ) {
    if (!found) follow(matching, position, threads, { at: 0, captures: new Array(slots).fill(undefined) });
    run.charge(1 + (instructions.length >> 6));
    const char = charAt(text, position);
    const next = noThreads(instructions.length);
    for (const thread of threads.list) {
      const instruction = instructions[thread.at];
      if (instruction?.op === 'match') {
        found = thread.captures;
        break;
      }
      if (instruction?.op === 'char' && char !== '' && instruction.test(char)) {
        follow(matching, position + char.length, next, { at: thread.at + 1, captures: thread.captures });
      }
    }
    if (found && next.list.length === 0) return found;
    threads = next;
    position += Math.max(char.length, 1);
  }
  return found;
}

const noThreads = (size: number): Threads => ({ list: [], entered: new Uint8Array(size) });

const charAt = (text: string, position: number): string => {
  const code = text.codePointAt(position);
  return code === undefined ? '' : String.fromCodePoint(code);
};

/** Adds a thread, and all it becomes without taking a character, to those at a position. */
function follow({ pattern, text, run }: Matching, position: number, threads: Threads, start: Thread): void {
  const pending = [start];
  const cost = 1 + (start.captures.length >> 3);
  for (let thread = pending.pop(); thread; thread = pending.pop()) {
    if (threads.entered[thread.at]) continue;
    threads.entered[thread.at] = 1;
    run.charge(cost);
    const instruction = pattern.program.instructions[thread.at];
    const { captures } = thread;
    switch (instruction?.op) {
      case 'jump':
        pending.push({ at: instruction.to, captures });
        break;
      case 'split':
        pending.push({ at: instruction.second, captures }, { at: instruction.first, captures });
        break;
      case 'save':
        pending.push({ at: thread.at + 1, captures: captures.with(instruction.slot, position) });
        break;
      case 'assert':
        if (holds(instruction.at, text, position, pattern.flags)) pending.push({ at: thread.at + 1, captures });
        break;
      default:
        threads.list.push(thread);
    }
  }
}

const isWord = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);
const LINE_END = /[\n\r\u2028\u2029]/;

function holds(
  what: 'start' | 'end' | 'boundary' | 'inside',
  text: string,
  position: number,
  flags: PatternFlags,
): boolean {
  const before = text[position - 1];
  const after = text[position];
  switch (what) {
    case 'start':
      return before === undefined || (flags.multiline && LINE_END.test(before));
    case 'end':
      return after === undefined || (flags.multiline && LINE_END.test(after));
    default:
      return (isWord(before) !== isWord(after)) === (what === 'boundary');
  }
}
