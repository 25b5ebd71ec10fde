import { refuse } from '../../../errors.ts';
import { ROLES } from '../../../rights/roles.ts';
import { importOrganisation as runImport } from '../../../store/people/import-organisation.ts';
import type { Handler } from '../../route.ts';

/** A dry run answers with what is wrong; in earnest that is a refusal, which names every line too. */
export const importOrganisation: Handler<'importOrganisation'> = async ({ body, principal, language }, services) => {
  const { csv, dryRun = false } = body;
  const { database, runtime } = services;
  const order = { csv, dryRun, actor: principal.id, at: runtime.clock.now(), roles: ROLES };
  const { problems, applied, departments, posts, people, positions } = await runImport(database, order);
  if (!dryRun && problems.length > 0) {
    const fields = problems.map(({ line, en, zh }) => ({ path: `line ${line}`, message: en, messageZh: zh }));
    refuse('import-invalid', { count: problems.length }, { fields });
  }
  if (applied) await runtime.organisation.refresh();
  return {
    applied,
    departments: departments.length,
    posts: posts.length,
    people: people.length,
    positions: positions.length,
    problems: problems.map(({ line, en, zh }) => ({ line, message: language === 'en' ? en : zh })),
  };
};
