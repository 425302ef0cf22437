import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import type { PartialDate } from '#platform/values/partial-date.ts';
import type { Qualifier } from '#platform/values/quantity.ts';

export interface Pair {
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
  readonly asOf?: FactDate;
}
export interface Partnership {
  readonly id: string;
  readonly name: Pair;
  readonly signed: { readonly date: PartialDate; readonly inferred: boolean } | null;
  readonly figures: readonly {
    readonly what: 'trainees' | 'trainingHours' | 'workshops';
    readonly value: number;
    readonly qualifier: Qualifier;
    readonly asOf: PartialDate | null;
    readonly inferred: boolean;
  }[];
  readonly points: readonly Pair[];
  readonly claims: readonly { readonly name: Pair; readonly date: PartialDate | null; readonly inferred: boolean }[];
}
export interface FactDocument {
  readonly code: string;
  readonly topic: Pair;
  readonly dated: PartialDate;
  readonly inferred: boolean;
  readonly partnerships: readonly Partnership[];
  readonly lists: readonly { readonly heading: 'events' | 'sessions' | 'dialogues' | 'projects' | 'members' | 'statements'; readonly items: readonly Pair[] }[];
}

interface RawPartnership {
  readonly id: string;
  readonly name: Pair;
  readonly seed: string;
  readonly signed?: FactDate | null;
  readonly commitments?: readonly Pair[];
  readonly areas?: readonly Pair[];
  readonly axes?: readonly { name: Pair }[];
  readonly phases?: readonly { date: FactDate; fields?: readonly Pair[]; focus?: readonly Pair[] }[];
  readonly metrics?: Readonly<Record<string, Metric>>;
  readonly activities?: readonly { name: Pair; date?: FactDate; confirmedByAdopter?: boolean }[];
}
interface Raw {
  readonly meta: { readonly seeds: readonly { file: string; topic: Pair; articleDate: FactDate }[] };
  readonly partnerships: readonly RawPartnership[];
  readonly events: readonly { series: Pair; seed: string; sessions?: unknown; aims?: readonly Pair[]; themes?: readonly Pair[] }[];
  readonly dialogues: { readonly seed: string; readonly items: readonly { topic: Pair }[] };
  readonly experiencePlatform: { readonly seed: string; readonly memberCategories: readonly Pair[] };
  readonly benchmarking: { readonly seed: string; readonly projects: readonly { name: Pair }[] };
  readonly otherFacts: readonly { fact: Pair; seed: string }[];
}

const dateOf = ({ date, precision }: FactDate): PartialDate => ({ date, precision });
const qualifierOf = (text: string): Qualifier => (text === 'approx' ? 'about' : (text as Qualifier));

/** The facts as the page shows them: by the document each comes from. Nothing is added up and nothing is relabelled. */
export async function readFacts(): Promise<FactDocument[]> {
  const raw = JSON.parse(await readFile(join(projectRoot, 'reference/facts.json'), 'utf8')) as Raw;
  return raw.meta.seeds.map(({ file, topic, articleDate }) => {
    const here = <T extends { seed: string }>(all: readonly T[]): T[] => all.filter((one) => one.seed === file);
    const events = here(raw.events);
    return {
      code: file.slice(0, 3),
      topic,
      dated: dateOf(articleDate),
      inferred: articleDate.yearInferred === true,
      partnerships: here(raw.partnerships).map(partnershipOf),
      lists: [
        { heading: 'events' as const, items: events.map((event) => event.series) },
        {
          heading: 'sessions' as const,
          items: events.flatMap((event) =>
            Array.isArray(event.sessions)
              ? (event.sessions as { title: Pair }[]).map((session) => session.title)
              : [...(event.aims ?? []), ...(event.themes ?? [])],
          ),
        },
        { heading: 'dialogues' as const, items: raw.dialogues.seed === file ? raw.dialogues.items.map((item) => item.topic) : [] },
        { heading: 'projects' as const, items: raw.benchmarking.seed === file ? raw.benchmarking.projects.map((project) => project.name) : [] },
        { heading: 'members' as const, items: raw.experiencePlatform.seed === file ? raw.experiencePlatform.memberCategories : [] },
        { heading: 'statements' as const, items: here(raw.otherFacts).map(({ fact }) => fact) },
      ].filter((list) => list.items.length > 0),
    };
  });
}

function partnershipOf({ id, name, signed, commitments = [], areas = [], axes = [], phases = [], metrics = {}, activities = [] }: RawPartnership): Partnership {
  const first = signed ?? phases[0]?.date ?? null;
  return {
    id,
    name,
    signed: first ? { date: dateOf(first), inferred: first.yearInferred === true } : null,
    figures: (Object.entries(metrics) as [Partnership['figures'][number]['what'], Metric][]).map(([what, { value, qualifier, asOf }]) => ({
      what,
      value,
      qualifier: qualifierOf(qualifier),
      asOf: asOf ? dateOf(asOf) : null,
      inferred: asOf?.yearInferred === true,
    })),
    points: [...commitments, ...areas, ...axes.map((axis) => axis.name), ...phases.flatMap((phase) => [...(phase.focus ?? []), ...(phase.fields ?? [])])],
    claims: activities.map((activity) => ({
      name: activity.name,
      date: activity.date ? dateOf(activity.date) : null,
      inferred: activity.date?.yearInferred === true,
    })),
  };
}
