import { z } from 'zod';
import { textValues } from '#platform/values/written-text.ts';
import { aliasValues } from '../alias-rows.tsx';
import { aliasRows, both, line } from '../form-values.ts';
import type { EntityRow } from '../queries.ts';
import { entityTypes } from '../roles/roles.ts';

export const entityFields = {
  name: both(200),
  type: z.enum(entityTypes).optional(),
  country: line(2),
  parent: line(40),
  aliases: aliasRows,
};
export type EntityForm = Partial<z.infer<z.ZodObject<typeof entityFields>>>;

const newEntityCode = z
  .string()
  .max(60)
  .transform((text) => text.trim().toUpperCase())
  .refine((code) => /^[A-Z0-9][A-Z0-9-]{1,39}$/.test(code), { params: { code: 'directory.code-form' } });

const { name, type, ...places } = entityFields;
/** In the order of the form, which is that of its error summary. */
export const newEntityInput = z.strictObject({ name, code: newEntityCode, type: type.unwrap(), ...places });

const codeName = 'directory.code';
export const entityLabels = {
  code: codeName,
  name: 'directory.name',
  type: 'directory.type',
  country: 'directory.country',
  parent: 'directory.parent',
  'aliases.*': 'directory.alias',
} as const;

/** The entity as the form's flat values. */
export const entityValues = (entity: EntityRow, parent: string | undefined): Record<string, string> => ({
  rev: String(entity.rev),
  type: entity.type,
  country: entity.country_code ?? '',
  parent: parent ?? '',
  ...textValues('name', entity.name),
  ...aliasValues(entity.aliases),
});
