import { z } from 'zod';
import { textValues } from '#platform/values/written-text.ts';
import { both, choice, flag, line, revision, several } from '../form-values.ts';
import type { PersonRow } from '../queries.ts';
import { memberCategories } from '../roles/roles.ts';

export const personFields = {
  nameAr: line(120),
  nameEn: line(120),
  nameOrig: line(120),
  spellingChecked: flag,
  form: choice(['m', 'f']),
  jobTitle: both(200),
  entity: line(40),
  memberships: several(memberCategories),
};
export type PersonForm = Partial<z.infer<z.ZodObject<typeof personFields>>>;

export const editPersonInput = z.strictObject({ ...personFields, id: z.guid().catch(''), rev: revision });

export const personLabels = {
  nameAr: 'invitation.name-ar',
  nameEn: 'invitation.name-en',
  nameOrig: 'invitation.name-orig',
  spellingChecked: 'people.spelling',
  form: 'people.form',
  jobTitle: 'people.job-title',
  entity: 'people.entity',
  memberships: 'people.memberships',
} as const;

/** The person as the form's flat values. */
export const personValues = (person: PersonRow, entity: string | undefined, memberships: readonly string[]): Record<string, string> => ({
  rev: String(person.rev),
  nameAr: person.name_ar ?? '',
  nameEn: person.name_en ?? '',
  nameOrig: person.name_orig ?? '',
  spellingChecked: person.spelling_checked ? 'yes' : '',
  form: person.form ?? '',
  ...textValues('jobTitle', person.job_title),
  entity: entity ?? '',
  memberships: memberships.join('\n'),
});
