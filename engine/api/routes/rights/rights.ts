/** The table of rights as an administrator reads and changes it. Every change is kept with the changes of the organisation. */
import { type Language, Refusal, refuse } from '../../../errors.ts';
import { ROLES, type UserRole } from '../../../rights/roles.ts';
import { checkRule, type Rights } from '../../../rights/rules.ts';
import { SCOPES, type Scope } from '../../../rights/scope.ts';
import { isRight, type Right, rightNames, rowOf } from '../../../rights/table.ts';
import { removeRule, writeRule } from '../../../store/people/right-rules.ts';
import { listChanges } from '../../../store/read/organisation.ts';
import type { RightView } from '../../contract/rights.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { rightsOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import { changeOrganisation } from '../organisation/change.ts';

const OPERATION = 'putRight';

export const getRights: Handler<'getRights'> = async ({ language }, { runtime }) => {
  const { version } = runtime.organisation.current;
  return { version, items: rightNames.map((right) => rightView(rightsOf(runtime), right, language)) };
};

export const putRight: Handler<'putRight'> = async ({ params, body: { scope }, principal, language }, services) => {
  const { right, role } = requireCell(params);
  const { runtime } = services;
  const checked = checkRule({ role, right, scope });
  if (!checked.ok) throw new Refusal(checked.failure);
  const details = { role, right, from: rightsOf(runtime).cell(role, right), to: scope };
  const change = { principal, operation: OPERATION, subject: `${right} ${role}`, details };
  await changeOrganisation(services, change, (client) =>
    scope === usualScope(role, right) ? removeRule(client, role, right) : writeRule(client, { role, right, scope }),
  );
  return rightView(rightsOf(runtime), right, language);
};

export const listRightChanges: Handler<'listRightChanges'> = async ({ query }, { database }) =>
  pageOf(await listChanges(database, { operation: OPERATION }, pagingOf(query)), ({ id, at, actor, details }) => ({
    id: String(id),
    at: timeText(at),
    actor,
    ...(details as { role: UserRole; right: string; from: Scope; to: Scope }),
  }));

function requireCell({ right, role }: { readonly right: string; readonly role: string }): {
  right: Right;
  role: UserRole;
} {
  const known = ROLES.find((one) => one === role);
  if (!isRight(right)) return refuse('not-found', { kind: 'right', id: right });
  return known ? { right, role: known } : refuse('not-found', { kind: 'role', id: role });
}

const usualScope = (role: UserRole, right: Right): Scope => rowOf(right).cells[role] ?? 'none';

function rightView(rights: Rights, right: Right, language: Language): RightView {
  const row = rowOf(right);
  return {
    right,
    name: row[language],
    kind: row.kind,
    fixed: row.fixed === true,
    cells: ROLES.map((role) => ({
      role,
      scope: rights.cell(role, right),
      usual: usualScope(role, right),
      admitted: SCOPES.filter((scope) => checkRule({ role, right, scope }).ok),
    })),
  };
}
