import type { PracticeView } from '../read/read-practice.ts';

/** What two practices may have in common, and which values decide whether they do. Texts are read side by side and never called equal or different. */
const comparable: Readonly<Record<string, (practice: PracticeView) => unknown>> = {
  country: ({ row }) => row.country_code,
  type: ({ content }) => content.type,
  level: ({ content }) => content.level,
  cofog: ({ content }) => [...content.cofog].sort(),
  sdg: ({ content }) => [...content.sdg].sort(),
  stage: ({ content }) => content.stage,
  startedOn: ({ content }) => content.startedOn,
  involvement: ({ content }) => content.involvement,
  grade: ({ row }) => row.grade,
  costs: ({ content }) => content.costs,
  staff: ({ content }) => content.staff,
  months: ({ content }) => content.months,
  transferability: ({ content }) => Object.fromEntries(Object.entries(content.transferability).map(([dimension, rated]) => [dimension, rated.rating])),
  supportKinds: ({ content }) => [...content.supportKinds].sort(),
  licence: ({ content }) => content.licence,
};

/** The aspects in which not all of the practices agree; two that both say nothing agree. */
export const differingAspects = (practices: readonly PracticeView[]): ReadonlySet<string> =>
  new Set(
    Object.entries(comparable).flatMap(([name, value]) =>
      new Set(practices.map((practice) => JSON.stringify(value(practice) ?? null))).size > 1 ? [name] : [],
    ),
  );

export const isComparable = (name: string): boolean => name in comparable;
