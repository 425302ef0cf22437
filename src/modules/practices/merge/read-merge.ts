import { peopleNames } from '#modules/directory/public.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import type { FormState } from '#platform/http/route.ts';
import { selectVersion } from '../queries.ts';
import { readForEditing } from '../write/edit-practice.ts';
import { formValues } from '../write/form-values.ts';

/** One field that both changed, as each of them has it: values by the name of their form field. */
export interface FieldInConflict {
  readonly path: string;
  readonly saved: Readonly<Record<string, string>>;
  readonly mine: Readonly<Record<string, string>>;
}

const under = (values: Readonly<Record<string, string>>, path: string): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name === path || name.startsWith(`${path}.`)));

/** What the merge page shows: each field both changed, with the saved words and the typed ones, and who saved when. */
export async function readMerge(ctx: Ctx, code: string, state: FormState) {
  const { row, content, indicators } = await readForEditing(ctx, code);
  const version = onlyRow(await selectVersion(ctx.db, row.id, row.version));
  const name =
    version.written_by && version.written_by !== ctx.actor.personId ? (await peopleNames(ctx, [version.written_by])).get(version.written_by) : undefined;
  const savedValues = formValues(content, indicators, row.rev);
  const paths = String(state.refusal?.details.fields ?? '')
    .split(' ')
    .filter(Boolean);
  const conflicts = paths.map((path): FieldInConflict => ({ path, saved: under(savedValues, path), mine: under(state.values, path) }));
  return { row, title: content.title, name, savedAt: version.written_at, conflicts };
}
export type Merge = Awaited<ReturnType<typeof readMerge>>;
