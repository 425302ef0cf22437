import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { Conflict, NotFound } from '#platform/errors/errors.ts';
import { mayManagePeople } from '../policy.ts';
import { lockPerson, replaceMemberships, selectMemberships, updatePerson } from '../queries.ts';
import { applyPersonForm } from './apply-person-form.ts';
import type { PersonForm } from './person-form.ts';

/** Changes a person's data. Another change since `rev` is Conflict `directory.edited-meanwhile`. */
export function editPerson(ctx: Ctx, { id, rev, ...form }: PersonForm & { id: string; rev: number }): Promise<{ id: string; rev: number }> {
  return transaction(ctx, async (tx) => {
    const before = id === '' || !mayManagePeople(tx.actor) ? undefined : optionalRow(await lockPerson(tx, id));
    if (!before) throw new NotFound('page.not-found');
    if (before.rev !== rev) throw new Conflict('directory.edited-meanwhile');
    const memberships = (await selectMemberships(tx.db, id)).map((row) => row.category);
    const content = await applyPersonForm(tx, before, form);
    const { name_ar, name_en, name_orig, spelling_checked, form: address, job_title, entity_id } = content;
    await updatePerson(tx.db, id, name_ar, name_en, name_orig, spelling_checked, address, job_title, entity_id);
    if (form.memberships) await replaceMemberships(tx.db, id, form.memberships);
    recordAudit(tx, {
      what: 'directory.person.edited',
      ref: { kind: 'person', id },
      before: { ...before, memberships },
      after: { ...content, memberships: form.memberships ?? memberships },
    });
    return { id, rev: rev + 1 };
  });
}
