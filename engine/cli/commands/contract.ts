import { type Command, Option } from 'commander';
import { readContracts } from '../../../adapters/contracts.ts';
import { documentContract } from '../../../adapters/kit/document.ts';

/** `tongban contract NAME`: the page for the people who build the department's side. */
export function contract(program: Command): void {
  program
    .command('contract')
    .description('Write the contract of a department as a page. 输出部门接口契约文档。')
    .argument('<name>', 'of the contract 契约名')
    .addOption(new Option('--language <language>', 'of the page 语言').choices(['zh', 'en']).default('zh'))
    .action((name: string, { language }: { readonly language: 'zh' | 'en' }) => {
      const found = readContracts().find((candidate) => candidate.name === name);
      if (!found) throw new Error(`Expected the name of a contract, but "${name}" is none.`);
      process.stdout.write(documentContract(found, language));
    });
}
