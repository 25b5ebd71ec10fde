import { wordsOfType } from '../element-words.ts';
import type { GiveUpSpec, JobSpec, RetrySpec } from '../job-spec.ts';
import type { ModdleElement } from '../moddle.ts';
import { text } from '../problem.ts';
import { durationMs } from '../time/duration-ms.ts';
import type { CompileContext } from './context.ts';
import type { NodeDraft } from './draft.ts';

const DEFAULT_RETRY: RetrySpec = { attempts: 3, delayMs: 10_000 };
const MAX_ATTEMPTS = 100;

/** Who does the work of a service, send or business rule task; null where it sends a message instead. */
export function compileJob(context: CompileContext, node: NodeDraft): JobSpec | null {
  const source = context.extension(node.source, 'topic');
  if (node.decision) return null;
  const sendsMessage = node.events.length > 0;
  if (source === null) {
    if (!sendsMessage && !node.source.get('tb:decision') && !node.source.get('messageRef'))
      reportMissing(context, node);
    return null;
  }
  if (sendsMessage) {
    context.report(
      'topic-and-message',
      node.source,
      text(
        'Expected a send task to have either tb:topic or messageRef, but it has both.',
        '发送任务应有 tb:topic 或 messageRef 之一，但两者皆有。',
      ),
    );
  }
  const topic = context.value(node.source, source);
  const purposeEn = context.extension(node.source, 'purposeEn');
  return (
    topic && {
      topic,
      retry: retryOf(context, node.source),
      priority: context.value(node.source, context.extension(node.source, 'priority')),
      purpose: context.extension(node.source, 'purpose'),
      ...(purposeEn !== null && { purposeEn }),
      giveUp: giveUpOf(context, node.source),
    }
  );
}

function giveUpOf(context: CompileContext, element: ModdleElement): GiveUpSpec | null {
  const error = context.extension(element, 'giveUp');
  const manual = context.extension(element, 'manualPath');
  if (error !== null && manual !== null) {
    context.report(
      'give-up-twice',
      element,
      text(
        'Expected either tb:giveUp or tb:manualPath, because only one of them can happen, but there are both.',
        'tb:giveUp 与 tb:manualPath 只能发生其一，应只写一个，但两者皆有。',
      ),
    );
  }
  const code = manual ?? error;
  return code === null ? null : { code, manual: manual !== null };
}

function reportMissing(context: CompileContext, node: NodeDraft): void {
  context.report(
    'topic-missing',
    node.source,
    text(
      `Expected the ${wordsOfType(node.type).en} to have tb:topic or, for rules, tb:decision, so that somebody does its work, but it has none.`,
      `${wordsOfType(node.type).zh}应有 tb:topic，业务规则任务也可用 tb:decision，以指明由谁完成，但没有。`,
    ),
  );
}

function retryOf(context: CompileContext, element: ModdleElement): RetrySpec {
  const source = context.extension(element, 'retry');
  if (source === null) return DEFAULT_RETRY;
  const match = /^R(\d+)\/(.+)$/.exec(source);
  const attempts = Number(match?.[1] ?? Number.NaN);
  const delayMs = durationMs(match?.[2] ?? '');
  if (attempts >= 1 && attempts <= MAX_ATTEMPTS && delayMs !== null) return { attempts, delayMs };
  context.report(
    'retry-invalid',
    element,
    text(
      `Expected tb:retry such as R5/PT30S (1 to ${MAX_ATTEMPTS} attempts; weeks, days and time only), but it is "${source}".`,
      `tb:retry 应形如 R5/PT30S（1 至 ${MAX_ATTEMPTS} 次；仅限周、日和时间），但为“${source}”。`,
    ),
  );
  return DEFAULT_RETRY;
}
