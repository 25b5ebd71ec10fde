import { useI18n } from 'vue-i18n';
import { type ProblemDocument, UNREACHABLE } from '../api/problem.ts';
import { usePeople } from '../people.ts';
import { preferences } from '../preferences.ts';
import { formatDateTime } from '../time/format.ts';

/** Parameters that are ids of people, one or several. */
const PEOPLE: ReadonlySet<string> = new Set(['actor', 'assignee', 'by', 'missing', 'person', 'to', 'user']);
const NOBODY = '-';

/** A refusal in the reader's language: in a clerk's words where there are any, else in those of the server. */
export function useProblemText(): (problem: ProblemDocument) => string {
  const { t, te } = useI18n();
  const { nameOf } = usePeople('when-needed');

  function told({ code, params = {} }: ProblemDocument): string | undefined {
    const isFree = code === 'task-state-conflict' && params.assignee === NOBODY;
    const key = `refusals.${isFree ? 'task-state-free' : code}`;
    if (!te(key)) return undefined;
    const words = Object.entries(params).map(([name, value]): [string, string] => {
      if (PEOPLE.has(name)) return [name, String(value).split(', ').map(nameOf).join(t('whatIf.comma'))];
      return [name, name === 'at' ? formatDateTime(String(value)) : String(value)];
    });
    const { reasonZh } = params;
    return t(key, {
      ...Object.fromEntries(words),
      ...(preferences.language === 'zh' && reasonZh !== undefined ? { reason: reasonZh } : {}),
    });
  }

  return (problem) => {
    const { code, detail } = problem;
    return (
      told(problem) ?? (detail || (code === UNREACHABLE ? t('state.unreachable') : t('state.unexpected', { code })))
    );
  };
}
