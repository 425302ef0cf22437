import { z } from 'zod';
import { roleNames, scopeKinds } from './roles.ts';

const code = z
  .string()
  .max(60)
  .optional()
  .transform((text) => (text ?? '').trim());

/** A role and where it holds. Only the field that belongs to `scopeKind` is read. */
export const roleFields = { role: z.enum(roleNames), scopeKind: z.enum(scopeKinds), country: code, entity: code, programme: code };
export type RoleForm = z.infer<z.ZodObject<typeof roleFields>>;

export const roleLabels = {
  role: 'role.role',
  scopeKind: 'role.scope-kind',
  country: 'directory.country',
  entity: 'people.entity',
  programme: 'role.programme',
} as const;
