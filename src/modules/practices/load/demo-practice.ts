import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import type { IndicatorInput } from '#modules/measures/public.ts';
import type { Ctx } from '#platform/context.ts';
import { storeUpload } from '#platform/files/store.ts';
import { projectRoot } from '#platform/root.ts';
import { type Language, type LocalizedText, localizedText } from '#platform/values/localized-text.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { Quantity } from '#platform/values/quantity.ts';
import { type Content, type Dimension, emptyContent, type evidenceKinds, textFields } from '../content/content.ts';

/** Where the demonstration set lies. */
export const demoFolder = () => join(projectRoot, 'reference/demo');

export interface Pair {
  readonly ar: string | null;
  readonly en: string | null;
}
type Text = Pair | null;
/** A practice as a file of the demonstration set tells it: each text in both languages. */
export interface DemoPractice {
  readonly key: string;
  readonly code: string;
  readonly owner: string;
  readonly author: string;
  readonly origLang: Language;
  readonly translation: 'human' | 'reviewed';
  readonly title: Pair;
  readonly subtitle: Text;
  readonly level: Content['level'];
  readonly type: Content['type'];
  readonly cofog: string[];
  readonly sdg: string[];
  readonly problem: Text;
  readonly solution: Text;
  readonly novelty: Text;
  readonly steps: Pair[] | null;
  readonly beneficiaries: { who: Text; count: Quantity | null } | null;
  readonly contact?: Text;
  readonly contactEmail?: string;
  readonly axes?: string[];
  readonly audience?: string[];
  readonly partners?: readonly { name: Pair; role: Text }[];
  readonly involvement?: Content['involvement'];
  readonly costs?: Content['costs'];
  readonly staff?: Quantity;
  readonly months?: Quantity;
  readonly technology?: Text;
  readonly legalBasis?: Text;
  readonly awards?: readonly { name: Pair; year: number | null }[];
  readonly unintended?: Text;
  readonly constraints?: Text;
  readonly warnings?: Text;
  readonly components?: readonly { name: Pair; kind: Content['components'][number]['kind'] }[];
  readonly transferability?: Partial<Record<Dimension, { rating: number; reason: Text }>>;
  readonly supportKinds?: Content['supportKinds'];
  readonly capacity?: Quantity;
  readonly stage: Content['stage'];
  readonly startedOn: PartialDate | null;
  readonly endedOn: PartialDate | null;
  readonly results: readonly {
    readonly name: Pair;
    readonly unit: Pair;
    readonly kind: 'outcome' | 'output';
    readonly direction: 'increase' | 'decrease';
    readonly readings: readonly {
      role: 'baseline' | 'value' | 'target';
      value: number;
      qualifier: Quantity['qualifier'];
      on: PartialDate;
      verification: 'reported' | 'confirmed' | 'disputed';
      disputeReason?: Text;
    }[];
    readonly method: Text;
    readonly attribution: Text;
    readonly comparison?: Text;
  }[];
  readonly conditions: Text;
  readonly adaptation: Text;
  readonly lessons: Text;
  readonly failures: Text;
  readonly evidence: readonly { file: string; kind: (typeof evidenceKinds)[number]; title: Pair }[];
  readonly grade: 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | null;
  readonly gradeReason: Text;
  readonly licence: Content['licence'];
  readonly versions: readonly { no: number; note: Pair; fields: Partial<Record<string, never>> }[];
  readonly review: { check: { by: string; note: Pair } | null; expert: { by: string; scores: Record<string, number>; note: string } | null } | null;
  readonly state: 'published' | 'returned' | 'submitted' | 'checked' | 'draft';
  readonly returned?: { by: string; comments: { field: string; text: Pair }[] };
  readonly outOfDate?: readonly string[];
  readonly featured?: boolean;
}

/** Its results. */
export function indicatorsOf(practice: DemoPractice): IndicatorInput[] {
  const text = (pair: Text) => (pair ? localizedText(practice.origLang, pair, practice.translation) : null);
  return practice.results.map((result) => ({
    name: text(result.name) as LocalizedText,
    unit: text(result.unit) as LocalizedText,
    kind: result.kind,
    direction: result.direction,
    method: text(result.method),
    attribution: text(result.attribution),
    comparison: text(result.comparison ?? null),
    readings: result.readings.map(({ role, value, qualifier, on, verification, disputeReason }) => ({
      role,
      quantity: { value, qualifier },
      dated: on,
      verification,
      reason: text(disputeReason ?? null),
    })),
  }));
}

/** Its content; the files of its evidence are put into the store. */
export async function contentOf(ctx: Ctx, practice: DemoPractice): Promise<Content> {
  const text = (pair: Text | undefined): LocalizedText | null =>
    pair && (pair.ar || pair.en) ? localizedText(practice.origLang, pair, practice.translation) : null;
  const title = text(practice.title) as LocalizedText;
  const named = <T extends { name: Pair }>(rows: readonly T[] | undefined) => (rows ?? []).map((row) => ({ ...row, name: text(row.name) as LocalizedText }));
  const given = Object.fromEntries(Object.keys(emptyContent(title)).flatMap((key) => (key in practice ? [[key, practice[key as 'type'] ?? undefined]] : [])));
  return {
    ...emptyContent(title),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(Object.fromEntries(textFields.map((field) => [field, text(practice[field])])) as Pick<Content, (typeof textFields)[number]>),
    steps: (practice.steps ?? []).flatMap((step) => text(step) ?? []),
    partners: named(practice.partners).map((partner) => ({ ...partner, role: text(partner.role) })),
    awards: named(practice.awards),
    components: named(practice.components),
    transferability: Object.fromEntries(
      Object.entries(practice.transferability ?? {}).map(([dimension, { rating, reason }]) => [dimension, { rating, reason: text(reason) }]),
    ),
    beneficiaries: { who: text(practice.beneficiaries?.who), count: practice.beneficiaries?.count ?? null },
    evidence: await evidenceOf(ctx, practice),
  };
}

async function evidenceOf(ctx: Ctx, { origLang, translation, evidence }: DemoPractice): Promise<Content['evidence']> {
  const stored: Content['evidence'][number][] = [];
  for (const { file, kind, title } of evidence) {
    const upload = await storeUpload(ctx.node.dataDir, basename(file), createReadStream(join(demoFolder(), file)));
    if (upload) stored.push({ file: upload, kind, title: localizedText(origLang, title, translation) });
  }
  return stored;
}
