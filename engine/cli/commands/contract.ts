import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { readContracts } from '../../../adapters/contracts.ts';
import { documentContract } from '../../../adapters/kit/document.ts';
import { contractFromOpenApi } from '../../../adapters/kit/openapi/from-openapi.ts';
import { readText } from '../../../adapters/kit/openapi/read-text.ts';

interface FromOpenApiOptions {
  readonly name: string;
  readonly level?: string;
  readonly operations?: string[];
  readonly out?: string;
}

/** A description of an interface is text; what is larger is something else. */
const MAX_BYTES = 20 * 1024 * 1024;

/** `tongban contract NAME`: the page for the people who build the department's side. `tongban contract from-openapi FILE`: a contract to begin with. */
export function contract(program: Command): void {
  const pages = program
    .command('contract')
    .description('Write the contract of a department as a page. 输出部门接口契约文档。')
    .argument('<name>', 'of the contract 契约名')
    .addOption(new Option('--language <language>', 'of the page 语言').choices(['zh', 'en']).default('zh'))
    .action((name: string, { language }: { readonly language: 'zh' | 'en' }) => {
      const found = readContracts().find((candidate) => candidate.name === name);
      if (!found) throw new Error(`Expected the name of a contract, but "${name}" is none.`);
      process.stdout.write(documentContract(found, language));
    });
  pages
    .command('from-openapi')
    .description(
      'Make a contract, and how it is called, from an OpenAPI 3 document (JSON or YAML). 由 OpenAPI 文档生成接口契约与接入配置。',
    )
    .argument('<file>', 'OpenAPI document OpenAPI 文档')
    .requiredOption('--name <name>', 'of the department, first part of its topics 部门契约名')
    .addOption(
      new Option('--level <level>', 'data level of values that have no x-tb-level 未标注字段的数据级别').choices([
        '1',
        '2',
        '3',
        '4',
      ]),
    )
    .option('--operations <ids...>', 'only these, by operationId (default: all) 仅这些操作')
    .option('--out <folder>', 'write contract.json and connection.json there (default: print the contract) 输出文件夹')
    .action(fromOpenApi);
}

async function fromOpenApi(file: string, { name, level, operations, out }: FromOpenApiOptions): Promise<void> {
  const made = contractFromOpenApi(await readDocument(file), {
    name,
    level: level === undefined ? undefined : (Number(level) as 1 | 2 | 3 | 4),
    ...(operations && { operations }),
  });
  const text = (json: unknown): string => `${JSON.stringify(json, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(text(made.contract));
    return;
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'contract.json'), text(made.contract), { flag: 'wx' });
  await writeFile(join(out, 'connection.json'), text({ connections: { [name]: made.connection } }), { flag: 'wx' });
  console.log(made.contract.operations.map(({ topic, effect }) => `${topic} (${effect})`).join('\n'));
}

async function readDocument(file: string): Promise<unknown> {
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw new Error(`Expected ${file} to have at most ${MAX_BYTES} bytes, but it has ${size}.`);
  return readText(await readFile(file, 'utf8'));
}
