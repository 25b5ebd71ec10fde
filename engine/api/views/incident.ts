import { describe, ERRORS, type Language } from '../../errors.ts';
import type { IncidentRow } from '../../store/read/incidents.ts';
import type { Incident } from '../contract/incidents.ts';
import { timeText } from '../formats.ts';

/** Incidents keep code and parameters; the words are the reader's. A code that a newer version wrote is shown as such. */
export function incidentView(row: IncidentRow, language: Language): Incident {
  const { params, since, ...rest } = row;
  const message = row.code in ERRORS ? describe({ code: row.code, params }, language) : row.code;
  return { ...rest, message, since: timeText(since) };
}
