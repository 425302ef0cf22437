import type { Verifier } from '#modules/measures/public.ts';
import type { Contribution, Description } from '#modules/thread/public.ts';
import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow, optionalRow } from '#platform/db/statement.ts';
import type { View } from '#platform/html/view.ts';
import { Empty, Section } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { AgreementLines } from './agreements-page.tsx';
import { canManage, canSeeAgreement, isOfASide } from './policy.ts';
import {
  type AgreementRow,
  countSigned,
  selectAgreements,
  selectAgreementsById,
  selectAgreementsOfCountry,
  selectAgreementsOfEntity,
  selectDueAxes,
  selectDueFollowUps,
} from './queries.ts';
import { placeOf, withParties } from './read-agreements.ts';
import { dayText, Overdue } from './words.tsx';
import { isOver } from './workflow.ts';

/** Titles, states and addresses of agreements, for links of other modules; what the reader may not see is left out. */
export async function describeAgreements(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Description>> {
  const rows = await selectAgreementsById(ctx.db, ids);
  return new Map(
    rows.filter((row) => canSeeAgreement(ctx.actor, placeOf(row))).map(({ id, ref, title, state }) => [id, { title, state, path: `/partnerships/${ref}` }]),
  );
}

async function panel(ctx: Ctx, rows: readonly AgreementRow[]): Promise<Contribution | null> {
  if (rows.length === 0) return null;
  const agreements = await withParties(ctx, rows);
  return {
    name: 'partnerships',
    data: rows.map(({ ref, title, state }) => ({ ref, title, state })),
    render: (view: View) => (
      <Section title={view.t('partnerships.title')}>
        <AgreementLines view={view} agreements={agreements} />
      </Section>
    ),
  };
}

/** On an entity's page: signed agreements that it is a party of, or leads an axis of. */
export const agreementsOfEntity = async (ctx: Ctx, id: string): Promise<Contribution | null> => panel(ctx, await selectAgreementsOfEntity(ctx.db, id));

/** On a country's page: its signed agreements. */
export const agreementsOfCountry = async (ctx: Ctx, code: string): Promise<Contribution | null> => panel(ctx, await selectAgreementsOfCountry(ctx.db, code));

const week = 7 * 86_400_000;

/** On a person's page of work: the partnerships they manage or speak for a side of, with the steps that are due this week or late. */
export async function myPartnerships(ctx: Ctx): Promise<Contribution | null> {
  const manages = ctx.actor.grants.filter(({ permissions }) => permissions.has('partnerships.manage'));
  const { countries } = reachOf(ctx.actor, 'partnerships.side');
  if (manages.length === 0 && countries.length === 0) return null;
  const everywhere = manages.some(({ scope }) => scope.kind === 'instance');
  const refs = manages.flatMap(({ scope }) => (scope.kind === 'programme' ? [scope.id] : []));
  const rows = (await selectAgreements(ctx.db, everywhere, countries, refs, null, null, null)).filter(
    (row) => !isOver(row.state) && row.origin !== 'fact' && (canManage(ctx.actor, row) || isOfASide(ctx.actor, placeOf(row))),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const today = ctx.now.toISOString().slice(0, 10);
  const until = new Date(ctx.now.getTime() + week).toISOString().slice(0, 10);
  const ids = [...byId.keys()];
  const [axes, promises] = await Promise.all([selectDueAxes(ctx.db, ids, until), selectDueFollowUps(ctx.db, ids, until)]);
  const due = [
    ...axes.map(({ agreement_id, title, next_step, due_on }) => ({ agreement_id, what: next_step ?? title, due_on: due_on ?? '' })),
    ...promises.map(({ agreement_id, what, due_on }) => ({ agreement_id, what, due_on: due_on ?? '' })),
  ].sort((a, b) => a.due_on.localeCompare(b.due_on));
  return {
    name: 'partnerships',
    data: {
      partnerships: rows.map(({ ref, title, state }) => ({ ref, title, state })),
      due: due.map(({ agreement_id, what, due_on }) => ({ ref: byId.get(agreement_id)?.ref ?? '', what, dueOn: due_on })),
    },
    render: (view: View) => (
      <Section title={view.t('partnerships.mine')} aside={<a href={view.url('/partnerships')}>{view.t('partnerships.title')}</a>}>
        {rows.length === 0 ? (
          <Empty text={view.t('partnerships.mine-none')} />
        ) : (
          <ul class="tb-facts">
            {rows.map((row) => (
              <li>
                <a href={view.url(`/partnerships/${row.ref}`)}>
                  <Line view={view} value={row.title} />
                </a>{' '}
                · {view.t(`partnerships.state.${row.state}`)}
              </li>
            ))}
          </ul>
        )}
        {due.length > 0 && (
          <>
            <h3>{view.t('partnerships.tasks')}</h3>
            <ul class="tb-facts">
              {due.map((one) => (
                <li>
                  <a href={view.url(`/partnerships/${byId.get(one.agreement_id)?.ref ?? ''}`)}>
                    <Line view={view} value={one.what} />
                  </a>{' '}
                  · {view.t('partnerships.due', { date: dayText(view, one.due_on) })}
                  {one.due_on < today && <Overdue view={view} />}
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
    ),
  };
}

/** Reported figures are confirmed or disputed by the focal points of the countries that are its parties, each for its side. */
export const verifierOfAgreements: Verifier = async (tx, id) => {
  const row = optionalRow(await selectAgreementsById(tx.db, [id]));
  if (!row) return { maySee: false, mayVerify: false, path: '/partnerships' };
  const place = placeOf(row);
  return { maySee: canSeeAgreement(tx.actor, place), mayVerify: isOfASide(tx.actor, place), path: `/partnerships/${row.ref}` };
};

/** The station of the chain that agreements make: those that were signed; what a source alone tells of is not counted as ours. */
export const agreementsCounted = async (ctx: Ctx): Promise<number> => onlyRow(await countSigned(ctx.db)).n;
