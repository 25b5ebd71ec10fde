import type { EventSpec } from '../graph.ts';
import { bodyOf, flagOf, type ModdleElement, oneOf, textOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import type { CompileContext } from './context.ts';
import type { ProcessDraft } from './draft.ts';
import { compileMessage } from './message.ts';
import { opensCase, storesOf } from './start-condition.ts';
import { compileTimer } from './timer.ts';

interface DefinitionUse {
  readonly context: CompileContext;
  readonly draft: ProcessDraft;
  readonly event: ModdleElement;
  readonly definition: ModdleElement;
  readonly catching: boolean;
}

type CompileDefinition = (use: DefinitionUse) => EventSpec | null;

/** One row per event definition of BPMN 2.0.2 §10.5.5: what the core needs of it, or null after reporting what is missing. */
export const EVENT_DEFINITIONS: ReadonlyMap<string, CompileDefinition> = new Map<string, CompileDefinition>([
  ['bpmn:MessageEventDefinition', messageOf],
  ['bpmn:TimerEventDefinition', ({ context, event, definition }) => compileTimer(context, { event, definition })],
  ['bpmn:SignalEventDefinition', signalOf],
  ['bpmn:ErrorEventDefinition', (use) => codeOf(use, ERROR)],
  ['bpmn:EscalationEventDefinition', (use) => codeOf(use, ESCALATION)],
  ['bpmn:ConditionalEventDefinition', conditionOf],
  ['bpmn:LinkEventDefinition', linkOf],
  [
    'bpmn:CompensateEventDefinition',
    ({ draft, definition }) => ({
      kind: 'compensation',
      activity: activityOf(draft, definition),
      wait: flagOf(definition, 'waitForCompletion'),
    }),
  ],
  ['bpmn:CancelEventDefinition', () => ({ kind: 'cancel' })],
  ['bpmn:TerminateEventDefinition', () => ({ kind: 'terminate' })],
]);

/** Null means the whole scope; a reference to something else is told by the rule `compensation-target`. */
function activityOf(draft: ProcessDraft, definition: ModdleElement): number | null {
  const activity = oneOf(definition, 'activityRef');
  return activity ? (draft.indexOf.get(activity) ?? null) : null;
}

function messageOf({ context, event, definition, catching }: DefinitionUse): EventSpec | null {
  const message = oneOf(definition, 'messageRef');
  if (message) return compileMessage({ context, message, bearers: [event, definition], catching });
  return missing(
    context,
    definition,
    'message-without-name',
    text('Expected a message event to name a message, but it names none.', '消息事件应指定消息，但没有指定。'),
  );
}

function signalOf({ context, definition }: DefinitionUse): EventSpec | null {
  const signal = oneOf(definition, 'signalRef');
  const source = signal && textOf(signal, 'name');
  if (signal && source) {
    const name = context.value(signal, source);
    return name && { kind: 'signal', name };
  }
  return missing(
    context,
    definition,
    'signal-without-name',
    text(
      'Expected a signal event to refer to a signal with a name, but it does not.',
      '信号事件应引用有名称的信号，但没有。',
    ),
  );
}

const ERROR = { kind: 'error', reference: 'errorRef', code: 'errorCode', zh: '错误' } as const;
const ESCALATION = { kind: 'escalation', reference: 'escalationRef', code: 'escalationCode', zh: '升级' } as const;

/** An error or escalation without reference catches every code; to throw one, and to name one, needs a code. */
function codeOf(use: DefinitionUse, family: typeof ERROR | typeof ESCALATION): EventSpec | null {
  const { context, definition, catching } = use;
  const referred = oneOf(definition, family.reference);
  const code = referred && textOf(referred, family.code);
  if (code || (catching && !referred)) {
    return { kind: family.kind, code, codeVariable: catching ? codeVariable(use) : null };
  }
  return missing(
    context,
    definition,
    `${family.kind}-without-code`,
    text(
      `Expected the ${family.kind} event to refer to an ${family.kind} with ${family.code}, but it does not.`,
      `${family.zh}事件应引用带有 ${family.code} 的${family.zh}定义，但没有。`,
    ),
  );
}

const codeVariable = ({ context, event, definition }: DefinitionUse): string | null =>
  context.extension(event, 'codeVariable') ?? context.extension(definition, 'codeVariable');

function conditionOf({ context, event, definition }: DefinitionUse): EventSpec | null {
  const source = bodyOf(definition, 'condition');
  if (source !== null) {
    const condition = context.feel(definition, source, 'boolean');
    if (!condition || !opensCase(event)) return condition && { kind: 'conditional', condition };
    return { kind: 'conditional', condition, stores: storesOf(context, { event, definition }, condition) };
  }
  return missing(
    context,
    definition,
    'condition-missing',
    text('Expected a conditional event to have a condition, but it has none.', '条件事件应有条件，但没有。'),
  );
}

function linkOf({ context, definition }: DefinitionUse): EventSpec | null {
  const name = textOf(definition, 'name');
  if (name) return { kind: 'link', name };
  return missing(
    context,
    definition,
    'link-without-name',
    text('Expected a link event to have a name, but it has none.', '链接事件应有名称，但没有。'),
  );
}

function missing(context: CompileContext, at: ModdleElement, rule: string, message: Text): null {
  context.report(rule, at, message);
  return null;
}
