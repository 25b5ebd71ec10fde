import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type Connections, readConnections } from '../../../adapters/connections.ts';
import { readContracts } from '../../../adapters/contracts.ts';
import { conform as conformTo, type Finding } from '../../../adapters/kit/conform.ts';
import { realSurroundings } from '../../../adapters/real-surroundings.ts';
import { createRegistry } from '../../../adapters/registry.ts';
import { print, table } from '../output.ts';

interface ConformOptions {
  readonly connections?: string;
  readonly changes?: boolean;
  readonly json?: boolean;
}

/** `tongban conform [NAME…]`: whether departments keep their contracts, those that are connected for real. Exit code 1 where one does not. */
export function conform(program: Command): void {
  program
    .command('conform')
    .description(
      'Ask departments for the examples of their contracts, and say what does not fit. 按契约样例检查部门接口是否一致。',
    )
    .argument('[names...]', 'contracts (default: every one that is connected) 契约名，默认检查全部已接入的')
    .option('--connections <file>', 'how departments are reached (default: TONGBAN_CONNECTIONS) 接入配置文件')
    .option('--changes', 'also operations that change something there 同时检查会产生后果的操作')
    .option('--json', 'answer in JSON')
    .action(async (names: string[], options: ConformOptions) => {
      const path = options.connections ?? process.env.TONGBAN_CONNECTIONS;
      const findings = await findingsOf(names, path ? readConnections(path) : {}, options.changes ?? false);
      print({ findings }, options, () => inWords(findings));
      if (findings.some(({ passed }) => !passed)) process.exitCode = 1;
    });
}

async function findingsOf(
  names: readonly string[],
  connections: Connections,
  changes: boolean,
): Promise<readonly Finding[]> {
  const registry = createRegistry(realSurroundings, { connections });
  const wanted = names.length > 0 ? names : Object.keys(connections);
  const findings: Finding[] = [];
  for (const name of wanted) {
    const contract = readContracts().find((candidate) => candidate.name === name);
    const adapter = registry.adapters.find((candidate) => candidate.name === name);
    if (!contract || !adapter) throw new Error(`Expected the name of a contract, but "${name}" is none.`);
    findings.push(
      ...(await conformTo(contract, adapter, { changes, now: () => performance.now(), newKey: randomUUID })),
    );
  }
  return findings;
}

const inWords = (findings: readonly Finding[]): string => {
  const failed = findings.filter(({ passed }) => !passed).length;
  const rows = findings.map(({ topic, test, passed, detail, ms }) => [
    passed ? '✓' : '✗',
    topic,
    test,
    Math.round(ms),
    passed ? '' : detail,
  ]);
  return [
    ...(rows.length > 0 ? [table(['', 'topic', 'test', 'ms', ''], rows)] : []),
    `${findings.length} checked, ${failed} do not fit`,
  ].join('\n');
};
