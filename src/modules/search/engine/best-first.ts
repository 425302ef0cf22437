/** Keeps the best of many by score, equal scores by `ties` ascending: a heap with the worst kept one on top. */
export function bestOf(items: Uint32Array, count: number, scores: ArrayLike<number>, ties: ArrayLike<number>, most: number): number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number): boolean => {
    const difference = (scores[a] as number) - (scores[b] as number);
    return difference < 0 || (difference === 0 && (ties[a] as number) > (ties[b] as number));
  };
  for (let at = 0; at < count; at += 1) {
    const item = items[at] as number;
    if (heap.length < most) {
      heap.push(item);
      rise(heap, worse);
    } else if (worse(heap[0] as number, item)) {
      heap[0] = item;
      sink(heap, worse);
    }
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1));
}

type Worse = (a: number, b: number) => boolean;

function rise(heap: number[], worse: Worse): void {
  let at = heap.length - 1;
  const item = heap[at] as number;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!worse(item, heap[parent] as number)) break;
    heap[at] = heap[parent] as number;
    at = parent;
  }
  heap[at] = item;
}

function sink(heap: number[], worse: Worse): void {
  const item = heap[0] as number;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && worse(heap[child + 1] as number, heap[child] as number)) child += 1;
    if (!worse(heap[child] as number, item)) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = item;
}
