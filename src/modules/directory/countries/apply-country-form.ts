import type { Ctx } from '#platform/context.ts';
import { InvalidInput } from '#platform/errors/errors.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { writtenAliases, writtenText } from '#platform/values/written-text.ts';
import type { CountryRow } from '../queries.ts';
import type { CountryForm } from './country-form.ts';

export type CountryContent = Pick<CountryRow, 'name' | 'listed'> & { readonly aliases: readonly LocalizedText[] };

/** The country after the form; it has a name in at least one language, else InvalidInput. */
export function applyCountryForm(ctx: Ctx, before: CountryRow | null, form: CountryForm): CountryContent {
  const name = writtenText(before?.name ?? null, form.name, ctx.locale);
  if (!name) throw new InvalidInput('input.invalid', {}, [{ field: `name.${before?.name.orig ?? ctx.locale}`, code: 'directory.name-needed' }]);
  return { name, listed: form.listed ?? before?.listed ?? true, aliases: writtenAliases(before?.aliases ?? [], form.aliases, ctx.locale) };
}
