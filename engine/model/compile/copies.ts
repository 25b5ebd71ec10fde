import type { CopySpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { type CompileContext, listOf } from './context.ts';
import type { NodeDraft } from './draft.ts';

const TIMES = {
  process: ['entry', 'end'],
  activity: ['entry', 'completion'],
} as const satisfies Readonly<Record<string, readonly CopySpec['when'][]>>;

/** G1 抄送: who is told when an activity or the process is entered and when it is left, by whatever way; our `tb:copy`. */
export function compileCopies(context: CompileContext, node: NodeDraft): readonly CopySpec[] {
  return context.extensions(node.source, 'tb:Copy').flatMap((copy) => {
    const when = timeOf(context, copy, node.type === 'process' ? 'process' : 'activity');
    const users = context.value(copy, textOf(copy, 'users'));
    const groups = context.value(copy, textOf(copy, 'groups'));
    const applicant = flag(context, copy, 'applicant');
    if (textOf(copy, 'users') === null && textOf(copy, 'groups') === null && !applicant)
      context.report('copy-nobody', copy, nobody);
    return when
      ? [
          {
            when,
            users,
            groups,
            applicant,
            fields: listOf(textOf(copy, 'fields')),
            text: context.value(copy, textOf(copy, 'text')),
            merges: !flag(context, copy, 'again'),
          },
        ]
      : [];
  });
}

function timeOf(context: CompileContext, copy: ModdleElement, place: keyof typeof TIMES): CopySpec['when'] | null {
  const given = textOf(copy, 'at');
  const found = TIMES[place].find((time) => time === (given ?? 'entry'));
  if (!found) context.report('copy-time', copy, unknownTime(given ?? '', TIMES[place]));
  return found ?? null;
}

function flag(context: CompileContext, copy: ModdleElement, name: string): boolean {
  const given = textOf(copy, name);
  if (given !== null && given !== 'true' && given !== 'false') context.report('copy-flag', copy, noFlag(name, given));
  return given === 'true';
}

const nobody = text(
  'Expected tb:copy to say who gets it (users, groups or applicant), but it does not.',
  'tb:copy 应写明抄送给谁（users、groups 或 applicant），但没有。',
);

const unknownTime = (given: string, times: readonly string[]) =>
  text(
    `Expected "at" of tb:copy to be ${times.join(' or ')} here, but it is "${given}".`,
    `此处 tb:copy 的“at”应为 ${times.join(' 或 ')}，但为“${given}”。`,
  );

const noFlag = (name: string, given: string) =>
  text(
    `Expected "${name}" of tb:copy to be true or false, but it is "${given}".`,
    `tb:copy 的“${name}”应为 true 或 false，但为“${given}”。`,
  );
