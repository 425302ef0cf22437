import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { CheckBoxes, ErrorSummary, Form, PostButton, SelectField, TextField } from '#ui/forms.tsx';
import { Empty, Mark, NextPage, Note, Pairs, Section } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import { accountFrame } from '../account/account-frame.tsx';
import { endOf, lifetimes, type MadeToken } from './make-token.ts';
import type { TokenRow } from './queries.ts';

export const tokenLabels = { name: 'token.name', scopes: 'token.scopes', days: 'token.until' } as const;

/** A scope in words; a permission that has none shows its code. */
const scopeName = (view: View, scope: string): string => view.maybe(`scope.${scope}`) ?? scope;

interface TokenList {
  readonly tokens: readonly TokenRow[];
  readonly next: string | null;
  readonly first: boolean;
  readonly scopes: readonly string[];
}

/** The tokens of the account, and the form that makes one. */
export function tokensPage(view: View, { tokens, next, first, scopes }: TokenList, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: tokenLabels };
  const until = lifetimes.map((days) => ({ value: days, label: t('token.days', { n: Number(days), date: view.date(endOf(view.now, days)) }) }));
  return accountFrame(
    view,
    'tokens',
    <div class="tb-secs">
      <p class="tb-lead">{t('token.lead')}</p>
      <ErrorSummary {...parts} />
      <Section title={t('token.yours')}>
        {tokens.length === 0 ? <Empty text={t('token.none')} /> : tokens.map((token) => <TokenCard view={view} token={token} />)}
        <NextPage view={view} path="/me/tokens" next={next} first={first} />
      </Section>
      <Section title={t('token.new')}>
        <Form view={view} action="/me/tokens">
          <TextField {...parts} name="name" label={t('token.name')} hint={t('token.name-hint')} max={80} autoComplete="off" />
          <CheckBoxes
            {...parts}
            name="scopes"
            label={t('token.scopes')}
            hint={t('token.scopes-hint')}
            options={scopes.map((scope) => ({ value: scope, label: scopeName(view, scope) }))}
          />
          <SelectField {...parts} name="days" label={t('token.until')} options={until} />
          <button class="tb-btn" type="submit">
            {t('token.make')}
          </button>
        </Form>
      </Section>
    </div>,
  );
}

function TokenCard({ view, token }: { view: View; token: TokenRow }): VNode {
  const { t } = view;
  const state = token.revoked_at ? 'revoked' : token.ends_at <= view.now ? 'ended' : 'open';
  return (
    <article class="tb-stackgap">
      <h3>
        <bdi>{token.name}</bdi> <Mark tone={state === 'open' ? 'good' : 'off'}>{t(`token.state.${state}`)}</Mark>
      </h3>
      <Pairs
        pairs={[
          [t('token.scopes'), view.list(token.scopes.map((scope) => scopeName(view, scope)))],
          [t('token.made'), view.dateTime(token.created_at)],
          [t('token.until'), view.dateTime(token.ends_at)],
          [t('token.last-used'), token.last_used_at ? view.dateTime(token.last_used_at) : t('token.never-used')],
        ]}
      />
      {state === 'open' && <PostButton view={view} action={`/me/tokens/${token.id}/revoke`} label={t('token.revoke')} kind="tb-bad tb-sm" />}
    </article>
  );
}

/** The token, shown this once: the answer to the form itself, so no address shows it again. */
export function madeTokenPage(view: View, made: MadeToken): Page {
  const { t } = view;
  return accountFrame(
    view,
    'tokens',
    <>
      <Note warn>{t('token.shown-once')}</Note>
      <div class="tb-field tb-pad">
        <label for="token">{t('token.token')}</label>
        <input class="tb-in" id="token" dir="ltr" readOnly value={made.token} autocomplete="off" />
      </div>
      <Pairs
        pairs={[
          [t('token.name'), <bdi>{made.name}</bdi>],
          [t('token.scopes'), view.list(made.scopes.map((scope) => scopeName(view, scope)))],
          [t('token.until'), view.dateTime(new Date(made.endsAt))],
          [t('token.how'), <Ltr>Authorization: Bearer …</Ltr>],
        ]}
      />
      <a class="tb-btn" href={view.url('/me/tokens')}>
        {t('token.all')}
      </a>
    </>,
  );
}
