import { describe, ERRORS, type Language } from '../../errors.ts';
import type { IncidentRow } from '../../store/read/incidents.ts';
import type { Incident } from '../contract/incidents.ts';
import { timeText } from '../formats.ts';
import type { Services } from '../services.ts';
import { modelNames } from './model-names.ts';
import { topicWords } from './topic-words.ts';

/** Incidents keep code and parameters; the words are the reader's: topics by the names of their contracts. A code that a newer version wrote is shown as such. */
export async function incidentViews(
  { runtime, options }: Services,
  language: Language,
  rows: readonly IncidentRow[],
): Promise<Incident[]> {
  const names = await modelNames(runtime, language, rows);
  const wordsOf = topicWords(options, language);
  const told = ({ topic, ...rest }: IncidentRow['params']): IncidentRow['params'] =>
    topic === undefined ? rest : { ...rest, topic: wordsOf(String(topic)) };
  return rows.map(({ params, since, ...rest }) => ({
    ...rest,
    definitionName: names.process(rest.definitionKey),
    elementName: names.element(rest.definitionKey, rest.elementId),
    message: rest.code in ERRORS ? describe({ code: rest.code, params: told(params) }, language) : rest.code,
    since: timeText(since),
  }));
}
