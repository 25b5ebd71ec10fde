import type { Language } from '../../errors.ts';
import type { AppOptions } from '../services.ts';

/** Whose system is asked and for what, as the contract of the topic calls it; the topic itself where no contract has it. */
export function topicWords({ contracts = [] }: AppOptions, language: Language): (topic: string) => string {
  return (topic) => {
    for (const { title, operations } of contracts) {
      const operation = operations.find((one) => one.topic === topic);
      if (operation) return `${title[language]} · ${operation.title[language]}`;
    }
    return topic;
  };
}
