import { z } from 'zod';
import { Forbidden } from '#platform/errors/errors.ts';
import { text } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { asciiDigits, cleanLine, cleanText } from '#platform/values/clean-text.ts';
import { criteriaLabels, criteriaPage, criteriaValues, editCriteriaPage } from './criteria-pages.tsx';
import { criteriaAtMost, levels } from './levels.ts';
import { readCriteria } from './read-criteria.ts';
import { mayEditCriteria, saveCriteria } from './save-criteria.ts';

const rev = z.number().int();
const criterion = z.object({ code: z.string(), level: z.enum(levels), title: text, guidance: text.nullable(), inUse: z.boolean() });
const plain = ({ rows }: Awaited<ReturnType<typeof readCriteria>>) =>
  rows.map(({ code, level, title, guidance, in_use }) => ({ code, level, title, guidance, inUse: in_use }));

export const showCriteria = route({
  name: 'review.criteria',
  method: 'GET',
  path: '/review-criteria',
  permission: 'public',
  input: z.strictObject({}),
  output: z.object({ items: z.array(criterion) }),
  handle: async (ctx) => ({ criteria: await readCriteria(ctx), mayEdit: mayEditCriteria(ctx) }),
  page: criteriaPage,
  json: ({ criteria }) => ({ items: plain(criteria).filter((row) => row.inUse) }),
});

export const showEditCriteria = route({
  name: 'review.edit-criteria-form',
  method: 'GET',
  path: '/review-criteria/edit',
  permission: 'review.criteria',
  input: z.strictObject({}),
  output: z.object({ rev, rows: z.array(criterion) }),
  handle: async (ctx) => {
    if (!mayEditCriteria(ctx)) throw new Forbidden('page.not-allowed');
    return readCriteria(ctx);
  },
  page: (view, criteria) => editCriteriaPage(view, criteria, { values: criteriaValues(criteria), problems: [] }),
  json: (criteria) => ({ rev: criteria.rev, rows: plain(criteria) }),
});

const line = z.string().transform(cleanLine).pipe(z.string().max(100)).optional();
const words = z.string().transform(cleanText).pipe(z.string().max(600)).optional();

export const postCriteria = route({
  name: 'review.save-criteria',
  method: 'POST',
  path: '/review-criteria/edit',
  permission: 'review.criteria',
  input: z.strictObject({
    rev: z.coerce.number().int().min(1),
    rows: z
      .array(
        z.strictObject({
          code: z
            .string()
            .transform((typed) => typed.trim())
            .pipe(
              z
                .string()
                .max(40)
                .regex(/^([a-z][a-z0-9-]*)?$/, { error: 'form' }),
            ),
          level: z.enum(levels),
          place: z
            .string()
            .or(z.number())
            .optional()
            .transform((typed) => asciiDigits(String(typed ?? '')).trim())
            .pipe(z.string().regex(/^\d{0,4}$/)),
          title: z.strictObject({ ar: line, en: line }),
          guidance: z.strictObject({ ar: words, en: words }).optional(),
          inUse: z
            .enum(['yes', 'no'])
            .or(z.boolean())
            .optional()
            .transform((typed) => typed !== 'no' && typed !== false),
        }),
      )
      .max(criteriaAtMost),
  }),
  output: z.object({ rev }),
  handle: saveCriteria,
  redirect: () => '/review-criteria',
  again: async (ctx, view, state) => {
    const criteria = await readCriteria(ctx);
    // After somebody else's save the form stands on that revision, so that saving again is a decision.
    return editCriteriaPage(view, criteria, { ...state, values: { ...state.values, ...(state.refusal && { rev: String(criteria.rev) }) } });
  },
  labels: criteriaLabels,
});
