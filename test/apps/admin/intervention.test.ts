import { expect } from 'chai';
import { readJson } from '../../../apps/admin/json-text.ts';
import { localInput } from '../../../apps/admin/local-input.ts';
import { isLoginName } from '../../../apps/admin/login-name.ts';
import { marksOf, offeredFor } from '../../../apps/admin/modification.ts';

const HERE = [
  { elementId: 'check', state: 'active' },
  { elementId: 'check', state: 'active' },
  { elementId: 'pay', state: 'incident' },
] as const;

describe('moving a case by hand', () => {
  it('should offer to cancel only what is there', () => {
    expect(offeredFor('check', HERE)).to.deep.equal(['startBefore', 'startAfter', 'cancel']);
    expect(offeredFor('decide', HERE)).to.deep.equal(['startBefore', 'startAfter']);
  });

  it('should offer nothing before an element is chosen', () => {
    expect(offeredFor('', HERE)).to.deep.equal([]);
  });

  it('should show where the case is, what failed and what is chosen', () => {
    const { marks } = marksOf({ elements: HERE, plan: [], chosen: 'decide' });

    expect(marks).to.deep.equal({ check: 'active', pay: 'incident', decide: 'heat-2' });
  });

  it('should count what is there and show the plan beside it', () => {
    const { badges } = marksOf({ elements: HERE, plan: [{ type: 'cancel', elementId: 'check' }], chosen: '' });

    expect(badges.map(({ elementId, text, kind }) => [elementId, text, kind])).to.deep.equal([
      ['check', '2', 'info'],
      ['pay', '1', 'info'],
      ['check', '×', 'bad'],
    ]);
  });
});

describe('the value of a variable', () => {
  it('should be JSON', () => {
    expect(readJson('{"a":[1,"x",null]}')).to.deep.equal({ ok: true, value: { a: [1, 'x', null] } });
    expect(readJson(' "agreed" ')).to.deep.equal({ ok: true, value: 'agreed' });
  });

  it('should never be guessed at', () => {
    for (const text of ['', 'agreed', '007', "'x'", '{a: 1}', '1,2'])
      expect(readJson(text), text).to.deep.equal({ ok: false });
  });
});

describe('a time in an input of the browser', () => {
  it('should come back as the same minute, whatever the zone of the reader', () => {
    for (const at of ['2026-03-29T00:30:00.000Z', '2026-12-31T23:59:00.000Z']) {
      expect(new Date(localInput(at)).toISOString()).to.equal(at);
    }
  });
});

describe('the id of a user or group', () => {
  it('should admit letters of any language', () => {
    for (const id of ['li.na', '李娜', 'a@b-c_d', '7']) expect(isLoginName(id), id).to.equal(true);
  });

  it('should not begin with a sign, contain spaces or be endless', () => {
    for (const id of ['', '.a', 'a b', 'a/b', 'x'.repeat(101)]) expect(isLoginName(id), id).to.equal(false);
  });
});
