/** Colleagues to choose from, as a select shows them. Where there are more than are kept, what is typed is looked for on the server. */
import { type ComputedRef, computed, type Ref, ref } from 'vue';
import { usePeople } from './people.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface PersonChoices {
  readonly choices: ComputedRef<Choice[]>;
  /** The select leaves it to `search` to find. */
  readonly remote: Readonly<Ref<boolean>>;
  search(typed: string): void;
}

/** Those whom `isOffered` leaves. */
export function usePersonChoices(isOffered: (id: string) => boolean = () => true): PersonChoices {
  const { colleagues, hasMore, search } = usePeople();
  const typed = ref('');
  const choices = computed(() => {
    const wanted = hasMore.value ? typed.value.trim().toLowerCase() : '';
    return colleagues.value
      .filter(({ id }) => isOffered(id))
      .map(({ id, name, departmentName: at }) => ({ value: id, label: at ? `${name} · ${at}` : name }))
      .filter(({ value, label }) => `${label} ${value}`.toLowerCase().includes(wanted));
  });
  return {
    choices,
    remote: hasMore,
    search(text) {
      typed.value = text;
      void search(text);
    },
  };
}
