const permissionsByRole = new Map<string, ReadonlySet<string>>();

/** Takes what the modules say: each permission and the roles that carry it. Called once when the program is built. */
export function setRolePermissions(manifests: readonly { readonly permissions: Readonly<Record<string, readonly string[]>> }[]): void {
  const collected = new Map<string, Set<string>>();
  for (const { permissions } of manifests) {
    for (const [permission, roles] of Object.entries(permissions)) {
      for (const role of roles) collected.set(role, (collected.get(role) ?? new Set()).add(permission));
    }
  }
  permissionsByRole.clear();
  for (const [role, permissions] of collected) permissionsByRole.set(role, permissions);
}

const none: ReadonlySet<string> = new Set();
export const permissionsOfRole = (role: string): ReadonlySet<string> => permissionsByRole.get(role) ?? none;
