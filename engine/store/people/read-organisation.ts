import type { OrganisationRows } from '../../people/organisation/rows.ts';
import type { Database } from './database.ts';

const since = (alias: string) =>
  `case when ${alias}.since = '-infinity' then 0 else (extract(epoch from ${alias}.since) * 1000)::bigint end`;
const until = (alias: string) => `(extract(epoch from ${alias}.until) * 1000)::bigint`;

const TEXT = `select s.organisation_version as version,
  (select coalesce(json_agg(json_build_object('id', a.id, 'roles', a.roles, 'department', a.department, 'active', a.active,
     'groups', array(select group_id from membership m where m.account_id = a.id order by group_id)) order by a.id), '[]') from account a) as people,
  (select coalesce(json_agg(json_build_object('id', d.id, 'parent', d.parent, 'since', ${since('d')}, 'until', ${until('d')}) order by d.id, d.since), '[]')
   from department_period d) as departments,
  (select coalesce(json_agg(json_build_object('person', p.account_id, 'department', p.department, 'post', p.post, 'head', p.head, 'order', p.ordinal,
     'since', ${since('p')}, 'until', ${until('p')}) order by p.id), '[]') from position p) as positions,
  (select coalesce(json_agg(json_build_object('id', x.id, 'principal', x.principal, 'proxy', x.proxy, 'definitionKeys', x.definition_keys,
     'elementIds', x.element_ids, 'includeExisting', x.include_existing, 'since', ${since('x')}, 'until', ${until('x')}) order by x.id), '[]')
   from proxy x) as proxies,
  (select coalesce(json_agg(json_build_object('person', s2.person, 'successor', s2.successor, 'since', ${since('s2')}, 'until', ${until('s2')}) order by s2.id), '[]')
   from succession s2) as successions,
  (select coalesce(json_agg(json_build_object('role', r.role, 'right', r.name, 'scope', r.scope) order by r.role, r.name), '[]') from right_rule r) as rules,
  (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'matter', r.matter, 'area', r.area, 'level', r.level, 'lead', r.lead,
     'departments', r.departments, 'disputed', r.disputed, 'since', ${since('r')}, 'until', ${until('r')}) order by r.id), '[]')
   from responsibility r) as responsibilities,
  (select coalesce(json_agg(json_build_object('department', l.department, 'version', l.version, 'rungs', l.rungs,
     'since', ${since('l')}, 'until', ${until('l')}) order by l.department, l.version), '[]') from department_ladder l) as ladders
from engine_state s`;

/** All of it, in one snapshot with its version. */
export async function readOrganisation(database: Database): Promise<OrganisationRows> {
  const { rows } = await database.query<OrganisationRows>(TEXT);
  if (!rows[0]) throw new Error('Expected engine_state to have a row, but it has none.');
  return rows[0];
}
