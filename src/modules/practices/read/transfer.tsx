import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { Note, Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { type Content, dimensions } from '../content/content.ts';
import { quantityLine } from '../words.tsx';
import { Story } from './story.tsx';

/** Everything for somebody who thinks of taking the practice over. */
export function Transfer({ view, code, content }: { view: View; code: string; content: Content }): VNode {
  const { t } = view;
  return (
    <Section title={t('practices.transfer')} id="transfer">
      <div class="tb-stackgap">
        {content.components.length > 0 && <Components view={view} components={content.components} />}
        <Story view={view} value={content.conditions} title={t('practices.field.conditions')} level={3} />
        <Story view={view} value={content.constraints} title={t('practices.field.constraints')} level={3} />
        <Story view={view} value={content.adaptation} title={t('practices.field.adaptation')} level={3} />
        {content.warnings && (
          <Note warn>
            <Story view={view} value={content.warnings} title={t('practices.field.warnings')} level={3} />
          </Note>
        )}
        <Story view={view} value={content.lessons} title={t('practices.field.lessons')} level={3} />
        {Object.keys(content.transferability).length > 0 && <Vector view={view} code={code} vector={content.transferability} />}
        <Support view={view} content={content} />
      </div>
    </Section>
  );
}

const Components = ({ view, components }: { view: View; components: Content['components'] }): VNode => (
  <section>
    <h3>{view.t('practices.field.components')}</h3>
    <ul>
      {components.map(({ name, kind }) => (
        <li>
          <Line view={view} value={name} note /> <span class="tb-small tb-dim">· {view.t(`practices.component.${kind}`)}</span>
        </li>
      ))}
    </ul>
  </section>
);

function Vector({ view, code, vector }: { view: View; code: string; vector: Content['transferability'] }): VNode {
  const { t } = view;
  return (
    <section>
      <h3>{t('practices.field.transferability')}</h3>
      <p class="tb-dim">{t('practices.transferability-scale')}</p>
      <table class="tb-tb tb-tight tb-cards">
        <thead>
          <tr>
            <th scope="col">{t('practices.dimension')}</th>
            <th scope="col">{t('practices.rating')}</th>
            <th scope="col">{t('practices.rating-reason')}</th>
          </tr>
        </thead>
        <tbody>
          {dimensions.flatMap((dimension) => {
            const rated = vector[dimension];
            return rated
              ? [
                  <tr>
                    <th scope="row">{t(`practices.dimension.${dimension}`)}</th>
                    <td>{t('practices.review.of-five', { score: rated.rating })}</td>
                    <td>
                      <Line view={view} value={rated.reason} note />
                    </td>
                  </tr>,
                ]
              : [];
          })}
        </tbody>
      </table>
      <p>
        <a href={view.url(`/practices/${code}/fit`)}>{t('practices.fit-link')}</a>
      </p>
    </section>
  );
}

function Support({ view, content }: { view: View; content: Content }): VNode | null {
  const { t } = view;
  const { supportKinds, capacity, contact, contactEmail } = content;
  if (supportKinds.length === 0 && !capacity && !contact && !contactEmail) return null;
  return (
    <section>
      <h3>{t('practices.field.supportKinds')}</h3>
      {supportKinds.length > 0 && <p>{view.list(supportKinds.map((kind) => t(`practices.support.${kind}`)))}</p>}
      {capacity && (
        <p>
          {t('practices.field.capacity')}: {quantityLine(view, capacity)}
        </p>
      )}
      {(contact || contactEmail) && (
        <p>
          {t('practices.field.contact')}: <Line view={view} value={contact} note />{' '}
          {contactEmail && (
            <a href={`mailto:${contactEmail}`}>
              <Ltr>{contactEmail}</Ltr>
            </a>
          )}
        </p>
      )}
    </section>
  );
}
