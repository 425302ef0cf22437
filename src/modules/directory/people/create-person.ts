import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Forbidden } from '#platform/errors/errors.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { mayManagePeople } from '../policy.ts';
import { insertPerson, replaceMemberships } from '../queries.ts';
import { applyPersonForm } from './apply-person-form.ts';
import type { PersonForm } from './person-form.ts';

/** Adds a person without an account; an invitation opens one. */
export function createPerson(ctx: Ctx, form: PersonForm): Promise<{ id: string }> {
  return transaction(ctx, async (tx) => {
    if (!mayManagePeople(tx.actor)) throw new Forbidden('page.not-allowed');
    const content = await applyPersonForm(tx, null, form);
    const id = uuidv7(tx.now.getTime());
    const { name_ar, name_en, name_orig, spelling_checked, form: address, job_title, entity_id } = content;
    await insertPerson(tx.db, id, name_ar, name_en, name_orig, spelling_checked, address, job_title, entity_id, 'record', null, tx.now);
    await replaceMemberships(tx.db, id, form.memberships ?? []);
    recordAudit(tx, { what: 'directory.person.added', ref: { kind: 'person', id }, after: { ...content, memberships: form.memberships ?? [] } });
    return { id };
  });
}
