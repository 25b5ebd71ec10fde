import { useI18n } from 'vue-i18n';
import { type ApiProblem, UNREACHABLE } from '../api/problem.ts';

/** A refusal in the reader's language: the server's own words where it gave any. */
export function useProblemText(): (problem: ApiProblem) => string {
  const { t } = useI18n();
  return (problem) => {
    if (problem.document.detail) return problem.document.detail;
    return problem.code === UNREACHABLE ? t('state.unreachable') : t('state.unexpected', { code: problem.code });
  };
}
