import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { basisIn, basisInOrNull } from '../../engine/law/basis.ts';

const CHINESE = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;
const english = (basis: string): string => basisIn('en', basis);

describe('law/basis', () => {
  it('should name law, article, paragraph, item and remark in English', () => {
    expect(english('行政许可法第四十二条')).to.equal('Administrative Licence Law, Art. 42');
    expect(english('行政许可法 44')).to.equal('Administrative Licence Law, Art. 44');
    expect(english('《中华人民共和国行政许可法》第四十二条第二款（统一、联合、集中办理）')).to.equal(
      'Administrative Licence Law, Art. 42, para. 2 (handled by one, jointly or at one place)',
    );
    expect(english('行政处罚法第一百零二条第二款第（三）项')).to.equal(
      'Administrative Penalty Law, Art. 102, para. 2, item 3',
    );
    expect(english('地方性规定：工单标明的时限')).to.equal('Local rules: the time that the order states');
    expect(english('行政许可法')).to.equal('Administrative Licence Law');
  });

  it('should put first what a model says itself, to English readers alone', () => {
    const own = new Map([['行政许可法第四十二条', 'Licensing Act, s. 42']]);

    expect(basisIn('en', '行政许可法第四十二条', own)).to.equal('Licensing Act, s. 42');
    expect(basisIn('zh', '行政许可法第四十二条', own)).to.equal('行政许可法第四十二条');
    expect(basisIn('en', '行政许可法 44', own)).to.equal('Administrative Licence Law, Art. 44');
  });

  it('should read numerals as they are counted', () => {
    const numerals = {
      第十条: 10,
      第十九条: 19,
      第二十条: 20,
      第一百条: 100,
      第一百一十条: 110,
      第一千二百六十条: 1260,
    };

    expect(Object.keys(numerals).map((article) => english(`民法典${article}`))).to.deep.equal(
      Object.values(numerals).map((n) => `Civil Code, Art. ${n}`),
    );
  });

  it('should keep the words of what it does not know, and all of a law it does not know', () => {
    expect(english('行政许可法第四十二条（本市另有规定）')).to.equal(
      'Administrative Licence Law, Art. 42 (本市另有规定)',
    );
    expect(english('某市管理办法第三条')).to.equal('某市管理办法第三条');
    expect(english('a contract')).to.equal('a contract');
    expect(english('')).to.equal('');
  });

  it('should leave everything as it is written to a Chinese reader, and lose no sign of any remark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const signs = (of: string): string => of.replace(/[\s《》]/g, '');
        expect(basisIn('zh', text)).to.equal(text);
        expect(signs(english(`消防法第十五条：${text}`))).to.contain(signs(text));
      }),
    );
    expect(english('消防法：constructor')).to.equal('Fire Protection Law: constructor');
    expect(english('__proto__')).to.equal('__proto__');
    expect(basisInOrNull('en', null)).to.equal(null);
    expect(english('行政许可法第三十八条；食品安全法第三十五条')).to.equal(
      'Administrative Licence Law, Art. 38; Food Safety Law, Art. 35',
    );
    expect(basisInOrNull('en', undefined)).to.equal(null);
  });

  it('should know every basis that the processes name', () => {
    const models = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.bpmn'),
    );
    const named = models.flatMap((path) =>
      [...readFileSync(`processes/${path}`, 'utf8').matchAll(/\bbasis="([^"]*)"/g)].map(([, basis = '']) => basis),
    );

    expect(named.length).to.be.greaterThan(30);
    expect(named.map(english).filter((text) => CHINESE.test(text))).to.deep.equal([]);
  });
});
