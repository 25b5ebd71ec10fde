import type { ProcessGraph } from '../graph.ts';
import { type Text, text } from '../problem.ts';
import { isDuration } from '../time/duration.ts';
import { compileBases } from './bases.ts';
import { compileConduct } from './conduct.ts';
import { type CompileContext, listOf } from './context.ts';
import type { ProcessDraft } from './draft.ts';
import { compileMasks } from './fields.ts';
import { isReadable } from './readable-name.ts';

export type ProcessHeader = Pick<
  ProcessGraph,
  | 'versionTag'
  | 'historyTtl'
  | 'serviceItem'
  | 'withdrawal'
  | 'starters'
  | 'owners'
  | 'published'
  | 'inboxVariables'
  | 'masks'
  | 'parties'
  | 'applicant'
  | 'conduct'
  | 'bases'
>;

/** What our extension says about the process as a whole. */
export function compileHeader(context: CompileContext, { source }: ProcessDraft): ProcessHeader {
  const historyTtl = context.extension(source, 'historyTtl');
  if (historyTtl !== null && !isDuration(historyTtl)) {
    context.report(
      'history-ttl-invalid',
      source,
      text(
        `Expected tb:historyTtl to be an ISO 8601 duration such as P10Y, but it is "${historyTtl}".`,
        `tb:historyTtl 应为 ISO 8601 时长（如 P10Y），但为“${historyTtl}”。`,
      ),
    );
  }
  const starters = context.extension(source, 'starters');
  const parties = context.extension(source, 'parties');
  const applicant = context.extension(source, 'applicant');
  const conduct = compileConduct(context, source);
  const isCalledOnly = source.$instanceOf('bpmn:GlobalTask');
  return {
    // On a global task it belongs to tb:binding.
    versionTag: isCalledOnly ? null : context.extension(source, 'versionTag'),
    historyTtl,
    serviceItem: context.extension(source, 'serviceItem'),
    ...withdrawalOf(context, source),
    starters: isCalledOnly ? [] : starters === null ? null : listOf(starters),
    owners: listOf(context.extension(source, 'owners')),
    published: listOf(context.extension(source, 'published')),
    inboxVariables: inboxVariables(context, source),
    ...masksOf(context, source),
    ...(parties !== null && { parties: listOf(parties) }),
    ...(applicant !== null && { applicant: listOf(applicant) }),
    ...(conduct && { conduct }),
    ...compileBases(context, source),
  };
}

/** Absent where the process names none, so that those graphs stay as they are. */
function masksOf(context: CompileContext, source: ProcessDraft['source']): Pick<ProcessGraph, 'masks'> {
  const masks = compileMasks(context, source);
  return masks ? { masks } : {};
}

/** `false`, or FEEL that is true as long as the application can be withdrawn, else says why not. Absent: until the decision. */
function withdrawalOf(context: CompileContext, source: ProcessDraft['source']): Pick<ProcessGraph, 'withdrawal'> {
  const given = context.extension(source, 'withdrawal');
  if (given === 'false') return { withdrawal: false };
  if (given !== null && !given.startsWith('=')) context.report('withdrawal-invalid', source, notWithdrawal(given));
  const value = given?.startsWith('=') ? context.value(source, given) : null;
  return value ? { withdrawal: value } : {};
}

const notWithdrawal = (given: string): Text =>
  text(
    `Expected tb:withdrawal to be false or FEEL after "=", but it is "${given}".`,
    `tb:withdrawal 应为 false 或以“=”开头的 FEEL，但为“${given}”。`,
  );

/** Each is written with every task of the case, so they are few. */
const MOST_INBOX_VARIABLES = 10;

function inboxVariables(context: CompileContext, source: ProcessDraft['source']): readonly string[] {
  const names = listOf(context.extension(source, 'inboxVariables'));
  const unreadable = names.find((name) => !isReadable(name));
  const doubled = names.find((name, position) => names.indexOf(name) < position);
  if (unreadable !== undefined || doubled !== undefined || names.length > MOST_INBOX_VARIABLES) {
    const found = unreadable ?? doubled ?? String(names.length);
    context.report(
      'inbox-variables-invalid',
      source,
      text(
        `Expected tb:inboxVariables to be at most ${MOST_INBOX_VARIABLES} names of variables, each once, but found "${found}".`,
        `tb:inboxVariables 应为至多 ${MOST_INBOX_VARIABLES} 个互不重复的变量名，但有“${found}”。`,
      ),
    );
  }
  return names;
}
