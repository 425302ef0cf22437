import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { forgetCountries } from '../public.ts';
import { insertCountry } from '../queries.ts';

/** Adds the countries of CLDR that are not there yet; what the operator edited or added stays. */
export async function loadCountries(ctx: Ctx): Promise<{ added: number }> {
  const file = JSON.parse(await readFile(join(projectRoot, 'reference/countries.json'), 'utf8')) as { countries: { code: string; ar: string; en: string }[] };
  const result = await transaction(ctx, async (tx) => {
    let added = 0;
    for (const { code, ar, en } of file.countries) added += (await insertCountry(tx.db, code, localizedText('en', { ar, en }), '[]', true, 'cldr')).length;
    if (added > 0) recordAudit(tx, { what: 'directory.countries.loaded', ref: { kind: 'countries', id: 'cldr' }, after: { added } });
    return { added };
  });
  forgetCountries();
  return result;
}
