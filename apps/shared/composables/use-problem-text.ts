import { useI18n } from 'vue-i18n';
import { type ProblemDocument, UNREACHABLE } from '../api/problem.ts';
import { knownDepartments } from '../departments.ts';
import { usePeople } from '../people.ts';
import { preferences } from '../preferences.ts';
import { formatDateTime } from '../time/format.ts';
import { PROCESS_BROKEN, SPOKEN, STEP_NAMES } from './spoken-parameters.ts';

const NOBODY = '-';
const SECOND_MS = 1_000;

/** A refusal in the reader's language: in a clerk's words where there are any, else in those of the server. */
export function useProblemText(): (problem: ProblemDocument) => string {
  const { t, te } = useI18n();
  const { nameOf } = usePeople('when-needed');

  const SAY: Readonly<Record<(typeof SPOKEN)[keyof typeof SPOKEN], (value: string) => string>> = {
    people: (ids) => ids.split(', ').map(nameOf).join(t('whatIf.comma')),
    department: (id) => knownDepartments().find((one) => one.id === id)?.name ?? id,
    time: formatDateTime,
    wait: (seconds) => formatDateTime(new Date(Date.now() + Number(seconds) * SECOND_MS).toISOString()),
  };

  function told({ code, params = {} }: ProblemDocument): string | undefined {
    const key = `refusals.${keyOf(code, params)}`;
    if (!te(key)) return undefined;
    const words = Object.entries(params).map(([name, value]): [string, string] => {
      const own = preferences.language === 'zh' ? params[`${name}Zh`] : undefined;
      const kind = SPOKEN[name];
      return [name, own === undefined && kind ? SAY[kind](String(value)) : String(own ?? value)];
    });
    // Of a step that the process does not have only the id is known.
    const steps = Object.entries(STEP_NAMES).map(([called, held]): [string, string] => [
      called,
      String(params[held] ?? ''),
    ]);
    return t(key, { ...Object.fromEntries(steps), ...Object.fromEntries(words) });
  }

  return (problem) => {
    const { code, detail } = problem;
    return (
      told(problem) ?? (detail || (code === UNREACHABLE ? t('state.unreachable') : t('state.unexpected', { code })))
    );
  };
}

function keyOf(code: string, { assignee, kind }: NonNullable<ProblemDocument['params']>): string {
  if (PROCESS_BROKEN.has(code)) return 'process-broken';
  if (code === 'not-found' && kind === 'instance') return 'not-found-case';
  return code === 'task-state-conflict' && assignee === NOBODY ? 'task-state-free' : code;
}
