import { lockStatement, statement } from '#platform/db/statement.ts';
import type { Language, LocalizedText } from '#platform/values/localized-text.ts';
import type { NeedState } from './workflow.ts';

export interface NeedRow {
  readonly id: string;
  readonly no: number;
  readonly entity_id: string;
  readonly country_code: string | null;
  readonly author_id: string | null;
  readonly title: LocalizedText;
  readonly problem: LocalizedText;
  readonly cofog: readonly string[];
  readonly sdg: readonly string[];
  readonly budget: number | null;
  readonly currency: string | null;
  readonly months: number | null;
  /** In which an answer can be used. */
  readonly languages: readonly Language[];
  readonly instruments: readonly string[];
  /** A day, `2027-03-31`. */
  readonly deadline: string | null;
  readonly state: NeedState;
  readonly rev: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = `id, no, entity_id, country_code, author_id, title, problem, cofog, sdg, budget::float8 as budget, currency, months, languages, instruments,
  deadline::text as deadline, state, rev, created_at, updated_at`;

export const insertNeed = statement<{ no: number }>(
  'exchange.insert-need',
  `insert into exchange.needs (id, entity_id, country_code, author_id, title, problem, cofog, sdg, budget, currency, months, languages, instruments, deadline, origin, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::date, $15, $16, $16) returning no`,
);
export const updateNeed = statement<{ rev: number }>(
  'exchange.update-need',
  `update exchange.needs set title = $2, problem = $3, cofog = $4, sdg = $5, budget = $6, currency = $7, months = $8, languages = $9, instruments = $10,
     deadline = $11::date, updated_at = $12, rev = rev + 1 where id = $1 returning rev`,
);
export const updateNeedState = statement('exchange.update-need-state', 'update exchange.needs set state = $2, updated_at = $3, rev = rev + 1 where id = $1');
export const selectNeed = statement<NeedRow>('exchange.select-need', `select ${columns} from exchange.needs where no = $1`);
export const lockNeed = lockStatement<NeedRow>('exchange.lock-need', `select ${columns} from exchange.needs where no = $1 for update`);
export const selectNeedsById = statement<NeedRow>('exchange.select-needs-by-id', `select ${columns} from exchange.needs where id = any($1)`);

/** Needs, the newest first, by keyset: states in $1, divisions of COFOG in $2, countries in $3, before number $4. */
export const selectNeeds = statement<NeedRow>(
  'exchange.select-needs',
  `select ${columns} from exchange.needs
   where ($1::text[] is null or state = any($1)) and ($2::text[] is null or exists (select from unnest(cofog) c where left(c, 2) = any($2)))
     and ($3::text[] is null or country_code = any($3)) and no < $4 order by no desc limit $5`,
);
/** Every need, in the order of ids, for the search. */
export const selectEveryNeed = statement<NeedRow>(
  'exchange.select-every-need',
  `select ${columns} from exchange.needs where state <> 'withdrawn' and id > $1::uuid order by id limit $2`,
);
/** Needs that were not withdrawn, and those of them that have an answer. */
export const countNeeds = statement<{ needs: number; answered: number }>(
  'exchange.count-needs',
  "select count(*)::int as needs, count(*) filter (where state in ('matched', 'met'))::int as answered from exchange.needs where state <> 'withdrawn'",
);
/** What entities look for now. */
export const selectNeedsOf = statement<NeedRow>(
  'exchange.select-needs-of',
  `select ${columns} from exchange.needs where entity_id = any($1) and state in ('open', 'matched') order by no desc limit 100`,
);

export const insertHidden = statement(
  'exchange.insert-hidden-match',
  'insert into exchange.hidden_matches (need_id, practice_id, hidden_by, hidden_at) values ($1, $2, $3, $4) on conflict do nothing',
);
export const deleteHidden = statement('exchange.delete-hidden-match', 'delete from exchange.hidden_matches where need_id = $1 and practice_id = $2');
export const selectHidden = statement<{ practice_id: string }>(
  'exchange.select-hidden-matches',
  'select practice_id from exchange.hidden_matches where need_id = $1 order by hidden_at, practice_id',
);
