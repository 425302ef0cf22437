import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { type FieldProblem, InvalidInput } from '#platform/errors/errors.ts';
import { selectCountry, selectEntityByCode } from '../queries.ts';
import type { RoleForm } from './role-form.ts';
import { isGrantedAt, type Role, type ScopeKind } from './roles.ts';

export interface RoleAtScope {
  readonly role: Role;
  readonly scopeKind: ScopeKind;
  readonly scopeId: string | null;
}

/** The scope a form names, or InvalidInput with the field: a role only at its scopes, a place that exists. */
export async function roleAtScope(ctx: Ctx, form: RoleForm): Promise<RoleAtScope> {
  const { role, scopeKind } = form;
  if (!isGrantedAt(role, scopeKind)) throw new InvalidInput('input.invalid', {}, [{ field: 'scopeKind', code: 'role.wrong-scope' }]);
  if (scopeKind === 'instance') return { role, scopeKind, scopeId: null };
  const typed = form[scopeKind];
  const scopeId = await placeId(ctx, scopeKind, typed);
  if (scopeId === undefined) throw new InvalidInput('input.invalid', {}, [wrongPlace(scopeKind, typed)]);
  return { role, scopeKind, scopeId };
}

async function placeId(ctx: Ctx, kind: Exclude<ScopeKind, 'instance'>, typed: string): Promise<string | undefined> {
  switch (kind) {
    case 'country':
      return optionalRow(await selectCountry(ctx.db, typed))?.code;
    case 'entity':
      return optionalRow(await selectEntityByCode(ctx.db, typed))?.id;
    case 'programme':
      return /^[A-Z0-9][A-Z0-9-]{1,39}$/.test(typed) ? typed : undefined;
  }
}

function wrongPlace(field: string, typed: string): FieldProblem {
  if (field === 'programme') return { field, code: 'role.programme-form' };
  return typed === '' ? { field, code: 'input.choose' } : { field, code: 'input.not-a-choice', details: { value: typed } };
}
