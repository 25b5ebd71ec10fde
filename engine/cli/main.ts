/** The `tongban` command: one file per sub-command. Exit codes: 0 done, 1 the answer is no (problems found, a chain is broken), 2 could not run. */
import { Command } from 'commander';

/** Each is read only when it is asked for: all of them together are most of the engine, and take seconds. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  migrate: async () => (await import('./commands/migrate.ts')).migrate,
  deploy: async () => (await import('./commands/deploy.ts')).deploy,
  check: async () => (await import('./commands/check.ts')).check,
  conform: async () => (await import('./commands/conform.ts')).conform,
  contract: async () => (await import('./commands/contract.ts')).contract,
  'test-process': async () => (await import('./commands/test-process.ts')).testProcess,
  layout: async () => (await import('./commands/layout.ts')).layout,
  pictures: async () => (await import('./commands/pictures.ts')).pictures,
  replay: async () => (await import('./commands/replay.ts')).replay,
  'verify-audit': async () => (await import('./commands/verify-audit.ts')).verifyAudit,
  'verify-clocks': async () => (await import('./commands/verify-clocks.ts')).verifyClocks,
  repair: async () => (await import('./commands/repair.ts')).repair,
  'import-organisation': async () => (await import('./commands/import-organisation.ts')).importOrganisation,
  bench: async () => (await import('./commands/bench.ts')).bench,
};

const program = new Command('tongban')
  .description('Workflow engine for approvals that cross departments. 跨部门审批流程引擎。')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const asked = COMMANDS[process.argv[2] ?? ''];
// For help, and to say what there is when there is no such command.
for (const load of asked ? [asked] : Object.values(COMMANDS)) (await load())(program);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
