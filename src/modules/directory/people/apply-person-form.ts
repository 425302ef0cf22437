import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { type FieldProblem, InvalidInput } from '#platform/errors/errors.ts';
import { writtenText } from '#platform/values/written-text.ts';
import { type PersonRow, selectEntityByCode } from '../queries.ts';
import type { PersonForm } from './person-form.ts';

export type PersonContent = Pick<PersonRow, 'name_ar' | 'name_en' | 'name_orig' | 'spelling_checked' | 'form' | 'job_title' | 'entity_id'>;

const nobody: PersonContent = { name_ar: null, name_en: null, name_orig: null, spelling_checked: false, form: null, job_title: null, entity_id: null };

const kept = (typed: string | undefined, before: string | null): string | null => (typed === undefined ? before : typed || null);

/** The person after the form. A person has a name in at least one script, and an entity that exists, else InvalidInput. */
export async function applyPersonForm(ctx: Ctx, before: PersonContent | null, form: PersonForm): Promise<PersonContent> {
  const old = before ?? nobody;
  const problems: FieldProblem[] = [];
  const entity = form.entity ? optionalRow(await selectEntityByCode(ctx.db, form.entity)) : undefined;
  const content: PersonContent = {
    name_ar: kept(form.nameAr, old.name_ar),
    name_en: kept(form.nameEn, old.name_en),
    name_orig: kept(form.nameOrig, old.name_orig),
    spelling_checked: form.spellingChecked ?? old.spelling_checked,
    form: form.form === undefined ? old.form : form.form,
    job_title: writtenText(old.job_title, form.jobTitle, ctx.locale),
    entity_id: form.entity === undefined ? old.entity_id : (entity?.id ?? null),
  };
  if (!content.name_ar && !content.name_en && !content.name_orig) problems.push({ field: 'nameAr', code: 'invitation.name-needed' });
  if (form.entity && !entity) problems.push({ field: 'entity', code: 'input.not-a-choice', details: { value: form.entity } });
  if (problems.length > 0) throw new InvalidInput('input.invalid', {}, problems);
  return content;
}
