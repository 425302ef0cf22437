import { lockStatement, statement } from '#platform/db/statement.ts';

export interface AccountRow {
  readonly id: string;
  readonly person_id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly totp_secret: string | null;
  readonly totp_confirmed_at: Date | null;
  readonly totp_last_step: number | null;
  readonly disabled_at: Date | null;
}
const account = 'id, person_id, email, password_hash, totp_secret, totp_confirmed_at, totp_last_step, disabled_at';

export const selectAccountByEmail = statement<AccountRow>('directory.select-account-by-email', `select ${account} from directory.accounts where email = $1`);
export const selectAccount = statement<AccountRow>('directory.select-account', `select ${account} from directory.accounts where id = $1`);
export const selectAccountOfPerson = statement<AccountRow>(
  'directory.select-account-of-person',
  `select ${account} from directory.accounts where person_id = $1`,
);
export const lockAccount = lockStatement<AccountRow>('directory.lock-account', `select ${account} from directory.accounts where id = $1 for update`);
/** No row when the address or the person has an account already. */
export const insertAccount = statement<{ id: string }>(
  'directory.insert-account',
  'insert into directory.accounts (id, person_id, email, password_hash, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
);
export const updatePassword = statement('directory.update-password', 'update directory.accounts set password_hash = $2 where id = $1');
export const updateTotp = statement(
  'directory.update-totp',
  'update directory.accounts set totp_secret = $2, totp_confirmed_at = $3, totp_last_step = $4 where id = $1',
);
/** Zero rows when the step was used before: a code works once. */
export const useTotpStep = statement<{ id: string }>(
  'directory.use-totp-step',
  'update directory.accounts set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2) returning id',
);
export const setDisabled = statement('directory.set-disabled', 'update directory.accounts set disabled_at = $2 where id = $1');

export interface SignInRow {
  readonly id: string;
  readonly agent: string;
  readonly second_factor: boolean;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly ends_at: Date;
}
export const insertSignIn = statement(
  'directory.insert-sign-in',
  `insert into directory.sign_ins (id, token_hash, account_id, agent, second_factor, created_at, seen_at, ends_at) values ($1, $2, $3, $4, $5, $6, $6, $7)`,
);
export const selectSignIns = statement<SignInRow>(
  'directory.select-sign-ins',
  `select id, agent, second_factor, created_at, seen_at, ends_at from directory.sign_ins
   where account_id = $1 and ended_at is null and ends_at > $2 and seen_at > $2::timestamptz - interval '12 hours'
     and ($3::uuid is null or (seen_at, id) < (select seen_at, id from directory.sign_ins where id = $3 and account_id = $1))
   order by seen_at desc, id desc limit $4`,
);
export const endSignIn = statement<{ id: string }>(
  'directory.end-sign-in',
  'update directory.sign_ins set ended_at = $3 where id = $1 and account_id = $2 and ended_at is null returning id',
);
/** Ends every sign-in of an account except the one kept. */
export const endOtherSignIns = statement(
  'directory.end-other-sign-ins',
  'update directory.sign_ins set ended_at = $3 where account_id = $1 and ended_at is null and ($2::uuid is null or id <> $2)',
);

export const insertPending = statement(
  'directory.insert-pending',
  'insert into directory.pending_sign_ins (token_hash, account_id, expires_at) values ($1, $2, $3)',
);
export const tryPending = statement<{ account_id: string; attempts: number }>(
  'directory.try-pending',
  'update directory.pending_sign_ins set attempts = attempts + 1 where token_hash = $1 and expires_at > $2 and attempts < 5 returning account_id, attempts',
);
export const deletePendingOf = statement('directory.delete-pending-of', 'delete from directory.pending_sign_ins where account_id = $1');
export const deletePending = statement('directory.delete-pending', 'delete from directory.pending_sign_ins where token_hash = $1');

/** Counts one failure in a bucket's window of one hour and says how many there are now. */
export const countFailure = statement<{ failures: number; window_start: Date }>(
  'directory.count-failure',
  `insert into directory.sign_in_failures (bucket, failures, window_start) values ($1, 1, $2)
   on conflict (bucket) do update set
     failures = case when sign_in_failures.window_start < $2::timestamptz - interval '1 hour' then 1 else sign_in_failures.failures + 1 end,
     window_start = case when sign_in_failures.window_start < $2::timestamptz - interval '1 hour' then $2 else sign_in_failures.window_start end
   returning failures, window_start`,
);
export const clearFailures = statement('directory.clear-failures', 'delete from directory.sign_in_failures where bucket = $1');

export interface NoticeRow {
  readonly id: string;
  readonly message: string;
  readonly params: Record<string, unknown>;
  readonly path: string;
  readonly created_at: Date;
  readonly read_at: Date | null;
}
export const insertNotice = statement(
  'directory.insert-notice',
  'insert into directory.notices (id, person_id, message, params, path, created_at) values ($1, $2, $3, $4, $5, $6)',
);
export const selectNotices = statement<NoticeRow>(
  'directory.select-notices',
  'select id, message, params, path, created_at, read_at from directory.notices where person_id = $1 order by created_at desc limit 50',
);
export const readNotices = statement('directory.read-notices', 'update directory.notices set read_at = $2 where person_id = $1 and read_at is null');

export const sweepSignIns = statement(
  'directory.sweep-sign-ins',
  `with old as (delete from directory.sign_ins where ends_at < $1::timestamptz - interval '90 days'), pending as (delete from directory.pending_sign_ins where expires_at < $1)
   delete from directory.sign_in_failures where window_start < $1::timestamptz - interval '1 day'`,
);
export const markSecondFactor = statement('directory.mark-second-factor', 'update directory.sign_ins set second_factor = true where id = $1');
