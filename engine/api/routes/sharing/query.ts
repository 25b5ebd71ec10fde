import { Refusal } from '../../../errors.ts';
import type { Handler } from '../../route.ts';
import { requireInstance } from '../../views/instance.ts';
import { departmentsOf } from '../../views/sharing.ts';

/** A case that is named must be one the caller sees: the purpose is then about something. */
export const queryData: Handler<'queryData'> = async ({ body, principal, language }, services) => {
  const { code, purpose, items = [], values, consentId = null, instanceId = null } = body;
  if (instanceId !== null) await requireInstance(services, principal, instanceId);
  const departments = departmentsOf(services, principal);
  const wish = {
    code,
    purpose: purpose.trim(),
    items,
    values,
    consentId,
    instanceId,
    actor: principal.id,
    departments,
  };
  const read = await services.runtime.sharing.read(wish);
  if (!read.ok) throw new Refusal(read.failure);
  const { entry, at, values: told, ...answer } = read.value;
  return {
    ...answer,
    masked: [...answer.masked],
    values: told,
    at: new Date(at).toISOString(),
    code: entry.code,
    provider: entry.provider,
    providerName: language === 'zh' ? entry.providerZh : entry.providerEn,
  };
};
