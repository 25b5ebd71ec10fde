/** The `tongban` command: one file per sub-command. Exit codes: 0 done, 1 the answer is no (problems found, a chain is broken), 2 could not run. */
import { Command } from 'commander';
import { bench } from './commands/bench.ts';
import { check } from './commands/check.ts';
import { conform } from './commands/conform.ts';
import { contract } from './commands/contract.ts';
import { deploy } from './commands/deploy.ts';
import { importOrganisation } from './commands/import-organisation.ts';
import { layout } from './commands/layout.ts';
import { migrate } from './commands/migrate.ts';
import { pictures } from './commands/pictures.ts';
import { repair } from './commands/repair.ts';
import { replay } from './commands/replay.ts';
import { start } from './commands/start.ts';
import { testProcess } from './commands/test-process.ts';
import { verifyAudit } from './commands/verify-audit.ts';
import { verifyClocks } from './commands/verify-clocks.ts';

const program = new Command('tongban')
  .description('Workflow engine for approvals that cross departments. 跨部门审批流程引擎。')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

for (const add of [
  start,
  migrate,
  deploy,
  check,
  conform,
  contract,
  testProcess,
  layout,
  pictures,
  replay,
  verifyAudit,
  verifyClocks,
  repair,
  importOrganisation,
  bench,
])
  add(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
