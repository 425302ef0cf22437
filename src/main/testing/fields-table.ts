import { dimensions } from '#modules/practices/content/content.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import '../modules.ts';

/** Where one field of domain.md 4.2 is kept, written, read and given to programs. */
export interface FieldRow {
  readonly group: string;
  readonly field: string;
  /** `table.column`, followed by the path in its JSON; `content` is `practices.versions.content`. */
  readonly stored: string;
  /** Names in a form, and the form that has them. */
  readonly form: readonly string[];
  readonly formPage: 'new' | 'edit' | 'review' | null;
  /** What stands beside the value on a page; null in the page's head. */
  readonly label: MessageKey | null;
  readonly page: 'practice' | 'history' | 'languages' | 'edit' | null;
  /** Path in the JSON of GET /api/v1/practices/:code, a number for any item of a list. */
  readonly api: string | null;
  /** Needed where one of the others is empty: why. */
  readonly why?: string;
}

const own = (group: string, field: string, name: string, label: string, more: Partial<FieldRow> = {}): FieldRow => ({
  group,
  field,
  stored: `content.${name}`,
  form: [`${name}.ar`, `${name}.en`],
  formPage: 'edit',
  label: label === '' ? null : (label as MessageKey),
  page: 'practice',
  api: name,
  ...more,
});
const single = (group: string, field: string, name: string, label: string, more: Partial<FieldRow> = {}): FieldRow =>
  own(group, field, name, label, { form: [name], ...more });
const result = (field: string, stored: string, form: readonly string[], label: string, api: string): FieldRow => ({
  group: 'Results',
  field,
  stored: `measures.${stored}`,
  form: form.map((name) => `results.0.${name}`),
  formPage: 'edit',
  label: label as MessageKey,
  page: 'practice',
  api: `results.0.${api}`,
});

export const fieldRows: readonly FieldRow[] = [
  single('Identity', 'code', 'code', '', { stored: 'practices.practices.code', form: [], formPage: null, why: 'given by the node' }),
  own('Identity', 'title, at most 100 characters', 'title', ''),
  own('Identity', 'subtitle, at most 280 characters', 'subtitle', ''),
  single('Identity', 'owner entity', 'entity', 'practices.owner', { stored: 'practices.practices.entity_id', formPage: 'new', api: 'entity.code' }),
  single('Identity', 'country', 'country', 'practices.country', {
    stored: 'practices.practices.country_code',
    form: [],
    formPage: null,
    why: 'follows from the owner entity',
  }),
  single('Identity', 'level', 'level', 'practices.field.level'),
  own('Identity', 'contact: an office', 'contact', 'practices.field.contact'),
  single('Identity', 'contact: its address', 'contactEmail', 'practices.field.contact'),
  single('Identity', 'licence', 'licence', 'practices.field.licence'),
  single('Identity', 'origLang', 'orig', 'practices.compare-languages', { stored: 'practices.practices.orig', formPage: 'new', api: 'title.orig' }),
  single('Classification', 'COFOG group(s)', 'cofog', 'practices.field.cofog', { api: 'cofog.0' }),
  single('Classification', 'SDG targets, at most 5, ranked', 'sdg', 'practices.field.sdg', { api: 'sdg.0' }),
  single('Classification', 'UNBIS microthesaurus', 'subjects', 'practices.field.subjects', {
    form: [],
    formPage: null,
    page: null,
    why: 'codes of the scheme `unbis`; its field appears in the form and on the page where a node has loaded that scheme, which may not be shipped',
  }),
  single('Classification', 'axis (stream 6.2)', 'axes', 'practices.field.axes', { api: 'axes.0' }),
  single('Classification', 'member audience', 'audience', 'practices.field.audience', { api: 'audience.0' }),
  single('Classification', 'practice type', 'type', 'practices.field.type'),
  own('Story', 'problem and context', 'problem', 'practices.field.problem'),
  own('Story', 'solution', 'solution', 'practices.field.solution'),
  own('Story', 'what is new', 'novelty', 'practices.field.novelty'),
  own('Story', 'how it works (steps)', 'steps', 'practices.field.steps', { form: ['steps.0.ar', 'steps.0.en'], api: 'steps.0' }),
  own('Story', 'actors and partners', 'partners', 'practices.field.partners', {
    form: ['partners.0.name.ar', 'partners.0.name.en', 'partners.0.role.ar', 'partners.0.role.en'],
    api: 'partners.0.name',
  }),
  single('Story', 'citizen involvement level (IAP2)', 'involvement', 'practices.field.involvement'),
  own('Story', 'beneficiaries: type', 'beneficiaries.who', 'practices.field.beneficiaries'),
  single('Story', 'beneficiaries: number', 'beneficiaries.count', 'practices.beneficiaries-count', {
    form: ['beneficiaries.count', 'beneficiaries.qualifier'],
    api: 'beneficiaries.count.value',
  }),
  single('Time and stage', 'startDate', 'startedOn', 'practices.field.startedOn', { api: 'startedOn.date' }),
  single('Time and stage', 'stage', 'stage', 'practices.field.stage'),
  single('Time and stage', 'endDate', 'endedOn', 'practices.field.endedOn', { api: 'endedOn.date' }),
  single('Resources', 'cost: amount', 'costs', 'practices.cost.amount', { form: ['costs.0.amount', 'costs.0.qualifier'], api: 'costs.0.amount.value' }),
  single('Resources', 'cost: currency', 'costs', 'practices.field.costs', { form: ['costs.0.currency'], api: 'costs.0.currency' }),
  single('Resources', 'cost: year of prices', 'costs', 'practices.cost.year', { form: ['costs.0.year'], api: 'costs.0.year' }),
  single('Resources', 'cost: capital or running', 'costs', 'practices.cost.kind', { form: ['costs.0.kind'], api: 'costs.0.kind' }),
  single('Resources', 'FTE', 'staff', 'practices.field.staff', { form: ['staff.value', 'staff.qualifier'], api: 'staff.value' }),
  own('Resources', 'technology', 'technology', 'practices.field.technology'),
  own('Resources', 'legal basis', 'legalBasis', 'practices.field.legalBasis'),
  single('Resources', 'duration to implement, in months', 'months', 'practices.field.months', {
    form: ['months.value', 'months.qualifier'],
    api: 'months.value',
  }),
  result('indicator: name', 'indicators.name', ['name.ar', 'name.en'], 'practices.field.results', 'name'),
  result('indicator: unit', 'indicators.unit', ['unit.ar', 'unit.en'], 'practices.field.results', 'unit'),
  { ...result('indicator: outcome or output', 'indicators.kind', ['kind'], 'practices.result.kind', 'kind'), page: 'edit' },
  { ...result('indicator: direction', 'indicators.direction', ['direction'], 'practices.result.direction', 'direction'), page: 'edit' },
  result('indicator: baseline, value, target', 'readings.role', ['readings.0.role'], 'measures.role.baseline', 'readings.0.role'),
  result('indicator: value', 'readings.quantity', ['readings.0.value', 'readings.0.qualifier'], 'measures.role.value', 'readings.0.quantity.value'),
  result('indicator: date', 'readings.dated', ['readings.0.on'], 'practices.field.results', 'readings.0.dated.date'),
  result('indicator: method', 'indicators.method', ['method.ar', 'method.en'], 'practices.method', 'method'),
  result('indicator: attribution', 'indicators.attribution', ['attribution.ar', 'attribution.en'], 'practices.attribution', 'attribution'),
  result('indicator: comparison', 'indicators.comparison', ['comparison.ar', 'comparison.en'], 'practices.comparison', 'comparison'),
  {
    ...result('indicator: verification', 'readings.verification', [], 'practices.results-legend', 'readings.0.verification'),
    formPage: null,
    why: 'not the writer’s: set by somebody who may verify, on the practice’s page',
  },
  own('Results', 'awards', 'awards', 'practices.field.awards', { form: ['awards.0.name.ar', 'awards.0.name.en', 'awards.0.year'], api: 'awards.0.name' }),
  own('Results', 'unintended effects', 'unintended', 'practices.field.unintended'),
  own('Results', 'failures', 'failures', 'practices.field.failures'),
  single('Evidence', 'assets', 'evidence', 'practices.field.evidence', {
    form: ['file', 'evidenceKind', 'evidenceTitle.ar', 'evidenceTitle.en'],
    api: 'evidence.0.file.sha256',
  }),
  single('Evidence', 'evaluation reports', 'evidence', 'practices.field.evidence', {
    form: ['evidenceKind'],
    api: 'evidence.0.kind',
    why: 'evidence of the kind “evaluation report”',
  }),
  single('Evidence', 'grade E0–E5', 'grade', 'practices.field.evidence', { stored: 'practices.practices.grade', formPage: 'review' }),
  own('Evidence', 'reason for the grade', 'gradeReason', 'practices.field.evidence', {
    stored: 'practices.practices.grade_reason',
    form: ['gradeReason', 'gradeReasonOther'],
    formPage: 'review',
  }),
  {
    ...single('Evidence', 'verifier, verifiedOn', 'review', 'practices.moves'),
    stored: 'review.reviews.reviewer_id, decided_at',
    form: [],
    formPage: null,
    page: 'history',
    api: null,
    why: 'whoever decides is the verifier; the name is shown to the practice’s own side, the public sees the act and its date',
  },
  single('Evidence', 'verifiedOn', 'gradedAt', 'practices.graded-on', {
    stored: 'practices.practices.graded_at',
    form: [],
    formPage: null,
    why: 'the day on which the expert set the grade',
  }),
  single('Evidence', 'expiresOn', 'confirmBy', 'practices.confirm-by', {
    stored: 'practices.practices.confirmed_at',
    form: [],
    formPage: null,
    why: '24 months after the last confirmation; the owner confirms with one button',
  }),
  own('Transfer', 'enabling conditions', 'conditions', 'practices.field.conditions'),
  own('Transfer', 'constraints', 'constraints', 'practices.field.constraints'),
  own('Transfer', 'adaptation notes', 'adaptation', 'practices.field.adaptation'),
  own('Transfer', 'do-not-copy warnings', 'warnings', 'practices.field.warnings'),
  own('Transfer', 'lessons', 'lessons', 'practices.field.lessons'),
  ...dimensions.flatMap((dimension) => [
    single('Transfer', `transferability: ${dimension}`, 'transferability', `practices.dimension.${dimension}`, {
      form: [`transferability.${dimension}.rating`],
      api: `transferability.${dimension}.rating`,
    }),
    own('Transfer', `transferability: ${dimension}, reason`, 'transferability', 'practices.rating-reason', {
      form: [`transferability.${dimension}.reason.ar`, `transferability.${dimension}.reason.en`],
      api: `transferability.${dimension}.reason`,
    }),
  ]),
  single('Transfer', 'offered support', 'supportKinds', 'practices.field.supportKinds', { api: 'supportKinds.0' }),
  single('Transfer', 'capacity per year', 'capacity', 'practices.field.capacity', { form: ['capacity.value', 'capacity.qualifier'], api: 'capacity.value' }),
  own('Links', 'components, core or adaptable', 'components', 'practices.field.components', {
    form: ['components.0.name.ar', 'components.0.name.en', 'components.0.kind'],
    api: 'components.0.name',
  }),
  {
    ...single('Links', 'derivedFrom, related practices', 'links', 'practices.links'),
    stored: 'thread.links.verb',
    form: [],
    formPage: null,
    page: null,
    api: null,
    why: 'links of the thread (adaptedFrom, inspiredBy, basedOn, under), made on /practices/:code/links and shown on both pages',
  },
  single('Governance', 'state', 'state', 'practices.state', {
    stored: 'practices.practices.state',
    form: [],
    formPage: null,
    why: 'changed by moves, each a button of its own',
  }),
  single('Governance', 'featured', 'featured', 'practices.state', {
    stored: 'practices.practices.featured_at',
    form: [],
    formPage: null,
    why: 'set and taken back by the office, with a button',
  }),
  single('Governance', 'superseded by', 'supersededBy', 'practices.state', {
    stored: 'practices.practices.superseded_by',
    form: [],
    formPage: null,
    api: null,
    why: 'set by the office in a form of its own; null for this practice',
  }),
  single('Governance', 'version', 'version', 'practices.version', { stored: 'practices.versions.no', form: [], formPage: null, why: 'counted by the node' }),
  {
    ...single('Governance', 'completeness %', 'completeness', 'practices.progress'),
    stored: '(computed)',
    form: [],
    formPage: null,
    page: 'edit',
    api: null,
    why: 'computed from the content; programs get it from /practices/:code/edit and /reviews/:code, readers of a published practice need it not',
  },
  {
    ...single('Governance', 'translations', 'translations', 'practices.both-languages'),
    stored: '(each text of content)',
    form: [],
    formPage: null,
    page: 'languages',
    api: 'title.texts.en.status',
    why: 'each text carries its own status, set by who writes it',
  },
];

/** Fields of domain.md 4.2 that this release does not have. */
export const laterFields: readonly (readonly [group: string, field: string])[] = [
  ['Links', 'sessions, dialogue, challenge, benchmarking project, accreditation: links that the modules of those records make'],
];

/** Where a field of a record is kept, written (the form of a new one), read (its page) and given to programs. */
export interface RecordFieldRow {
  readonly field: string;
  readonly column: string;
  readonly form: readonly string[];
  readonly label: MessageKey | null;
  readonly api: string;
  readonly why?: string;
}
const recordField = (field: string, column: string, label: MessageKey | null, more: Partial<RecordFieldRow> = {}): RecordFieldRow => ({
  field,
  column,
  form: [column],
  label,
  api: column,
  ...more,
});
/** Domain.md 4.5. */
export const needFieldRows: readonly RecordFieldRow[] = [
  recordField('number', 'no', null, { form: [], why: 'given by the node; stands in the address of the page' }),
  recordField('entity', 'entity_id', null, { form: ['entity'], api: 'entity' }),
  recordField('country', 'country_code', 'practices.country', { form: [], api: 'country', why: 'follows from the entity' }),
  recordField('title, at most 100 characters', 'title', null, { form: ['title.ar', 'title.en'] }),
  recordField('problem', 'problem', 'exchange.field.problem', { form: ['problem.ar', 'problem.en'] }),
  recordField('COFOG', 'cofog', 'practices.field.cofog'),
  recordField('SDG', 'sdg', 'practices.field.sdg'),
  recordField('constraint: budget', 'budget', 'exchange.field.budget'),
  recordField('constraint: currency of the budget', 'currency', 'exchange.field.budget'),
  recordField('constraint: months', 'months', 'exchange.field.months'),
  recordField('constraint: language', 'languages', 'exchange.field.languages'),
  recordField('desired instruments', 'instruments', 'exchange.field.instruments'),
  recordField('deadline', 'deadline', 'exchange.field.deadline'),
  recordField('state', 'state', null, { form: [], why: 'changes by moves; `in_transfer` comes with adoptions' }),
];

/** Domain.md 6.2, without what is not kept yet (see the README of the module). */
export const agreementFieldRows: readonly RecordFieldRow[] = [
  recordField('ref', 'ref', 'partnerships.field.ref'),
  recordField('type', 'type', null),
  recordField('title', 'title', null, { form: ['title.ar', 'title.en'] }),
  recordField('purpose', 'purpose', 'partnerships.field.purpose', { form: ['purpose.ar', 'purpose.en'] }),
  recordField('signed on, with its precision', 'signed_on', 'partnerships.field.signed-on', { form: ['signedOn'], api: 'signedOn' }),
  recordField('signed at', 'signed_at', 'partnerships.field.signed-at', { form: ['signedAt.ar', 'signedAt.en'], api: 'signedAt' }),
  recordField('effective', 'effective_on', 'partnerships.field.effective-on', { form: ['effectiveOn'], api: 'effectiveOn' }),
  recordField('expires', 'expires_on', 'partnerships.field.expires-on', { form: ['expiresOn'], api: 'expiresOn' }),
  recordField('renews by itself', 'auto_renew', null, { form: ['autoRenew'], api: 'autoRenew' }),
  recordField('languages of the authentic texts', 'languages', 'partnerships.field.languages'),
  recordField('state', 'state', null, { form: [], why: 'changes by moves' }),
];

const code = (text: string): string => `\`${text}\``;
const none = '—';

/** docs/fields.md; a test compares it and checks each cell on a node with the demonstration set. */
export function fieldsMarkdown(): string {
  const [ar, en] = [wordsFor('ar', 'latn', 'UTC'), wordsFor('en', 'latn', 'UTC')];
  const pages = { practice: '/practices/:code', history: '/practices/:code/history', languages: '/practices/:code/languages', edit: '/practices/:code/edit' };
  const rows = fieldRows.map(({ group, field, stored, form, formPage, label, page, api, why }) =>
    [
      '',
      group,
      field,
      code(stored),
      form.length === 0 ? none : `${form.map(code).join(' ')} (${formPage})`,
      page ? `${pages[page]}: ${label ? `${ar.t(label)} / ${en.t(label)}` : '(head of the page)'}` : none,
      api === null ? none : code(api.replace(/\.0(?=\.|$)/g, '[]')),
      why ?? '',
      '',
    ]
      .join(' | ')
      .trim(),
  );
  const recordTable = (table: string, rows: readonly RecordFieldRow[]): string[] =>
    rows.map(({ field, column, form, label, api, why }) => {
      const read = label ? `${ar.t(label)} / ${en.t(label)}` : '(head of the page)';
      return `| ${field} | ${code(`${table}.${column}`)} | ${form.length === 0 ? none : form.map(code).join(' ')} | ${read} | ${code(api)} | ${why ?? ''} |`;
    });
  return [
    '# Fields of practices, needs and agreements',
    '',
    '## Fields of a practice',
    '',
    'Where each field of the practice record (domain.md 4.2) is kept, written, read and given to programs. `content` is the JSON of',
    '`practices.versions.content`; a name with `.ar` and `.en` is a text in both languages. Generated by `src/main/testing/fields-table.ts`',
    '(`UPDATE_DOCS=1 node --import tsx --test src/main/testing/fields-table.test.ts`); the test opens the pages and the API and checks each cell.',
    '',
    '| Group | Field | Stored | Form field (form) | Page: label in Arabic / in English | API | Why a cell is empty, or a note |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    ...laterFields.map(([group, field]) => `| ${group} | ${field} | ${none} | ${none} | ${none} | ${none} | comes with those modules |`),
    '',
    '## Fields of a need',
    '',
    'The same for domain.md 4.5: columns of `exchange.needs`, the form of a new need, its page at /needs/:no, GET /api/v1/needs/:no.',
    '',
    '| Field | Stored | Form field | Page: label in Arabic / in English | API | Why a cell is empty |',
    '|---|---|---|---|---|---|',
    ...recordTable('exchange.needs', needFieldRows),
    '',
    '## Fields of an agreement',
    '',
    'The same for domain.md 6.2: columns of `partnerships.agreements`, the form of a new agreement, its page at /partnerships/:ref,',
    'GET /api/v1/partnerships/:ref. Parties, phases and axes have tables, rows of the forms and lists of the API of the same names.',
    '',
    '| Field | Stored | Form field | Page: label in Arabic / in English | API | Why a cell is empty |',
    '|---|---|---|---|---|---|',
    ...recordTable('partnerships.agreements', agreementFieldRows),
    '',
  ].join('\n');
}
