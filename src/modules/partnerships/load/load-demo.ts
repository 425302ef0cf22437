import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indicatorsOf, verifyReading } from '#modules/measures/public.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { projectRoot } from '#platform/root.ts';
import { parsePartialDate } from '#platform/values/partial-date.ts';
import type { Qualifier } from '#platform/values/quantity.ts';
import { selectAgreement } from '../queries.ts';
import type { AgreementMove, AgreementType, AxisStatus, InitiativeStatus, InitiativeType, PartyRole } from '../workflow.ts';
import { createAgreement, moveAgreement, saveAxes, saveFigures, saveInitiatives, saveMeetings } from '../write-agreement.ts';

interface Pair {
  readonly ar: string;
  readonly en: string;
}
interface DemoAgreement {
  readonly ref: string;
  /** Key of the person who manages it. */
  readonly by: string;
  readonly type: AgreementType;
  readonly title: Pair;
  readonly purpose: Pair;
  readonly signedAt?: Pair;
  readonly expiresOn?: string;
  readonly autoRenew?: boolean;
  readonly languages: readonly string[];
  readonly parties: readonly { readonly country?: string; readonly entity?: string; readonly role?: PartyRole }[];
  readonly phases?: readonly { readonly title: Pair; readonly startsOn: string; readonly endsOn?: string }[];
  readonly moves: readonly { readonly move: AgreementMove; readonly on?: string; readonly reason?: Pair }[];
  readonly axes: readonly {
    readonly title: Pair;
    readonly objectives?: Pair;
    readonly phase?: number;
    readonly status: AxisStatus;
    readonly lead?: string;
    readonly partner?: string;
    readonly nextStep?: Pair;
    readonly dueOn?: string;
  }[];
  readonly initiatives?: readonly {
    readonly title: Pair;
    readonly type: InitiativeType;
    readonly axis?: number;
    readonly startsOn?: string;
    readonly endsOn?: string;
    readonly status: InitiativeStatus;
  }[];
  readonly meetings?: readonly {
    readonly heldOn: string;
    readonly decisions: Pair;
    readonly followUps?: readonly { readonly what: Pair; readonly entity?: string; readonly dueOn?: string; readonly doneOn?: string }[];
  }[];
  readonly figures?: readonly {
    readonly name: Pair;
    readonly value: number;
    readonly qualifier: Qualifier;
    readonly unit: Pair;
    readonly asOf: string;
    readonly source: Pair;
    readonly verified?: { readonly by: string; readonly as: 'confirmed' | 'disputed'; readonly reason?: string };
  }[];
}

const date = (typed: string | undefined) => (typed ? (parsePartialDate(typed) ?? null) : null);

/** Loads the partnerships of the demonstration set, each by the person who manages it; the other side says what it thinks of the figures. */
export async function loadDemoPartnerships(ctx: Ctx, actors: ReadonlyMap<string, Actor>): Promise<void> {
  const all = JSON.parse(await readFile(join(projectRoot, 'reference/demo/partnerships.json'), 'utf8')) as DemoAgreement[];
  for (const { ref, by, parties, phases = [], moves, axes, initiatives = [], meetings = [], figures = [], languages, ...form } of all) {
    const manager: Ctx = { ...ctx, now: new Date(), locale: 'ar', actor: actors.get(by) ?? ctx.actor };
    const revOf = async (): Promise<number> => onlyRow(await selectAgreement(ctx.db, ref)).rev;
    await createAgreement(manager, {
      ref,
      type: form.type,
      title: form.title,
      purpose: form.purpose,
      signedOn: null,
      signedAt: form.signedAt,
      effectiveOn: null,
      expiresOn: form.expiresOn ?? null,
      autoRenew: form.autoRenew ?? false,
      languages: [...languages] as ('ar' | 'en')[],
      parties: parties.map(({ country = '', entity = '', role = null }) => ({ country, entity, role })),
      phases: phases.map(({ title, startsOn, endsOn }) => ({ title, startsOn: date(startsOn), endsOn: date(endsOn) })),
      origin: 'demo',
    });
    for (const { move, on, reason } of moves) await moveAgreement(manager, { ref, move, on: date(on), reason });
    await saveAxes(manager, {
      ref,
      rev: await revOf(),
      axes: axes.map(({ objectives, phase = null, lead = '', partner = '', nextStep, dueOn = null, ...axis }) => ({
        ...axis,
        objectives,
        phase,
        lead,
        partner,
        nextStep,
        dueOn,
      })),
    });
    if (initiatives.length > 0)
      await saveInitiatives(manager, {
        ref,
        rev: await revOf(),
        initiatives: initiatives.map(({ axis = null, startsOn, endsOn, ...one }) => ({ ...one, axis, startsOn: date(startsOn), endsOn: date(endsOn) })),
      });
    if (meetings.length > 0)
      await saveMeetings(manager, {
        ref,
        rev: await revOf(),
        meetings: meetings.map(({ followUps = [], ...meeting }) => ({
          ...meeting,
          followUps: followUps.map(({ entity = '', dueOn = null, doneOn = null, what }) => ({ what, entity, dueOn, doneOn })),
        })),
      });
    if (figures.length > 0)
      await saveFigures(manager, { ref, rev: await revOf(), figures: figures.map(({ verified: _, ...figure }) => ({ ...figure, asOf: date(figure.asOf) })) });
    const { id } = onlyRow(await selectAgreement(ctx.db, ref));
    const readings = (await indicatorsOf(ctx, { kind: 'agreement', id })).map(({ readings: [reading] }) => reading?.id ?? '');
    for (const [index, { verified }] of figures.entries())
      if (verified)
        await verifyReading(
          { ...manager, actor: actors.get(verified.by) ?? ctx.actor },
          { id: readings[index] ?? '', verification: verified.as, reason: verified.reason ?? '' },
        );
  }
}
