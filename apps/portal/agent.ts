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

/** What guides call the question whether somebody applies for somebody else. */
const AGENT_QUESTIONS: readonly string[] = ['agent', 'byAgent'];

/** A guide that asks for an agent itself is answered by the choice; the reader does not say it twice. */
export function agentAnswer(questions: readonly Question[], is: boolean): Record<string, string> {
  const answer = is ? 'yes' : 'no';
  const asked = questions.filter(
    ({ key, options }) => AGENT_QUESTIONS.includes(key) && options.some(({ value }) => value === answer),
  );
  return Object.fromEntries(asked.map(({ key }) => [key, answer]));
}

/** Whether the answers of a guide say so already. */
export const saysAgent = (answers: Readonly<Record<string, string>>): boolean =>
  AGENT_QUESTIONS.some((key) => answers[key] === 'yes');

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
