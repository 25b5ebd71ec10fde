import type { Command } from 'commander';

/** `tongban start`: what `npm start` does. */
export function start(program: Command): void {
  program
    .command('start')
    .description(
      'Start the engine and the web applications; settings come from the environment (see README). 启动引擎与网页应用。',
    )
    .action(async () => {
      const { main } = await import('../../main.ts');
      await main();
    });
}
