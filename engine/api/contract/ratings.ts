import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Day, Id, listQuery, nullable, oneOf, page, Time } from './schema.ts';

const Level = Type.Integer({
  minimum: 1,
  maximum: 5,
  description: '1 very satisfied, 2 satisfied, 3 basically satisfied, 4 dissatisfied, 5 very dissatisfied.',
});
const State = oneOf(['closed', 'to-contact', 'verified', 'rectified', 'appealed']);
const Wording = Type.String({ minLength: 1, maxLength: 4000 });

export const Rating = closed({
  id: Id,
  instanceId: Id,
  contactPoint: Id,
  definitionKey: Id,
  definitionName: Type.String(),
  businessKey: nullable(Type.String()),
  department: nullable(Id),
  departmentName: nullable(Type.String()),
  level: Level,
  correctedLevel: nullable(Level),
  correctedAt: nullable(Time),
  anonymous: Type.Boolean(),
  verified: Type.Boolean({
    description:
      'False: nobody can tell whether who rated was concerned, or the rated department recorded it itself; it does not count.',
  }),
  comment: nullable(Type.String()),
  ratedBy: nullable(
    Type.String({
      description:
        'Null where anonymous, where it was recorded for another, and for others than the rater until it is closed.',
    }),
  ),
  ratedByName: nullable(Type.String()),
  recordedBy: nullable(
    Type.String({
      description: 'Who wrote it down for an applicant without an account; null where who rated entered it.',
    }),
  ),
  recordedByName: nullable(Type.String()),
  ratedAt: Time,
  state: State,
  inProcess: Type.Boolean({
    description:
      'The process of the case asked for it and sees to it: its steps are tasks there, and nothing falls due here.',
  }),
  contactDueAt: nullable(Type.String({ format: 'date-time', description: 'A named bad rating: one working day.' })),
  rectifyDueAt: nullable(Type.String({ format: 'date-time', description: 'From the contact on: five working days.' })),
  remindedAt: nullable(
    Type.String({ format: 'date-time', description: 'The department was told that what is due is due.' }),
  ),
  escalatedAt: nullable(
    Type.String({ format: 'date-time', description: 'Its superiors were told that it is overdue.' }),
  ),
  contactedAt: nullable(Time),
  contactedBy: nullable(Id),
  rectification: nullable(Type.String()),
  rectifiedAt: nullable(Time),
  rectifiedBy: nullable(Id),
  closedAt: nullable(Time),
  closedBy: nullable(Id),
  appeal: nullable(Type.String()),
  appealedBy: nullable(Id),
  appealOutcome: nullable(oneOf(['counted', 'not-counted'])),
  appealDecision: nullable(Type.String()),
  appealDecidedBy: nullable(Id),
});
export type Rating = Static<typeof Rating>;

const tag = 'ratings';

export const ratingOperations = {
  rateCase: operation({
    method: 'post',
    path: '/process-instances/{id}/ratings',
    tag,
    summary: {
      en: 'Rate a case that has been delivered or has ended, once for each contact point',
      zh: '对已送达或已办结的办件评价（一事一评、一次一评）',
    },
    right: 'rating.give',
    body: closed({
      contactPoint: Id,
      level: Level,
      anonymous: Type.Optional(Type.Boolean()),
      comment: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    answer: { status: 201, schema: Rating },
    problems: ['rating-exists', 'rating-not-open', 'rating-too-late'],
  }),
  listCaseRatings: operation({
    method: 'get',
    path: '/process-instances/{id}/ratings',
    tag,
    summary: { en: 'Ratings of a case', zh: '办件的评价' },
    right: 'rating.give',
    answer: {
      status: 200,
      schema: closed({
        until: nullable(
          Type.String({
            format: 'date-time',
            description: 'Until when it can be rated; null before delivery and end.',
          }),
        ),
        isOpen: Type.Boolean({ description: 'It can be rated now, where it was not at this contact point.' }),
        items: Type.Array(Rating),
      }),
    },
  }),
  listRatings: operation({
    method: 'get',
    path: '/ratings',
    tag,
    summary: { en: 'Ratings, the latest first', zh: '评价列表（新的在前）' },
    right: 'report.cases',
    query: listQuery(
      {
        state: Type.Optional(State),
        bad: Type.Optional(Type.Boolean()),
        late: Type.Optional(Type.Boolean({ description: 'Contact or rectification is overdue.' })),
        level: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, description: 'As corrected.' })),
        satisfied: Type.Optional(Type.Boolean({ description: 'The first three levels, as corrected.' })),
        rectified: Type.Optional(Type.Boolean()),
        recorded: Type.Optional(Type.Boolean({ description: 'Recorded for an applicant without an account.' })),
        contact: Type.Optional(oneOf(['due', 'in-time'])),
        counted: Type.Optional(Type.Boolean({ description: 'Only those that figures count.' })),
        department: Type.Optional(Id),
        without: Type.Optional(oneOf(['department'])),
        from: Type.Optional(Day),
        to: Type.Optional(Day),
      },
      ['-ratedAt'],
    ),
    answer: { status: 200, schema: page(Rating) },
  }),
  decideRatingAppeal: operation({
    method: 'post',
    path: '/ratings/{id}/decide',
    tag,
    summary: { en: 'Decide whether a rating counts; not by who appealed', zh: '裁定评价是否计入（申诉人不得裁定）' },
    right: 'rating.decide',
    body: closed({ outcome: oneOf(['counted', 'not-counted']), text: Wording }),
    answer: { status: 200, schema: Rating },
    problems: ['rating-state'],
  }),
  correctRating: operation({
    method: 'post',
    path: '/ratings/{id}/correct',
    tag,
    summary: {
      en: "Correct one's rating once, after rectification; both values are kept",
      zh: '整改后更正评价（一次，两个评价均保留）',
    },
    right: 'rating.give',
    body: closed({ level: Level }),
    answer: { status: 200, schema: Rating },
    problems: ['rating-state'],
  }),
  // After those with a word of their own: routes are matched in this order.
  advanceRating: operation({
    method: 'post',
    path: '/ratings/{id}/{verb}',
    tag,
    summary: {
      en: 'contact (verify), rectify (or explain), close (call back), appeal against a bad rating',
      zh: '差评处理：contact 核实、rectify 整改或说明、close 回访结案、appeal 申诉',
    },
    right: 'rating.handle',
    body: closed({ text: Wording }),
    answer: { status: 200, schema: Rating },
    problems: ['rating-in-process', 'rating-state'],
  }),
} as const;
