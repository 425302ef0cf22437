import { passwordMin } from '#platform/auth/password-rules.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Form, PostButton, TextField } from '#ui/forms.tsx';
import { NextPage, Note } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import { accountFrame } from './account-frame.tsx';
import type { SecondFactorOffer } from './manage-account.ts';
import type { SignInRow } from './queries.ts';

/** The open sign-ins of the account; each can be ended. */
export const signInsPage = (
  view: View,
  { signIns, current, next, first }: { signIns: readonly SignInRow[]; current: string | null; next: string | null; first: boolean },
): Page =>
  accountFrame(
    view,
    'sign-ins',
    <>
      <table class="tb-tb tb-cards">
        <caption>{view.t('account.sign-ins-lead')}</caption>
        <thead>
          <tr>
            <th scope="col">{view.t('account.device')}</th>
            <th scope="col">{view.t('account.opened')}</th>
            <th scope="col">{view.t('account.seen')}</th>
            <th scope="col">{view.t('account.end')}</th>
          </tr>
        </thead>
        <tbody>
          {signIns.map((signIn) => (
            <tr>
              <th scope="row">
                <bdi dir="ltr">{signIn.agent || '—'}</bdi>
                {signIn.second_factor && <p class="tb-small tb-dim">{view.t('account.with-second-factor')}</p>}
              </th>
              <td data-l={view.t('account.opened')}>{view.dateTime(signIn.created_at)}</td>
              <td data-l={view.t('account.seen')}>{view.dateTime(signIn.seen_at)}</td>
              <td>
                {signIn.id === current ? (
                  view.t('account.this-one')
                ) : (
                  <PostButton view={view} action={`/me/sign-ins/${signIn.id}/end`} label={view.t('account.end-sign-in')} kind="tb-line tb-sm" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NextPage view={view} path="/me/sign-ins" next={next} first={first} />
    </>,
  );

export function passwordPage(view: View, state: FormState): Page {
  const parts = { view, state, labels: { password: 'account.current-password', newPassword: 'account.new-password' } as const };
  return accountFrame(
    view,
    'password',
    <>
      <ErrorSummary {...parts} />
      <Form view={view} action="/me/password">
        <TextField {...parts} name="password" type="password" label={view.t('account.current-password')} autoComplete="current-password" ltr />
        <TextField
          {...parts}
          name="newPassword"
          type="password"
          label={view.t('account.new-password')}
          hint={view.t('account.password-hint', { min: passwordMin })}
          autoComplete="new-password"
          ltr
        />
        <button class="tb-btn" type="submit">
          {view.t('account.change-password')}
        </button>
      </Form>
    </>,
  );
}

export function secondFactorPage(view: View, offer: SecondFactorOffer, state: FormState): Page {
  const parts = { view, state, labels: { code: 'sign-in.code' } as const };
  const { t } = view;
  return accountFrame(
    view,
    'second-factor',
    <div class="tb-stackgap">
      <ErrorSummary {...parts} />
      {view.actor.secondFactorNeeded && <Note warn>{t('account.second-factor-needed')}</Note>}
      {offer.active ? (
        <>
          <p>{t('account.second-factor-on')}</p>
          <Form view={view} action="/me/second-factor/remove">
            <TextField {...parts} name="code" label={t('sign-in.code')} hint={t('sign-in.code-hint')} inputMode="numeric" autoComplete="one-time-code" ltr />
            <button class="tb-btn tb-bad" type="submit">
              {t('account.second-factor-remove')}
            </button>
          </Form>
        </>
      ) : (
        <>
          <p>{t('account.second-factor-how')}</p>
          {offer.qr && (
            <div class="tb-qr">
              <svg viewBox={`-2 -2 ${offer.qr.size + 4} ${offer.qr.size + 4}`} role="img" aria-label={t('account.qr')}>
                <rect x="-2" y="-2" width={offer.qr.size + 4} height={offer.qr.size + 4} fill="#fff" />
                <path d={offer.qr.path} fill="#000" />
              </svg>
            </div>
          )}
          <p>
            {t('account.secret')}:{' '}
            <span class="tb-code">
              <Ltr>{(offer.secret ?? '').replace(/(.{4})/g, '$1 ').trim()}</Ltr>
            </span>
          </p>
          <Form view={view} action="/me/second-factor">
            <TextField {...parts} name="code" label={t('sign-in.code')} hint={t('sign-in.code-hint')} inputMode="numeric" autoComplete="one-time-code" ltr />
            <button class="tb-btn" type="submit">
              {t('account.second-factor-add')}
            </button>
          </Form>
        </>
      )}
    </div>,
  );
}
