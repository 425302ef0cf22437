import type { StoredFile } from '#platform/files/store.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { Quantity } from '#platform/values/quantity.ts';

export const levels = ['national', 'regional', 'local', 'multi'] as const;
export const types = ['policy', 'service', 'programme', 'process', 'tool', 'governance', 'technology', 'partnership'] as const;
export const stages = ['idea', 'pilot', 'implemented', 'scaled', 'institutionalised', 'discontinued'] as const;
export const licences = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0', 'all-rights-reserved'] as const;
export const evidenceKinds = ['statistics', 'report', 'document', 'testimonial'] as const;

/** What one version of a practice says. Dates and texts that are not known are null, never invented. */
export interface Content {
  readonly title: LocalizedText;
  readonly subtitle: LocalizedText | null;
  readonly level: (typeof levels)[number] | null;
  readonly type: (typeof types)[number] | null;
  readonly cofog: readonly string[];
  readonly sdg: readonly string[];
  readonly problem: LocalizedText | null;
  readonly solution: LocalizedText | null;
  readonly novelty: LocalizedText | null;
  readonly steps: readonly LocalizedText[];
  readonly beneficiaries: { readonly who: LocalizedText | null; readonly count: Quantity | null };
  readonly stage: (typeof stages)[number] | null;
  readonly startedOn: PartialDate | null;
  readonly endedOn: PartialDate | null;
  readonly conditions: LocalizedText | null;
  readonly adaptation: LocalizedText | null;
  readonly lessons: LocalizedText | null;
  readonly failures: LocalizedText | null;
  readonly evidence: readonly {
    readonly file: StoredFile;
    readonly title: LocalizedText;
    readonly kind: (typeof evidenceKinds)[number];
  }[];
  readonly licence: (typeof licences)[number] | null;
}

/** A content with nothing but its title: what a stub starts from. */
export const emptyContent = (title: LocalizedText): Content => ({
  title,
  subtitle: null,
  level: null,
  type: null,
  cofog: [],
  sdg: [],
  problem: null,
  solution: null,
  novelty: null,
  steps: [],
  beneficiaries: { who: null, count: null },
  stage: null,
  startedOn: null,
  endedOn: null,
  conditions: null,
  adaptation: null,
  lessons: null,
  failures: null,
  evidence: [],
  licence: null,
});

/** The long texts in the order of the page and of the form. */
export const storyFields = ['problem', 'solution', 'novelty', 'conditions', 'adaptation', 'lessons', 'failures'] as const;
export type StoryField = (typeof storyFields)[number];
