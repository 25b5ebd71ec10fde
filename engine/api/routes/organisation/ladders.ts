import { type Language, refuse } from '../../../errors.ts';
import type { RungSpec } from '../../../model/ladder.ts';
import { settingMistakes } from '../../../model/rules/ladders.ts';
import { isAmount } from '../../../sla/limit.ts';
import { insertLadder, type LadderRecord, listLadders } from '../../../store/people/department-ladders.ts';
import { findDepartment } from '../../../store/people/departments.ts';
import type { DepartmentLadder, LadderRung } from '../../contract/ladders.ts';
import { timeText, timeTextOrNull } from '../../formats.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { type Names, namesFor } from '../../views/named.ts';
import { changeOrganisation } from './change.ts';

export const listDepartmentLadders: Handler<'listDepartmentLadders'> = async ({ language }, services) => {
  const rows = await listLadders(services.database);
  return { items: await viewsOf(services, language, rows) };
};

export const putDepartmentLadder: Handler<'putDepartmentLadder'> = async (
  { params: { department }, body, principal, language },
  services,
) => {
  if (!(await findDepartment(services.database, department)))
    refuse('not-found', { kind: 'department', id: department });
  check(department, body.rungs);
  const at = services.runtime.clock.now();
  const rungs = (version: number) => body.rungs.map((rung) => specOf(rung, `${department}/${version}/${rung.name}`));
  const change = { principal, operation: 'putDepartmentLadder', subject: department, details: body };
  await changeOrganisation(services, change, (client) =>
    insertLadder(client, { department, rungs, at, by: principal.id }),
  );
  const [latest] = await listLadders(services.database, department);
  if (!latest) throw new Error(`Expected a ladder of "${department}", but there is none.`);
  const [view] = await viewsOf(services, language, [latest]);
  return view as DepartmentLadder;
};

/** The same that a deployment asks of a ladder in a model. */
function check(department: string, rungs: readonly LadderRung[]): void {
  const names = rungs.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    refuse('ladder-refused', { reason: `"${twice}" comes twice`, reasonZh: `级别“${twice}”重复` });
  for (const rung of rungs) {
    const { when, name } = rung;
    if (when.kind !== 'used' && !isAmount(when.n, when.unit))
      refuse('ladder-refused', {
        reason: `${when.n} is no amount of "${name}"`,
        reasonZh: `级别“${name}”的数量不成立`,
      });
    const [mistake] = settingMistakes(department, specOf(rung, name));
    if (mistake) refuse('ladder-refused', { reason: mistake.en, reasonZh: mistake.zh });
  }
}

/** The id names the department and the version, because the journal of a case keeps it. */
const specOf = (rung: LadderRung, id: string): RungSpec => ({
  id,
  when: rung.when,
  clock: 'step',
  action: rung.action,
  to: rung.to && rung.to.length > 0 ? { kind: 'literal', text: rung.to.join(',') } : null,
  process: rung.process ?? null,
  topic: rung.topic ?? null,
  basis: rung.basis ?? null,
  daily: rung.daily ?? false,
});

async function viewsOf(services: Services, language: Language, rows: readonly LadderRecord[]) {
  const names = await namesFor(
    services,
    language,
    rows.map(({ department }) => ({ department })),
  );
  return rows.map((row) => viewOf(row, names));
}

function viewOf(row: LadderRecord, names: Names): DepartmentLadder {
  const { department, version, since, until, by, rungs } = row;
  return {
    ...{ department, version, by },
    departmentName: names.department(department),
    since: timeText(since),
    until: timeTextOrNull(until),
    rungs: rungs.map((rung) => rungView(rung)),
  };
}

const rungView = ({ id, when, action, to, process, topic, basis, daily }: RungSpec): LadderRung => ({
  name: id.split('/').slice(2).join('/'),
  when: when as LadderRung['when'],
  action: action as LadderRung['action'],
  to: to?.kind === 'literal' ? to.text.split(',') : [],
  ...{ process, topic, basis, daily },
});
