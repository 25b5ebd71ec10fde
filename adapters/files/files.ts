/**
 * Tables through a folder on an SFTP server. A collection moves what it finds into a folder of its own, named after its idempotency key, before
 * it reads: a repetition finds the folder and gives the same rows, and nothing is lost when the first answer was.
 */
import { createHash } from 'node:crypto';
import { type CheckedRows, checkRows, type RowProblem } from '../../engine/identity/check-rows.ts';
import type { Adapter, AdapterAnswer, DataQuality } from '../../engine/port.ts';
import type { Contract, Values } from '../kit/contract.ts';
import { keepContract, type TalkCall } from '../kit/keep-contract.ts';
import { readReference } from '../kit/read-reference.ts';
import { compileSchema } from '../kit/schemas.ts';
import { checkedSettings } from '../kit/settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { MOST_ROWS, readTable } from './read-table.ts';
import { FILES_SCHEMA, type FilesSettings, type Source } from './settings.ts';
import { type Sftp, withSftp } from './sftp.ts';
import { writeCsv } from './write-csv.ts';

const MOST_FILE_BYTES = 20 * 1024 * 1024;

interface Known {
  readonly name: string;
  readonly source: Source;
  readonly check: ReturnType<typeof compileSchema>;
}

export function createFiles(contract: Contract, settings: unknown, surroundings: Surroundings): Adapter {
  const { sources } = checkedSettings<FilesSettings>('files', FILES_SCHEMA, settings);
  const known = new Map(
    Object.entries(sources).map(
      ([name, source]) => [name, { name, source, check: compileSchema(source.row) }] as const,
    ),
  );
  return keepContract(contract, {
    async call(call) {
      const found = known.get(String(call.values.source));
      if (!found) return { kind: 'error', code: 'files.source-unknown' };
      const { password, privateKey, ...server } = found.source;
      const keys = {
        password: password && (await readReference(password, surroundings)),
        privateKey: privateKey && (await readReference(privateKey, surroundings)),
      };
      return withSftp({ ...server, ...keys }, call.request.signal, (sftp) =>
        call.operation.topic === 'files.deliver' ? deliver(sftp, found.source, call) : collect(sftp, found, call),
      );
    },
  });
}

/** A key is ours, but becomes the name of a folder. */
const folderOf = (key: string): string =>
  /^[A-Za-z0-9-]{1,64}$/.test(key) ? key : createHash('sha256').update(key).digest('hex');

interface Aside {
  readonly row: Values;
  readonly line: number;
  readonly problems: readonly string[];
}

async function collect(sftp: Sftp, known: Known, { request }: TalkCall): Promise<AdapterAnswer> {
  const { source } = known;
  const folder = `${source.done}/${folderOf(request.idempotencyKey)}`;
  if (await sftp.makeFolder(folder)) await takeOver(sftp, source.inbox, folder);
  const files = (await sftp.list(folder)).filter(({ isFile }) => isFile).sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows: Values[] = [];
  const report: Values[] = [];
  let quarantined = 0;
  const checked: Checked[] = [];
  for (const { name } of files) {
    const { good, aside, numbers, ...counts } = sorted(
      known,
      name,
      await sftp.read(`${folder}/${name}`, MOST_FILE_BYTES),
    );
    rows.push(...good);
    if (numbers) checked.push({ file: name, ...numbers });
    quarantined += aside.length;
    report.push({ file: name, good: good.length, quarantined: aside.length, ...counts });
    if (aside.length > 0)
      await sftp.write(`${source.quarantine}/${folderOf(request.idempotencyKey)}-${name}.csv`, asideFile(aside));
  }
  const path = `${source.quarantine}/${folderOf(request.idempotencyKey)}-report.json`;
  if (quarantined > 0 || report.some(({ problem }) => problem !== undefined))
    await sftp.write(path, Buffer.from(JSON.stringify(report, null, 2)));
  const variables = { files: files.length, rows, quarantined, report: JSON.stringify(report) };
  const quality = qualityOf(known, checked);
  return { kind: 'completed', variables, ...(quality && { quality }) };
}

/** As many files as one answer can hold; the rest stays for the next time. Names that begin with a point or end with `.part` are still being written. */
async function takeOver(sftp: Sftp, inbox: string, folder: string): Promise<void> {
  const ready = (await sftp.list(inbox))
    .filter(({ name, isFile, size }) => isFile && size <= MOST_FILE_BYTES && /^[^./\\][^/\\]*\.(csv|xlsx)$/i.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  let bytes = 0;
  for (const { name, size } of ready) {
    bytes += size;
    if (bytes > MOST_FILE_BYTES) return;
    await sftp.rename(`${inbox}/${name}`, `${folder}/${name}`);
  }
}

interface Sorted {
  readonly good: readonly Values[];
  readonly aside: readonly Aside[];
  readonly problem?: string;
  readonly identity?: CheckedRows['counts'];
  readonly numbers?: Pick<CheckedRows, 'counts' | 'quarantined'>;
}

function sorted({ source, check }: Known, name: string, data: Buffer): Sorted {
  const table = readTable(name, data);
  if (!table.ok) return { good: [], aside: [], problem: table.problem };
  const wrongShape = new Map(
    table.rows.flatMap((row, index): [number, readonly string[]][] => {
      const problems = check(row);
      return problems.length > 0 ? [[index, problems]] : [];
    }),
  );
  const { quarantined, counts } = checkRows(table.rows, source.identity ?? {});
  const wrongNumber = new Map(quarantined.map(({ index, problems }) => [index, problems.map(shortly)]));
  const aside = table.rows.flatMap((row, index): Aside[] => {
    const problems = [...(wrongShape.get(index) ?? []), ...(wrongNumber.get(index) ?? [])];
    return problems.length > 0 ? [{ row, line: index + 2, problems }] : [];
  });
  const lines = new Set(aside.map(({ line }) => line));
  return {
    good: table.rows.filter((_, index) => !lines.has(index + 2)).slice(0, MOST_ROWS),
    aside,
    identity: counts,
    numbers: { counts, quarantined },
  };
}

type Checked = NonNullable<Sorted['numbers']> & { readonly file: string };

/** For the report of the source; a row is named by its file and line. */
function qualityOf({ name, source: { identity = {} } }: Known, files: readonly Checked[]): DataQuality | undefined {
  if (files.length === 0) return undefined;
  const ruleOf = (field: string): string => [...(identity[field] ?? [])].sort().join(' | ');
  return {
    source: name,
    checked: files.flatMap(({ counts }) =>
      Object.entries(counts).map(([field, count]) => ({ field, rule: ruleOf(field), ...count })),
    ),
    setAside: files.flatMap(({ file, quarantined }) =>
      quarantined.flatMap(({ index, row, problems }) =>
        problems.map(({ field }) => ({
          place: `/${file}/${index + 2}`,
          field,
          rule: ruleOf(field),
          value: String(row[field]),
        })),
      ),
    ),
  };
}

const shortly = ({ field, rule, zh }: RowProblem): string => `${field}: ${rule} (${zh})`;

const asideFile = (aside: readonly Aside[]): Buffer =>
  writeCsv(
    aside.map(({ row, line, problems }) => ({ ...row, '(line 行)': line, '(problems 问题)': problems.join('; ') })),
  );

/** Written beside and renamed, so that nobody reads half of it; a file that is there was delivered. */
async function deliver(sftp: Sftp, { outbox }: Source, { values, request }: TalkCall): Promise<AdapterAnswer> {
  const { source, rows } = values as { source: string; rows: Values[] };
  const file = `${source}-${folderOf(request.idempotencyKey)}.csv`;
  if (!(await sftp.exists(`${outbox}/${file}`))) {
    await sftp.write(`${outbox}/${file}.part`, writeCsv(rows));
    await sftp.rename(`${outbox}/${file}.part`, `${outbox}/${file}`);
  }
  return { kind: 'completed', variables: { file, rows: rows.length } };
}
