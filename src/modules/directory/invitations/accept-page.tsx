import { passwordMin } from '#platform/auth/password-rules.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { ErrorSummary, Form, TextField } from '#ui/forms.tsx';
import { Crumbs, Pairs } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import type { InvitationRow } from './queries.ts';

/** What the form's fields are called. */
export const acceptLabels = {
  nameAr: 'invitation.name-ar',
  nameEn: 'invitation.name-en',
  nameOrig: 'invitation.name-orig',
  email: 'invitation.email',
  password: 'sign-in.password',
} as const;

export function acceptPage(view: View, invitation: InvitationRow, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: acceptLabels };
  return {
    title: t('invitation.title'),
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} here={t('invitation.title')} />
        <h1>{t('invitation.title')}</h1>
        <p class="tb-lead">{t('invitation.lead')}</p>
        <Pairs
          pairs={[
            [t('invitation.role'), t(`role.${invitation.role}` as MessageKey)],
            [t('invitation.email'), invitation.email === '' ? null : <Ltr>{invitation.email}</Ltr>],
          ]}
        />
        <ErrorSummary {...parts} />
        <Form view={view} action={`/invitations/${state.values.token ?? ''}`}>
          {!invitation.person_id && (
            <>
              <TextField {...parts} name="nameAr" label={t('invitation.name-ar')} hint={t('invitation.name-hint')} />
              <TextField {...parts} name="nameEn" label={t('invitation.name-en')} />
              <TextField {...parts} name="nameOrig" label={t('invitation.name-orig')} hint={t('platform.optional')} />
            </>
          )}
          {invitation.email === '' && <TextField {...parts} name="email" type="email" label={t('invitation.email')} autoComplete="email" ltr />}
          <TextField
            {...parts}
            name="password"
            type="password"
            label={t('sign-in.password')}
            hint={t('account.password-hint', { min: passwordMin })}
            autoComplete="new-password"
            ltr
          />
          <button class="tb-btn tb-big" type="submit">
            {t('invitation.accept')}
          </button>
        </Form>
      </div>
    ),
  };
}
