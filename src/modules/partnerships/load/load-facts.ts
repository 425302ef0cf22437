import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { projectRoot } from '#platform/root.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { Qualifier } from '#platform/values/quantity.ts';
import type { FigureForm } from '../agreement-form.ts';
import { selectAgreement } from '../queries.ts';
import type { AgreementType } from '../workflow.ts';
import { createAgreement, saveAxes, saveFigures } from '../write-agreement.ts';

interface Pair {
  readonly ar: string;
  readonly en: string;
}
interface FactDate {
  readonly date: string;
  readonly precision: PartialDate['precision'];
  readonly yearInferred?: boolean;
}
interface Metric {
  readonly value: number;
  readonly qualifier: string;
  readonly asOf: FactDate;
  readonly scope?: Pair;
}
interface FactPartnership {
  readonly id: string;
  readonly parties: readonly string[];
  readonly name: Pair;
  readonly type: AgreementType;
  readonly seed: string;
  readonly signed?: FactDate | null;
  readonly signedAt?: Pair;
  readonly phases?: readonly { no: number; date: FactDate; focus?: readonly Pair[]; fields?: readonly Pair[] }[];
  readonly commitments?: readonly Pair[];
  readonly areas?: readonly Pair[];
  readonly axes?: readonly { name: Pair }[];
  readonly metrics?: Readonly<Record<string, Metric>>;
  readonly activities?: readonly { name: Pair; date?: FactDate }[];
}

const dateOf = ({ date, precision, yearInferred }: FactDate): PartialDate => ({ date, precision, ...(yearInferred && { inferred: true }) });
const line = (pairs: readonly Pair[]): Pair => ({ ar: pairs.map(({ ar }) => ar).join('، '), en: pairs.map(({ en }) => en).join('; ') });

/** What was counted, in the words of the sources: "training hours" stay that, and how they are read is said beside them. */
const counted: Readonly<Record<string, { readonly name: Pair; readonly unit: Pair; readonly note?: Pair }>> = {
  trainees: { name: { ar: 'المتدربون', en: 'People trained' }, unit: { ar: 'متدرب', en: 'people' } },
  trainingHours: {
    name: { ar: 'الساعات التدريبية', en: 'Training hours' },
    unit: { ar: 'ساعة تدريبية', en: 'training hours' },
    note: {
      ar: 'والمقصود ساعات المشاركين، أي مجموع الساعات التي حضرها المشاركون جميعاً.',
      en: 'Read as participant-hours: the sum of what each participant attended.',
    },
  },
  workshops: { name: { ar: 'ورش العمل', en: 'Workshops' }, unit: { ar: 'ورشة عمل', en: 'workshops' } },
};

/** The record's reference: FACT- and the parties. Sources tell of one agreement for each pair. */
const factRef = ({ id }: FactPartnership): string => `FACT-${id.toUpperCase()}`;

function purposeOf({ commitments = [], areas = [], activities = [] }: FactPartnership): Pair | undefined {
  const parts = [...commitments, ...areas, ...activities.map(({ name }) => name)];
  return parts.length > 0 ? line(parts) : undefined;
}

/**
 * Loads the partnerships of the facts as public records that say where they come from. What is here already stays.
 * The sources tell of signatures and phases, not of what is in force today: their state is "signed". Gives how many are new.
 */
export async function loadFactPartnerships(ctx: Ctx): Promise<number> {
  const { partnerships } = JSON.parse(await readFile(join(projectRoot, 'reference/facts.json'), 'utf8')) as { partnerships: FactPartnership[] };
  let added = 0;
  for (const fact of partnerships) {
    const ref = factRef(fact);
    if (optionalRow(await selectAgreement(ctx.db, ref))) continue;
    added += 1;
    const source = fact.seed.slice(0, 3);
    await createAgreement(ctx, {
      ref,
      type: fact.type,
      title: fact.name,
      purpose: purposeOf(fact),
      signedOn: fact.signed ? dateOf(fact.signed) : null,
      signedAt: fact.signedAt,
      effectiveOn: null,
      expiresOn: null,
      autoRenew: false,
      languages: [],
      parties: fact.parties.map((party) =>
        /^[A-Z]{2}$/.test(party) ? { country: party, entity: '', role: null } : { country: '', entity: party.toUpperCase(), role: null },
      ),
      phases: fact.phases?.map(({ no, date, focus }) => ({ title: phaseTitle(no, focus), startsOn: dateOf(date), endsOn: null })),
      origin: 'fact',
      state: 'signed',
      source,
    });
    await loadAxes(ctx, ref, fact);
    await loadFigures(ctx, ref, fact, source);
  }
  return added;
}

const ordinal: Readonly<Record<number, Pair>> = { 1: { ar: 'المرحلة الأولى', en: 'First phase' }, 2: { ar: 'المرحلة الثانية', en: 'Second phase' } };
const phaseTitle = (no: number, focus: readonly Pair[] = []): Pair => {
  const { ar, en } = ordinal[no] ?? { ar: `المرحلة ${no}`, en: `Phase ${no}` };
  const about = line(focus);
  return focus.length > 0 ? { ar: `${ar}: ${about.ar}`, en: `${en}: ${about.en}` } : { ar, en };
};

async function loadAxes(ctx: Ctx, ref: string, { axes = [], phases = [] }: FactPartnership): Promise<void> {
  const none = { objectives: undefined, lead: '', partner: '', nextStep: undefined, dueOn: null, status: null };
  const rows = [
    ...axes.map(({ name }) => ({ ...none, title: name, phase: null })),
    ...phases.flatMap(({ no, fields = [] }) => fields.map((field) => ({ ...none, title: field, phase: no }))),
  ];
  if (rows.length > 0) await saveAxes(ctx, { ref, rev: await revOf(ctx, ref), axes: rows });
}

async function loadFigures(ctx: Ctx, ref: string, { metrics = {} }: FactPartnership, source: string): Promise<void> {
  const figures: FigureForm[] = Object.entries(metrics).flatMap(([key, { value, qualifier, asOf, scope }]) => {
    const what = counted[key];
    if (!what) return [];
    const from = { ar: `وثيقة الحقائق ${source}`, en: `Document ${source} of the facts` };
    const parts = [from, ...(scope ? [scope] : []), ...(what.note ? [what.note] : [])];
    return [
      {
        name: what.name,
        value,
        qualifier: (qualifier === 'approx' ? 'about' : qualifier) as Qualifier,
        unit: what.unit,
        asOf: dateOf(asOf),
        source: { ar: parts.map(({ ar }) => ar).join('. '), en: parts.map(({ en }) => en).join('. ') },
      },
    ];
  });
  if (figures.length > 0) await saveFigures(ctx, { ref, rev: await revOf(ctx, ref), figures });
}

const revOf = async (ctx: Ctx, ref: string): Promise<number> => optionalRow(await selectAgreement(ctx.db, ref))?.rev ?? 1;
