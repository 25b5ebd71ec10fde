import { expect } from 'chai';
import fc from 'fast-check';
import { checkIdentity, doubtIdentity, type IdentityKind } from '../../engine/identity/identity.ts';
import { fullResidentId } from '../../engine/identity/old-number.ts';

const rules = (kind: IdentityKind, number: string, today?: string): readonly string[] =>
  checkIdentity(kind, number, today).map(({ rule }) => rule);

/** Published examples: those of the standards' texts, specimen cards, and codes of well-known organisations. */
const GOOD: Readonly<Record<IdentityKind, readonly string[]>> = {
  'resident-id': ['11010519491231002X', '440524188001010014'],
  'residence-permit': ['810000199408230021', '830000199201300022', '820000199001010010'],
  'permanent-residence-card': ['911124198108030024', '932682198501010017', 'CAN110081080310'],
  'credit-code': [
    '91350100M000100Y43',
    '9144030071526726XG',
    '91330100799655058B',
    '914403001922038216',
    '91110000600037341L',
  ],
  'organisation-code': ['D2143569X', 'D2143569-X', '600037341', 'M000100Y4'],
  passport: ['E00000000', 'EA1234567', 'L01X00T47'],
  'military-id': ['军字第12345678号', '士字第0012345号', '政字1234567'],
};
/** Of these nothing but the form can be judged. */
const FORM_ONLY: ReadonlySet<string> = new Set(['passport', 'military-id']);

const DIGITS = '0123456789';
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Every number that differs in one place, by the characters of an alphabet. */
function* mutations(number: string, alphabet: string): Generator<string> {
  for (let place = 0; place < number.length; place++)
    for (const char of alphabet)
      if (char !== number[place] && alphabet.includes(number[place] ?? ''))
        yield number.slice(0, place) + char + number.slice(place + 1);
}

describe('identity numbers', () => {
  for (const kind of Object.keys(GOOD) as IdentityKind[]) {
    it(`should let in the published examples of ${kind}`, () => {
      for (const number of GOOD[kind]) expect(rules(kind, number), number).to.deep.equal([]);
    });

    if (FORM_ONLY.has(kind)) continue;
    it(`should find every single wrong digit in ${kind}`, () => {
      for (const number of GOOD[kind])
        for (const wrong of mutations(number, DIGITS)) expect(rules(kind, wrong), wrong).not.to.deep.equal([]);
    });
  }

  it('should find every single wrong character of a credit code, letters too', () => {
    for (const number of GOOD['credit-code'])
      for (const wrong of mutations(number, CREDIT)) expect(rules('credit-code', wrong), wrong).not.to.deep.equal([]);
  });

  it('should find every swap of two neighbours in a resident number', () => {
    for (const number of [...GOOD['resident-id'], ...GOOD['residence-permit']]) {
      for (let place = 0; place < 17; place++) {
        const [a = '', b = ''] = [number[place], number[place + 1]];
        if (a === b) continue;
        const swapped = number.slice(0, place) + b + a + number.slice(place + 2);
        expect(rules('resident-id', swapped), swapped).not.to.deep.equal([]);
      }
    }
  });

  it('should find a wrong check character for any body', () => {
    const body = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(body, (digits) => {
        const head = `11${digits.slice(0, 4).join('')}19900101${digits.slice(4).join('')}`;
        const good = [...'0123456789X'].filter((check) => rules('resident-id', head + check).length === 0);

        expect(good).to.have.length(1);
      }),
    );
  });

  it('should refuse days that do not exist, and those after today', () => {
    expect(rules('resident-id', withCheck('11010519900230001'))).to.deep.equal(['birth-date']);
    expect(rules('resident-id', withCheck('11010519000229001'))).to.deep.equal(['birth-date']);
    expect(rules('resident-id', withCheck('11010520000229001'))).to.deep.equal([]);
    expect(rules('resident-id', withCheck('11010520260302001'), '2026-03-01')).to.deep.equal(['birth-date']);
    expect(rules('resident-id', withCheck('11010520260301001'), '2026-03-01')).to.deep.equal([]);
    expect(rules('permanent-residence-card', 'CAN110081130310'.replace(/.$/, '5'))).to.include('birth-date');
  });

  it('should tell of a province that nobody knows and not refuse it, and leave retired districts alone', () => {
    const unknown = withCheck('58010519900101001');

    expect(rules('resident-id', unknown)).to.deep.equal([]);
    expect(doubtIdentity('resident-id', ` ${unknown.toLowerCase()} `)).to.have.length(1);
    expect(rules('resident-id', withCheck('11999919900101001'))).to.deep.equal([]);
    expect(doubtIdentity('resident-id', withCheck('11999919900101001'))).to.deep.equal([]);
    expect(doubtIdentity('resident-id', '580105199001010010'), 'a wrong number is told as that alone').to.deep.equal(
      [],
    );
    expect(doubtIdentity('credit-code', '91350100M000100Y43')).to.deep.equal([]);
  });

  it('should find the number of 18 that belongs to one of 15, and none for anything else', () => {
    expect(fullResidentId('110105491231002')).to.equal('11010519491231002X');
    expect(fullResidentId('440524880101001')).to.equal(withCheck('44052419880101001'));
    for (const text of [
      '110105491331002',
      '11010549123100',
      '11010549123100X',
      '11010519491231002X',
      '',
      '8'.repeat(15),
    ])
      expect(fullResidentId(text), text).to.equal(null);
  });

  it('should want a digit in a passport number, and the branch in that of a soldier', () => {
    expect(rules('passport', 'ABCDEFGH')).to.deep.equal(['shape']);
    expect(rules('passport', 'E12-34567')).to.deep.equal(['shape']);
    expect(rules('military-id', '第12345678号')).to.deep.equal(['shape']);
    expect(rules('military-id', '军字第号')).to.deep.equal(['shape']);
  });

  it('should tell a resident number from a permit and from a card', () => {
    expect(rules('resident-id', '810000199408230021')).to.deep.equal(['area']);
    expect(rules('residence-permit', '11010519491231002X')).to.deep.equal(['area']);
    expect(rules('resident-id', '911124198108030024')).to.deep.equal(['area']);
  });

  it('should judge the organisation code inside a credit code by itself', () => {
    const number = '91350100M000100Y43';
    const wrongInner = [...CREDIT]
      .map((check) => `${number.slice(0, 16)}5${check}`)
      .map((candidate) => rules('credit-code', candidate))
      .filter((found) => !found.includes('check'));

    expect(wrongInner).to.deep.equal([['inner-check']]);
  });

  it('should take numbers as people type them', () => {
    expect(rules('resident-id', ' 11010519491231002x ')).to.deep.equal([]);
    expect(rules('resident-id', '１１０１０５１９４９１２３１００２Ｘ')).to.deep.equal([]);
    expect(rules('credit-code', '91350100m000100y43')).to.deep.equal([]);
  });

  it('should call anything else a wrong shape, however long', () => {
    for (const text of ['', '123', '110105491231002', '9'.repeat(1_000_000), 'null', '١'.repeat(18)])
      for (const kind of Object.keys(GOOD) as IdentityKind[])
        expect(rules(kind, text), text.slice(0, 20)).to.deep.equal(['shape']);
  });

  it('should never throw and never depend on anything but the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const kind of Object.keys(GOOD) as IdentityKind[])
          expect(checkIdentity(kind, text)).to.deep.equal(checkIdentity(kind, text));
      }),
    );
  });
});

/** Puts the check character of MOD 11-2, computed from the definition: the weighted sum of all 18 is 1 modulo 11. */
function withCheck(body: string): string {
  const weight = (place: number): number => 2 ** (17 - place) % 11;
  const total = [...body].reduce((sum, digit, place) => sum + Number(digit) * weight(place), 0);
  const check = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].find((value) => (total + value) % 11 === 1) ?? 0;
  return body + (check === 10 ? 'X' : check);
}
