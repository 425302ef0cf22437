import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { insertEntity, insertPerson, selectEntityByCode } from '../queries.ts';

interface Names {
  readonly ar: string | null;
  readonly en: string | null;
}
interface FactEntity {
  readonly id: string;
  readonly type: string;
  readonly name: Names;
  readonly country?: string;
  readonly parent?: string;
  readonly aliases?: readonly Names[];
  readonly seed?: string;
  readonly seeds?: readonly string[];
}
interface FactPerson {
  readonly id: string;
  readonly name: Names;
  readonly roles: readonly { title: Names; seed: string }[];
}

const codeOf = (id: string): string => id.toUpperCase();
/** The facts file names its five documents by file; here they are 000 to 004. */
export const documentOf = (seed: string | undefined): string => (seed ?? '000').slice(0, 3);

/** Loads the entities and people that the facts name. Those already here stay as they were edited. Gives how many entities are new. */
export async function loadFactsDirectory(ctx: Ctx): Promise<number> {
  const facts = JSON.parse(await readFile(join(projectRoot, 'reference/facts.json'), 'utf8')) as { entities: FactEntity[]; people: FactPerson[] };
  return transaction(ctx, async (tx) => {
    const pending = [...facts.entities];
    const known = new Map<string, string>();
    let added = 0;
    while (pending.length > 0) {
      const index = pending.findIndex((entity) => !entity.parent || known.has(entity.parent));
      const [entity] = pending.splice(Math.max(0, index), 1) as [FactEntity];
      const code = codeOf(entity.id);
      const id = optionalRow(await selectEntityByCode(tx.db, code))?.id;
      known.set(entity.id, id ?? uuidv7(tx.now.getTime()));
      if (id) continue;
      const aliases = (entity.aliases ?? []).map((alias) => localizedText('ar', alias));
      const parent = entity.parent ? (known.get(entity.parent) ?? null) : null;
      await insertEntity(
        tx.db,
        known.get(entity.id),
        code,
        entity.country ?? null,
        entity.type,
        parent,
        localizedText('ar', entity.name),
        JSON.stringify(aliases),
        'fact',
        { document: documentOf(entity.seed ?? entity.seeds?.[0]) },
        tx.now,
      );
      added += 1;
    }
    if (added > 0) {
      for (const person of facts.people) {
        const [role] = person.roles;
        await insertPerson(
          tx.db,
          uuidv7(tx.now.getTime()),
          person.name.ar,
          person.name.en,
          null,
          false,
          null,
          role ? localizedText('ar', role.title) : null,
          null,
          'fact',
          { document: documentOf(role?.seed), unverified: true },
          tx.now,
        );
      }
      recordAudit(tx, { what: 'directory.facts.loaded', ref: { kind: 'facts', id: 'directory' }, after: { entities: added } });
    }
    return added;
  });
}
