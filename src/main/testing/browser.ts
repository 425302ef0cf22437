import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import type { DemoNode } from './demo-node.ts';

/** Debian's Chromium over a listening node. Pages are opened at the node's own origin, so that forms come from here. */
export interface Opened {
  readonly browser: Browser;
  readonly origin: string;
  /** A context of its own for a person of the demonstration set, signed in, or for nobody. */
  readonly contextOf: (email?: string, options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

export async function openBrowser(node: DemoNode): Promise<Opened> {
  await node.app.listen({ port: 0, host: '127.0.0.1' });
  const address = node.app.server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { origin } = node.node;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--host-resolver-rules=MAP ${new URL(origin).host} 127.0.0.1:${port}`],
  });
  return {
    browser,
    origin,
    contextOf: async (email, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, ...options });
      if (email) {
        const visitor = await node.as(email);
        await context.addCookies([{ name: 'tabadul', value: visitor.cookie('tabadul') ?? '', url: origin }]);
      }
      return context;
    },
    close: () => browser.close(),
  };
}
