import type { Country } from '#modules/directory/public.ts';
import type { Concept } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import { plainText } from '#platform/values/localized-text.ts';
import type { Choices } from '#ui/narrowing.tsx';
import { stages, types } from '../content/content.ts';
import type { FacetName } from './facets.ts';

/** Grades as they are offered, the strongest first; `none` is for what has not been graded. */
export const grades = ['E5', 'E4', 'E3', 'E2', 'E1', 'E0', 'none'] as const;

/** What can be chosen of a facet, in the order of its page: countries by name, the others in their own order. */
export function facetChoices(
  view: View,
  { countries, fields, chosen }: { countries: ReadonlyMap<string, Country>; fields: readonly Concept[]; chosen: readonly string[] },
): Readonly<Record<FacetName, Choices>> {
  const { t, locale } = view;
  const listed = [...countries.values()].filter((country) => country.listed || chosen.includes(country.code));
  return {
    country: listed.map(({ code, name }) => [code, plainText(name, locale)] as const).sort((a, b) => view.compare(a[1], b[1])),
    field: fields.map(({ code, label }) => [code, plainText(label, locale)]),
    grade: grades.map((grade) => {
      const label = t(`practices.grade.${grade.toLowerCase()}` as 'practices.grade.e1');
      return [grade, grade === 'none' ? label : `${grade} ${label}`];
    }),
    stage: stages.map((stage) => [stage, t(`practices.stage.${stage}`)]),
    type: types.map((type) => [type, t(`practices.type.${type}`)]),
  };
}
