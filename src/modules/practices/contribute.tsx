import type { VNode } from 'preact';
import { allEntities } from '#modules/directory/public.ts';
import type { Verifier } from '#modules/measures/public.ts';
import type { Contribution, Description } from '#modules/thread/public.ts';
import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import type { View } from '#platform/html/view.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { PostButton } from '#ui/forms.tsx';
import { Empty, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { PracticeLines } from './list/library-page.tsx';
import { canSee, mayVerifyReadings } from './policy.ts';
import { type PublicRow, selectById, selectMine, selectOfCountry, selectOfEntities, withItems } from './queries.ts';
import { factsOf, publicState } from './read/facts.ts';
import { confirmedBefore } from './standing/freshness.ts';
import { selectToConfirm } from './standing/queries.ts';
import { stateMark } from './words.tsx';

/** Titles, states and addresses of practices, for links of other modules; what the reader may not know is left out. */
export async function describePractices(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Description>> {
  const described = new Map<string, Description>();
  for (const row of await selectById(ctx.db, ids)) {
    if (canSee(ctx.actor, await factsOf(ctx, row))) described.set(row.id, { title: row.card.title, state: publicState(row), path: `/practices/${row.code}` });
  }
  return described;
}

const panel = (found: readonly PublicRow[]): Contribution => {
  const rows = withItems(found);
  return {
    name: 'practices',
    data: rows.map(({ code, title, state, grade }) => ({ code, title, state, grade })),
    render: (view) => (
      <Section title={view.t('practices.contributed')}>
        {rows.length === 0 ? <Empty text={view.t('practices.contributed-none')} /> : <PracticeLines view={view} rows={rows} />}
      </Section>
    ),
  };
};

/** On an entity's page: the public practices of the entity and of everything below it. */
export async function practicesOfEntity(ctx: Ctx, id: string): Promise<Contribution> {
  const below = new Set([id]);
  const entities = await allEntities(ctx);
  for (let grew = true; grew; ) {
    const more = entities.filter((entity) => entity.parent_id !== null && below.has(entity.parent_id) && !below.has(entity.id));
    for (const entity of more) below.add(entity.id);
    grew = more.length > 0;
  }
  return panel(await selectOfEntities(ctx.db, [...below]));
}

/** On a country's page: its public practices. */
export const practicesOfCountry = async (ctx: Ctx, code: string): Promise<Contribution> => panel(await selectOfCountry(ctx.db, code));

/** Readings of a version: confirmed or disputed by whoever may verify and does not write for the owner. */
export const verifierOfVersions: Verifier = async (tx, subjectId) => {
  const [id = '', version] = subjectId.split(':');
  const row = (await selectById(tx.db, [id]))[0];
  const facts = row && (await factsOf(tx, row, 'acting'));
  if (!row || !facts || !canSee(tx.actor, facts)) return { maySee: false, mayVerify: false, path: '/practices' };
  const isShown = Number(version) === row.published_version;
  return {
    maySee: true,
    mayVerify: isShown && row.public_state === 'published' && mayVerifyReadings(tx.actor, facts),
    path: `/practices/${row.code}#results`,
  };
};

/** On a person's page of work: what their entities have in hand, with a way to start another. Nothing for those who write nowhere. */
export async function myPractices(ctx: Ctx): Promise<Contribution | null> {
  const { entities } = reachOf(ctx.actor, 'practices.write');
  if (entities.length === 0) return null;
  const [rows, due] = await Promise.all([selectMine(ctx.db, entities), selectToConfirm(ctx.db, entities, confirmedBefore(ctx.now))]);
  return {
    name: 'practices',
    data: {
      inWork: rows.map(({ code, card, state }) => ({ code, title: card.title, state })),
      toConfirm: due,
    },
    render: (view) => (
      <>
        <ToConfirm view={view} due={due} />
        <Section
          title={view.t('practices.mine')}
          aside={
            <>
              <a href={view.url('/practices/statistics')}>{view.t('usage.title')}</a>{' '}
              <a class="tb-btn tb-sm" href={view.url('/practices/new')}>
                {view.t('practices.new-title')}
              </a>
            </>
          }
        >
          {rows.length === 0 ? (
            <Empty text={view.t('practices.mine-empty')} />
          ) : (
            <ul class="tb-facts">
              {rows.map((row) => (
                <li>
                  <a href={view.url(['draft', 'returned'].includes(row.state) ? `/practices/${row.code}/edit` : `/practices/${row.code}?version=working`)}>
                    <Line view={view} value={row.card.title} />
                  </a>{' '}
                  · {stateMark(view, row.state)}
                </li>
              ))}
            </ul>
          )}
        </Section>
      </>
    ),
  };
}

/** Published practices of theirs that nobody confirmed for 24 months, each with its one click. */
const ToConfirm = ({ view, due }: { view: View; due: readonly { code: string; title: LocalizedText }[] }): VNode | null =>
  due.length === 0 ? null : (
    <Section title={view.t('practices.to-confirm')} aside={view.t('practices.to-confirm-aside')}>
      <ul class="tb-facts">
        {due.map(({ code, title }) => (
          <li>
            <a href={view.url(`/practices/${code}`)}>
              <Line view={view} value={title} />
            </a>
            <PostButton view={view} action={`/practices/${code}/confirm`} label={view.t('practices.confirm')} kind="tb-line tb-sm" />
          </li>
        ))}
      </ul>
    </Section>
  );
