import { statement } from '#platform/db/statement.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly ends_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

/** Tokens of an account, those that still hold first, after the one with the id $3. */
export const selectTokens = statement<TokenRow>(
  'directory.select-tokens',
  `select id, name, scopes, created_at, ends_at, last_used_at, revoked_at from directory.tokens
   where account_id = $1 and ($3::uuid is null or ((revoked_at is null and ends_at > $2), created_at, id) <
     (select (revoked_at is null and ends_at > $2), created_at, id from directory.tokens where id = $3 and account_id = $1))
   order by (revoked_at is null and ends_at > $2) desc, created_at desc, id desc limit $4`,
);
export const countOpenTokens = statement<{ count: number }>(
  'directory.count-open-tokens',
  'select count(*)::int as count from directory.tokens where account_id = $1 and revoked_at is null and ends_at > $2',
);
export const insertToken = statement(
  'directory.insert-token',
  'insert into directory.tokens (id, token_hash, account_id, name, scopes, second_factor, created_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
);
export const updateRevoked = statement<{ id: string }>(
  'directory.update-token-revoked',
  'update directory.tokens set revoked_at = $3 where id = $1 and account_id = $2 and revoked_at is null returning id',
);
export const touchToken = statement('directory.touch-token', 'update directory.tokens set last_used_at = $2 where id = $1');
