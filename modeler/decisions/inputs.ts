/** What somebody has to say before a decision can be asked. Pure. */
import { DmnContext } from '../../engine/dmn/compile/context.ts';
import { attribute, englishName, manyOf, oneOf, textIn } from '../../engine/dmn/compile/xml.ts';
import { readDmn } from '../../engine/dmn/read-dmn.ts';
import { type NodeDraft, readRequirements } from '../../engine/dmn/requirements.ts';
import type { DmnType } from '../../engine/dmn/types.ts';
import type { Language } from '../../engine/errors.ts';
import { compileExpression, compileUnaryTests } from '../../engine/feel/compile.ts';
import { normalizeName } from '../../engine/feel/names.ts';
import type { XmlElement } from '../../engine/model/xml/xml-element.ts';
import { choicesIn } from './choices.ts';

/** `feel`: anything else, written as an expression. */
type InputKind = 'text' | 'number' | 'boolean' | 'date' | 'time' | 'dateTime' | 'feel';

export interface TryInput {
  readonly name: string;
  readonly kind: InputKind;
  /** The type as the file writes it; empty where it says nothing. */
  readonly type: string;
  /** Allowed values as FEEL writes them, where the file lists them; else empty. */
  readonly choices: readonly string[];
}

/** What can be asked in a file: decisions and decision services by their ids, in document order. */
export interface Asked {
  readonly id: string;
  readonly name: string;
}

export function askedIn(xml: string, language: Language): readonly Asked[] {
  return (draftsOf(xml)?.drafts ?? []).flatMap(({ kind, id, element }) =>
    kind === 'decision' || kind === 'decisionService'
      ? [{ id, name: (language === 'en' && englishName(element).nameEn) || (attribute(element, 'name') ?? id) }]
      : [],
  );
}

/**
 * The inputs of a decision and of all that it requires: input data by name and type, then names that its tables and expressions read
 * without requiring anything, which are variables of the case.
 */
export function inputsOf(xml: string, id: string): readonly TryInput[] {
  const read = draftsOf(xml);
  const asked = read?.drafts.find((draft) => draft.id === id);
  if (!read || !asked) return [];
  const { drafts, context } = read;
  const reached = reachedFrom(asked, drafts);
  const given = new Set(asked.service?.inputs);
  const inputs = new Map<string, TryInput>();
  const add = (input: TryInput): void => {
    const name = normalizeName(input.name);
    if (!inputs.has(name)) inputs.set(name, input);
  };
  for (const { index, kind, name, type } of reached) {
    if (kind === 'inputData' || given.has(index)) add(inputOf(name, type));
  }
  for (const draft of reached.filter(({ kind, index }) => kind === 'decision' && !given.has(index))) {
    const known = new Set(draft.requires.map((index) => normalizeName(drafts[index]?.name ?? '')));
    for (const input of unrequired(draft.element, context)) if (!known.has(normalizeName(input.name))) add(input);
  }
  return [...inputs.values()];
}

interface Drafts {
  readonly drafts: readonly NodeDraft[];
  readonly context: DmnContext;
}

/** Null where the text is no DMN. */
function draftsOf(xml: string): Drafts | null {
  const { root } = readDmn(xml);
  if (!root) return null;
  const context = new DmnContext(root, { deployed: true });
  return { drafts: readRequirements(root, context), context };
}

/** All that is evaluated for a decision, what is nearest first; what is given to a service is not looked behind. */
function reachedFrom(asked: NodeDraft, drafts: readonly NodeDraft[]): readonly NodeDraft[] {
  const given = new Set(asked.service?.inputs);
  const reached = new Set<number>([...given]);
  const open = [...(asked.service ? asked.requires : [asked.index])];
  for (let at = 0; at < open.length; at++) {
    const draft = drafts[open[at] ?? -1];
    if (!draft || reached.has(draft.index)) continue;
    reached.add(draft.index);
    if (!draft.service) open.push(...draft.requires);
  }
  return [...reached].flatMap((index) => drafts[index] ?? []);
}

/** What the columns and the expression of a decision read. */
function unrequired(decision: XmlElement, context: DmnContext): TryInput[] {
  const table = oneOf(decision, 'decisionTable');
  const expression = oneOf(decision, 'literalExpression');
  if (!table) return expression ? namesRead(expression) : [];
  const columns = manyOf(table, 'input').flatMap((column) => columnInputs(column, context));
  const entries = manyOf(table, 'rule').flatMap((rule) => [
    ...manyOf(rule, 'inputEntry').flatMap((entry) => namesRead(entry, compileUnaryTests)),
    ...manyOf(rule, 'outputEntry').flatMap((entry) => namesRead(entry)),
  ]);
  return [...columns, ...entries];
}

function columnInputs(column: XmlElement, context: DmnContext): TryInput[] {
  const expression = oneOf(column, 'inputExpression');
  if (!expression) return [];
  const read = namesRead(expression);
  const source = textIn(expression, 'text') ?? '';
  const [only] = read;
  if (read.length !== 1 || !only || normalizeName(source) !== normalizeName(only.name)) return read;
  const values = oneOf(column, 'inputValues');
  const listed = values && choicesIn(textIn(values, 'text') ?? '');
  const input = inputOf(only.name, context.typeOf(expression));
  return [input.choices.length === 0 && listed ? { ...input, choices: listed } : input];
}

function namesRead(element: XmlElement, compile: typeof compileExpression = compileExpression): TryInput[] {
  const source = textIn(element, 'text');
  const compiled = source === null ? null : compile(source);
  if (!compiled?.ok) return [];
  return [...compiled.value.reads].filter((name) => name !== '?').map((name) => inputOf(name, null));
}

const KINDS: ReadonlyMap<string, InputKind> = new Map([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'number'],
  ['long', 'number'],
  ['double', 'number'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['time', 'time'],
  ['date and time', 'dateTime'],
  ['dateTime', 'dateTime'],
]);

function inputOf(name: string, type: DmnType | null): TryInput {
  const shown = type?.shown ?? '';
  if (type?.kind !== 'simple') return { name, kind: 'feel', type: shown, choices: [] };
  const kind = KINDS.get(type.base) ?? (/duration/i.test(type.base) ? 'text' : 'feel');
  return { name, kind, type: shown, choices: type.allowed ? choicesIn(type.allowed.shown) : [] };
}
