/** Taking a definition out of use, and back. */
import { Refusal, type Result } from '../../../errors.ts';
import type { Handler } from '../../route.ts';
import { requireDefinition } from '../../views/definition.ts';

function requireDone(result: Result<void>): void {
  if (!result.ok) throw new Refusal(result.failure);
}

export const suspendProcessDefinition: Handler<'suspendProcessDefinition'> = async (
  { params, principal },
  services,
) => {
  requireDone(await services.runtime.deployments.suspend(params.id, true));
  return requireDefinition(services, principal, params.id);
};

export const activateProcessDefinition: Handler<'activateProcessDefinition'> = async (
  { params, principal },
  services,
) => {
  requireDone(await services.runtime.deployments.suspend(params.id, false));
  return requireDefinition(services, principal, params.id);
};

export const deleteProcessDefinition: Handler<'deleteProcessDefinition'> = async (
  { params, query, principal },
  services,
) => {
  await requireDefinition(services, principal, params.id);
  requireDone(
    await services.runtime.deployments.delete(params.id, {
      cascade: query.cascade ?? false,
      by: principal.id,
      ...(query.basis === undefined ? {} : { basis: query.basis }),
    }),
  );
  return undefined;
};
