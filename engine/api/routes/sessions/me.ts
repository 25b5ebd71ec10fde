import type { Language } from '../../../errors.ts';
import type { UserRole } from '../../../rights/roles.ts';
import { rightNames } from '../../../rights/table.ts';
import { groupNames } from '../../../store/people/groups.ts';
import type { Me } from '../../contract/sessions.ts';
import { nameIn } from '../../names.ts';
import type { Principal } from '../../principal.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import { csrfTokenOf } from '../../secrets.ts';
import type { Services } from '../../services.ts';

export async function describeMe(
  { database, options, runtime }: Services,
  principal: Principal,
  language: Language,
): Promise<Me> {
  const { id, roles, department, proof, token } = principal;
  return {
    id,
    name: nameIn(language, principal),
    roles: roles.filter((role): role is UserRole => role !== 'system'),
    groups: (await groupNames(database, principal.groups)).map((group) => ({
      id: group.id,
      name: nameIn(language, group),
    })),
    department,
    language: principal.language,
    ...(proof === 'cookie' && token !== null ? { csrfToken: csrfTokenOf(token) } : {}),
    rights: rightsHeld(runtime, principal),
    zone: runtime.calendars.current.of([], runtime.clock.now()).zone,
    demo: options.demo,
    lastEventId: runtime.changes.lastId,
  };
}

function rightsHeld(runtime: Services['runtime'], principal: Principal): Me['rights'] {
  const held = rightNames.map((right) => [right, scopeOf(runtime, principal, right)] as const);
  return Object.fromEntries(held.filter(([, scope]) => scope !== 'none'));
}

export const getMe: Handler<'getMe'> = ({ principal, language }, services) => describeMe(services, principal, language);
