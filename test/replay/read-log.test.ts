import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { PositionedRecord } from '../../engine/replay/log-event.ts';
import { readLog } from '../../engine/replay/read-log.ts';

const CSV =
  'case:concept:name,concept:name,time:timestamp\nc1,"Check, twice",2011-10-11 13:45:40.276000+02:00\nc1,审核,2011-10-12 08:26:25+02:00\n';

const XES = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0">
  <string key="concept:name" value="not a case"/>
  <trace>
    <string key="concept:name" value="c1"/>
    <event><string key="concept:name" value="Check, twice"/><date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/></event>
    <event><string key="concept:name" value="审核 &amp; 批准"/><date key="time:timestamp" value="2011-10-12T08:26:25+02:00"/></event>
  </trace>
  <trace>
    <string key="concept:name" value="c2"/>
    <event><string key="concept:name" value="Check, twice"/></event>
  </trace>
</log>`;

async function all(records: AsyncIterable<PositionedRecord>): Promise<PositionedRecord[]> {
  const found: PositionedRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
}

async function failure(records: AsyncIterable<PositionedRecord>): Promise<string> {
  try {
    await all(records);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('replay/read-log', () => {
  let folder = '';
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-log-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('should read CSV rows with quoted commas and count them from 1', async () => {
    const records = await all(readLog(file('a.csv', CSV)));

    expect(records.map(({ position }) => position)).to.deep.equal([1, 2]);
    expect(records[0]?.record['concept:name']).to.equal('Check, twice');
    expect(records[1]?.record['concept:name']).to.equal('审核');
  });

  it('should read XES events with the attributes of their trace, and of no other', async () => {
    const records = await all(readLog(file('a.xes', XES)));

    expect(records.map(({ record }) => record['case:concept:name'])).to.deep.equal(['c1', 'c1', 'c2']);
    expect(records[1]?.record['concept:name']).to.equal('审核 & 批准');
    expect(records[2]?.record).to.not.have.property('time:timestamp');
  });

  it('should read both formats gzipped', async () => {
    const csv = await all(readLog(file('a.csv.gz', gzipSync(CSV))));
    const xes = await all(readLog(file('a.xes.gz', gzipSync(XES))));

    expect(csv).to.have.length(2);
    expect(xes).to.have.length(3);
  });

  it('should give the same records however the file is cut into chunks', async () => {
    const many = `<log>${'<trace><string key="concept:name" value="审核"/><event><string key="concept:name" value="批准"/></event></trace>'.repeat(5000)}</log>`;

    const records = await all(readLog(file('big.xes', many)));

    expect(records).to.have.length(5000);
    expect(
      new Set(records.map(({ record }) => `${record['case:concept:name']}/${record['concept:name']}`)),
    ).to.deep.equal(new Set(['审核/批准']));
  });

  it('should report how much of the file was read', async () => {
    const path = file('a.csv', CSV);
    let read = 0;

    await all(
      readLog(path, (bytes) => {
        read = bytes;
      }),
    );

    expect(read).to.equal(Buffer.byteLength(CSV));
  });

  it('should name what it expected when the file has another name, a broken row, broken XML, or is missing', async () => {
    expect(() => readLog(join(folder, 'a.txt'))).to.throw('.csv, .xes');
    expect(await failure(readLog(file('b.csv', 'a,b\n1,2\n3\n')))).to.match(/line 3|columns/i);
    expect(await failure(readLog(file('b.xes', '<log><trace></log>')))).to.not.equal('');
    expect(await failure(readLog(file('c.xes', '<!DOCTYPE log><log/>')))).to.contain('DOCTYPE');
    expect(await failure(readLog(join(folder, 'missing.csv')))).to.contain('ENOENT');
    expect(await failure(readLog(join(folder, 'missing.xes.gz')))).to.contain('ENOENT');
  });
});
