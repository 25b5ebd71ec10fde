import { expect } from 'chai';
import { opinionWords } from '../../../apps/shared/cases/opinion-words.ts';

const NAMES: Readonly<Record<string, string>> = { 'wu.examiner': '吴静', 'li.window': '李建国' };
const naming = { nameOf: (id: string): string => NAMES[id] ?? id, comma: '、', colon: '：' };
const say = (verb: string, text: string): string => opinionWords({ verb, text }, naming);

describe('words of opinions', () => {
  it('should name who was added to a task, before what was said to them', () => {
    expect(say('add-signer', 'wu.examiner, li.window: 请就消防表态: 第 3 条')).to.equal(
      '吴静、李建国：请就消防表态: 第 3 条',
    );
    expect(say('add-signer', 'wu.examiner')).to.equal('吴静');
  });

  it('should leave all other words as they were said', () => {
    expect(say('complete', 'wu.examiner: 同意')).to.equal('wu.examiner: 同意');
  });
});
