import { expect } from 'chai';
import { readableTable, type TableWords } from '../../../apps/shared/components/readable-table.ts';

const HEADS: Readonly<Record<string, string>> = {
  businessKey: '办件编号',
  departmentName: '部门',
  dueAt: '到期时间',
  gross: '总用时（小时）',
  netCount: '净用时',
  grossCount: '总用时',
  rate: '拒绝率（%）',
  departmentNames: '经过的部门',
};
const words: TableWords = {
  column: (name) => HEADS[name],
  code: (column, value) => (column === 'lamp' && value === 'red' ? '超期' : undefined),
  comma: '、',
};
const lines = (table: string): string[] => readableTable(table, words).trimEnd().split('\r\n');

describe('apps/shared/components/readable-table', () => {
  it('should name columns, leave out ids that have a name, and put what a row is of first', () => {
    const table = 'instanceId,lamp,businessKey,department,departmentName\r\ni-1,red,K-1,fire,消防\r\n';

    expect(lines(table)).to.deep.equal(['办件编号,部门,lamp', 'K-1,消防,超期']);
  });

  it('should say times as here, spans in hours and shares in percent', () => {
    const at = new Date(2026, 2, 9, 8, 5);
    const table = `businessKey,dueAt,gross,rate\r\n007,${at.toISOString()},5400000,0.7264\r\n`;

    expect(lines(table)[1]).to.equal('007,2026-03-09 08:05,1.5,72.6');
  });

  it('should take no count for a span, keep texts with commas, quotes and line ends whole, and leave out empty columns', () => {
    expect(lines('days,net,gross\r\n0,60,66\r\n')).to.deep.equal(['days,净用时,总用时', '0,60,66']);
    expect(lines('businessKey,name,person\r\nK-1,"a,""b""\r\nc",\r\n').slice(1).join('\r\n')).to.equal(
      'K-1,"a,""b""\r\nc"',
    );
    expect(lines('businessKey,departments,departmentNames\r\nK-1,"[""a""]","[""甲"",""乙""]"\r\n')[1]).to.equal(
      'K-1,甲、乙',
    );
  });

  it('should keep what the server wrote so that no spreadsheet takes it for a formula, and a table without rows', () => {
    expect(lines("businessKey\r\n'=1+1\r\n")[1]).to.equal("'=1+1");
    expect(lines('businessKey,dueAt\r\n')).to.deep.equal(['办件编号,到期时间']);
  });
});
