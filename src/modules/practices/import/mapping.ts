import { z } from 'zod';
import { cleanLine } from '#platform/values/clean-text.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';

/** What a column can be read as. `place` names countries or regions in words, where `country` has no code. */
export const importFields = [
  'externalId',
  'titleAr',
  'titleEn',
  'subtitleAr',
  'subtitleEn',
  'problemAr',
  'problemEn',
  'solutionAr',
  'solutionEn',
  'noveltyAr',
  'noveltyEn',
  'country',
  'place',
  'owner',
  'links',
  'level',
  'type',
  'cofog',
  'cofogGroup',
  'sdg',
  'stage',
  'startedOn',
  'endedOn',
  'licence',
] as const;
export type ImportField = (typeof importFields)[number];

/** Fields whose values are codes of ours: words of the file are told what they mean. */
export const codedFields = ['country', 'level', 'type', 'cofog', 'cofogGroup', 'stage', 'licence'] as const;
export type CodedField = (typeof codedFields)[number];

const line = (max: number) => z.string().max(max).transform(cleanLine);
const column = line(200);
const meanings = z.record(z.string().max(300), z.string().max(40));

/**
 * How a file is read: which column is which field, what its words mean, and where its records come from.
 * `values` has for a word of the file our code, or '' to leave the field empty. With the key of the source and the
 * number of a row in it (`externalId`) a record is known again.
 */
export const mappingSchema = z.strictObject({
  source: z.strictObject({
    key: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, { error: 'form' }),
    titleAr: line(200).default(''),
    titleEn: line(200).default(''),
    licence: line(60).default(''),
    address: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]).default(''),
  }),
  orig: z.enum(['ar', 'en']),
  dateOrder: z.enum(['dmy', 'mdy']).default('dmy'),
  columns: z.partialRecord(z.enum(importFields), column),
  values: z.partialRecord(z.enum(codedFields), meanings).default({}),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** Where an imported record comes from; kept with it and shown on its page. */
export interface ExternalSource {
  readonly key: string;
  readonly title: LocalizedText;
  readonly licence: string | null;
  readonly address: string | null;
  readonly externalId: string;
  readonly owner: string | null;
  readonly links: readonly string[];
  /** A reference of the source that is no address. */
  readonly reference: string | null;
  readonly countries: readonly string[];
  readonly places: readonly string[];
}

/** What is wrong with a field of one row. */
export interface RowProblem {
  readonly field: ImportField;
  readonly column: string | null;
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number>>;
}
