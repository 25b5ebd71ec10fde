import { useI18n } from 'vue-i18n';
import type { CaseRung } from '../api/types.ts';
import { usePeople } from '../people.ts';
import { formatDateTime } from '../time/format.ts';

/** What comes next on a ladder, in plain words: when, what, and to whom. */
export function useRungText(): (rung: CaseRung) => string {
  const { t, te } = useI18n();
  const { nameOf } = usePeople();
  const meant = (name: string): string => {
    if (te(`clocks.people.${name}`)) return t(`clocks.people.${name}`);
    if (name.startsWith('group:') || name.startsWith('=')) return name.replace(/^(group:|=)/, '');
    return nameOf(name.replace(/^user:/, ''));
  };
  return ({ at, action, to }) =>
    t(`clocks.rung.${action}`, { at: formatDateTime(at), to: to.map(meant).join(t('clocks.and')) });
}
