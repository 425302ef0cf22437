import { statement } from '#platform/db/statement.ts';

/**
 * The owner's tables, but for those whose comment is `derived`: they are made again from the others. Those of the
 * job queue belong to graphile-worker, which makes them itself.
 */
export const selectTables = statement<{ schema: string; name: string; columns: string[]; forced: boolean }>(
  'backup.select-tables',
  `select n.nspname::text as schema, c.relname::text as name, c.relforcerowsecurity as forced,
     array(select attname::text from pg_attribute
           where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'graphile_worker'
     and obj_description(c.oid, 'pg_class') is distinct from 'derived'
     and c.relowner = (select oid from pg_roles where rolname = current_user)
   order by n.nspname, c.relname`,
);

export const selectReferences = statement<{ child: string; parent: string }>(
  'backup.select-references',
  `select distinct cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
   from pg_constraint k
   join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
   join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
   where k.contype = 'f' and k.conrelid <> k.confrelid`,
);

export const selectSequences = statement<{ schema: string; name: string }>(
  'backup.select-sequences',
  `select n.nspname::text as schema, c.relname::text as name
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'S' and n.nspname <> 'graphile_worker'
     and c.relowner = (select oid from pg_roles where rolname = current_user)
   order by n.nspname, c.relname`,
);

export const setSequence = statement('backup.set-sequence', 'select setval($1::text::regclass, $2::text::bigint, $3)');

/** Every session shows its role and database to everybody. */
export const selectServing = statement<{ known: boolean; sessions: string }>(
  'backup.select-serving',
  `select exists (select from pg_roles where rolname = $1) as known,
     (select count(*) from pg_stat_activity
      where datname = current_database() and usename = $1 and pid <> pg_backend_pid())::text as sessions`,
);
