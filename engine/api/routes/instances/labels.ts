import type { Handler } from '../../route.ts';
import { dataWords, graphsInside } from '../../views/data-words.ts';
import { requireInstance } from '../../views/instance.ts';

/** What a case calls its data, in the caller's language. */
export const listDataLabels: Handler<'listDataLabels'> = async ({ params: { id }, principal, language }, services) => {
  const { definitionId } = await requireInstance(services, principal, id);
  const words = await dataWords(services, await graphsInside(services, definitionId));
  return {
    items: [...words].map(([name, word]) => ({
      name,
      label: word[language],
      files: word.files,
      directory: word.directory,
      choices: word.choices.map((choice) => ({ value: choice.value, label: choice[language] })),
    })),
  };
};
