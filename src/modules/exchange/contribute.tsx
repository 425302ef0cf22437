import { entitiesById } from '#modules/directory/public.ts';
import type { Contribution, Description } from '#modules/thread/public.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import type { View } from '#platform/html/view.ts';
import { Empty, Section } from '#ui/parts.tsx';
import { NeedLines } from './needs-page.tsx';
import { canSeeNeeds } from './policy.ts';
import { countNeeds, selectNeedsById, selectNeedsOf } from './queries.ts';
import { type ListedNeed, myEntities } from './read-needs.ts';

/** Titles, states and addresses of needs, for the practices that answer them; nothing for visitors. */
export async function describeNeeds(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Description>> {
  if (!canSeeNeeds(ctx.actor)) return new Map();
  return new Map((await selectNeedsById(ctx.db, ids)).map(({ id, no, title, state }) => [id, { title, state, path: `/needs/${no}` }]));
}

async function needsOf(ctx: Ctx, entityIds: readonly string[]): Promise<ListedNeed[]> {
  const [rows, entities] = await Promise.all([selectNeedsOf(ctx.db, entityIds), entitiesById(ctx, entityIds)]);
  return rows.map((row) => ({ row, entity: entities.get(row.entity_id) }));
}

const data = (needs: readonly ListedNeed[]) => needs.map(({ row }) => ({ no: row.no, title: row.title, state: row.state }));

/** On an entity's page: what it looks for now, told to those who may read needs. */
export async function needsOfEntity(ctx: Ctx, id: string): Promise<Contribution | null> {
  const needs = canSeeNeeds(ctx.actor) ? await needsOf(ctx, [id]) : [];
  if (needs.length === 0) return null;
  return {
    name: 'needs',
    data: data(needs),
    render: (view: View) => (
      <Section title={view.t('exchange.looks-for')}>
        <NeedLines view={view} needs={needs} />
      </Section>
    ),
  };
}

/** On a person's page of work: what the entities they speak for look for. Nothing for those who speak for none, nor for the office of all. */
export async function myNeeds(ctx: Ctx): Promise<Contribution | null> {
  const mine = await myEntities(ctx);
  if (mine.length === 0) return null;
  const needs = await needsOf(
    ctx,
    mine.map(({ id }) => id),
  );
  return {
    name: 'needs',
    data: data(needs),
    render: (view: View) => (
      <Section
        title={view.t('exchange.mine')}
        aside={
          <a class="tb-btn tb-sm" href={view.url('/needs/new')}>
            {view.t('exchange.publish')}
          </a>
        }
      >
        {needs.length === 0 ? <Empty text={view.t('exchange.mine-none')} /> : <NeedLines view={view} needs={needs} />}
      </Section>
    ),
  };
}

/** The stations of the chain that needs make, for those who may read needs. */
export const needsCounted =
  (of: 'needs' | 'answered') =>
  async (ctx: Ctx): Promise<number | null> =>
    canSeeNeeds(ctx.actor) ? onlyRow(await countNeeds(ctx.db))[of] : null;
