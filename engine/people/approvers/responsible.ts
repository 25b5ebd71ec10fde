/** F4: the department that the list of responsibilities names, and there whoever is asked for. */
import { fail, ok, type Result } from '../../errors.ts';
import type { FindingSpec, ModelValue } from '../../model/graph.ts';
import { evaluateText } from '../evaluate.ts';
import { type CaseFacts, type Hit, headsFrom, paramsOf } from './case-facts.ts';
import { namesIn } from './members.ts';
import { forbiddenFor, type Matter, responsibleFor } from './responsibility.ts';

/**
 * Nobody where no entry holds. Refuses with 'responsibility-overlap' where two hold that say different things equally well, and with
 * 'responsibility-forbidden' where the negative list keeps a department from it.
 */
export function responsible(spec: FindingSpec, facts: CaseFacts): Result<Hit> {
  const { chart, elementId } = facts;
  const asked = matterOf(spec, facts);
  if (!asked.ok) return asked;
  const [row, second] = responsibleFor(chart.responsibilities, asked.value);
  const told = paramsOf({ ...asked.value });
  const matter = asked.value.matter ?? '-';
  if (row && second) {
    return fail('responsibility-overlap', { elementId, matter, ids: `${row.id}, ${second.id}` }, { elementId });
  }
  if (!row) return ok({ users: [], rule: 'responsibility', params: told, above: () => [] });
  const departments = [...(row.lead === null ? [] : [row.lead]), ...row.departments];
  for (const department of departments) {
    const against = forbiddenFor(chart.responsibilities, asked.value, department);
    if (against) {
      return fail('responsibility-forbidden', { elementId, department, id: against.id, matter }, { elementId });
    }
  }
  const hits = hitsIn(departments, spec, { facts, told: { ...told, entry: row.id } });
  if (!hits.ok) return hits;
  const [lead, ...co] = hits.value;
  return lead ? ok({ ...lead, co }) : ok({ users: [], rule: 'responsibility', params: told, above: () => [] });
}

function matterOf({ matter, area, level }: FindingSpec, { surroundings }: CaseFacts): Result<Matter> {
  const found: Record<string, string | null> = {};
  const asked: Readonly<Record<keyof Matter, ModelValue | null>> = { matter, area, level };
  for (const [name, value] of Object.entries(asked)) {
    const text = evaluateText(value, surroundings);
    if (!text.ok) return text;
    found[name] = text.value;
  }
  const { matter: what = null, area: where = null, level: how = null } = found;
  return ok({ matter: what, area: where, level: how });
}

interface Told {
  readonly facts: CaseFacts;
  readonly told: Hit['params'];
}

/** In each department those with the role or the post; its head where the model names neither. */
function hitsIn(departments: readonly string[], spec: FindingSpec, { facts, told }: Told): Result<readonly Hit[]> {
  const named = namesIn({ ...spec, department: null }, facts);
  if (!named.ok) return named;
  const { role, post } = named.value;
  const { chart } = facts;
  return ok(
    departments.map((department) => ({
      users:
        role || post
          ? chart.members({ ...(role && { role }), ...(post && { post }), department })
          : chart.headsOf(department),
      rule: 'responsibility',
      params: { ...told, department, ...paramsOf({ role, post }) },
      above: () => headsFrom(chart, department, true),
    })),
  );
}
