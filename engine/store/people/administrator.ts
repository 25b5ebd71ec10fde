import type { Database } from './database.ts';

/** Makes the account `admin`, or sets its password and makes it able to administer again; its sessions end. */
export async function putAdministrator(database: Database, passwordHash: string): Promise<void> {
  await database.query(
    `with put as (
       insert into account as a (id, name, name_en, roles, password_hash) values ('admin', '系统管理员', 'Administrator', array['admin'], $1)
       on conflict (id) do update set password_hash = excluded.password_hash, active = true,
         roles = case when 'admin' = any(a.roles) then a.roles else a.roles || 'admin'::text end
     )
     delete from session where account_id = 'admin'`,
    [passwordHash],
  );
}
