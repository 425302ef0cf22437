/** Follows long work on its page: moves the bar, and opens the page again when the work has come to its next state. */
export function followProgress(): void {
  const bar = document.querySelector<HTMLProgressElement>('progress[data-progress]');
  if (!bar) return;
  const ask = async (): Promise<void> => {
    try {
      const answer = await fetch(bar.dataset.progress ?? '', { headers: { accept: 'application/json' } });
      if (!answer.ok) return;
      const { state, position } = (await answer.json()) as { state: string; position: number };
      if (state !== bar.dataset.state) return location.reload();
      bar.value = position;
    } catch {
      // Without a connection the bar waits.
    }
    setTimeout(() => void ask(), 1_500);
  };
  setTimeout(() => void ask(), 1_000);
}
