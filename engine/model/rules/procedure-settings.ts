import { compileConduct } from '../compile/conduct.ts';
import type { NodeDraft, ProcessDraft } from '../compile/draft.ts';
import type { ConductSpec } from '../conduct.ts';
import { type Text, text } from '../problem.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * A verb of procedure by law that a task admits rests on settings of the item; without them it could never be used. What decides for the organ needs
 * somebody with the power, and where a refusal needs its written decision there is no second way without one. A document is issued by one person.
 */
export const procedureSettings: Rule = {
  id: 'procedure-settings',
  check(input) {
    for (const draft of input.drafts) {
      const conduct = conductOf(input, draft);
      const hasItem = input.context.extension(draft.source, 'serviceItem') !== null;
      for (const node of draft.nodes)
        for (const message of mistakes(node, { conduct, hasItem })) input.report(node.source, message);
    }
  },
};

/** The compiler has reported what is wrong with the settings themselves; here they are only read. */
function conductOf({ context }: RuleInput, { source }: ProcessDraft): ConductSpec | undefined {
  const before = context.problems.length;
  const conduct = compileConduct(context, source);
  context.problems.splice(before);
  return conduct;
}

type IsSet = (conduct: ConductSpec, hasItem: boolean) => boolean;

/** What a verb needs, by the name of the setting. A service item brings a list of materials of its own. */
const NEEDS: Readonly<Record<string, readonly [setting: string, isSet: IsSet][]>> = {
  'accept-tolerantly': [
    [
      'tb:material tolerated',
      ({ materials }, hasItem) => materials.some(({ tolerated }) => tolerated) || (hasItem && materials.length === 0),
    ],
    ['toleranceDays', ({ toleranceDays }) => toleranceDays !== null],
  ],
  'start-special-procedure': [['tb:specialProcedure', ({ specialProcedures }) => specialProcedures.length > 0]],
  'apply-suspension': [
    ['leads', ({ leads }) => leads.length > 0],
    ['tb:suspensionReason', ({ suspensionReasons }) => suspensionReasons.length > 0],
    ['suspensionMax', ({ suspensionMax }) => suspensionMax !== null],
  ],
  'hand-on': [['leads', ({ leads }) => leads.length > 0]],
};

const DECIDES: ReadonlySet<string> = new Set(['refuse', 'decide-on-promise', 'revoke']);

interface Settings {
  readonly conduct: ConductSpec | undefined;
  readonly hasItem: boolean;
}

function mistakes(node: NodeDraft, { conduct, hasItem }: Settings): Text[] {
  const operations = node.user?.operations ?? [];
  const found = operations.flatMap((verb) =>
    (NEEDS[verb] ?? [])
      .filter(([, isSet]) => !conduct || !isSet(conduct, hasItem))
      .map(([setting]) => unset(node.id, verb, setting)),
  );
  const deciding = operations.find((verb) => DECIDES.has(verb));
  if (deciding && !node.user?.deciders) found.push(nobodyDecides(node.id, deciding));
  if (operations.includes('refuse') && operations.includes('reject')) found.push(twoWays(node.id));
  if (node.user?.issues && node.user.approval) found.push(nobodyIssues(node.id));
  return found;
}

const unset = (id: string, verb: string, setting: string): Text =>
  text(
    `Expected the process to set ${setting} for "${verb}" at "${id}", but it does not.`,
    `“${id}”允许“${verb}”，流程应设置 ${setting}，但没有。`,
  );

const nobodyDecides = (id: string, verb: string): Text =>
  text(
    `Expected tb:deciders at "${id}" to name who has the power to decide, which "${verb}" needs, but it is missing.`,
    `“${id}”允许“${verb}”，应以 tb:deciders 指明有决定权的人员，但没有。`,
  );

const nobodyIssues = (id: string): Text =>
  text(
    `Expected tb:issues at a task that one person completes, but several decide together at "${id}".`,
    `tb:issues 应设在由一人完成的任务上，但“${id}”由多人共同决定。`,
  );

const twoWays = (id: string): Text =>
  text(
    `Expected "${id}" to refuse with the written decision only, but it admits "reject" besides "refuse".`,
    `“${id}”应只能以书面决定不予许可，但同时允许“reject”与“refuse”。`,
  );
