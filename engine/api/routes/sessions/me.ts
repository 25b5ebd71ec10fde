import { groupNames } from '../../../store/people/groups.ts';
import type { UserRole } from '../../contract/roles.ts';
import type { Me } from '../../contract/sessions.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { csrfTokenOf } from '../../secrets.ts';
import type { Services } from '../../services.ts';

export async function describeMe({ database, options }: Services, principal: Principal): Promise<Me> {
  const { id, name, roles, department, language, proof, token } = principal;
  return {
    id,
    name,
    roles: roles.filter((role): role is UserRole => role !== 'system'),
    groups: [...(await groupNames(database, principal.groups))],
    department,
    language,
    ...(proof === 'cookie' && token !== null ? { csrfToken: csrfTokenOf(token) } : {}),
    demo: options.demo,
  };
}

export const getMe: Handler<'getMe'> = ({ principal }, services) => describeMe(services, principal);
