/** A flagship-like process: start, three human tasks (claim and complete each), two gateways, one timer, end. Seven commands a case. */
import type { Actor } from '../../engine/commands/command.ts';
import { describe } from '../../engine/errors.ts';
import type { Submitter, Target } from '../../engine/runtime/envelope.ts';

export const COMMANDS_PER_CASE = 7;

const CLERK: Actor = { id: 'clerk', roles: ['clerk'], groups: ['clerks'], department: null };

interface Opened {
  readonly next: readonly string[];
}

async function submit<Answer>(dispatcher: Submitter, command: string, target: Target, input: unknown): Promise<Answer> {
  const outcome = await dispatcher.submit({ command, target, input, actor: CLERK });
  if (!outcome.ok) throw new Error(describe(outcome.failure, 'en'));
  return outcome.answer as Answer;
}

/** One case from start to end; `onCommand` hears how long each command took, ms. */
export async function runCase(
  dispatcher: Submitter,
  number: number,
  onCommand: (ms: number) => void = () => undefined,
): Promise<void> {
  const timed = async <Answer>(command: string, target: Target, input: unknown): Promise<Answer> => {
    const started = performance.now();
    const answer = await submit<Answer>(dispatcher, command, target, input);
    onCommand(performance.now() - started);
    return answer;
  };
  const variables = { applicant: '王小明', amount: 5000 + number, accepted: true, checked: false };
  let { next } = await timed<Opened>('start-process-instance', 'new', {
    definitionKey: 'bench-approval',
    businessKey: `B-${number}`,
    variables,
  });
  while (next[0] !== undefined) {
    const taskId = next[0];
    await timed('claim-task', { taskId }, { taskId });
    ({ next } = await timed<Opened>('complete-task', { taskId }, { taskId, variables: { opinion: '同意' } }));
  }
}

/** Runs cases, `clients` of them at the same time. Resolves with the seconds it took. */
export async function runCases(
  dispatcher: Submitter,
  { cases, clients }: { cases: number; clients: number },
): Promise<number> {
  const started = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < cases) await runCase(dispatcher, next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - started) / 1000;
}
