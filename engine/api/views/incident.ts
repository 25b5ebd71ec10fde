import { describe, ERRORS, type Language } from '../../errors.ts';
import type { Runtime } from '../../runtime/engine.ts';
import type { IncidentRow } from '../../store/read/incidents.ts';
import type { Incident } from '../contract/incidents.ts';
import { timeText } from '../formats.ts';
import { modelNames } from './model-names.ts';

/** Incidents keep code and parameters; the words are the reader's. A code that a newer version wrote is shown as such. */
export async function incidentViews(
  runtime: Runtime,
  language: Language,
  rows: readonly IncidentRow[],
): Promise<Incident[]> {
  const names = await modelNames(
    runtime,
    language,
    rows.map(({ definitionKey }) => definitionKey),
  );
  return rows.map(({ params, since, ...rest }) => ({
    ...rest,
    definitionName: names.process(rest.definitionKey),
    elementName: names.element(rest.definitionKey, rest.elementId),
    message: rest.code in ERRORS ? describe({ code: rest.code, params }, language) : rest.code,
    since: timeText(since),
  }));
}
