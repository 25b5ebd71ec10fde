import type { Contract } from '../../contract/contracts.ts';
import type { Handler } from '../../route.ts';

/** For those who model: how a department is played is nothing to them. */
export const listContracts: Handler<'listContracts'> = async (_call, { options }) => ({
  items: (options.contracts ?? []).map(
    ({ name, title, version, signedOn, operations }): Contract => ({
      name,
      title,
      version,
      signedOn,
      operations: [...operations],
    }),
  ),
});
