import type { EventSpec } from '../graph.ts';
import { type ModdleElement, textOf } from '../moddle.ts';
import { text } from '../problem.ts';
import { isDuration } from '../time/duration.ts';
import { type CompileContext, listOf } from './context.ts';
import { compileCorrelation } from './correlation.ts';

interface MessageUse {
  readonly context: CompileContext;
  readonly message: ModdleElement;
  /** The elements that use the message, the nearest first: an event, its definition, a task. */
  readonly bearers: readonly ModdleElement[];
  readonly catching: boolean;
}

/** A message as one element catches or throws it; what the message itself says about correlation is the default for all its uses. */
export function compileMessage({ context, message, bearers, catching }: MessageUse): EventSpec | null {
  const [bearer] = bearers as [ModdleElement];
  const name = context.value(message, textOf(message, 'name'));
  if (!name) {
    if (textOf(message, 'name') === null) context.report('message-without-name', bearer, withoutName(message));
    return null;
  }
  const senders = catching ? nearest(context, [...bearers, message], 'senders', (_at, source) => listOf(source)) : null;
  const correlationKey = nearest(context, [...bearers, message], 'correlationKey', (at, key) => context.value(at, key));
  const correlation = compileCorrelation(context, { message, bearer });
  if (correlation && correlationKey) context.report('correlation-ambiguous', bearer, bothKeys(message));
  if (correlation && name.kind !== 'literal') context.report('correlation', bearer, computedName(message));
  return {
    kind: 'message',
    name,
    ...(senders === null ? {} : { senders }),
    correlationKey,
    ...(correlation && { correlation }),
    timeToLive: catching
      ? null
      : nearest(context, [...bearers, message], 'timeToLive', (at, ttl) => timeToLive(context, at, ttl)),
  };
}

/** Asks the elements in turn, and no further than the first that answers: a second answer would have no effect. */
function nearest<T>(
  context: CompileContext,
  elements: readonly ModdleElement[],
  name: string,
  compile: (at: ModdleElement, source: string) => T | null,
): T | null {
  for (const element of elements) {
    const source = context.extension(element, name);
    if (source !== null) return compile(element, source);
  }
  return null;
}

function timeToLive(context: CompileContext, element: ModdleElement, source: string): string | null {
  if (isDuration(source)) return source;
  context.report(
    'time-to-live-invalid',
    element,
    text(
      `Expected tb:timeToLive to be an ISO 8601 duration such as PT1H, but it is "${source}".`,
      `tb:timeToLive 应为 ISO 8601 时长（如 PT1H），但为“${source}”。`,
    ),
  );
  return null;
}

const bothKeys = (message: ModdleElement) =>
  text(
    `Expected the message "${message.id}" to have a correlation key of the collaboration or tb:correlationKey, but it has both.`,
    `消息“${message.id}”应使用协作中的关联键或 tb:correlationKey 之一，但两者皆有。`,
  );

const computedName = (message: ModdleElement) =>
  text(
    `Expected the message "${message.id}", whose key is read from it, to have a fixed name, but it is an expression.`,
    `消息“${message.id}”的关联键从消息中读取，其名称应为固定文本，但为表达式。`,
  );

const withoutName = (message: ModdleElement) =>
  text(
    `Expected the message "${message.id}" to have a name, but it has none.`,
    `消息“${message.id}”应有名称，但没有。`,
  );
