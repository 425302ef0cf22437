import { RuleBroken } from '#platform/errors/errors.ts';
import { wordsFor } from '#platform/i18n/format.ts';
import { type LocalizedText, languages } from '#platform/values/localized-text.ts';
import { earliestDay } from '#platform/values/partial-date.ts';
import type { AgreementFigure, AgreementView, Party } from './read-agreements.ts';
import type { AgreementState, AxisStatus } from './workflow.ts';

/** IATI 2.03, code list ActivityStatus. What is not said of an axis is as its agreement. */
const statusOf: Readonly<Record<AgreementState, string>> = {
  proposed: '1',
  negotiating: '1',
  initialled: '1',
  signed: '2',
  in_force: '2',
  renewed: '2',
  suspended: '6',
  expired: '4',
  terminated: '5',
};
const axisStatusOf: Readonly<Record<AxisStatus, string>> = { not_started: '1', active: '2', on_hold: '6', completed: '4', dropped: '5' };

/** Code list OrganisationType by the types of entities; a country stands for its government. */
const organisationTypes: Readonly<Record<string, string>> = {
  government: '10',
  ministry: '10',
  authority: '10',
  department: '10',
  office: '10',
  team: '10',
  entity: '10',
  sub_national_government: '11',
  university: '80',
  foundation: '60',
  company: '70',
  start_up: '70',
  international_organisation: '40',
  organisation: '90',
};
/** Code list OrganisationRole: who provides extends, who receives implements, a peer does both; who facilitates extends too. */
const organisationRoles: Readonly<Record<string, string>> = { provider: '3', facilitator: '3', recipient: '4', peer: '4' };

const code = (text: string): string => text.replace(/[^A-Za-z0-9-]/g, '-');
const organisationRef = ({ entity, country }: Party): string => code(entity?.code ?? `${country?.code ?? 'XX'}-GOV`);
const organisationType = ({ entity }: Party): string => (entity ? (organisationTypes[entity.type] ?? '90') : '10');

/** XML that is already written; every other string is text and is escaped. */
interface Markup {
  readonly xml: string;
}
type Child = Markup | string | null | readonly Child[];

const escaped = (text: string): string => text.replace(/[<>&"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
const written = (child: Child): string => {
  if (child === null) return '';
  if (typeof child === 'string') return escaped(child);
  return 'xml' in child ? child.xml : child.map(written).join('');
};

/** An element. Not drawn with the pages' library: it keeps attributes named `ref` to itself. */
const el = (name: string, attributes: Readonly<Record<string, string | undefined>> | null, ...children: readonly Child[]): Markup => {
  const given = Object.entries(attributes ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(value)}"`]));
  return { xml: `<${name}${given.join('')}>${children.map(written).join('')}</${name}>` };
};

const narratives = (text: LocalizedText | null | undefined): Markup[] =>
  languages.flatMap((language) => {
    const written = text?.texts[language]?.text;
    return written ? [el('narrative', { 'xml:lang': language }, written)] : [];
  });
const nameOf = (party: Party): LocalizedText | undefined => party.entity?.name ?? party.country?.name;

/** Shares of a hundred with two decimals that add up to it exactly. */
export function percentages(n: number): string[] {
  const each = Math.floor(10_000 / n);
  return Array.from({ length: n }, (_, index) => ((index < 10_000 - each * n ? each + 1 : each) / 100).toFixed(2));
}

/**
 * The agreement as IATI 2.03 activities (domain.md 6.3): the agreement as parent, each axis as its child, bilingual
 * narratives, reported figures as results with their qualifier and what the other side says. Figures are given as
 * reported, never added up. RuleBroken `partnerships.no-date` when nothing says when it began: IATI asks for a date.
 */
export function iatiOf(agreement: AgreementView, { origin, now }: { readonly origin: string; readonly now: Date }): string {
  const start = startOf(agreement);
  if (!start) throw new RuleBroken('partnerships.no-date');
  const [reporting] = agreement.parties;
  const publisher = reporting ? organisationRef(reporting) : 'XX-GOV';
  const parentId = `${publisher}-${agreement.row.ref}`;
  const childId = (no: number): string => `${parentId}-${no}`;
  const shared = { agreement, start, publisher, reporting, origin, today: now.toISOString().slice(0, 10) };
  const axisRefs = agreement.axes.map(({ no }) => childId(no));
  const tree = el(
    'iati-activities',
    { version: '2.03', 'generated-datetime': now.toISOString() },
    activity(shared, {
      id: parentId,
      hierarchy: '1',
      title: agreement.row.title,
      description: agreement.row.purpose ?? agreement.row.title,
      status: statusOf[agreement.row.state],
      related: axisRefs.map((ref) => ['2', ref] as const),
      figures: agreement.figures,
      axes: agreement.axes,
    }),
    agreement.axes.map((axis) =>
      activity(shared, {
        id: childId(axis.no),
        hierarchy: '2',
        title: axis.title,
        description: axis.objectives ?? axis.title,
        status: axis.status ? axisStatusOf[axis.status] : statusOf[agreement.row.state],
        related: [['1', parentId], ...axisRefs.filter((ref) => ref !== childId(axis.no)).map((ref) => ['3', ref] as const)],
        figures: [],
        axes: [axis],
      }),
    ),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${tree.xml}\n`;
}

/** The first day that is known of it: in force, signed, or the beginning of its first phase. */
function startOf({ row, phases }: AgreementView): string | null {
  const dates = [row.effective_on, row.signed_on, ...phases.map(({ starts_on }) => starts_on)].flatMap((date) => (date ? [earliestDay(date)] : []));
  return row.effective_on ? earliestDay(row.effective_on) : (dates.sort()[0] ?? null);
}

interface Shared {
  readonly agreement: AgreementView;
  readonly start: string;
  readonly publisher: string;
  readonly reporting: Party | undefined;
  readonly origin: string;
  readonly today: string;
}
interface Activity {
  readonly id: string;
  readonly hierarchy: '1' | '2';
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  readonly status: string;
  readonly related: readonly (readonly [type: string, ref: string])[];
  readonly figures: readonly AgreementFigure[];
  readonly axes: AgreementView['axes'];
}

/** One activity; the order of its elements is that of the schema. */
function activity({ agreement, start, publisher, reporting, origin, today }: Shared, one: Activity): Markup {
  const { row, parties, moves } = agreement;
  const over = moves.find(({ move }) => move === 'expire' || move === 'terminate');
  const ended = row.state === 'expired' || row.state === 'terminated' ? (over?.moved_at.toISOString().slice(0, 10) ?? row.expires_on) : null;
  const countries = [...new Set(parties.flatMap(({ country }) => country?.code ?? []))];
  const shares = percentages(countries.length || 1);
  const axisShares = percentages(one.axes.length || 1);
  return el(
    'iati-activity',
    {
      'xml:lang': row.title.orig,
      hierarchy: one.hierarchy,
      'last-updated-datetime': row.updated_at.toISOString(),
      'linked-data-uri': `${origin}/partnerships/${row.ref}`,
    },
    el('iati-identifier', null, one.id),
    el('reporting-org', { ref: publisher, type: reporting ? organisationType(reporting) : '10' }, narratives(reporting && nameOf(reporting))),
    el('title', null, narratives(one.title)),
    el('description', { type: '1' }, narratives(one.description)),
    parties.map((party) =>
      el(
        'participating-org',
        { ref: organisationRef(party), type: organisationType(party), role: organisationRoles[party.role ?? ''] ?? '2' },
        narratives(nameOf(party)),
      ),
    ),
    el('activity-status', { code: one.status }),
    el('activity-date', { type: start <= today ? '2' : '1', 'iso-date': start }),
    row.expires_on && row.expires_on >= start ? el('activity-date', { type: '3', 'iso-date': row.expires_on }) : null,
    ended && ended >= start ? el('activity-date', { type: '4', 'iso-date': ended }) : null,
    countries.map((country, index) => el('recipient-country', { code: country, percentage: shares[index] })),
    countries.length === 0 ? el('recipient-region', { code: '998', vocabulary: '1' }) : null,
    // Public sector policy and administrative management, of the DAC list.
    el('sector', { vocabulary: '1', code: '15110', percentage: '100' }),
    one.axes.map((axis, index) =>
      el(
        'sector',
        { vocabulary: '99', 'vocabulary-uri': `${origin}/partnerships/${row.ref}`, code: `${row.ref}-${axis.no}`, percentage: axisShares[index] },
        narratives(axis.title),
      ),
    ),
    one.related.map(([type, ref]) => el('related-activity', { type, ref })),
    one.figures.map((figure) => result(figure, start)),
  );
}

/** A reported figure as a result of one period, from the beginning to the day it holds for. */
function result({ indicator, reading }: AgreementFigure, start: string): Markup | null {
  const until = earliestDay(reading.dated);
  if (until < start) return null;
  return el(
    'result',
    { type: '1' },
    el('title', null, narratives(indicator.name)),
    el(
      'indicator',
      { measure: '1', 'aggregation-status': '0' },
      el('title', null, narratives(indicator.unit)),
      el(
        'period',
        null,
        el('period-start', { 'iso-date': start }),
        el('period-end', { 'iso-date': until }),
        el('actual', { value: String(reading.quantity.value) }, el('comment', null, commentOn(indicator, reading))),
      ),
    ),
  );
}

/** Without the marks of direction that pages need. What a number alone does not say: how exact it is, where it comes from, and what the other side says of it. */
const commentOn = (indicator: AgreementFigure['indicator'], reading: AgreementFigure['reading']): Markup[] =>
  languages.map((language) => {
    const words = wordsFor(language, 'latn', 'UTC');
    const said = [
      words.t(`measures.qualified.${reading.quantity.qualifier}`, { value: words.number(reading.quantity.value) }),
      words.t(`partnerships.figure-state.${reading.verification}`),
      words.t('partnerships.as-of', { date: words.partialDate(reading.dated) }),
      indicator.method?.texts[language]?.text,
      reading.verification === 'disputed' ? reading.reason?.texts[language]?.text : undefined,
    ];
    return el(
      'narrative',
      { 'xml:lang': language },
      said
        .filter(Boolean)
        .join(language === 'ar' ? '؛ ' : '; ')
        .replace(/[\u2066-\u2069]/g, ''),
    );
  });
