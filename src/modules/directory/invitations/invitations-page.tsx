import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { PostButton } from '#ui/forms.tsx';
import { Crumbs, Empty, NextPage } from '#ui/parts.tsx';
import { Ltr, nameOf } from '#ui/text.tsx';
import { PeopleTabs } from '../people/people-tabs.tsx';
import { type Places, roleName, ScopeName } from '../roles/words.tsx';
import type { InvitationRow } from './queries.ts';

export interface OpenInvitations {
  readonly invitations: readonly InvitationRow[];
  readonly names: ReadonlyMap<string, { name_ar: string | null; name_en: string | null; name_orig: string | null }>;
  readonly places: Places;
  readonly next: string | null;
  readonly first: boolean;
}

/** What was promised and not yet taken up. The links themselves are nowhere to be read. */
export function invitationsPage(view: View, { invitations, names, places, next, first }: OpenInvitations): Page {
  const { t } = view;
  const nameOfPerson = (id: string | null) => {
    const person = id === null ? undefined : names.get(id);
    return person && <bdi>{nameOf(person, view.locale)}</bdi>;
  };
  const add = (
    <a class="tb-btn" href={view.url('/invitations/new')}>
      {t('invitation.new-title')}
    </a>
  );
  return {
    title: t('invitation.list-title'),
    nav: 'people',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('people.title'), path: '/people' }]} here={t('invitation.list-title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('invitation.list-title')}</h1>
            <p class="tb-lead">{t('invitation.list-lead')}</p>
          </div>
          {invitations.length > 0 && add}
        </div>
        <PeopleTabs view={view} here="invitations" />
        <div class="tb-pad">
          {invitations.length === 0 ? (
            <Empty text={t('invitation.none')} action={add} />
          ) : (
            <table class="tb-tb tb-cards">
              <caption class="tb-vh">{t('invitation.list-title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('invitation.email')}</th>
                  <th scope="col">{t('role.role')}</th>
                  <th scope="col">{t('role.scope')}</th>
                  <th scope="col">{t('invitation.by')}</th>
                  <th scope="col">{t('invitation.until')}</th>
                  <th scope="col">{t('account.end')}</th>
                </tr>
              </thead>
              <tbody>
                {invitations.map((row) => (
                  <tr>
                    <th scope="row">
                      {row.email === '' ? t('invitation.first-administrator') : <Ltr>{row.email}</Ltr>}
                      {row.person_id && <p class="tb-small tb-dim">{nameOfPerson(row.person_id)}</p>}
                    </th>
                    <td data-l={t('role.role')}>{roleName(view, row.role)}</td>
                    <td data-l={t('role.scope')}>
                      <ScopeName view={view} places={places} kind={row.scope_kind} id={row.scope_id} />
                    </td>
                    <td data-l={t('invitation.by')}>{nameOfPerson(row.invited_by) ?? t('role.by-set-up')}</td>
                    <td data-l={t('invitation.until')}>{view.dateTime(row.expires_at)}</td>
                    <td>
                      <PostButton view={view} action={`/invitations/${row.id}/withdraw`} label={t('invitation.withdraw')} kind="tb-bad tb-sm" />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <NextPage view={view} path="/invitations" next={next} first={first} />
        </div>
      </>
    ),
  };
}
