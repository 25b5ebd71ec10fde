import type { Role } from '../../commands/command.ts';
import type { Language } from '../../errors.ts';
import type { Names } from './names.ts';

/** Who is behind a token, as rights are judged on. */
export interface Identity extends Names {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly department: string | null;
  readonly language: Language | null;
}

/** Columns of an `Identity` from `account a`. */
export const IDENTITY_COLUMNS = `a.id, a.name, a.name_en as "nameEn", a.roles, a.department, a.language,
  array(select m.group_id from membership m where m.account_id = a.id order by m.group_id) as groups`;
