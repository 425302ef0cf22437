import type { ComponentChildren } from 'preact';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, type FormParts, SubmitBar } from '#ui/forms.tsx';
import { Crumbs } from '#ui/parts.tsx';
import type { AgreementRow } from './queries.ts';

/** As many rows as are filled, what was typed included, and some to fill. */
export function rowsToShow(state: FormState, name: string, filled: number, spare: number, most: number): number[] {
  const prefix = `${name}.`;
  const typed = Object.keys(state.values).reduce(
    (highest, key) => (key.startsWith(prefix) ? Math.max(highest, Number.parseInt(key.slice(prefix.length), 10)) : highest),
    -1,
  );
  return Array.from({ length: Math.min(most, Math.max(filled + spare, typed + 1, spare)) }, (_, index) => index);
}

interface PartFormProps extends FormParts {
  readonly row: AgreementRow;
  /** The end of its address: `axes`. */
  readonly part: string;
  readonly title: string;
  readonly here: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

/** The page of a form for one part of an agreement: its way back, its problems, its revision. */
export function PartForm({ row, part, title, here, lead, children, ...parts }: PartFormProps): Page {
  const { view, state } = parts;
  const path = `/partnerships/${row.ref}`;
  return {
    title,
    nav: 'partnerships',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs
          view={view}
          trail={[
            { label: view.t('partnerships.title'), path: '/partnerships' },
            { label: plainText(row.title, view.locale), path },
          ]}
          here={here}
        />
        <div>
          <h1>{title}</h1>
          <p class="tb-lead">{lead}</p>
        </div>
        <ErrorSummary {...parts} />
        <Form view={view} action={`${path}/${part}`}>
          <input type="hidden" name="rev" value={state.values.rev ?? String(row.rev)} />
          {children}
          <SubmitBar view={view} label={view.t('platform.save')} back={path} />
        </Form>
      </div>
    ),
  };
}
