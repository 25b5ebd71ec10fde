/** Where bindings of element templates go here. */
import type { Target } from './template.ts';

type Json = Readonly<Record<string, unknown>>;

/** Attributes of a task that templates may write, by the names they are called there. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  name: 'name',
  'camunda:topic': 'tb:topic',
  'tb:topic': 'tb:topic',
  'tb:nameEn': 'tb:nameEn',
  'tb:retry': 'tb:retry',
  'tb:priority': 'tb:priority',
  'tb:purpose': 'tb:purpose',
  'tb:giveUp': 'tb:giveUp',
  'tb:manualPath': 'tb:manualPath',
};

const CODE_ATTRIBUTES: ReadonlySet<unknown> = new Set([
  'camunda:class',
  'camunda:expression',
  'camunda:delegateExpression',
  'camunda:variableMappingClass',
  'camunda:variableMappingDelegateExpression',
]);
const CODE_BINDINGS: ReadonlySet<unknown> = new Set(['camunda:executionListener', 'zeebe:script']);

/** Something that would be run. */
export const holdsCode = ({ type, name, scriptFormat }: Json): boolean =>
  CODE_BINDINGS.has(type) || scriptFormat !== undefined || (type === 'property' && CODE_ATTRIBUTES.has(name));

/** Null where there is nothing like it; `expression` where what it reads is none of ours. */
export function targetOf(binding: Json): Target | 'retries' | 'expression' | 'implied' | null {
  const { type, name, property, source } = binding;
  // Every task with a topic is done by somebody outside.
  if (type === 'property' && name === 'camunda:type') return 'implied';
  switch (type) {
    case 'property':
      return attribute(typeof name === 'string' && Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined);
    case 'zeebe:taskDefinition:type':
      return attribute('tb:topic');
    case 'zeebe:taskDefinition':
      if (property === 'retries') return 'retries';
      return attribute(property === 'type' ? 'tb:topic' : undefined);
    case 'zeebe:input':
    case 'camunda:inputParameter':
      return isName(name) ? { kind: 'input', target: name } : null;
    case 'zeebe:output':
    case 'camunda:outputParameter':
      return outputOf(source);
    default:
      return null;
  }
}

const attribute = (name: string | undefined): Target | null =>
  name === undefined ? null : { kind: 'attribute', name };

function outputOf(source: unknown): Target | 'expression' | null {
  if (typeof source !== 'string' || source.trim() === '') return null;
  const read = sourceOf(source.trim());
  return read?.startsWith('=') ? { kind: 'output', source: read } : 'expression';
}

/** Names of variables. */
const isName = (name: unknown): name is string => typeof name === 'string' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);

/** `${a.b}` reads as `=a.b`; more than a path in it is another language, and null. */
export function sourceOf(text: string): string | null {
  if (!/[$#]\{/.test(text)) return text;
  const [, path] = /^[$#]\{\s*([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)\s*\}$/u.exec(text.trim()) ?? [];
  return path === undefined ? null : `=${path}`;
}
