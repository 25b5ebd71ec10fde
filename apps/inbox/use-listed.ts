/** Whether a case is on a personal list of the reader, as following and favourites are, and putting it there or taking it off. */
import { roles } from '@shared/app/session.ts';
import { useAction } from '@shared/composables/use-action.ts';
import { useLoad } from '@shared/composables/use-load.ts';
import { computed } from 'vue';

interface PersonalList {
  readonly ask: (id: string, signal: AbortSignal) => Promise<boolean>;
  readonly add: (id: string) => Promise<boolean>;
  readonly remove: (id: string) => Promise<boolean>;
}

/** Applicants have no such lists: for them there is nothing to press. */
export function useListed(instanceId: () => string, { ask, add, remove }: PersonalList) {
  const isOfficial = computed(() => roles.value.some((role) => role !== 'applicant'));
  const load = useLoad(
    async (signal) => ({ listed: isOfficial.value && (await ask(instanceId(), signal)) }),
    instanceId,
  );
  const listed = computed(() => load.data.value?.listed === true);
  const toggle = useAction(async () => ({ listed: await (listed.value ? remove : add)(instanceId()) }));

  async function press(): Promise<void> {
    const answer = await toggle.run();
    if (answer) load.replace(answer);
  }
  return {
    offered: computed(() => isOfficial.value && load.data.value !== undefined),
    listed,
    busy: toggle.busy,
    press,
  };
}
