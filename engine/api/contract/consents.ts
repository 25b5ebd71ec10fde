/** What people say about being read about. */
import { type Static, Type } from 'typebox';
import { SIGNED_ON } from '../../sharing/consent.ts';
import { operation } from './operation.ts';
import { closed, Id, listQuery, nullable, oneOf, page, Text, Time } from './schema.ts';

const CONSENT_STATES = ['valid', 'withdrawn', 'ended', 'refused'] as const;

const signedBy = {
  by: Type.String({ minLength: 1, maxLength: 200, description: 'Who signed: the person, or who acts for them.' }),
  on: oneOf(SIGNED_ON),
};

/** Staff who write down what somebody says have it signed by them. */
const SignedInput = closed({
  ...signedBy,
  reference: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Number of the paper, or of the record of the pad.' }),
  ),
});

const Consent = closed({
  id: Id,
  subject: Type.String({ description: 'Masked.' }),
  codes: Type.Array(Id),
  data: Type.Array(closed({ code: Id, name: Type.String(), providerName: Type.String() })),
  purpose: Type.String(),
  purposeEn: nullable(Type.String()),
  textVersion: Type.String(),
  signed: Type.Union([closed({ ...signedBy, reference: nullable(Type.String()) }), Type.Null()], {
    description: 'Null: said by the person themselves.',
  }),
  instanceId: nullable(Id),
  givenAt: Time,
  until: Time,
  recordedBy: Id,
  recordedByName: Type.String(),
  withdrawnAt: nullable(Time),
  state: oneOf(CONSENT_STATES),
  reads: Type.Integer({ minimum: 0, description: 'Reads that were answered by it.' }),
  withdrawable: Type.Boolean({ description: 'The caller may withdraw it.' }),
});
export type Consent = Static<typeof Consent>;

const AskedConsent = closed({
  code: Id,
  topic: Type.String({ description: 'What a material that is waived by it names.' }),
  name: Type.String(),
  provider: Id,
  providerName: Type.String(),
  items: Type.Array(Type.String(), { description: 'What would be told, in the language of the caller.' }),
  purpose: Type.String(),
  purposeEn: Type.String(),
  basis: nullable(Type.String()),
  basisEn: nullable(Type.String()),
  until: Time,
  textVersion: Type.String({ description: 'The wording; kept with what is said.' }),
});

/** What somebody says about shared data as they apply. */
export const SaidConsents = Type.Array(
  closed({
    code: Id,
    given: Type.Boolean({ description: 'False: refused, and handed in by the applicant instead.' }),
    signed: Type.Optional(SignedInput),
  }),
  { maxItems: 50 },
);

const tag = 'sharing';

export const consentOperations = {
  listAskedConsents: operation({
    method: 'get',
    path: '/process-definitions/{id}/data-consents',
    tag,
    summary: {
      en: 'What an application would have departments asked about a person, to be agreed to or refused',
      zh: '申请时须征求本人同意的数据查询，可同意或拒绝',
    },
    right: 'definition.read',
    answer: { status: 200, schema: closed({ items: Type.Array(AskedConsent) }) },
  }),
  listDataConsents: operation({
    method: 'get',
    path: '/data-consents',
    tag,
    summary: {
      en: 'Consents one recorded, and those of one’s own cases; of a case one works on, all of it; auditors and the data bureau see all',
      zh: '本人登记的及本人办件中的同意；经办人可见所办案件的全部同意；审计与数据局可见全部',
    },
    right: 'case.read',
    query: listQuery({ instanceId: Type.Optional(Id), state: Type.Optional(oneOf(CONSENT_STATES)) }, ['-id']),
    answer: { status: 200, schema: page(Consent) },
  }),
  createDataConsent: operation({
    method: 'post',
    path: '/data-consents',
    tag,
    summary: {
      en: 'Record that somebody lets data about them be read, or does not; what staff record is signed by the person',
      zh: '登记本人同意或不同意；工作人员代为登记的须有本人签字',
    },
    right: 'notice.use',
    body: closed({
      subject: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 100,
          description: 'The identity number; kept masked and hashed. Absent: the one in the data of the case.',
        }),
      ),
      codes: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
      purpose: Type.String({ minLength: 1, maxLength: 500 }),
      purposeEn: Type.Optional(nullable(Text(500))),
      textVersion: Type.String({ minLength: 1, maxLength: 200, description: 'Which wording was shown.' }),
      given: Type.Optional(Type.Boolean({ default: true, description: 'False: refused.' })),
      signed: Type.Optional(SignedInput),
      instanceId: Type.Optional(nullable(Id)),
      until: Time,
    }),
    answer: { status: 201, schema: Consent },
    problems: ['data-consent-unsigned', 'data-subject-missing', 'period-invalid'],
    example: {
      subject: '11010519491231002X',
      codes: ['civil-affairs.check-low-income'],
      purpose: '救助资格核验',
      textVersion: '2026-03',
      signed: { by: '张三', on: 'paper', reference: 'TY-2026-17' },
      until: '2026-09-01T00:00:00Z',
    },
  }),
  withdrawDataConsent: operation({
    method: 'post',
    path: '/data-consents/{id}/withdraw',
    tag,
    summary: {
      en: 'Withdraw a consent: nothing is read by it any more. By who recorded it, whose case it is, or the data bureau',
      zh: '撤回同意（登记人、办件申请人或数据局）：此后不得据此查询',
    },
    right: 'notice.use',
    answer: { status: 200, schema: Consent },
  }),
};
