import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Form, TextField } from '#ui/forms.tsx';
import { Crumbs } from '#ui/parts.tsx';

const labels = { email: 'sign-in.email', password: 'sign-in.password', code: 'sign-in.code' } as const;

export function signInPage(view: View, state: FormState): Page {
  const parts = { view, state, labels };
  return {
    title: view.t('sign-in.title'),
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} here={view.t('sign-in.title')} />
        <h1>{view.t('sign-in.title')}</h1>
        <p class="tb-lead">{view.t('sign-in.lead')}</p>
        {view.demo && <p class="tb-note">{view.t('sign-in.demo-hint')}</p>}
        <ErrorSummary {...parts} />
        <Form view={view} action="/sign-in">
          <input type="hidden" name="next" value={state.values.next ?? ''} />
          <TextField {...parts} name="email" label={view.t('sign-in.email')} type="email" autoComplete="username" ltr />
          <TextField {...parts} name="password" label={view.t('sign-in.password')} type="password" autoComplete="current-password" ltr />
          <button class="tb-btn tb-big" type="submit">
            {view.t('sign-in.title')}
          </button>
        </Form>
        <p class="tb-small tb-dim">{view.t('sign-in.no-account')}</p>
      </div>
    ),
  };
}

export function codePage(view: View, state: FormState): Page {
  const parts = { view, state, labels };
  return {
    title: view.t('sign-in.code-title'),
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} here={view.t('sign-in.code-title')} />
        <h1>{view.t('sign-in.code-title')}</h1>
        <ErrorSummary {...parts} />
        <Form view={view} action="/sign-in/code">
          <input type="hidden" name="ticket" value={state.values.ticket ?? ''} />
          <input type="hidden" name="next" value={state.values.next ?? ''} />
          <TextField
            {...parts}
            name="code"
            label={view.t('sign-in.code')}
            hint={view.t('sign-in.code-hint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            ltr
          />
          <button class="tb-btn tb-big" type="submit">
            {view.t('sign-in.confirm-code')}
          </button>
        </Form>
      </div>
    ),
  };
}
