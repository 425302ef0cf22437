import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, Forbidden, NotFound } from '#platform/errors/errors.ts';
import { mayEditPlace } from '../policy.ts';
import { forgetCountries } from '../public.ts';
import { lockCountry, updateCountry } from '../queries.ts';
import { applyCountryForm } from './apply-country-form.ts';
import type { CountryForm } from './country-form.ts';

/** Changes a country's names and whether it is listed. Another change since `rev` is Conflict `directory.edited-meanwhile`. */
export async function editCountry(ctx: Ctx, { code, rev, ...form }: CountryForm & { code: string; rev: number }): Promise<{ code: string; rev: number }> {
  const edited = await transaction(ctx, async (tx) => {
    const before = optionalRow(await lockCountry(tx, code));
    if (!before) throw new NotFound('page.not-found');
    if (!mayEditPlace(tx.actor, { country: code })) throw new Forbidden('page.not-allowed');
    if (before.rev !== rev) throw new Conflict('directory.edited-meanwhile');
    const after = applyCountryForm(tx, before, form);
    await updateCountry(tx.db, code, after.name, JSON.stringify(after.aliases), after.listed);
    recordAudit(tx, { what: 'directory.country.edited', ref: { kind: 'country', id: code }, before, after });
    emit(tx, 'directory.country-edited', { id: code });
    return { code, rev: rev + 1 };
  });
  forgetCountries();
  return edited;
}
