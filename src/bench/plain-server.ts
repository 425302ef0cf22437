import { createServer } from 'node:http';
import pg from 'pg';

/** The reference: node:http and pg, no framework, no authorization, no audit, on the same tables. */
const pool = new pg.Pool({ connectionString: process.env.PLAIN_DATABASE ?? '', max: 12 });
const one = {
  name: 'one',
  text: 'select p.code, v.content from practices.practices p join practices.versions v on v.practice_id = p.id and v.no = p.published_version where p.code = $1',
};
const list = {
  name: 'list',
  text: 'select code, card from practices.practices where public_state is not null order by coalesce(published_at, created_at) desc, id desc limit 20',
};
const add = { name: 'add', text: "insert into platform.settings (name, value) values ('bench-' || gen_random_uuid(), $1) returning name" };

const server = createServer(async (request, response) => {
  const url = request.url ?? '/';
  const rows = url.startsWith('/one/')
    ? (await pool.query({ ...one, values: [url.slice(5)] })).rows
    : url === '/list'
      ? (await pool.query(list)).rows
      : (await pool.query({ ...add, values: [JSON.stringify({ text: 'x'.repeat(1800) })] })).rows;
  response.setHeader('content-type', 'application/json').end(JSON.stringify(url === '/list' ? rows : rows[0]));
});
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as { port: number }).port}`));
