import { randomFrom } from '../../../adapters/kit/random.ts';
import { residentCheck } from '../../identity/check-characters.ts';
import { GIVEN, SURNAMES } from '../demo-names.ts';

/** Somebody who lives in the town: made up, with an identity number of the right making. */
export interface Citizen {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
}

const STREETS = ['人民路', '解放大道', '文昌街', '滨河东路', '学院路', '建设一路', '兴业街', '长乐巷'];
const CHECKS = '0123456789X';

export function citizensOf(seed: string, count: number): readonly Citizen[] {
  const random = randomFrom(seed, 'citizens');
  const below = (limit: number) => Math.floor(random() * limit);
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return Array.from({ length: count }, (_, index) => {
    const [surname, surnameEn] = SURNAMES[below(SURNAMES.length)] ?? ['', ''];
    const [given, givenEn] = GIVEN[below(GIVEN.length)] ?? ['', ''];
    const born = `${1950 + below(55)}${digits(1 + below(12), 2)}${digits(1 + below(28), 2)}`;
    return {
      id: `citizen.${digits(index + 1, 3)}`,
      name: surname + given,
      nameEn: `${surnameEn} ${givenEn}`,
      idNumber: withCheck(`420102${born}${digits(below(1_000), 3)}`),
      phone: `0${digits(10 + below(90), 3)}-${digits(below(10_000_000), 7)}`,
      address: `${STREETS[below(STREETS.length)]} ${1 + below(200)} 号`,
    };
  });
}

const withCheck = (digits: string): string =>
  `${digits}${Array.from(CHECKS).find((check) => residentCheck(digits + check))}`;
