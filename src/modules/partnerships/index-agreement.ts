import { allCountries, entitiesById } from '#modules/directory/public.ts';
import { indexDocument } from '#modules/search/public.ts';
import type { Ctx, TxCtx } from '#platform/context.ts';
import type { SearchRecord, SearchSource } from '#platform/search-source.ts';
import { type Language, type LocalizedText, languages, textsOf } from '#platform/values/localized-text.ts';
import { type AgreementRow, selectAxes, selectEverySigned, selectPhases } from './queries.ts';

const joined = (texts: readonly (LocalizedText | null)[]): Partial<Record<Language, string>> =>
  Object.fromEntries(languages.map((language) => [language, texts.flatMap((text) => text?.texts[language]?.text ?? []).join('\n')]));

async function searchRecordOf(ctx: Ctx, row: AgreementRow): Promise<SearchRecord> {
  const [countries, entities, phases, axes] = await Promise.all([
    allCountries(ctx),
    entitiesById(
      ctx,
      row.parties.flatMap(({ entity_id }) => entity_id ?? []),
    ),
    selectPhases(ctx.db, row.id),
    selectAxes(ctx.db, row.id),
  ]);
  const codes = [...new Set(row.parties.flatMap(({ country_code }) => country_code ?? []))];
  const names = [...codes.map((code) => countries.get(code)?.name ?? null), ...[...entities.values()].map(({ name }) => name)];
  return {
    id: row.id,
    path: `/partnerships/${row.ref}`,
    audiences: ['public'],
    facets: { country: codes, entity: [...entities.keys()] },
    at: row.created_at,
    tags: [row.ref, ...names.flatMap((name) => Object.values(name ? textsOf(name) : {}))],
    title: textsOf(row.title),
    summary: row.purpose ? textsOf(row.purpose) : {},
    body: joined([...phases.map(({ title }) => title), ...axes.flatMap(({ title, objectives }) => [title, objectives])]),
  };
}

/** Makes an agreement findable as it now is: by everybody from its signature on, by nobody before. */
export async function indexAgreement(tx: TxCtx, row: AgreementRow): Promise<void> {
  if (row.signed) await indexDocument(tx, 'agreement', await searchRecordOf(tx, row));
}

const atOnce = 100;
async function* everyAgreement(ctx: Ctx): AsyncIterable<SearchRecord> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await selectEverySigned(ctx.db, last, atOnce);
    for (const row of rows) yield await searchRecordOf(ctx, row);
    const end = rows.at(-1);
    if (!end || rows.length < atOnce) return;
    last = end.id;
  }
}

/** Agreements write their own documents when they change, so no events are named here. */
export const agreementSource: SearchSource = { kind: 'agreement', form: async () => '1', all: everyAgreement };
