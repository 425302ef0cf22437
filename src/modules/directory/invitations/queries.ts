import { lockStatement, statement } from '#platform/db/statement.ts';

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly person_id: string | null;
  readonly role: string;
  readonly scope_kind: 'instance' | 'country' | 'entity' | 'programme';
  readonly scope_id: string | null;
  readonly invited_by: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
}
const invitation = 'id, email, person_id, role, scope_kind, scope_id, invited_by, created_at, expires_at, used_at';
const open = 'used_at is null and withdrawn_at is null';

export const insertInvitation = statement(
  'directory.insert-invitation',
  `insert into directory.invitations (id, token_hash, email, person_id, role, scope_kind, scope_id, invited_by, created_at, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
export const selectInvitation = statement<InvitationRow>(
  'directory.select-invitation',
  `select ${invitation} from directory.invitations where token_hash = $1 and ${open} and expires_at > $2`,
);
export const lockInvitation = lockStatement<InvitationRow>(
  'directory.lock-invitation',
  `select ${invitation} from directory.invitations where token_hash = $1 and ${open} and expires_at > $2 for update`,
);
export const useInvitation = statement('directory.use-invitation', 'update directory.invitations set used_at = $2 where id = $1');
/** Open ones, newest first, after the one with the id $2. */
export const selectOpenInvitations = statement<InvitationRow>(
  'directory.select-open-invitations',
  `select ${invitation} from directory.invitations where ${open} and expires_at > $1 and ($2::uuid is null or (created_at, id) < (select created_at, id from directory.invitations where id = $2))
   order by created_at desc, id desc limit $3`,
);
export const withdrawInvitation = statement<{ id: string }>(
  'directory.withdraw-invitation',
  `update directory.invitations set withdrawn_at = $2 where id = $1 and ${open} returning id`,
);
/** Ends what was promised to an address before a new promise is made. */
export const withdrawInvitationsTo = statement(
  'directory.withdraw-invitations-to',
  `update directory.invitations set withdrawn_at = $2 where email = $1 and ${open}`,
);
