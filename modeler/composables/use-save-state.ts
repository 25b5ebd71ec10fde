/** Whether the work is saved, in a word and in a sentence. */
import { computed, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';

/** `kept`: this browser has what is not saved. */
export function useSaveState(dirty: Readonly<Ref<boolean>>, kept: Readonly<Ref<boolean>>) {
  const { t } = useI18n();
  const key = computed(() => (dirty.value ? (kept.value ? 'unsaved' : 'notKept') : 'saved'));
  return {
    word: computed(() => t(`modeler.save.${key.value}`)),
    sentence: computed(() => t(`modeler.saveTitle.${key.value}`)),
  };
}
