import { loadDemoDirectory } from '#modules/directory/load/load-demo.ts';
import { loadDemoNeeds } from '#modules/exchange/load/load-demo.ts';
import { loadDemoPartnerships } from '#modules/partnerships/load/load-demo.ts';
import { loadDemoPractices } from '#modules/practices/load/load-demo.ts';
import { loadDemoCollections } from '#modules/practices/load/load-demo-collections.ts';
import { refreshOutdated } from '#modules/search/documents/refresh-documents.ts';
import { searchSources } from '#modules/search/documents/sources.ts';
import type { Ctx } from '#platform/context.ts';
import { statement } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';

const isLoaded = statement('main.is-demo-loaded', "select 1 as loaded from platform.settings where name = 'demo-loaded'");
const markLoaded = statement(
  'main.mark-demo-loaded',
  "insert into platform.settings (name, value) values ('demo-loaded', to_jsonb($1::timestamptz)) on conflict (name) do nothing",
);
const gone = "audiences = '{}', facets = '{}', tags = '{}', texts = '{}', gone = true, xid = pg_current_xact_id()";
const ofDemo = "(n.origin = 'demo' or n.entity_id in (select id from directory.entities where origin = 'demo'))";
const removals = [
  `update search.documents d set ${gone} from partnerships.agreements a where d.kind = 'agreement' and d.ref_id = a.id::text and a.origin = 'demo'`,
  `delete from measures.indicators i using partnerships.agreements a where i.subject_kind = 'agreement' and i.subject_id = a.id::text and a.origin = 'demo'`,
  `delete from partnerships.agreements where origin = 'demo'`,
  `update search.documents d set ${gone} from exchange.needs n where d.kind = 'need' and d.ref_id = n.id::text and ${ofDemo}`,
  `delete from thread.links l using exchange.needs n where l.to_kind = 'need' and l.to_id = n.id::text and ${ofDemo}`,
  `delete from exchange.needs n where ${ofDemo}`,
  `update exchange.needs set country_code = null where country_code in (select code from directory.countries where origin = 'demo')`,
  `delete from practices.collections where origin = 'demo'`,
  `update search.documents d set ${gone} from directory.entities e where d.kind = 'entity' and d.ref_id = e.id::text and e.origin = 'demo'`,
  `update search.documents d set ${gone} from directory.countries c where d.kind = 'country' and d.ref_id = c.code and c.origin = 'demo'`,
  `update search.documents d set ${gone}
     from practices.practices p where d.kind = 'practice' and d.ref_id = p.id::text and p.origin = 'demo'`,
  `delete from review.reviews r using practices.practices p where r.subject_kind = 'practice' and r.subject_id = p.id::text and p.origin = 'demo'`,
  `delete from measures.indicators i using practices.practices p where i.subject_kind = 'practice-version' and i.subject_id like p.id || ':%' and p.origin = 'demo'`,
  `delete from thread.links l using practices.practices p where p.origin = 'demo' and ((l.from_kind = 'practice' and l.from_id = p.id::text) or (l.to_kind = 'practice' and l.to_id = p.id::text))`,
  `delete from practices.practices p using directory.pub_entities e where p.entity_id = e.id and (p.origin = 'demo' or e.origin = 'demo')`,
  `delete from practices.code_numbers where prefix in (select code from directory.countries where origin = 'demo')`,
  `delete from directory.invitations i where i.person_id in (select id from directory.people where origin = 'demo')
     or (i.scope_kind = 'entity' and i.scope_id in (select id::text from directory.entities where origin = 'demo'))
     or (i.scope_kind = 'country' and i.scope_id in (select code from directory.countries where origin = 'demo'))`,
  `delete from directory.role_grants g using directory.entities e where g.scope_kind = 'entity' and g.scope_id = e.id::text and e.origin = 'demo'`,
  `delete from directory.role_grants g using directory.countries c where g.scope_kind = 'country' and g.scope_id = c.code and c.origin = 'demo'`,
  `update directory.entities set parent_id = null where origin <> 'demo' and parent_id in (select id from directory.entities where origin = 'demo')`,
  `update directory.entities set country_code = null where origin <> 'demo' and country_code in (select code from directory.countries where origin = 'demo')`,
  `update practices.practices set country_code = null where country_code in (select code from directory.countries where origin = 'demo')`,
  `update directory.people set entity_id = null where entity_id in (select id from directory.entities where origin = 'demo') and origin <> 'demo'`,
  `delete from directory.people where origin = 'demo'`,
  `update directory.entities set parent_id = null where origin = 'demo'`,
  `delete from directory.entities where origin = 'demo'`,
  `delete from directory.countries where origin = 'demo'`,
  `delete from platform.settings where name = 'demo-loaded'`,
];

/** Loads the demonstration set once; false when it is there already. Production refuses it before this is called. */
export async function loadDemo(ctx: Ctx): Promise<boolean> {
  if ((await isLoaded(ctx.db)).length > 0) return false;
  const { actor, entityCode } = await loadDemoDirectory(ctx);
  await loadDemoPractices(ctx, actor, entityCode);
  await loadDemoCollections(ctx, actor);
  await loadDemoNeeds(ctx, actor);
  await loadDemoPartnerships(ctx, actor);
  await refreshOutdated(ctx, searchSources());
  await markLoaded(ctx.db, ctx.now);
  return true;
}

/** Takes the demonstration set out again: its countries, entities, people, accounts and practices. The audit log keeps that they were there. */
export function removeDemo(ctx: Ctx): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    if ((await isLoaded(tx.db)).length === 0) return false;
    for (const sql of removals) await tx.db.query(sql);
    recordAudit(tx, { what: 'main.demo.removed', ref: { kind: 'demo', id: 'all' } });
    return true;
  });
}
