import { startTestServer, fillNode, ownModules, stateOf } from './testing.ts';
import { migrate } from '../db/migrate.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
const s = await startTestServer();
try {
  const a = await s.newNode(); const b = await s.newNode();
  await migrate(a.ownerPool, a.ownerUrl, a.servingRole, ownModules);
  await migrate(b.ownerPool, b.ownerUrl, b.servingRole, ownModules);
  await fillNode(a);
  await backup({ pool: a.ownerPool, dataDir: a.dataDir, file: s.folder + '/b.tgz' });
  const orig = b.ownerPool.connect.bind(b.ownerPool);
  (b.ownerPool as any).connect = async () => { const c: any = await (orig as any)(); if (!c.__p) { c.__p = true; const q = c.query.bind(c); c.query = async (...x: any[]) => { if (x[0]?.submit) return q(...x); const t = performance.now(); const r = await q(...x); const d = performance.now() - t; if (d > 8) console.log(Math.round(d), String(x[0]?.text ?? x[0]).slice(0, 90).replaceAll('\n', ' ')); return r; }; 
   } return c; };
  let t = performance.now(); const lap = (n: string) => { console.log(n, Math.round(performance.now() - t)); t = performance.now(); };
  await stateOf(b); lap('state');
  (b.ownerPool as any).connect = orig;
  let last = performance.now();
  await restore({ ...b, file: s.folder + '/b.tgz', moduleNames: ownModules, onProgress: (p) => { const n = performance.now(); if (n - last > 15) console.log(JSON.stringify(p), Math.round(n - last)); last = n; } }); lap('restore');
  await restore({ ...b, file: s.folder + '/b.tgz', moduleNames: ownModules, force: true, onProgress: (p) => { const n = performance.now(); if (n - last > 15) console.log(JSON.stringify(p), Math.round(n - last)); last = n; } }); lap('restore');
} finally { await s.stop(); }
