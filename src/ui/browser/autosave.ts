/**
 * Saves the editor every ten seconds while it changes, through the same address a program would use.
 * Without a connection the text is kept on this device and saved when the connection returns.
 */
export function startAutosave(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-autosave]');
  const line = document.querySelector<HTMLElement>('#saved');
  if (!form || !line) return;
  const address = form.dataset.autosave ?? '';
  const place = `tabadul:${address}`;
  let dirty = false;
  let busy = false;
  let stopped = false;
  const revision = (): HTMLInputElement | null => form.querySelector<HTMLInputElement>('input[name=rev]');
  const say = (text: string | undefined): void => {
    line.textContent = text ?? '';
  };

  const kept = localStorage.getItem(place);
  if (kept && putBack(form, JSON.parse(kept) as Record<string, string>)) {
    dirty = true;
    say(line.dataset.restore);
  }

  const save = async (): Promise<void> => {
    if (!dirty || busy || stopped) return;
    busy = true;
    dirty = false;
    const fields = textFields(form);
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ ...nest(fields), rev: Number(revision()?.value ?? 1) }),
      });
      if (answer.ok) {
        const { rev } = (await answer.json()) as { rev: number };
        const field = revision();
        if (field) field.value = String(rev);
        localStorage.removeItem(place);
        say(
          line.dataset.saved?.replace(
            '{time}',
            new Date().toLocaleTimeString(document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : 'en-GB', { hour: '2-digit', minute: '2-digit' }),
          ),
        );
      } else if (answer.status === 409) {
        stopped = true;
        keep(place, fields);
        say(line.dataset.conflict);
      } else {
        // What is wrong is said by the form itself when it is submitted; nothing typed is lost meanwhile.
        keep(place, fields);
      }
    } catch {
      dirty = true;
      keep(place, fields);
      say(line.dataset.offline);
    } finally {
      busy = false;
    }
  };

  form.addEventListener('input', () => {
    dirty = true;
  });
  form.addEventListener('submit', () => {
    stopped = true;
    localStorage.removeItem(place);
  });
  window.addEventListener('online', () => void save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });
  setInterval(() => void save(), 10_000);
}

const keep = (place: string, fields: Record<string, string | string[]>): void => localStorage.setItem(place, JSON.stringify(fields));

/** The form's texts and choices; files wait for the button. */
function textFields(form: HTMLFormElement): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || /^(_csrf|_key|rev|afterwards|removeEvidence|evidence)/.test(name)) continue;
    const before = fields[name];
    fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return fields;
}

/** Fills fields that differ; true when any did. */
function putBack(form: HTMLFormElement, kept: Record<string, string | string[]>): boolean {
  let changed = false;
  for (const [name, value] of Object.entries(kept)) {
    const all = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)];
    const values = [value].flat();
    all.forEach((field, index) => {
      if (field instanceof HTMLInputElement && field.type === 'checkbox') {
        changed ||= field.checked !== values.includes(field.value);
        field.checked = values.includes(field.value);
        return;
      }
      const text = values[index];
      if (text !== undefined && field.type !== 'hidden' && field.value !== text) {
        field.value = text;
        changed = true;
      }
    });
  }
  return changed;
}

/** `results.0.name.ar` as nested lists and objects. */
function nest(flat: Record<string, string | string[]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const path = name.split('.');
    let at = root as Record<string, unknown>;
    path.slice(0, -1).forEach((part, index) => {
      at[part] ??= /^\d+$/.test(path[index + 1] ?? '') ? [] : {};
      at = at[part] as Record<string, unknown>;
    });
    at[path.at(-1) as string] = value;
  }
  return root;
}
