import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Form } from '#ui/forms.tsx';
import { Crumbs } from '#ui/parts.tsx';
import { PeopleTabs } from '../people/people-tabs.tsx';
import { type Role, roleNames, roles } from './roles.ts';
import { roleName } from './words.tsx';

/** What each role may do, where it can be granted, and whether it asks for a second factor. */
export function rolesPage(view: View, { required }: { required: readonly Role[] }): Page {
  const { t } = view;
  return {
    title: t('role.table-title'),
    nav: 'people',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('people.title'), path: '/people' }]} here={t('role.table-title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('role.table-title')}</h1>
            <p class="tb-lead">{t('role.table-lead')}</p>
          </div>
        </div>
        <PeopleTabs view={view} here="roles" />
        <div class="tb-pad">
          <Form view={view} action="/roles">
            <table class="tb-tb tb-cards">
              <caption class="tb-vh">{t('role.table-title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('role.role')}</th>
                  <th scope="col">{t('role.may')}</th>
                  <th scope="col">{t('role.where')}</th>
                  <th scope="col">{t('role.second-factor')}</th>
                </tr>
              </thead>
              <tbody>
                {roleNames.map((role) => (
                  <tr>
                    <th scope="row">{roleName(view, role)}</th>
                    <td>{t(`role.${role}.may`)}</td>
                    <td data-l={t('role.where')}>
                      <ul>
                        {roles[role].map((kind) => (
                          <li>{t(`role.scope.${kind}`)}</li>
                        ))}
                      </ul>
                    </td>
                    <td data-l={t('role.second-factor')}>
                      <label class="tb-check">
                        <input
                          type="checkbox"
                          name="secondFactor"
                          value={role}
                          checked={required.includes(role)}
                          aria-label={t('role.second-factor-for', { role: roleName(view, role) })}
                        />{' '}
                        <span>{t('role.required')}</span>
                      </label>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="tb-acts tb-small tb-dim">{t('role.second-factor-note')}</p>
            <button class="tb-btn" type="submit">
              {t('role.save-second-factor')}
            </button>
          </Form>
        </div>
      </>
    ),
  };
}
