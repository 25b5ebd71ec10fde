import { api } from '@shared/api/client.ts';
import { type Action, useAction } from '@shared/composables/use-action.ts';
import { useToasts } from '@shared/composables/use-toasts.ts';
import { useI18n } from 'vue-i18n';

/** Answers a message the case waits for. True when it arrived; a case that meanwhile stopped waiting refuses, in words. */
export function useAnswer(instanceId: string, message: string): Action<[variables: Record<string, unknown>], boolean> {
  const { t } = useI18n();
  const toasts = useToasts();
  return useAction(async (variables) => {
    const { outcome } = await api.post('/messages', { body: { name: message, instanceId, variables } });
    const arrived = outcome === 'correlated';
    if (arrived) toasts.good(t('request.done'));
    return arrived;
  });
}
