import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form } from '#ui/forms.tsx';
import { Note } from '#ui/parts.tsx';
import { Line } from '#ui/text.tsx';
import { type Part, publishThreshold, sections } from '../content/completeness.ts';
import { PracticeCrumbs } from '../practice-frame.tsx';
import { stateMark } from '../words.tsx';
import type { Editing } from './edit-practice.ts';
import { Evidence, Results } from './edit-results.tsx';
import { Identity, StoryPart } from './edit-story.tsx';
import { OtherEffects, Resources, Transfer } from './edit-transfer.tsx';
import { practiceLabels } from './practice-labels.ts';

/** The editor: both languages side by side, the reader's first; everything in one form, so nothing is lost between parts. */
export function editPage(view: View, editing: Editing, state: FormState): Page {
  const { t } = view;
  const { row, content } = editing;
  const parts = { view, state, labels: practiceLabels };
  return {
    title: t('practices.edit-title', { title: plainText(content.title, view.locale) }),
    nav: 'practices',
    unlisted: true,
    body: (
      <>
        <PracticeCrumbs view={view} code={row.code} here={t('platform.edit')} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <Line view={view} value={content.title} />
            </h1>
            <p>
              {stateMark(view, row.state)} · {t('practices.version-n', { n: row.version })}
            </p>
          </div>
          <p
            class="tb-saved tb-small"
            aria-live="polite"
            id="saved"
            data-saved={t('practices.autosaved')}
            data-offline={t('practices.offline')}
            data-restore={t('practices.restored')}
            data-conflict={t('errors.practices.edited-meanwhile')}
          />
        </div>
        <ErrorSummary {...parts} />
        <Comments view={view} editing={editing} />
        <div class="tb-ed">
          <Progress view={view} editing={editing} />
          <Form view={view} action={`/practices/${row.code}/edit`} upload autosave={`/api/v1/practices/${row.code}/edit`} id="editor">
            <input type="hidden" name="rev" value={state.values.rev ?? String(row.rev)} />
            <div class="tb-secs">
              <Identity {...parts} editing={editing} />
              <StoryPart {...parts} editing={editing} />
              <Resources {...parts} editing={editing} />
              {!editing.translatorOnly && <Results {...parts} editing={editing} />}
              <OtherEffects {...parts} editing={editing} />
              {!editing.translatorOnly && <Evidence {...parts} editing={editing} />}
              <Transfer {...parts} editing={editing} />
            </div>
            <div class="tb-stick">
              {!editing.translatorOnly && (
                <button class="tb-btn" type="submit" name="afterwards" value="submit">
                  {t('practices.submit')}
                </button>
              )}
              <button class={`tb-btn${editing.translatorOnly ? '' : ' tb-line'}`} type="submit" name="afterwards" value="stay">
                {t('practices.save-draft')}
              </button>
              <button class="tb-btn tb-line" type="submit" name="afterwards" value="read">
                {t('practices.save-and-preview')}
              </button>
            </div>
          </Form>
        </div>
      </>
    ),
  };
}

function Comments({ view, editing }: { view: View; editing: Editing }): VNode | null {
  if (editing.comments.length === 0) return null;
  return (
    <Note warn>
      <p>
        <strong>{view.t('practices.returned-with', { n: editing.comments.length })}</strong>
      </p>
      <ul>
        {editing.comments.map((comment) => (
          <li>
            <a href={`#part-${comment.field}`}>{view.t(`practices.field.${comment.field}` as MessageKey)}</a>: <span dir="auto">{comment.text}</span>
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** Completeness with the publishing threshold, and the sections with what is filled. It informs and never blocks typing. */
function Progress({ view, editing }: { view: View; editing: Editing }): VNode {
  const { t } = view;
  const of = (section: string): readonly Part[] => editing.parts.filter((part) => part.section === section);
  return (
    <nav aria-label={t('practices.progress')}>
      <p class="tb-small" id="completeness">
        {t('practices.completeness-line', { share: view.percent(editing.share), needed: view.percent(publishThreshold) })}
      </p>
      <progress max="100" value={Math.round(editing.share * 100)} aria-labelledby="completeness" />
      <div class="tb-toc">
        {sections.map((section) => {
          const filled = of(section).filter((part) => part.filled).length;
          return (
            <a href={`#part-${section}`}>
              <span>{t(`practices.section.${section}`)}</span>
              <span class="tb-dim">{t('practices.filled-of', { filled, all: of(section).length })}</span>
            </a>
          );
        })}
      </div>
    </nav>
  );
}
