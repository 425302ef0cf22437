import type { Actor } from '#platform/auth/actor.ts';
import type { Queryable } from '#platform/db/statement.ts';
import type { Language } from '#platform/values/localized-text.ts';

/** Facts of this node that pages and actions may need; read once from the configuration. */
export interface NodeFacts {
  readonly origin: string;
  readonly dataDir: string;
  readonly digits: 'latn' | 'arab';
  readonly timeZone: string;
  readonly defaultLanguage: Language;
  readonly production: boolean;
  /** Makes vectors of texts, for searching by meaning; absent where none is configured. */
  readonly embeddings?: EmbeddingsService | null;
}

/** An embeddings service of the operator's choice. */
export interface EmbeddingsService {
  /** Speaks as OpenAI does (`…/v1/embeddings`) or as Ollama (`…/api/embed`). */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  /** On this machine or in its private network: only such a service is given what not everybody may see. */
  readonly local: boolean;
}

/** What every query, action and page is given, always as the first argument. Made once per request or job. */
export interface Ctx {
  readonly db: Queryable;
  readonly actor: Actor;
  readonly locale: Language;
  readonly now: Date;
  readonly requestId: string;
  readonly node: NodeFacts;
  /** What the browser calls itself. */
  readonly agent?: string;
  /** Set when what is asked for is a page, not the JSON of it. */
  readonly asPage?: boolean;
  /** Set for a write that a client may repeat; see `transaction`. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
}

declare const inTransaction: unique symbol;
/** A context inside a transaction. Only `transaction()` makes one, so locks, audit and events cannot happen outside. */
export interface TxCtx extends Ctx {
  readonly [inTransaction]: true;
}
