import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { createFiles } from '../../../adapters/files/files.ts';
import { readTable } from '../../../adapters/files/read-table.ts';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';
import { type SftpOffice, sftpOffice } from './sftp-office.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/files/contract.json', import.meta.url)), 3_000);
const SECRET = 'hush-46';
const text = { type: 'string', maxLength: 100 };

const adapterFor = ({ port, hostKey }: SftpOffice, more = {}) =>
  createFiles(
    CONTRACT,
    {
      kind: 'files',
      sources: {
        civil: {
          host: '127.0.0.1',
          port,
          user: 'tongban',
          password: 'secret:SFTP',
          hostKey,
          inbox: '/in',
          done: '/done',
          quarantine: '/bad',
          outbox: '/out',
          row: {
            type: 'object',
            properties: { 证件号码: text, 姓名: { ...text, minLength: 1 }, 金额: text },
            required: ['姓名'],
            additionalProperties: false,
          },
          identity: { 证件号码: ['resident-id'] },
          ...more,
        },
      },
    },
    surroundings({ secrets: { SFTP: SECRET, WRONG: 'wrong-hush' } }),
  );

const collect = (idempotencyKey: string) =>
  requestOf({ topic: 'files.collect', idempotencyKey, variables: { source: 'civil' } });
const CSV = '证件号码,姓名\n11010519491231002X,张三\n110105194912310021,李四\n,"王,五"\n440524188001010014,\n';

describe('files', () => {
  describeRemote({
    start: async (): Promise<Remote> => {
      const office = await sftpOffice(SECRET);
      return {
        adapter: adapterFor(office),
        behave: office.behave,
        keys: () => (existsSync(join(office.root, 'out')) ? readdirSync(join(office.root, 'out')) : []),
        stop: office.stop,
      };
    },
    good: { topic: 'files.deliver', variables: { source: 'civil', rows: [{ number: '1' }] } },
    refused: { variables: { source: 'nobody', rows: [{ number: '1' }] }, code: 'files.source-unknown' },
    effect: 'change',
    modes: ['silent', 'cut'],
    certain: ['cut'],
    secrets: [SECRET],
  });

  let office: SftpOffice;
  beforeEach(async () => {
    office = await sftpOffice(SECRET);
  });
  afterEach(() => office.stop());
  const put = (name: string, content: string | Buffer): void => writeFileSync(join(office.root, 'in', name), content);
  const completed = async (key: string) => {
    const answer = await adapterFor(office).call(collect(key));
    if (answer.kind !== 'completed') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const answerOf = async (key: string) =>
    (await completed(key)).variables as {
      files: number;
      rows: Record<string, string>[];
      quarantined: number;
      report: string;
    };

  it('should give the good rows, set the bad ones aside and say how many', async () => {
    put('a.csv', CSV);

    const { files, rows, quarantined, report } = await answerOf('k-1');

    expect([files, rows.map(({ 姓名 }) => 姓名), quarantined]).to.deep.equal([1, ['张三', '王,五'], 2]);
    expect(JSON.parse(report)[0].identity).to.deep.equal({ 证件号码: { checked: 3, failed: 1 } });
    const aside = readFileSync(join(office.root, 'bad', 'k-1-a.csv.csv'), 'utf8');
    expect(aside).to.contain('110105194912310021').and.contain('440524188001010014').and.not.contain('张三');
    expect(aside).to.contain('校验码');
    expect(readdirSync(join(office.root, 'in'))).to.deep.equal([]);
  });

  it('should tell the engine how many numbers of the source were wrong, and which', async () => {
    put('a.csv', CSV);
    put('b.csv', '证件号码,姓名\n110105194912310022,赵六\n');

    const { quality } = await completed('k-1');

    const at = { field: '证件号码', rule: 'resident-id' };
    expect(quality).to.deep.equal({
      source: 'civil',
      checked: [
        { ...at, checked: 3, failed: 1 },
        { ...at, checked: 1, failed: 1 },
      ],
      setAside: [
        { ...at, place: '/a.csv/3', value: '110105194912310021' },
        { ...at, place: '/b.csv/2', value: '110105194912310022' },
      ],
    });
  });

  it('should give a repetition the same rows, and a new collection the new files', async () => {
    put('a.csv', CSV);
    const first = await answerOf('k-1');
    put('b.csv', '姓名\n赵六\n');

    expect(await answerOf('k-1')).to.deep.equal(first);
    expect((await answerOf('k-2')).rows).to.deep.equal([{ 姓名: '赵六' }]);
  });

  it('should read spreadsheets and files of older office programs', async () => {
    put('people.xlsx', readFileSync(new URL('data/people.xlsx', import.meta.url)));
    put(
      'gbk.csv',
      Buffer.concat([
        Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]),
        Buffer.from('\r\n'),
        Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]),
        Buffer.from('\r\n'),
      ]),
    );

    const { rows, quarantined } = await answerOf('k-1');

    expect(rows).to.deep.equal([
      { 姓名: '张三' },
      { 证件号码: '11010519491231002X', 姓名: '证件样本', 金额: '12.5' },
      { 证件号码: '440524188001010014', 姓名: '李四', 金额: '3' },
    ]);
    expect(quarantined).to.equal(2);
  });

  it('should leave what is no finished table where it is', async () => {
    for (const name of ['.hidden.csv', 'a.csv.part', 'a.exe', 'a.csv.gz']) put(name, CSV);
    mkdirSync(join(office.root, 'in', 'folder.csv'));

    expect((await answerOf('k-1')).files).to.equal(0);
    expect(readdirSync(join(office.root, 'in'))).to.have.length(5);
  });

  it('should report files that cannot be read, and read the others', async () => {
    put('broken.xlsx', 'not a spreadsheet');
    put('twice.csv', 'a,a\n1,2\n');
    put('quote.csv', '姓名\n"open\n');
    put('good.csv', '姓名\n张三\n');

    const { rows, report } = await answerOf('k-1');

    expect(rows).to.deep.equal([{ 姓名: '张三' }]);
    expect(JSON.parse(report).filter(({ problem }: { problem?: string }) => problem)).to.have.length(3);
    expect(existsSync(join(office.root, 'bad', 'k-1-report.json'))).to.equal(true);
  });

  it('should not speak to a server with another key, and not show passwords', async () => {
    const other = await adapterFor(office, { hostKey: 'A'.repeat(43) }).call(collect('k-1'));
    const wrong = await adapterFor(office, { password: 'secret:WRONG' }).call(collect('k-1'));

    expect(other).to.deep.equal({ kind: 'failed', message: 'the server has another key' });
    expect(wrong.kind).to.equal('failed');
    expect(JSON.stringify(wrong)).to.not.contain('wrong-hush');
  });

  it('should deliver once, and never half a file', async () => {
    const deliver = (rows: object[]) =>
      adapterFor(office).call(
        requestOf({ topic: 'files.deliver', idempotencyKey: '../k', variables: { source: 'civil', rows } }),
      );

    await deliver([{ a: '1', b: 'x,"y"\n' }, { c: 2 }]);
    await deliver([{ other: 1 }]);

    const files = readdirSync(join(office.root, 'out'));
    expect(files).to.have.length(1);
    expect(readFileSync(join(office.root, 'out', files[0] ?? ''), 'utf8')).to.equal(
      '\ufeffa,b,c\r\n1,"x,""y""\n",\r\n,,2\r\n',
    );
  });
});

describe('tables', () => {
  const sheet = (xml: string): Buffer => zipOf({ 'xl/worksheets/sheet1.xml': xml });

  it('should not unpack without end', () => {
    const bomb = zipOf({ 'xl/worksheets/sheet1.xml': Buffer.alloc(60 * 1024 * 1024, ' ') });

    expect(readTable('a.xlsx', bomb)).to.deep.equal({
      ok: false,
      problem: 'not a spreadsheet: too large when unpacked',
    });
  });

  it('should refuse document types, far columns and broken archives', () => {
    const head = '<row><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>';
    expect(readTable('a.xlsx', sheet(`<!DOCTYPE x><sheetData>${head}</sheetData>`)).ok).to.equal(false);
    expect(readTable('a.xlsx', sheet(`<sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData>`)).ok).to.equal(false);
    const good = sheet(`<sheetData>${head}</sheetData>`);
    expect(readTable('a.xlsx', good)).to.deep.equal({ ok: true, rows: [] });
    for (let length = 0; length < good.length; length += 7)
      expect(readTable('a.xlsx', good.subarray(0, length)).ok).to.equal(false);
  });

  it('should keep values for which there is no column, so that the row is noticed', () => {
    expect(readTable('a.csv', Buffer.from('a\n1,2,3\n'))).to.deep.equal({
      ok: true,
      rows: [{ a: '1', '(more)': '2,3' }],
    });
    expect(readTable('a.csv', Buffer.from('__proto__\n1\n')).ok).to.equal(false);
    expect(readTable('a.csv', Buffer.from('')).ok).to.equal(false);
  });
});

/** A small archive, written from the format's description. */
function zipOf(entries: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
