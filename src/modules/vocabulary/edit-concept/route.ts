import { z } from 'zod';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { route } from '#platform/http/route.ts';
import { cleanLine } from '#platform/values/clean-text.ts';
import { languages } from '#platform/values/localized-text.ts';
import * as outputs from '../outputs.ts';
import { selectSchemes } from '../queries.ts';
import { editConcept, readConcept } from './edit-concept.ts';
import { conceptLabels, editConceptPage } from './edit-concept-page.tsx';
import { revisionOf } from './revision.ts';

const place = { scheme: z.string().max(40), code: z.string().max(40) };
const text = z
  .string()
  .max(400)
  .optional()
  .transform((typed) => (typed === undefined ? undefined : cleanLine(typed)));

async function readForm(ctx: Ctx, scheme: string, code: string) {
  const concept = await readConcept(ctx, scheme, code);
  const found = (await selectSchemes(ctx.db)).find((row) => row.code === scheme);
  if (!found) throw new NotFound('page.not-found');
  return { scheme: found, concept };
}

export const showEditConcept = route({
  name: 'vocabulary.edit-concept-form',
  method: 'GET',
  path: '/vocabularies/:scheme/:code/edit',
  permission: 'vocabulary.edit',
  input: z.strictObject(place),
  output: outputs.editableConcept,
  handle: (ctx, { scheme, code }) => readForm(ctx, scheme, code),
  page: (view, found) => {
    const values = Object.fromEntries(languages.map((language) => [`label.${language}`, found.concept.label.texts[language]?.text ?? '']));
    return editConceptPage(view, found, { values, problems: [] });
  },
  json: ({ concept }) => ({ scheme: concept.scheme, code: concept.code, rev: revisionOf(concept.label), label: concept.label }),
});

export const postEditConcept = route({
  name: 'vocabulary.edit-concept',
  method: 'POST',
  path: '/vocabularies/:scheme/:code/edit',
  permission: 'vocabulary.edit',
  input: z.strictObject({ ...place, rev: z.coerce.number().int().min(1), label: z.strictObject({ ar: text, en: text }) }),
  output: outputs.savedConcept,
  handle: editConcept,
  redirect: ({ scheme }) => `/vocabularies/${scheme}`,
  again: async (ctx, view, state) => {
    const found = await readForm(ctx, state.values.scheme ?? '', state.values.code ?? '');
    // After a conflict the form stands on the label as it now is, so that saving again is a decision.
    const rev = state.refusal ? String(revisionOf(found.concept.label)) : state.values.rev;
    return editConceptPage(view, found, { ...state, values: { ...state.values, ...(rev && { rev }) } });
  },
  labels: conceptLabels,
});
