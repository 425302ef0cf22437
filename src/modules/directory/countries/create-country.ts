import type { Ctx } from '#platform/context.ts';
import { emit, recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden, InvalidInput } from '#platform/errors/errors.ts';
import { mayAddPlaces } from '../policy.ts';
import { forgetCountries } from '../public.ts';
import { insertCountry } from '../queries.ts';
import { applyCountryForm } from './apply-country-form.ts';
import type { CountryForm } from './country-form.ts';

/** Adds a country to the node's list under a code that is not there yet. */
export async function createCountry(ctx: Ctx, { code, ...form }: CountryForm & { code: string }): Promise<{ code: string }> {
  const added = await transaction(ctx, async (tx) => {
    if (!mayAddPlaces(tx.actor)) throw new Forbidden('page.not-allowed');
    const { name, listed, aliases } = applyCountryForm(tx, null, form);
    const rows = await insertCountry(tx.db, code, name, JSON.stringify(aliases), listed, 'operator');
    if (rows.length === 0) throw new InvalidInput('input.invalid', {}, [{ field: 'code', code: 'directory.country-exists', details: { value: code } }]);
    recordAudit(tx, { what: 'directory.country.added', ref: { kind: 'country', id: code }, after: { name, listed, aliases } });
    emit(tx, 'directory.country-added', { id: code });
    return { code };
  });
  forgetCountries();
  return added;
}
