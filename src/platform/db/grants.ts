import pg from 'pg';

const own = ['platform', 'directory', 'vocabulary', 'thread', 'measures', 'review', 'search', 'practices', 'exchange', 'partnerships', 'exports'];

/**
 * Gives the serving role what it needs and no more: rows of the modules, appending to the audit log, and
 * the job queue, whose private tables have row-level security without a policy, so that without ours a
 * worker of this role runs nothing and says nothing. Idempotent.
 */
export async function grantServingRole(owner: pg.Pool, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const statements = [
    ...own.flatMap((schema) => [
      `grant usage on schema ${schema} to ${name}`,
      `grant select, insert, update, delete on all tables in schema ${schema} to ${name}`,
    ]),
    `grant usage on schema audit, tabadul to ${name}`,
    `grant select on tabadul.migrations to ${name}`,
    `revoke all on all tables in schema audit from ${name}`,
    `grant select, insert on audit.entries, audit.leaves, audit.heads to ${name}`,
    `grant select, insert, delete on audit.unsealed to ${name}`,
    `grant select, insert, update on audit.lease to ${name}`,
    `grant usage on schema graphile_worker to ${name}`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${name}`,
    `grant usage on all sequences in schema graphile_worker to ${name}`,
    `grant execute on all functions in schema graphile_worker to ${name}`,
  ];
  for (const sql of statements) await owner.query(sql);
  const queues = await owner.query<{ relname: string }>(
    "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'graphile_worker' and c.relrowsecurity and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tabadul_serving')",
  );
  for (const { relname } of queues.rows)
    await owner.query(`create policy tabadul_serving on graphile_worker.${pg.escapeIdentifier(relname)} to ${name} using (true) with check (true)`);
}
