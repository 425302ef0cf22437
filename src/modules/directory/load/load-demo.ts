import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#platform/auth/actor.ts';
import { hashPassword } from '#platform/auth/password.ts';
import { permissionsOfRole } from '#platform/auth/roles.ts';
import type { Ctx } from '#platform/context.ts';
import { recordAudit } from '#platform/db/trace.ts';
import { transaction } from '#platform/db/transaction.ts';
import { projectRoot } from '#platform/root.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { localizedText } from '#platform/values/localized-text.ts';
import { insertAccount } from '../account/queries.ts';
import { forgetCountries } from '../public.ts';
import { insertCountry, insertEntity, insertPerson, replaceMemberships } from '../queries.ts';
import { insertGrant } from '../roles/queries.ts';

interface Pair {
  readonly ar: string | null;
  readonly en: string | null;
}
interface DemoEntity {
  readonly key: string;
  readonly code: string;
  readonly country: string;
  readonly type: string;
  readonly parent: string | null;
  readonly name: Pair;
  readonly aliases: readonly Pair[];
}
interface DemoPerson {
  readonly key: string;
  readonly email: string;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly nameOrig: string | null;
  readonly spellingChecked: boolean;
  readonly form: 'm' | 'f' | null;
  readonly jobTitle: Pair;
  readonly entity: string;
  readonly roles: readonly { role: string; scope: 'instance' | 'country' | 'entity' | 'programme'; of: string | null }[];
  readonly memberships: readonly string[];
}

/** The password of every account of the demonstration set; production refuses the set. */
export const demoPassword = 'palm-lantern-ferry-71';

/** Who is who in the demonstration set, by key, so that the practices can be written and reviewed by the right people. */
export interface DemoDirectory {
  readonly entityCode: ReadonlyMap<string, string>;
  readonly actor: ReadonlyMap<string, Actor>;
}

const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(projectRoot, 'reference/demo', name), 'utf8')) as T;
const text = (pair: Pair) => localizedText('ar', { ar: pair.ar, en: pair.en });

/** Loads the invented countries, entities and people with an account each. */
export async function loadDemoDirectory(ctx: Ctx): Promise<DemoDirectory> {
  const [countries, entities, people] = await Promise.all([
    read<{ code: string; name: Pair }[]>('countries.json'),
    read<DemoEntity[]>('entities.json'),
    read<DemoPerson[]>('people.json'),
  ]);
  const hash = await hashPassword(demoPassword);
  const ids = new Map(entities.map((entity) => [entity.key, uuidv7(ctx.now.getTime())]));
  const actors = new Map<string, Actor>();
  await transaction(ctx, async (tx) => {
    for (const { code, name } of countries) await insertCountry(tx.db, code, text(name), '[]', true, 'demo');
    for (const entity of parentsFirst(entities)) {
      await insertEntity(
        tx.db,
        ids.get(entity.key),
        entity.code,
        entity.country,
        entity.type,
        entity.parent ? ids.get(entity.parent) : null,
        text(entity.name),
        JSON.stringify(entity.aliases.map(text)),
        'demo',
        null,
        tx.now,
      );
    }
    for (const person of people) {
      const id = uuidv7(tx.now.getTime());
      await insertPerson(
        tx.db,
        id,
        person.nameAr,
        person.nameEn,
        person.nameOrig,
        person.spellingChecked,
        person.form,
        text(person.jobTitle),
        ids.get(person.entity),
        'demo',
        null,
        tx.now,
      );
      await replaceMemberships(tx.db, id, person.memberships);
      await insertAccount(tx.db, uuidv7(tx.now.getTime()), id, person.email, hash, tx.now);
      for (const { role, scope, of } of person.roles)
        await insertGrant(tx.db, uuidv7(tx.now.getTime()), id, role, scope, scope === 'entity' ? ids.get(of ?? '') : of, null, tx.now);
      actors.set(person.key, demoActor(id, person, entities, ids));
    }
    recordAudit(tx, { what: 'directory.demo.loaded', ref: { kind: 'demo', id: 'directory' }, after: { entities: entities.length, people: people.length } });
  });
  forgetCountries();
  return { entityCode: new Map(entities.map((entity) => [entity.key, entity.code])), actor: actors };
}

function parentsFirst(entities: readonly DemoEntity[]): DemoEntity[] {
  const done = new Set<string>();
  const ordered: DemoEntity[] = [];
  const visit = (entity: DemoEntity): void => {
    if (done.has(entity.key)) return;
    const parent = entities.find((other) => other.key === entity.parent);
    if (parent) visit(parent);
    done.add(entity.key);
    ordered.push(entity);
  };
  for (const entity of entities) visit(entity);
  return ordered;
}

/** The actor a person of the set will be when signed in. */
function demoActor(personId: string, person: DemoPerson, entities: readonly DemoEntity[], ids: ReadonlyMap<string, string>): Actor {
  const below = (key: string): string[] => [key, ...entities.filter((entity) => entity.parent === key).flatMap((entity) => below(entity.key))];
  return {
    kind: 'person',
    personId,
    accountId: null,
    signInId: null,
    name: { ar: person.nameAr, en: person.nameEn },
    secondFactor: false,
    secondFactorNeeded: false,
    grants: person.roles.map(({ role, scope, of }) => ({
      role,
      permissions: permissionsOfRole(role),
      scope:
        scope === 'entity'
          ? { kind: scope, id: ids.get(of ?? '') ?? '', below: below(of ?? '').map((key) => ids.get(key) ?? '') }
          : scope === 'instance'
            ? { kind: scope }
            : { kind: scope, id: of ?? '' },
    })),
  };
}
