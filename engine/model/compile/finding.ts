import { APPROVER_RULES, EMPTY_POLICIES, REPEAT_POLICIES, SELF_POLICIES } from '../approver-words.ts';
import type { FindingSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { CompileContext } from './context.ts';

/** The attributes of `tb:assignment` that say more than its three lists. */
const ATTRIBUTES = [
  'rule',
  'role',
  'post',
  'department',
  'level',
  'node',
  'variable',
  'matter',
  'area',
  'number',
  'conflicts',
  'empty',
  'emptyTo',
  'self',
  'repeat',
] as const;

/** F1–F8: how people are found besides the lists, and what if nobody or the wrong one is; nothing where the model says nothing of it. */
export function compileFinding(context: CompileContext, assignment: ModdleElement): { finding?: FindingSpec } {
  const given = (name: (typeof ATTRIBUTES)[number]) => textOf(assignment, name);
  if (ATTRIBUTES.every((name) => given(name) === null)) return {};
  const value = (name: (typeof ATTRIBUTES)[number]) => context.value(assignment, given(name));
  return {
    finding: {
      rule: word(context, assignment, { name: 'rule', among: APPROVER_RULES }),
      role: value('role'),
      post: value('post'),
      department: value('department'),
      level: value('level'),
      node: given('node'),
      variable: given('variable'),
      matter: value('matter'),
      area: value('area'),
      number: value('number'),
      conflicts: value('conflicts'),
      empty: word(context, assignment, { name: 'empty', among: EMPTY_POLICIES }),
      emptyTo: value('emptyTo'),
      self: word(context, assignment, { name: 'self', among: SELF_POLICIES }),
      repeat: word(context, assignment, { name: 'repeat', among: REPEAT_POLICIES }) ?? 'never',
    },
  };
}

interface Words<Word extends string> {
  readonly name: string;
  readonly among: readonly Word[];
}

/** One of the words, or null where absent; another is refused. */
function word<Word extends string>(
  context: CompileContext,
  assignment: ModdleElement,
  { name, among }: Words<Word>,
): Word | null {
  const given = textOf(assignment, name);
  const found = among.find((one) => one === given) ?? null;
  if (given !== null && found === null) context.report('approver-attribute', assignment, unknown(name, given, among));
  return found;
}

const unknown = (name: string, given: string, among: readonly string[]) =>
  text(
    `Expected "${name}" of tb:assignment to be ${among.join(', ')}, but it is "${given}".`,
    `tb:assignment 的“${name}”应为 ${among.join('、')} 之一，但为“${given}”。`,
  );
