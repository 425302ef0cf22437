import type { Queryable } from '#platform/db/statement.ts';

interface RoleFacts {
  readonly version: number;
  readonly database: string;
  readonly role: string;
  readonly super: boolean;
  readonly bypass: boolean;
  /** Roles whose rights it could take up. */
  readonly through: readonly string[];
  readonly owned: readonly string[];
  readonly schemas: readonly string[];
}

/**
 * Refuses a serving role that row-level security could not bind: superuser, BYPASSRLS, owner of the database, a table or a schema,
 * or a member of such a role; and a server older than 15. The error lists the statements to run. Checks the
 * connected role, or `role` when given.
 */
export async function checkServingRole(db: Queryable, role?: string): Promise<void> {
  const facts = (await db.query<RoleFacts>(factsQuery, [role ?? null])).rows[0];
  if (!facts) throw new Error(`the database has no role ${role}`);
  if (facts.version < 150_000) throw new Error(`PostgreSQL 15 or later is needed; this server is ${Math.floor(facts.version / 10_000)}`);
  const faults = [
    facts.super ? 'is a superuser' : '',
    facts.bypass ? 'has BYPASSRLS' : '',
    facts.through.length > 0 ? `is a member of ${facts.through.join(', ')}` : '',
    facts.owned.length > 0 ? `owns ${facts.owned.slice(0, 5).join(', ')}${facts.owned.length > 5 ? ', …' : ''}` : '',
  ].filter(Boolean);
  if (faults.length === 0) return;
  throw new Error(`the serving role ${facts.role} ${faults.join(' and ')}, so row-level security would not bind it. Run as a superuser:\n\n${remedy(facts)}`);
}

/** A superuser or an owner stays what it is and a new role serves; anything less is taken from the role. */
function remedy(facts: RoleFacts): string {
  if (!facts.super && facts.owned.length === 0) {
    return [...(facts.bypass ? [`ALTER ROLE ${facts.role} NOBYPASSRLS;`] : []), ...facts.through.map((other) => `REVOKE ${other} FROM ${facts.role};`)].join(
      '\n',
    );
  }
  const serving = facts.role === 'tabadul_app' ? 'tabadul_serving' : 'tabadul_app';
  return [
    `CREATE ROLE ${serving} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '<secret>';`,
    `GRANT CONNECT ON DATABASE ${facts.database} TO ${serving};`,
    ...facts.schemas.flatMap((schema) => [
      `GRANT USAGE ON SCHEMA ${schema} TO ${serving};`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${serving};`,
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${serving};`,
    ]),
    '',
    `Then name ${serving} in DATABASE_URL; ${facts.role} may stay in DATABASE_OWNER_URL.`,
  ].join('\n');
}

const factsQuery = `
  with me as (select * from pg_roles where rolname = coalesce($1, current_user)),
  own_schemas as (
    select oid, nspname, nspowner from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
  ),
  things as (
    select datdba as owner, 'database ' || quote_ident(datname) as name from pg_database where datname = current_database()
    union all
    select nspowner, 'schema ' || quote_ident(nspname) from own_schemas
    union all
    select relowner, quote_ident(nspname) || '.' || quote_ident(relname)
    from pg_class join own_schemas s on s.oid = relnamespace where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  )
  select
    current_setting('server_version_num')::int as version,
    quote_ident(current_database()) as database,
    quote_ident(me.rolname) as role,
    me.rolsuper as super,
    me.rolbypassrls as bypass,
    array(
      select quote_ident(r.rolname) from pg_roles r
      where r.oid <> me.oid and not me.rolsuper and r.rolname <> 'pg_database_owner' and pg_has_role(me.oid, r.oid, 'member')
        and (r.rolsuper or r.rolbypassrls or exists (select from things where owner = r.oid))
      order by 1
    ) as through,
    array(select name from things where owner = me.oid order by 1) as owned,
    array(select quote_ident(nspname) from own_schemas order by 1) as schemas
  from me`;
