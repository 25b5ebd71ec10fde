import { expect } from 'chai';
import fc from 'fast-check';
import { MASK_KINDS, type MaskKind } from '../../engine/model/masks.ts';
import { isMasked, maskValue } from '../../engine/rights/mask.ts';
import { shieldOf } from '../../engine/rights/shield.ts';

describe('rights/mask', () => {
  it('should leave what tells apart, and no more', () => {
    const shown = (kind: MaskKind, value: unknown): unknown => maskValue(kind, value);

    expect(shown('idNumber', '11010519491231002X')).to.equal('110***2X');
    expect(shown('phone', '13812345678')).to.equal('138***78');
    expect(shown('phone', 13812345678)).to.equal('138***78');
    expect(shown('account', '6222020200112233445')).to.equal('***3445');
    expect(shown('name', '欧阳小明')).to.equal('欧***');
    expect(shown('address', '杭州市滨江区江南大道 1 号')).to.equal('杭州市滨江区***');
    expect(shown('email', 'wang@example.cn')).to.equal('w***@example.cn');
    expect(shown('text', 'anything')).to.equal('***');
    expect(shown('phone', '1234')).to.equal('***');
    expect(shown('name', '王')).to.equal('***');
    expect([null, undefined, ''].map((value) => shown('text', value))).to.deep.equal([null, undefined, '']);
    expect(shown('text', true)).to.equal('***');
  });

  it('should never give the value back, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MASK_KINDS), fc.string({ minLength: 1, unit: 'grapheme' }), (kind, text) => {
        const masked = maskValue(kind, text);

        return isMasked(masked) && masked !== text && (text.length < 4 || !String(masked).includes(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('rights/shield', () => {
  const masks = new Map<string, MaskKind>([
    ['id', 'idNumber'],
    ['person.phone', 'phone'],
    ['children.id', 'idNumber'],
  ]);
  const values = {
    id: '11010519491231002X',
    person: { phone: '13812345678', name: 'x' },
    children: [{ id: '440524188001010014', age: 3 }],
    open: 1,
  };

  it('should mask variables at their paths, inside objects and in every entry of a list', () => {
    expect(shieldOf(masks, [values]).variables(values)).to.deep.equal({
      id: '110***2X',
      person: { phone: '138***78', name: 'x' },
      children: [{ id: '440***14', age: 3 }],
      open: 1,
    });
  });

  it('should find values wherever else they turn up, as part of a text or as a number', () => {
    const told = shieldOf(masks, [values]).anything({
      reason: `it gave ["11010519491231002X", 13812345678]`,
      number: 13812345678,
      id: 'element',
    });

    expect(JSON.stringify(told)).to.not.contain('1949').and.not.contain('13812345678');
    expect(told.id).to.equal('element');
  });

  it('should mask former values where events keep variables by name', () => {
    const told = shieldOf(masks, [values]).anything([
      { type: 'variablesWritten', values: { id: '999999199001010000' } },
    ]);

    expect(JSON.stringify(told)).to.not.contain('1990');
  });

  it('should hide numbers of the kind in free text although no variable has them, and nothing else', () => {
    const shield = shieldOf(new Map([['phone', 'phone']]), [{ phone: '13900000000' }]);

    expect(
      shield.anything({ text: '原号码 13812345678，单号 20260101138123456789，时间 1767225600000', n: 13812345678 }),
    ).to.deep.equal({ text: '原号码 138***78，单号 20260101138123456789，时间 1767225600000', n: 13812345678 });
    expect(shield.anything('11010519491231002X')).to.equal('11010519491231002X');
    expect(shieldOf(new Map([['id', 'idNumber']]), []).anything('身份证11010519491231002X。')).to.equal(
      '身份证110***2X。',
    );
  });

  it('should say where the case has something to mask', () => {
    expect(shieldOf(masks, [{ id: 'x', person: {}, children: [] }]).masked).to.deep.equal(['id']);
  });

  it('should never let a value through, wherever it stands', () => {
    const secret = fc.string({ minLength: 4, maxLength: 30, unit: fc.constantFrom(...'0123456789XYZ') });
    fc.assert(
      fc.property(secret, fc.jsonValue({ maxDepth: 3 }), fc.string(), (id, noise, text) => {
        const told = shieldOf(new Map([['id', 'text']]), [{ id }]).anything({
          noise,
          text: `${text}${id}${text}`,
          variables: { id },
          list: [id, { deep: id }],
        });

        return ![told.text, told.list, told.variables].some(
          (part) => JSON.stringify(part).includes(id) && !text.includes(id),
        );
      }),
      { numRuns: 300 },
    );
  });
});
