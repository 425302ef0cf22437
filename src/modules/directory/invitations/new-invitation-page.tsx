import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { ErrorSummary, Form, TextField } from '#ui/forms.tsx';
import { Crumbs, Note, Pairs } from '#ui/parts.tsx';
import { Ltr, nameOf } from '#ui/text.tsx';
import type { PersonRow } from '../queries.ts';
import { type PlaceChoices, RoleFields } from '../roles/role-fields.tsx';
import { roleLabels } from '../roles/role-form.ts';
import { type Places, roleName, ScopeName } from '../roles/words.tsx';
import type { MadeInvitation } from './make-invitation.ts';

export const invitationLabels = { ...roleLabels, email: 'invitation.email', person: 'invitation.person' } as const;

const trail = (view: View) => [
  { label: view.t('people.title'), path: '/people' },
  { label: view.t('invitation.list-title'), path: '/invitations' },
];

export function newInvitationPage(view: View, { person, choices }: { person: PersonRow | null; choices: PlaceChoices }, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: invitationLabels };
  return {
    title: t('invitation.new-title'),
    nav: 'people',
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} trail={trail(view)} here={t('invitation.new-title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('invitation.new-title')}</h1>
            <p class="tb-lead">{t('invitation.new-lead')}</p>
          </div>
        </div>
        <div class="tb-stackgap">
          <ErrorSummary {...parts} />
          <Form view={view} action="/invitations/new">
            {person && (
              <>
                <input type="hidden" name="person" value={person.id} />
                <Pairs pairs={[[t('invitation.person'), <bdi>{nameOf(person, view.locale)}</bdi>]]} />
              </>
            )}
            <TextField {...parts} name="email" label={t('invitation.email')} type="email" autoComplete="off" ltr />
            <RoleFields {...parts} choices={choices} />
            <button class="tb-btn tb-big" type="submit">
              {t('invitation.make')}
            </button>
          </Form>
        </div>
      </div>
    ),
  };
}

/** The link, shown this once: the answer to the form itself, so no address shows it again. */
export function madeInvitationPage(view: View, { made, places }: { made: MadeInvitation; places: Places }): Page {
  const { t } = view;
  return {
    title: t('invitation.made-title'),
    nav: 'people',
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} trail={trail(view)} here={t('invitation.made-title')} />
        <div class="tb-pagehead">
          <h1>{t('invitation.made-title')}</h1>
        </div>
        <Note warn>{t('invitation.made-note')}</Note>
        <div class="tb-field tb-pad">
          <label for="link">{t('invitation.link')}</label>
          <input class="tb-in" id="link" dir="ltr" readOnly value={`${view.node.origin}${view.url(`/invitations/${made.token}`)}`} />
        </div>
        <Pairs
          pairs={[
            [t('invitation.email'), <Ltr>{made.email}</Ltr>],
            [t('role.role'), roleName(view, made.role)],
            [t('role.scope'), <ScopeName view={view} places={places} kind={made.scopeKind} id={made.scopeId} />],
            [t('invitation.until'), view.dateTime(made.expiresAt)],
          ]}
        />
        <div class="tb-acts">
          <a class="tb-btn" href={view.url('/invitations')}>
            {t('invitation.all')}
          </a>
          <a class="tb-btn tb-line" href={view.url('/invitations/new')}>
            {t('invitation.another')}
          </a>
        </div>
      </div>
    ),
  };
}
