import type { TxCtx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import { type FieldProblem, InvalidInput, RuleBroken } from '#platform/errors/errors.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { writtenAliases, writtenText } from '#platform/values/written-text.ts';
import { type EntityRow, lockEntityTree, selectCountry, selectEntityByCode, selectStandsBelow } from '../queries.ts';
import type { EntityForm } from './entity-form.ts';

export interface EntityContent {
  readonly country_code: string | null;
  readonly type: string;
  readonly parent_id: string | null;
  readonly name: LocalizedText;
  readonly aliases: readonly LocalizedText[];
  /** Whether it stands in an invented country or below an invented entity. */
  readonly amongDemo: boolean;
}

/**
 * The entity after the form. Itself above itself is RuleBroken `directory.own-parent`, a circle
 * `directory.parent-circle`. A recorded entity cannot move under an invented one, which one day leaves with the set.
 */
export async function applyEntityForm(tx: TxCtx, before: EntityRow | null, form: EntityForm): Promise<EntityContent> {
  const problems: FieldProblem[] = [];
  const country = form.country ? optionalRow(await selectCountry(tx.db, form.country)) : undefined;
  const parent = form.parent ? optionalRow(await selectEntityByCode(tx.db, form.parent)) : undefined;
  const name = writtenText(before?.name ?? null, form.name, tx.locale);
  if (!name) problems.push({ field: `name.${before?.name.orig ?? tx.locale}`, code: 'directory.name-needed' });
  if (form.country && !country) problems.push({ field: 'country', code: 'input.not-a-choice', details: { value: form.country } });
  if (form.parent && !parent) problems.push({ field: 'parent', code: 'input.not-a-choice', details: { value: form.parent } });
  if (before && before.origin !== 'demo' && country?.origin === 'demo') problems.push({ field: 'country', code: 'directory.demo-place' });
  if (before && before.origin !== 'demo' && parent?.origin === 'demo') problems.push({ field: 'parent', code: 'directory.demo-place' });
  if (problems.length > 0 || !name) throw new InvalidInput('input.invalid', {}, problems);
  if (before && parent && parent.id !== before.parent_id) await refuseCircle(tx, before.id, parent.id);
  return {
    country_code: form.country === undefined ? (before?.country_code ?? null) : (country?.code ?? null),
    type: form.type ?? before?.type ?? 'entity',
    parent_id: form.parent === undefined ? (before?.parent_id ?? null) : (parent?.id ?? null),
    name,
    aliases: writtenAliases(before?.aliases ?? [], form.aliases, tx.locale),
    amongDemo: country?.origin === 'demo' || parent?.origin === 'demo',
  };
}

async function refuseCircle(tx: TxCtx, id: string, parentId: string): Promise<void> {
  if (id === parentId) throw new RuleBroken('directory.own-parent');
  await lockEntityTree(tx);
  if (onlyRow(await selectStandsBelow(tx.db, id, parentId)).below) throw new RuleBroken('directory.parent-circle');
}
