import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { describe } from '../../errors.ts';
import { fileText } from '../../model/xml/file-text.ts';
import { ldifToCsv } from '../../people/organisation/import/ldif.ts';
import type { ClaimRules } from '../../people/organisation/map-claims.ts';
import { ROLES } from '../../rights/roles.ts';
import { importOrganisation as runImport } from '../../store/people/import-organisation.ts';
import { print } from '../output.ts';
import { DATABASE_OPTION, type DatabaseOption, withEngine } from '../with-engine.ts';

interface Options extends DatabaseOption {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly claims?: string;
}

/** `tongban import-organisation FILE`: departments, posts, people and positions, all or nothing. Exit code 1 where something is wrong. */
export function importOrganisation(program: Command): void {
  program
    .command('import-organisation')
    .description(
      'Import departments, posts, people and positions from a CSV file, or an LDIF export. 从 CSV 文件或 LDIF 导出文件导入部门、岗位、人员与任职。',
    )
    .option('--claims <file>', 'for a .ldif export of a directory: JSON that says which attribute is whose what')
    .argument('<file>', 'CSV with the header kind,id,name,name_en,parent,department,post,head,since,until,roles,groups')
    .option('--dry-run', 'only say what is wrong and what would be written')
    .option(...DATABASE_OPTION)
    .option('--json', 'answer in JSON')
    .action((file: string, options: Options) => run(file, options));
}

const DIRECTORY: ClaimRules = { id: 'uid', name: 'cn', post: { claim: 'title' } };

/** LDIF becomes CSV first; lines of problems are then those of the CSV. */
function csvOf(file: string, text: string, claims: string | undefined): string {
  if (!file.toLowerCase().endsWith('.ldif')) return text;
  const rules = claims === undefined ? DIRECTORY : (JSON.parse(readFileSync(claims, 'utf8')) as ClaimRules);
  const csv = ldifToCsv(text, rules);
  if (csv.ok) return csv.value;
  throw new Error(`${describe(csv.failure, 'en')} ${describe(csv.failure, 'zh')}`);
}

async function run(file: string, options: Options): Promise<void> {
  const read = fileText(file, readFileSync(file));
  if (!read.ok) throw new Error(`${read.problem.message.en} ${read.problem.message.zh}`);
  const csv = csvOf(file, read.text, options.claims);
  await withEngine(options, async ({ runtime }) => {
    const order = {
      csv,
      dryRun: options.dryRun ?? false,
      actor: 'cli',
      at: runtime.clock.now(),
      roles: ROLES,
    };
    const plan = await runImport(runtime.pool, order);
    print(plan, options, () =>
      [
        ...plan.problems.map(({ line, en, zh }) => `${basename(file)}:${line} ${en} ${zh}`),
        `${plan.departments.length} departments 部门, ${plan.posts.length} posts 岗位, ${plan.people.length} people 人员, ${plan.positions.length} positions 任职`,
        plan.applied ? 'imported 已导入' : 'nothing was written 未写入',
      ].join('\n'),
    );
    if (plan.problems.length > 0) process.exitCode = 1;
  });
}
