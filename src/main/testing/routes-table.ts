import { addressesOf } from '#platform/http/server.ts';
import { modules } from '../modules.ts';

/** The generated list of every address of the product, for docs/routes.md; a test compares the two. */
export function routesMarkdown(): string {
  const rolesOf = new Map<string, Set<string>>();
  for (const { permissions } of modules)
    for (const [permission, roles] of Object.entries(permissions)) rolesOf.set(permission, new Set([...(rolesOf.get(permission) ?? []), ...roles]));
  const lines = [
    '# Addresses',
    '',
    'Generated from the route table (`UPDATE_DOCS=1 node --import tsx --test src/journeys/permission-matrix.test.ts`); a test compares it with the program.',
    '',
    'A page stands under `/ar` and `/en`, JSON under `/api/v1`; both run the same action. The permission must be held at some scope to',
    'enter; whether it reaches the record is then for the policy of the record. What each role gets for a practice in each state is in',
    '`src/journeys/permission-matrix.expected.tsv`.',
  ];
  for (const module of modules) {
    if (module.routes.length === 0) continue;
    lines.push('', `## ${module.name}`, '', '| Method | Path | HTML | JSON | Permission | Roles that carry it |', '|---|---|---|---|---|---|');
    for (const route of module.routes) {
      const { html, json } = addressesOf(route);
      const open = route.permission === 'public' || route.permission === 'signed-in';
      const roles =
        route.permission === 'public'
          ? 'everybody'
          : route.permission === 'signed-in'
            ? 'everybody with an account'
            : [...(rolesOf.get(route.permission) ?? [])].sort().join(', ');
      const path = json && !html && route.path === '/' ? '/home' : route.path;
      lines.push(
        `| ${route.method} | \`${path}\` | ${html ? 'yes' : ''} | ${json ? 'yes' : ''} | ${open ? route.permission : `\`${route.permission}\``} | ${roles} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
