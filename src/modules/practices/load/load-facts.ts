import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entityByCode } from '#modules/directory/public.ts';
import { addLink } from '#modules/thread/public.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import { emptyContent } from '../content/content.ts';
import { insertPractice, raiseNumber, selectByCode } from '../queries.ts';
import { indexPractice } from '../write/index-practice.ts';

interface Pair {
  readonly ar: string;
  readonly en: string;
}
interface FactStub {
  readonly code: string;
  readonly country: string;
  readonly entity: string | null;
  readonly title: Pair;
  readonly known: Pair;
  readonly document: string;
  readonly silent: Pair;
  readonly who: Pair | null;
  readonly unverified: boolean;
  readonly inspiredBy: string | null;
  readonly under: string | null;
  readonly type: 'programme' | 'policy' | 'tool' | null;
}

const own = (pair: Pair) => localizedText('ar', pair, 'human');

/** Loads the facts about practices as public stubs: what the source says, what it leaves open, who could complete it. Gives how many are new. */
export async function loadFactStubs(ctx: Ctx): Promise<number> {
  const { stubs } = JSON.parse(await readFile(join(projectRoot, 'reference/fact-stubs.json'), 'utf8')) as { stubs: FactStub[] };
  return transaction(ctx, async (tx) => {
    const ids = new Map<string, string>();
    let added = 0;
    for (const stub of stubs) {
      const known = optionalRow(await selectByCode(tx.db, stub.code));
      ids.set(stub.code, known?.id ?? uuidv7(tx.now.getTime()));
      if (known) continue;
      added += 1;
      const id = ids.get(stub.code) as string;
      const entity = stub.entity ? await entityByCode(tx, stub.entity) : undefined;
      const content = { ...emptyContent(own(stub.title)), solution: own(stub.known), type: stub.type };
      const source = { document: stub.document, silent: own(stub.silent), whoCanComplete: stub.who ? own(stub.who) : null, unverified: stub.unverified };
      await raiseNumber(tx.db, stub.code.slice(0, 2), Number(stub.code.slice(3)));
      await insertPractice(
        tx.db,
        id,
        stub.code,
        entity?.id ?? null,
        stub.country,
        null,
        'ar',
        'stub',
        cardOf(content, entity),
        divisionsOf(content),
        null,
        'fact',
        source,
        tx.now,
        content,
      );
      await indexPractice(tx, { id }, content, 'public');
      recordAudit(tx, { what: 'practices.stub.loaded', ref: { kind: 'practice', id }, after: content, note: stub.code });
      for (const [verb, code] of [
        ['inspiredBy', stub.inspiredBy],
        ['under', stub.under],
      ] as const) {
        const target = code ? ids.get(code) : undefined;
        if (target) await addLink(tx, { kind: 'practice', id }, verb, { kind: 'practice', id: target });
      }
    }
    return added;
  });
}
