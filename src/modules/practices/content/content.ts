import type { StoredFile } from '#platform/files/store.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { Quantity } from '#platform/values/quantity.ts';

export const levels = ['national', 'regional', 'local', 'multi'] as const;
export const types = ['policy', 'service', 'programme', 'process', 'tool', 'governance', 'technology', 'partnership'] as const;
export const stages = ['idea', 'pilot', 'implemented', 'scaled', 'institutionalised', 'discontinued'] as const;
export const licences = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0', 'all-rights-reserved'] as const;
export const evidenceKinds = ['statistics', 'report', 'evaluation', 'document', 'testimonial'] as const;
/** The five levels of the IAP2 spectrum. */
export const involvementLevels = ['inform', 'consult', 'involve', 'collaborate', 'empower'] as const;
export const costKinds = ['capital', 'running'] as const;
export const componentKinds = ['core', 'adaptable'] as const;
export const supportKinds = ['documents', 'call', 'expertVisit', 'studyVisit', 'training', 'twinning'] as const;
/** domain.md 4.4, in its order. */
export const dimensions = ['legal', 'mandate', 'capacity', 'digital', 'cost', 'culture', 'data', 'dependency'] as const;
export type Dimension = (typeof dimensions)[number];

/** How much of a dimension the practice asks of an adopter, 1 little to 5 much, and why. */
export interface Rating {
  readonly rating: number;
  readonly reason: LocalizedText | null;
}

/** What one version of a practice says. Dates, figures and texts that are not known are null, never invented. */
export interface Content {
  readonly title: LocalizedText;
  readonly subtitle: LocalizedText | null;
  readonly level: (typeof levels)[number] | null;
  readonly type: (typeof types)[number] | null;
  readonly cofog: readonly string[];
  readonly sdg: readonly string[];
  /** Codes of the scheme `axis`, of `audience`, and of `unbis` where a node has loaded it. */
  readonly axes: readonly string[];
  readonly audience: readonly string[];
  readonly subjects: readonly string[];
  /** An office, never a private person, and its shared address: both are public. */
  readonly contact: LocalizedText | null;
  readonly contactEmail: string | null;
  readonly problem: LocalizedText | null;
  readonly solution: LocalizedText | null;
  readonly novelty: LocalizedText | null;
  readonly steps: readonly LocalizedText[];
  readonly partners: readonly { readonly name: LocalizedText; readonly role: LocalizedText | null }[];
  readonly beneficiaries: { readonly who: LocalizedText | null; readonly count: Quantity | null };
  readonly involvement: (typeof involvementLevels)[number] | null;
  readonly stage: (typeof stages)[number] | null;
  readonly startedOn: PartialDate | null;
  readonly endedOn: PartialDate | null;
  /** Money in an ISO 4217 currency at the prices of a year. */
  readonly costs: readonly {
    readonly kind: (typeof costKinds)[number];
    readonly amount: Quantity;
    readonly currency: string;
    readonly year: number | null;
  }[];
  /** Full-time equivalents. */
  readonly staff: Quantity | null;
  /** From decision to working practice. */
  readonly months: Quantity | null;
  readonly technology: LocalizedText | null;
  readonly legalBasis: LocalizedText | null;
  readonly awards: readonly { readonly name: LocalizedText; readonly year: number | null }[];
  readonly unintended: LocalizedText | null;
  readonly failures: LocalizedText | null;
  readonly conditions: LocalizedText | null;
  readonly constraints: LocalizedText | null;
  readonly adaptation: LocalizedText | null;
  readonly warnings: LocalizedText | null;
  readonly lessons: LocalizedText | null;
  readonly components: readonly { readonly name: LocalizedText; readonly kind: (typeof componentKinds)[number] }[];
  readonly transferability: Readonly<Partial<Record<Dimension, Rating>>>;
  readonly supportKinds: readonly (typeof supportKinds)[number][];
  /** How many adopters a year the owner can support. */
  readonly capacity: Quantity | null;
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
  axes: [],
  audience: [],
  subjects: [],
  contact: null,
  contactEmail: null,
  problem: null,
  solution: null,
  novelty: null,
  steps: [],
  partners: [],
  beneficiaries: { who: null, count: null },
  involvement: null,
  stage: null,
  startedOn: null,
  endedOn: null,
  costs: [],
  staff: null,
  months: null,
  technology: null,
  legalBasis: null,
  awards: [],
  unintended: null,
  failures: null,
  conditions: null,
  constraints: null,
  adaptation: null,
  warnings: null,
  lessons: null,
  components: [],
  transferability: {},
  supportKinds: [],
  capacity: null,
  evidence: [],
  licence: null,
});

/** A content as it is stored, which may be older than some of its parts. */
export type StoredContent = Pick<Content, 'title'> & Partial<Content>;

/** The content of a stored version, with everything it was written without as empty. */
export const readContent = (stored: StoredContent): Content => ({ ...emptyContent(stored.title), ...stored });

/** The single texts of a version, in the order of the page and of the form. */
export const textFields = [
  'title',
  'subtitle',
  'contact',
  'problem',
  'solution',
  'novelty',
  'technology',
  'legalBasis',
  'unintended',
  'failures',
  'conditions',
  'constraints',
  'adaptation',
  'warnings',
  'lessons',
] as const;
export const choiceFields = ['level', 'type', 'involvement', 'stage', 'licence'] as const;
export const quantityFields = ['staff', 'months', 'capacity'] as const;
/** The fields that hold codes, with the scheme of the codes. */
export const schemeOf = { cofog: 'cofog', sdg: 'sdg', axes: 'axis', audience: 'audience', subjects: 'unbis' } as const;
export type CodeField = keyof typeof schemeOf;
export const codeFields = Object.keys(schemeOf) as readonly CodeField[];
