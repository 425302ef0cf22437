import { endOtherSignIns, selectAccountByEmail, setDisabled, updateTotp } from '#modules/directory/account/queries.ts';
import { invite, inviteFirstAdministrator } from '#modules/directory/invitations/invite.ts';
import { entityByCode } from '#modules/directory/public.ts';
import { type Role, roles, type ScopeKind } from '#modules/directory/roles/roles.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { type Command, UsageError } from './run.ts';
import { type Opened, withDatabase } from './with-database.ts';

/** The scope a grant names on the command line: `instance`, `country:EG`, `entity:EG-GOV`. */
async function scopeOf({ ctx }: Opened, role: string, text: string): Promise<{ role: Role; scopeKind: ScopeKind; scopeId: string | null }> {
  const [kind = '', of = ''] = text.split(':');
  const allowed = roles[role as Role] as readonly string[] | undefined;
  if (!allowed) throw new UsageError(`there is no role "${role}". Roles: ${Object.keys(roles).join(', ')}`);
  if (!allowed.includes(kind)) throw new UsageError(`the role ${role} is granted at: ${allowed.join(', ')}`);
  const entity = kind === 'entity' ? await entityByCode(ctx, of) : undefined;
  if (kind === 'entity' && !entity) throw new UsageError(`there is no entity with the code "${of}"`);
  return { role: role as Role, scopeKind: kind as ScopeKind, scopeId: entity?.id ?? (of || null) };
}

export const user: Command = {
  name: 'user',
  usage: 'npx tabadul user invite EMAIL ROLE SCOPE | first-admin | disable EMAIL | enable EMAIL | reset-second-factor EMAIL   [--json]',
  help: [
    'Opens and closes accounts from the command line.',
    '',
    '  invite EMAIL ROLE SCOPE   prints a one-time link; SCOPE is instance, country:EG or entity:EG-GOV',
    '  first-admin               prints a one-time link for an administrator, ending an earlier unused one',
    '  disable, enable EMAIL     disabling ends every sign-in at once',
    '  reset-second-factor EMAIL for somebody who lost the device, after checking who asks',
  ].join('\n'),
  run: async (invocation) => {
    const { words, config, answer } = invocation;
    const [what, email = '', role = '', scope = 'instance'] = words;
    const known = ['invite', 'first-admin', 'disable', 'enable', 'reset-second-factor'];
    if (!known.includes(what ?? '')) throw new UsageError(`say ${known.join(', ')}`);
    if (what !== 'first-admin' && !email.includes('@')) throw new UsageError('an e-mail address is needed');
    return withDatabase(invocation, `command line: user ${what}`, async (opened) => {
      const { ctx } = opened;
      const link = (token: string) => `${config.origin}/${config.defaultLanguage}/invitations/${token}`;
      if (what === 'first-admin') {
        const { token } = await transaction(ctx, inviteFirstAdministrator);
        answer({ link: link(token) }, link(token));
        return 0;
      }
      if (what === 'invite') {
        const granted = await scopeOf(opened, role, scope);
        const { token, expiresAt } = await transaction(ctx, (tx) => invite(tx, { email, ...granted }));
        answer({ link: link(token), expiresAt }, `${link(token)}\nWorks once, until ${expiresAt.toISOString()}`);
        return 0;
      }
      const account = optionalRow(await selectAccountByEmail(ctx.db, email.toLowerCase()));
      if (!account) throw new Error(`there is no account ${email}`);
      await transaction(ctx, async (tx) => {
        if (what === 'reset-second-factor') await updateTotp(tx.db, account.id, null, null, null);
        else await setDisabled(tx.db, account.id, what === 'disable' ? tx.now : null);
        if (what !== 'enable') await endOtherSignIns(tx.db, account.id, null, tx.now);
        recordAudit(tx, { what: `directory.account.${what}`, ref: { kind: 'account', id: account.id } });
      });
      answer({ done: true }, `Done: ${what} ${email}`);
      return 0;
    });
  },
};
