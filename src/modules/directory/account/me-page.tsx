import type { Contribution } from '#modules/thread/public.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import type { Params } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { localizedTextSchema, plainText } from '#platform/values/localized-text.ts';
import { PostButton } from '#ui/forms.tsx';
import { Crumbs, Empty, Note, Section } from '#ui/parts.tsx';
import { nameOf } from '#ui/text.tsx';
import type { PersonRow } from '../queries.ts';
import type { GrantRow } from '../roles/queries.ts';
import type { NoticeRow } from './queries.ts';

interface Me {
  readonly person: PersonRow;
  readonly grants: readonly GrantRow[];
  readonly notices: readonly NoticeRow[];
  readonly contributions: readonly Contribution[];
}

/** Texts among a notice's values are shown in the reader's language. */
const paramsOf = (view: View, params: Record<string, unknown>): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const text = localizedTextSchema.safeParse(value);
      return [name, text.success ? plainText(text.data as never, view.locale) : (value as string | number)];
    }),
  );

/** What waits for this person, what they work on, and what they hold. */
export function mePage(view: View, { person, grants, notices, contributions }: Me): Page {
  const { t } = view;
  const unread = notices.filter((notice) => notice.read_at === null);
  return {
    title: t('account.my-work'),
    nav: 'me',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} here={t('account.my-work')} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <bdi>{nameOf(person, view.locale)}</bdi>
            </h1>
            <p class="tb-dim">
              {grants.length === 0 ? t('account.no-roles') : view.list([...new Set(grants.map((grant) => t(`role.${grant.role}` as MessageKey)))])}
            </p>
          </div>
          <div class="tb-acts">
            <a class="tb-btn tb-line" href={view.url('/me/sign-ins')}>
              {t('account.security')}
            </a>
            <PostButton view={view} action="/sign-out" label={t('account.sign-out')} kind="tb-line" />
          </div>
        </div>
        {view.actor.secondFactorNeeded && (
          <Note warn>
            {t('account.second-factor-needed')} <a href={view.url('/me/second-factor')}>{t('account.second-factor')}</a>
          </Note>
        )}
        <div class="tb-secs tb-pad">
          <Section title={t('account.waiting')}>
            {notices.length === 0 ? (
              <Empty text={t('account.nothing-waiting')} />
            ) : (
              <>
                <ul class="tb-facts">
                  {notices.map((notice) => (
                    <li>
                      <a href={view.url(notice.path)}>{view.maybe(notice.message, paramsOf(view, notice.params)) ?? notice.path}</a>
                      <span class="tb-small tb-dim">
                        {' '}
                        · {view.dateTime(notice.created_at)}
                        {notice.read_at === null && ` · ${t('account.new')}`}
                      </span>
                    </li>
                  ))}
                </ul>
                {unread.length > 0 && <PostButton view={view} action="/me/notices/read" label={t('account.mark-read')} kind="tb-line tb-sm" />}
              </>
            )}
          </Section>
          {contributions.map((contribution) => contribution.render(view))}
        </div>
      </>
    ),
  };
}
