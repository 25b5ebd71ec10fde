/** How every answer of the sandbox begins, and what its failures say. */
import type { InstanceState, ScriptRun } from '../core/state.ts';
import { type Failure, fail, ok, type Result } from '../errors.ts';
import { requireActive } from './case.ts';
import type { DecideContext } from './command.ts';
import { requireRole } from './rights.ts';

/** The run of a script the case still waits for; refuses with 'not-found' where its element is gone or it has answered before. */
export function findScript(state: InstanceState, id: string, { actor }: DecideContext): Result<ScriptRun> {
  const may = requireRole(actor, ['system', 'admin']);
  if (!may.ok) return may;
  const active = requireActive(state);
  if (!active.ok) return active;
  const run = state.scripts?.[id];
  return run ? ok(run) : fail('not-found', { kind: 'script', id });
}

export interface ScriptFinding {
  readonly cause: 'time' | 'memory' | 'stack' | 'error' | 'result';
  readonly message: string;
  /** As `message` where it is not given. */
  readonly messageZh?: string;
  readonly line?: number;
  readonly limit?: number;
}

/** `script-failed`; its parameters hold the cause for programs and the sentence for people. */
export function scriptFailed({ cause, message, messageZh = message, line, limit = 0 }: ScriptFinding): Failure {
  const place = { en: line === undefined ? '' : ` in line ${line}`, zh: line === undefined ? '' : `第 ${line} 行` };
  const [reason, reasonZh] = {
    time: [`it was stopped after ${limit} ms`, `运行超过 ${limit} 毫秒被终止`],
    memory: [`it needed more than ${limit / MEBIBYTE} MB of memory`, `所需内存超过 ${limit / MEBIBYTE} MB`],
    stack: ['its calls nest too deep', '调用层次过深'],
    error: [`it failed${place.en}: ${message}`, `${place.zh}出错：${message}`],
    result: [`its result cannot be kept: ${message}`, `结果无法保存：${messageZh}`],
  }[cause] as [string, string];
  return { code: 'script-failed', params: { cause, reason, reasonZh, message, ...(line !== undefined && { line }) } };
}

const MEBIBYTE = 2 ** 20;
