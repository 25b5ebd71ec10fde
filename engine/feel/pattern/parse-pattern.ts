import { inHost } from './xpath-classes.ts';

/** One character's test. */
export type CharTest = (char: string) => boolean;

export type PatternNode =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'assert'; readonly at: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'group'; readonly part: PatternNode; readonly index: number };

export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
}

export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groups: number;
}

const MAX_GROUP_DEPTH = 50;
const MAX_REPEAT = 1_000;

/** Reads the flags `s`, `m`, `i`, `x` (XPath functions and operators §5.6.1.1); null when there are others. */
export function parseFlags(flags: string): PatternFlags | null {
  if (/[^smix]/.test(flags)) return null;
  return {
    ignoreCase: flags.includes('i'),
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
    extended: flags.includes('x'),
  };
}

/** Longer patterns are not used. */
export const MAX_PATTERN_LENGTH = 1_000;

/**
 * Reads a regular expression of XPath: characters, classes, groups, alternatives, greedy and lazy repetitions, anchors.
 * Null for what is not well-formed, and for look-around and back-references, which cannot be matched in linear time.
 */
export function parsePattern(pattern: string, flags: PatternFlags): ParsedPattern | null {
  const parser = new PatternParser(pattern, flags);
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof PatternError || error instanceof SyntaxError) return null;
    throw error;
  }
}

class PatternError extends Error {}

const ESCAPED = /\\(?:[pP]\{[\w=]+\}|u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^\d])/uy;
const CLASS = /\[\^?(?:\\.|[^\\\]])*?(?:-\[\^?(?:\\.|[^\\\]])*\])?\]/suy;
const COUNT = /\{(\d{1,6})(,(\d{1,6})?)?\}/y;
const SPECIAL = new Set('*+?{}()|[]\\');

class PatternParser {
  private readonly source: string;
  private readonly flags: PatternFlags;
  private position = 0;
  private groups = 0;
  private depth = 0;

  constructor(source: string, flags: PatternFlags) {
    this.source = flags.extended ? source.replace(/\s+/g, '') : source;
    this.flags = flags;
  }

  parse(): ParsedPattern {
    const root = this.choice();
    if (this.position < this.source.length) throw new PatternError();
    return { root, groups: this.groups };
  }

  private choice(): PatternNode {
    if (++this.depth > MAX_GROUP_DEPTH) throw new PatternError();
    const parts = [this.sequence()];
    while (this.takes('|')) parts.push(this.sequence());
    this.depth--;
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.position < this.source.length && !'|)'.includes(this.peek())) parts.push(this.repeated());
    return { kind: 'sequence', parts };
  }

  private repeated(): PatternNode {
    const part = this.atom();
    const count = this.count();
    if (!count) return part;
    if (part.kind === 'assert') throw new PatternError();
    const lazy = this.takes('?');
    return { kind: 'repeat', part, ...count, lazy };
  }

  private count(): { min: number; max: number } | null {
    if (this.takes('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.takes('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.takes('?')) return { min: 0, max: 1 };
    if (this.peek() !== '{') return null;
    const match = this.match(COUNT);
    if (!match) throw new PatternError();
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (min > MAX_REPEAT || (Number.isFinite(max) && (max > MAX_REPEAT || max < min))) throw new PatternError();
    return { min, max };
  }

  private atom(): PatternNode {
    if (this.takes('(')) return this.group();
    if (this.takes('^')) return { kind: 'assert', at: 'start' };
    if (this.takes('$')) return { kind: 'assert', at: 'end' };
    if (this.takes('.')) return charNode('.', this.flags);
    if (this.peek() === '[') return this.whole(CLASS);
    if (this.peek() === '\\') return this.escape();
    const char = String.fromCodePoint(this.source.codePointAt(this.position) ?? 0);
    if (SPECIAL.has(char)) throw new PatternError();
    this.position += char.length;
    return charNode(char, this.flags);
  }

  private escape(): PatternNode {
    const next = this.source[this.position + 1];
    if (next === 'b' || next === 'B') {
      this.position += 2;
      return { kind: 'assert', at: next === 'b' ? 'boundary' : 'inside' };
    }
    if (next === 'k') throw new PatternError();
    return this.whole(ESCAPED);
  }

  private group(): PatternNode {
    const capturing = !this.takes('?:');
    if (capturing && this.peek() === '?') throw new PatternError();
    const index = capturing ? ++this.groups : 0;
    const part = this.choice();
    if (!this.takes(')')) throw new PatternError();
    return capturing ? { kind: 'group', part, index } : part;
  }

  private whole(form: RegExp): PatternNode {
    const match = this.match(form);
    if (!match) throw new PatternError();
    return charNode(match[0], this.flags);
  }

  private match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.position;
    const match = form.exec(this.source);
    if (match) this.position += match[0].length;
    return match;
  }

  private peek(): string {
    return this.source[this.position] ?? '';
  }

  private takes(text: string): boolean {
    if (!this.source.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }
}

/**
 * What one character matches is left to the host's own classes: over a single character they have nothing to backtrack.
 */
function charNode(source: string, flags: PatternFlags): PatternNode {
  if (!flags.ignoreCase && [...source].length === 1 && source !== '.') {
    return { kind: 'char', test: (char) => char === source };
  }
  const one = new RegExp(`^(?:${inHost(source, flags.dotAll)})$`, flags.ignoreCase ? 'vi' : 'v');
  return { kind: 'char', test: (char) => one.test(char) };
}
