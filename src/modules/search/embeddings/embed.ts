import type { EmbeddingsService } from '#platform/context.ts';

const mostDimensions = 8_192;
const mostBytes = 32 * 2 ** 20;

/** The service did not answer in time, or not with what was asked of it. */
export class EmbeddingsError extends Error {
  override readonly name = 'EmbeddingsError';
}

/**
 * The vectors of texts, in their order, from an address that speaks as OpenAI does (`…/v1/embeddings`) or as Ollama
 * (`…/api/embed`). A redirection is refused: the texts go to the address of the configuration and nowhere else.
 */
export async function embed({ url, model, key }: EmbeddingsService, texts: readonly string[], timeoutMs: number): Promise<Float32Array[]> {
  let body: unknown;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model, input: texts }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new EmbeddingsError(`the embeddings service answered ${answer.status}`);
    body = JSON.parse(await textOf(answer));
  } catch (error) {
    if (error instanceof EmbeddingsError) throw error;
    const { name, message } = error as Error;
    throw new EmbeddingsError(
      name === 'TimeoutError' ? `the embeddings service took longer than ${timeoutMs} ms` : `the embeddings service failed: ${message}`,
    );
  }
  return vectorsOf(body, texts.length);
}

/** The body of an answer, given up when it grows beyond what any answer needs. */
async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (answer.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new EmbeddingsError('the answer of the embeddings service is too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function vectorsOf(body: unknown, count: number): Float32Array[] {
  const { data, embeddings } = (body ?? {}) as { data?: unknown; embeddings?: unknown };
  const rows: unknown = Array.isArray(data) ? inOrder(data) : embeddings;
  if (!Array.isArray(rows) || rows.length !== count) throw new EmbeddingsError(`${count} vectors were expected`);
  return rows.map((row) => {
    if (!Array.isArray(row) || row.length === 0 || row.length > mostDimensions || row.length !== (rows[0] as unknown[]).length)
      throw new EmbeddingsError('the vectors are not of one length');
    const vector = Float32Array.from(row as number[]);
    if (!row.every((one) => typeof one === 'number') || !vector.every(Number.isFinite) || !vector.some((one) => one !== 0))
      throw new EmbeddingsError('a vector is not made of numbers');
    return vector;
  });
}

/** OpenAI numbers its vectors, and need not send them in order. */
function inOrder(data: readonly unknown[]): unknown[] {
  const rows: unknown[] = [];
  for (const [at, one] of data.entries()) {
    const { index = at, embedding } = (one ?? {}) as { index?: number; embedding?: unknown };
    rows[index] = embedding;
  }
  return Array.from(rows);
}
