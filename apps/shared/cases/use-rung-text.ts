import { useI18n } from 'vue-i18n';
import type { TaskRung } from '../api/types.ts';
import { usePeople } from '../people.ts';
import { formatDateTime } from '../time/format.ts';

/** What comes next on a ladder, in plain words: when, what, and to whom. */
export function useRungText(): (rung: TaskRung) => string {
  const { t, te } = useI18n();
  const { nameOf, groupOf } = usePeople();
  const meant = (name: string): string => {
    if (te(`clocks.people.${name}`)) return t(`clocks.people.${name}`);
    if (name.startsWith('group:')) return groupOf(name.slice('group:'.length));
    if (name.startsWith('=')) return name.slice(1);
    return nameOf(name.replace(/^user:/, ''));
  };
  return ({ at, action, to }) =>
    t(`clocks.rung.${action}`, { at: formatDateTime(at), to: to.map(meant).join(t('clocks.and')) });
}
