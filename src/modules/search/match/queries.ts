import { statement } from '#platform/db/statement.ts';
import type { Texts } from '../queries.ts';

export const selectMatchWeights = statement<{ part: string; weight: number }>('search.select-match-weights', 'select part, weight from search.match_weights');
export const upsertMatchWeight = statement(
  'search.upsert-match-weight',
  'insert into search.match_weights (part, weight) values ($1, $2) on conflict (part) do update set weight = excluded.weight',
);
export const deleteMatchWeights = statement('search.delete-match-weights', 'delete from search.match_weights');

export interface CandidateRow {
  readonly ref_id: string;
  readonly path: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly title: Texts;
  readonly at: Date;
}
const candidate = `d.ref_id, d.path, d.facets, d.texts -> 'title' as title, d.at`;

/** Records of a kind by id, of those that one of the readers may see. */
export const selectCandidates = statement<CandidateRow>(
  'search.select-candidates',
  `select ${candidate} from search.documents d where d.kind = $1 and d.ref_id = any($2) and d.audiences && $3 and not d.gone`,
);
/** Records of a kind that share a code with the need, those that share the most and the newest first. */
export const selectSharing = statement<CandidateRow>(
  'search.select-sharing',
  `select ${candidate} from search.documents d
   where d.kind = $1 and d.audiences && $2 and not d.gone
     and (d.facets -> 'sdg' ?| $3::text[] or d.facets -> 'cofog' ?| $4::text[] or d.facets -> 'field' ?| $5::text[])
   order by (select count(*) from jsonb_array_elements_text(d.facets -> 'sdg') code where code = any($3))
     + (select count(*) from jsonb_array_elements_text(d.facets -> 'cofog') code where code = any($4)) desc, d.at desc, d.ref_id limit $6`,
);
