import { randomBytes } from 'node:crypto';
import type { Queryable } from '#platform/db/statement.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { leafHash } from './merkle.ts';

export type Random = (below: number) => number;

/** One way to change history, with all the rights there are except the signing key. */
export interface Tampering {
  readonly name: string;
  /** Answers the first entry that is affected, if entries are. */
  readonly change: (db: Queryable, random: Random, size: number) => Promise<{ seq?: number; id?: string } | undefined>;
}

interface Row {
  readonly entry_id: string;
  readonly body: Buffer;
}

async function entryAt(db: Queryable, seq: number): Promise<Row> {
  const { rows } = await db.query<Row>('select entry_id, body from audit.leaves join audit.entries on id = entry_id where seq = $1', [seq]);
  return rows[0] as Row;
}

/** The body with one letter or digit of it made another. */
function edited(body: Buffer, random: Random): Buffer {
  const copy = Buffer.from(body);
  const places = [...copy.keys()].filter((i) => /[a-z0-9]/.test(String.fromCharCode(copy[i] as number)));
  const place = places[random(places.length)] as number;
  copy[place] = copy[place] === 0x61 ? 0x62 : 0x61;
  return copy;
}

async function editBody(db: Queryable, random: Random, seq: number, rehash: boolean): Promise<{ seq: number }> {
  const { entry_id, body } = await entryAt(db, seq);
  const other = edited(body, random);
  await db.query('update audit.entries set body = $1 where id = $2', [other, entry_id]);
  if (rehash) await db.query('update audit.leaves set hash = $1 where seq = $2', [leafHash(other), seq]);
  return { seq };
}

async function remove(db: Queryable, seq: number, tables: readonly ('entries' | 'leaves')[], renumber = false): Promise<{ seq: number }> {
  const { entry_id } = await entryAt(db, seq);
  if (tables.includes('leaves')) await db.query('delete from audit.leaves where seq = $1', [seq]);
  if (tables.includes('entries')) await db.query('delete from audit.entries where id = $1', [entry_id]);
  if (renumber) await shift(db, seq, -1);
  return { seq };
}

/** In two steps, because the primary key is checked row by row. */
async function shift(db: Queryable, from: number, by: 1 | -1): Promise<void> {
  await db.query('update audit.leaves set seq = seq + 1000000 where seq >= $1', [from]);
  await db.query('update audit.leaves set seq = seq - 1000000 + $1 where seq >= 1000000', [by]);
}

function twoPlaces(random: Random, size: number): [low: number, high: number] {
  const one = random(size);
  const other = (one + 1 + random(size - 1)) % size;
  return [Math.min(one, other), Math.max(one, other)];
}

async function swap(db: Queryable, low: number, high: number, columns: string): Promise<{ seq: number }> {
  const [a, b] = [await entryAt(db, low), await entryAt(db, high)];
  if (columns === 'body') {
    await db.query('update audit.entries set body = case id when $1 then $4::bytea else $3::bytea end where id in ($1, $2)', [
      a.entry_id,
      b.entry_id,
      a.body,
      b.body,
    ]);
  } else if (columns === 'entry') {
    await db.query('update audit.leaves set entry_id = $2 where seq = $1', [low, uuidv7()]);
    await db.query('update audit.leaves set entry_id = $2 where seq = $1', [high, a.entry_id]);
    await db.query('update audit.leaves set entry_id = $2 where seq = $1', [low, b.entry_id]);
  } else {
    await db.query('update audit.leaves set seq = 1000000 where seq = $1', [low]);
    await db.query('update audit.leaves set seq = $1 where seq = $2', [low, high]);
    await db.query('update audit.leaves set seq = $1 where seq = 1000000', [high]);
  }
  return { seq: low };
}

async function insertEntry(db: Queryable, random: Random): Promise<{ id: string; body: Buffer }> {
  const { rows } = await db.query<{ body: Buffer; id: string; at: Date }>('select id, body, at from audit.entries offset $1 limit 1', [random(400)]);
  const model = rows[0] as { body: Buffer; id: string; at: Date };
  const id = uuidv7();
  const body = Buffer.from(model.body.toString('utf8').replace(model.id, id));
  await db.query('insert into audit.entries values ($1, $2, $3)', [id, model.at, body]);
  return { id, body };
}

const headSizes = async (db: Queryable): Promise<number[]> =>
  (await db.query<{ size: string }>('select size from audit.heads order by size')).rows.map(({ size }) => Number(size));

const headChange = (name: string, sql: string, value: (random: Random) => unknown): Tampering => ({
  name,
  change: async (db, random) => {
    const sizes = await headSizes(db);
    await db.query(sql, [sizes[random(sizes.length)], value(random)].slice(0, sql.includes('$2') ? 2 : 1));
    return undefined;
  },
});

export const tamperings: readonly Tampering[] = [
  { name: 'edit a body', change: (db, random, size) => editBody(db, random, random(size), false) },
  { name: 'edit a body and its leaf', change: (db, random, size) => editBody(db, random, random(size), true) },
  {
    name: 'edit the time of an entry',
    change: async (db, random, size) => {
      const seq = random(size);
      await db.query(`update audit.entries set at = at + interval '1 microsecond' where id = $1`, [(await entryAt(db, seq)).entry_id]);
      return { seq };
    },
  },
  {
    name: 'edit the id of an entry everywhere',
    change: async (db, random, size) => {
      const seq = random(size);
      const { entry_id } = await entryAt(db, seq);
      const values = [entry_id, uuidv7()];
      await db.query('update audit.entries set id = $2 where id = $1', values);
      await db.query('update audit.leaves set entry_id = $2 where entry_id = $1', values);
      return { seq };
    },
  },
  {
    name: 'edit the hash of a leaf',
    change: async (db, random, size) => {
      const seq = random(size);
      await db.query('update audit.leaves set hash = $2 where seq = $1', [seq, randomBytes(32)]);
      return { seq };
    },
  },
  {
    name: 'move a leaf to the end',
    change: async (db, random, size) => {
      const seq = random(size);
      await db.query('update audit.leaves set seq = $2 where seq = $1', [seq, size + random(50)]);
      return { seq };
    },
  },
  { name: 'remove an entry', change: (db, random, size) => remove(db, random(size), ['entries']) },
  { name: 'remove a leaf', change: (db, random, size) => remove(db, random(size), ['leaves']) },
  { name: 'remove an entry and its leaf', change: (db, random, size) => remove(db, random(size), ['entries', 'leaves']) },
  { name: 'remove an entry and renumber', change: (db, random, size) => remove(db, random(size), ['entries', 'leaves'], true) },
  { name: 'exchange two bodies', change: (db, random, size) => swap(db, ...twoPlaces(random, size), 'body') },
  { name: 'exchange the entries of two leaves', change: (db, random, size) => swap(db, ...twoPlaces(random, size), 'entry') },
  { name: 'exchange two leaves', change: (db, random, size) => swap(db, ...twoPlaces(random, size), 'seq') },
  { name: 'insert an entry', change: async (db, random) => ({ id: (await insertEntry(db, random)).id }) },
  {
    name: 'insert an entry with a leaf in the middle',
    change: async (db, random, size) => {
      const { id, body } = await insertEntry(db, random);
      const seq = random(size);
      await shift(db, seq, 1);
      await db.query('insert into audit.leaves values ($1, $2, $3)', [seq, id, leafHash(body)]);
      return { seq };
    },
  },
  {
    name: 'insert an entry with a leaf at the end',
    change: async (db, random, size) => {
      const { id, body } = await insertEntry(db, random);
      await db.query('insert into audit.leaves values ($1, $2, $3)', [size, id, leafHash(body)]);
      return { seq: size };
    },
  },
  {
    name: 'take an entry from the queue',
    change: async (db) => {
      const { rows } = await db.query<{ entry_id: string }>(
        'delete from audit.unsealed where entry_id in (select entry_id from audit.unsealed limit 1) returning entry_id',
      );
      return { id: rows[0]?.entry_id as string };
    },
  },
  {
    name: 'put a sealed entry into the queue',
    change: async (db, random, size) => {
      const seq = random(size);
      await db.query('insert into audit.unsealed values ($1)', [(await entryAt(db, seq)).entry_id]);
      return { seq };
    },
  },
  headChange('edit the root of a head', 'update audit.heads set root = $2 where size = $1', () => randomBytes(32)),
  headChange('edit the time of a head', `update audit.heads set at = at + interval '1 microsecond' where size = $1`, () => null),
  headChange('edit the signature of a head', 'update audit.heads set signature = $2 where size = $1', () => randomBytes(64)),
  headChange('edit the frontier of a head', 'update audit.heads set frontier = frontier || $2::bytea where size = $1', () => randomBytes(32)),
  headChange('edit the marks of a head', 'update audit.heads set marks = set_byte(marks, $2::int, 255 - get_byte(marks, $2::int)) where size = $1', (random) =>
    random(80),
  ),
  headChange('edit the key of a head', 'update audit.heads set key_id = $2 where size = $1', () => randomBytes(8).toString('hex')),
  headChange('edit the begin of a batch', 'update audit.heads set first_seq = first_seq + 1, marks = substr(marks, 5) where size = $1', () => null),
  headChange('remove a head', 'delete from audit.heads where size = $1', () => null),
  headChange(
    'insert a head',
    `insert into audit.heads select size - $2::int, first_seq, at, root, frontier, substr(marks, 1, 80 - 4 * $2::int), key_id, signature
     from audit.heads where size = $1`,
    (random) => 1 + random(15),
  ),
  {
    name: 'edit a body, its leaf and the root of its head',
    change: async (db, random, size) => {
      const place = await editBody(db, random, random(size), true);
      await db.query('update audit.heads set root = $1 where size = (select min(size) from audit.heads where size > $2)', [randomBytes(32), place.seq]);
      return place;
    },
  },
  {
    name: 'exchange two heads',
    change: async (db, random) => {
      const sizes = await headSizes(db);
      const [low, high] = twoPlaces(random, sizes.length).map((i) => sizes[i]);
      await db.query(
        `update audit.heads h set at = o.at, root = o.root, frontier = o.frontier, marks = o.marks, signature = o.signature
         from audit.heads o where (h.size, o.size) in (($1, $2), ($2, $1))`,
        [low, high],
      );
      return undefined;
    },
  },
];
