import type { Text } from '../../model/problem.ts';
import type { Runtime } from '../../runtime/engine.ts';
import { nameIn } from '../names.ts';
import type { Viewer } from './viewer.ts';

export interface AppliedFor {
  /** The process that the case began with. */
  readonly definitionId: string;
  /** What the service item is called; what is no name of one counts as none. */
  readonly item: unknown;
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  'zh' in value &&
  'en' in value &&
  [value.zh, value.en].every((one) => typeof one === 'string');

/** What was applied for, as people call it: many service items share a process, and a step may be one of a process that it calls. */
export function serviceNameOf(
  { definitions }: Pick<Runtime, 'definitions'>,
  language: Viewer['language'],
  { definitionId, item }: AppliedFor,
): string {
  if (isText(item)) return item[language];
  const head = definitions.head(definitionId);
  return head ? nameIn(language, head) : definitionId;
}
