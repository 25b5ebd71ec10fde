/** Who applies for somebody else. */
import type { Question } from './items.ts';

export interface Agent {
  readonly is: boolean;
  readonly agentName: string;
  readonly agentId: string;
  readonly agentPhone: string;
}

export const NO_AGENT: Agent = { is: false, agentName: '', agentId: '', agentPhone: '' };

/** The name and a number to reach them are needed. */
export const isComplete = ({ is, agentName, agentPhone }: Agent): boolean =>
  !is || (agentName.trim() !== '' && agentPhone.trim() !== '');

/** What goes with the answers of the guide; nothing where people apply for themselves. */
export function agentAnswers({ is, ...agent }: Agent): Record<string, string> {
  if (!is) return {};
  return Object.fromEntries(
    Object.entries(agent).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

/** A guide that asks for an agent itself is answered by the choice; the reader does not say it twice. */
export function agentAnswer(questions: readonly Question[], is: boolean): Record<string, string> {
  const question = questions.find(({ key }) => key === 'agent');
  const answer = is ? 'yes' : 'no';
  return question?.options.some(({ value }) => value === answer) ? { agent: answer } : {};
}

/** A form that has a place for the agent's name gets it, unless it says something itself. */
export function withAgent(
  entered: Readonly<Record<string, unknown>>,
  { is, agentName }: Agent,
): Record<string, unknown> {
  const given = entered.agentName;
  return is && (given === undefined || given === null || given === '')
    ? { ...entered, agentName: agentName.trim() }
    : { ...entered };
}
