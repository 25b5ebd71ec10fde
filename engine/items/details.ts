/** What a service guide 办事指南 says of an item besides its limits and materials. Codes are opaque: their making is for whoever gives them out. */
import { Type } from 'typebox';
import { Amount, closed, Key, nullable, oneOf, Words } from './schema.ts';

const Code = Type.String({ minLength: 1, maxLength: 200 });

export const Codes = closed({
  /** 基本编码. */
  base: Type.Optional(Code),
  /** 实施编码; where it begins with a unified social credit code, with that of the organ. */
  implementation: Type.Optional(Code),
  /** 业务办理项编码. */
  handling: Type.Optional(Code),
});

export const Organ = closed({
  department: Key,
  window: Type.Optional(Key),
  coDepartments: Type.Optional(Type.Array(Key)),
  /** Unified social credit code of the implementing organ. */
  creditCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  /** 实施主体性质: by law, authorised, or entrusted by another. */
  nature: Type.Optional(oneOf(['statutory', 'authorised', 'entrusted'])),
  entrustedBy: Type.Optional(Words),
  /** 行使层级. */
  level: Type.Optional(oneOf(['state', 'province', 'city', 'county', 'township', 'village'])),
  /** 权力来源. */
  powerSource: Type.Optional(Words),
  section: Type.Optional(Words),
});

/** 审批结果. */
export const Outcome = closed({
  licence: Words,
  sample: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  validity: Type.Optional(Words),
  /** Where it holds. */
  area: Type.Optional(Words),
  annualCheck: Type.Optional(Type.Boolean()),
});

/** 特别程序: what it takes by law is not always counted among the time for the decision. */
export const SpecialProcedure = closed({
  name: Words,
  limit: Type.Optional(Amount),
  legalBasis: nullable(Words),
  counts: Type.Boolean(),
});

/** 延期规则. */
export const Extension = closed({ ...Amount.properties, legalBasis: nullable(Words) });

/** How it is handled, beyond the channels. */
export const Handling = closed({
  /** 网办深度, Ⅰ information to Ⅳ fully online. */
  onlineDepth: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  /** 一窗分类. */
  windowClass: Type.Optional(oneOf(['comprehensive', 'special'])),
  /** 通办范围. */
  area: Type.Optional(oneOf(['nationwide', 'crossProvince', 'wholeCity', 'local'])),
  appointment: Type.Optional(Type.Boolean()),
  courier: Type.Optional(Type.Boolean()),
  agent: Type.Optional(Type.Boolean()),
});

export const Fee = closed({
  charged: Type.Boolean(),
  standard: Type.Optional(Words),
  basis: Type.Optional(Words),
  reduction: Type.Optional(Words),
  payment: Type.Optional(Words),
});

export const Help = closed({
  questions: Type.Optional(Type.Array(closed({ question: Words, answer: Words }))),
  advicePhone: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  complaintPhone: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** 示范文本: where they are to be had. */
  models: Type.Optional(Type.Array(closed({ name: Words, at: Type.String({ minLength: 1, maxLength: 2_000 }) }))),
});
