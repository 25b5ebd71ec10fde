import { isStaff } from '@shared/app/session.ts';
import { isSigned, type Signature, UNSIGNED } from '@shared/consents/signature.ts';
import { computed, ref } from 'vue';
import { type AskedConsent, type SaidConsents, unanswered } from './consents.ts';

/** What is said about shared data while somebody applies, and, at the counter, under whose name. */
export function useSaid(asked: () => readonly AskedConsent[]) {
  const said = ref<SaidConsents>({});
  const notSaid = ref<readonly string[]>([]);
  const entered = ref<Signature>(UNSIGNED);
  const unsigned = ref(false);
  const signature = computed(() => (isStaff.value ? entered.value : undefined));

  function say(next: SaidConsents): void {
    said.value = next;
    notSaid.value = notSaid.value.filter((code) => next[code] === undefined);
  }

  function sign(next: Signature): void {
    entered.value = next;
    unsigned.value = unsigned.value && !isSigned(next);
  }

  /** Whether everything is answered, and signed where it has to be; shows what is not. */
  function check(): boolean {
    notSaid.value = unanswered(asked(), said.value);
    unsigned.value = asked().length > 0 && signature.value !== undefined && !isSigned(signature.value);
    return notSaid.value.length === 0 && !unsigned.value;
  }

  return { said, notSaid, signature, unsigned, say, sign, check };
}
