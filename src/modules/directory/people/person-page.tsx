import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { ErrorSummary, Form, PostButton } from '#ui/forms.tsx';
import { Crumbs, Empty, Mark, Note, Pairs, Section } from '#ui/parts.tsx';
import { Line, Ltr, nameOf } from '#ui/text.tsx';
import type { GrantRow } from '../roles/queries.ts';
import { RoleFields } from '../roles/role-fields.tsx';
import { roleLabels } from '../roles/role-form.ts';
import { memberCategories } from '../roles/roles.ts';
import { roleName, ScopeName } from '../roles/words.tsx';
import { AccountMark } from './people-page.tsx';
import type { PersonView } from './read-people.ts';

/** One person: roles first, since they decide what the person may do; names, memberships and entity beside them. */
export function personPage(view: View, found: PersonView, state: FormState): Page {
  const { t } = view;
  const { person } = found;
  const parts = { view, state, labels: roleLabels };
  const name = nameOf(person, view.locale);
  return {
    title: name,
    nav: 'people',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('people.title'), path: '/people' }]} here={<bdi>{name}</bdi>} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <bdi>{name}</bdi>
            </h1>
            {person.job_title && (
              <p class="tb-lead">
                <Line view={view} value={person.job_title} note />
              </p>
            )}
          </div>
          <a class="tb-btn tb-line" href={view.url(`/people/${person.id}/edit`)}>
            {t('people.edit')}
          </a>
        </div>
        <ErrorSummary {...parts} />
        <div class="tb-prac">
          <article class="tb-secs">
            {person.origin !== 'record' && <Note>{t(person.origin === 'demo' ? 'people.origin-demo' : 'people.origin-fact')}</Note>}
            <Section title={t('people.roles-open')} aside={t('people.roles-aside')}>
              {found.open.length === 0 ? <Empty text={t('people.no-roles')} /> : <Grants view={view} found={found} grants={found.open} />}
            </Section>
            <Section title={t('role.grant-title')} aside={<a href={view.url('/roles')}>{t('role.what-each-may')}</a>}>
              <Form view={view} action={`/people/${person.id}/roles`}>
                <RoleFields {...parts} choices={found.choices} />
                <button class="tb-btn" type="submit">
                  {t('role.grant')}
                </button>
              </Form>
            </Section>
            <Account view={view} found={found} />
            {found.ended.length > 0 && (
              <Section title={t('people.roles-ended')}>
                <Grants view={view} found={found} grants={found.ended} ended />
              </Section>
            )}
          </article>
          <aside class="tb-side" aria-label={t('people.about')}>
            <About view={view} found={found} />
          </aside>
        </div>
      </>
    ),
  };
}

function Grants({ view, found, grants, ended = false }: { view: View; found: PersonView; grants: readonly GrantRow[]; ended?: boolean }): VNode {
  const { t } = view;
  return (
    <table class="tb-tb tb-cards">
      <thead>
        <tr>
          <th scope="col">{t('role.role')}</th>
          <th scope="col">{t('role.scope')}</th>
          <th scope="col">{t('role.granted-on')}</th>
          <th scope="col">{t('role.granted-by')}</th>
          <th scope="col">{t(ended ? 'role.ended-on' : 'account.end')}</th>
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => {
          const by = grant.granted_by === null ? undefined : found.names.get(grant.granted_by);
          return (
            <tr>
              <th scope="row">{roleName(view, grant.role, found.person.form)}</th>
              <td data-l={t('role.scope')}>
                <ScopeName view={view} places={found.places} kind={grant.scope_kind} id={grant.scope_id} />
              </td>
              <td data-l={t('role.granted-on')}>{view.date(grant.granted_at)}</td>
              <td data-l={t('role.granted-by')}>{by ? <bdi>{nameOf(by, view.locale)}</bdi> : t('role.by-set-up')}</td>
              <td {...(ended && { 'data-l': t('role.ended-on') })}>
                {grant.ended_at ? (
                  view.date(grant.ended_at)
                ) : (
                  <PostButton view={view} action={`/role-grants/${grant.id}/end`} label={t('role.end')} kind="tb-bad tb-sm" />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Account({ view, found }: { view: View; found: PersonView }): VNode {
  const { t } = view;
  const { account, person } = found;
  if (!account) {
    return (
      <Section title={t('people.account')}>
        <Empty
          text={t('people.no-account')}
          action={
            <a class="tb-btn" href={view.url(`/invitations/new?person=${person.id}`)}>
              {t('people.invite')}
            </a>
          }
        />
      </Section>
    );
  }
  return (
    <Section title={t('people.account')} aside={t('people.disable-consequence')}>
      <dl class="tb-kv">
        <dt>{t('sign-in.email')}</dt>
        <dd>
          <Ltr>{account.email}</Ltr>
        </dd>
        <dt>{t('people.account-state')}</dt>
        <dd>
          <AccountMark view={view} account disabled={account.disabledAt !== null} />
          {account.disabledAt && <span class="tb-dim"> · {t('people.disabled-since', { date: view.dateTime(account.disabledAt) })}</span>}
        </dd>
        <dt>{t('account.second-factor')}</dt>
        <dd>
          {account.secondFactor ? (
            <Mark tone="good">{t('people.second-factor-on')}</Mark>
          ) : (
            <Mark tone="off" shape="open">
              {t('people.second-factor-off')}
            </Mark>
          )}
        </dd>
      </dl>
      <div class="tb-acts">
        {account.disabledAt ? (
          <PostButton view={view} action={`/people/${person.id}/enable`} label={t('people.enable')} kind="tb-line" />
        ) : (
          <>
            <PostButton view={view} action={`/people/${person.id}/sign-out-everywhere`} label={t('people.sign-out-everywhere')} kind="tb-line" />
            <PostButton view={view} action={`/people/${person.id}/disable`} label={t('people.disable')} kind="tb-bad" />
          </>
        )}
      </div>
    </Section>
  );
}

function About({ view, found }: { view: View; found: PersonView }): VNode {
  const { t } = view;
  const { person, memberships } = found;
  const entity = found.places.entities.get(person.entity_id ?? '');
  const named = (text: string | null, language: 'ar' | 'en' | null) => text && <bdi {...(language && { lang: language })}>{text}</bdi>;
  return (
    <Pairs
      pairs={[
        [t('invitation.name-ar'), named(person.name_ar, 'ar')],
        [t('invitation.name-en'), named(person.name_en, 'en')],
        [t('invitation.name-orig'), named(person.name_orig, null)],
        [
          t('people.spelling'),
          person.spelling_checked ? (
            <Mark tone="good">{t('people.spelling-checked')}</Mark>
          ) : (
            <Mark tone="warn" shape="open">
              {t('people.spelling-unchecked')}
            </Mark>
          ),
        ],
        [t('people.form'), t(`people.form.${person.form ?? 'none'}`)],
        [
          t('people.entity'),
          entity ? (
            <a href={view.url(`/entities/${entity.code}`)}>
              <Line view={view} value={entity.name} />
            </a>
          ) : (
            t('people.no-entity')
          ),
        ],
        [
          t('people.memberships'),
          memberships.length === 0 ? (
            t('people.no-memberships')
          ) : (
            <ul>
              {memberCategories
                .filter((category) => memberships.includes(category))
                .map((category) => (
                  <li>{t(`people.member.${category}` as MessageKey)}</li>
                ))}
            </ul>
          ),
        ],
      ]}
    />
  );
}
