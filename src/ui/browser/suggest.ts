interface Suggestion {
  readonly title: string;
  readonly language: string;
  readonly path: string;
}

const waitMs = 120;
const leastLetters = 2;

/**
 * Suggests records under a search box while one types: a combobox with a list (ARIA 1.2). Without this script, and
 * whenever an answer fails, the box is a search box like any other.
 */
export function suggestWhileTyping(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-suggest]')) {
    const input = form.querySelector<HTMLInputElement>('input[type=search]');
    if (input) startBox(form, input);
  }
}

function startBox(form: HTMLFormElement, input: HTMLInputElement): void {
  const list = document.createElement('ul');
  list.id = `${input.id}-suggestions`;
  list.className = 'tb-suggest';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.querySelector('label')?.textContent ?? '');
  list.hidden = true;
  input.parentElement?.after(list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }))
    input.setAttribute(name, value);
  const box = { form, input, list, chosen: -1 };
  let timer = 0;
  let asked = '';
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const q = input.value.trim();
      asked = q;
      const items = q.length < leastLetters ? [] : await ask(form.dataset.suggest ?? '', q);
      if (asked === q && document.activeElement === input) show(box, items, q.length >= leastLetters);
    }, waitMs);
  });
  input.addEventListener('keydown', (event) => onKey(box, event));
  input.addEventListener('blur', () => window.setTimeout(() => close(box), 150));
}

interface Box {
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly list: HTMLUListElement;
  chosen: number;
}

async function ask(address: string, q: string): Promise<Suggestion[]> {
  const query = new URLSearchParams({ q: q.slice(0, 200), language: document.documentElement.lang });
  try {
    const answer = await fetch(`${address}?${query}`);
    return answer.ok ? ((await answer.json()) as { items: Suggestion[] }).items : [];
  } catch {
    return [];
  }
}

function show(box: Box, items: readonly Suggestion[], said: boolean): void {
  const { form, input, list } = box;
  list.replaceChildren(...items.map(({ title, language, path }, at) => optionOf(`${list.id}-${at}`, title, language, path)));
  list.hidden = items.length === 0;
  input.setAttribute('aria-expanded', String(items.length > 0));
  choose(box, -1);
  const status = form.querySelector<HTMLElement>('[data-suggest-status]');
  if (status) status.textContent = (said && (items.length > 0 ? status.dataset.some : status.dataset.none)) || '';
}

function optionOf(id: string, title: string, language: string, path: string): HTMLLIElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const link = document.createElement('a');
  link.href = `/${document.documentElement.lang}${path}`;
  link.tabIndex = -1;
  link.lang = language;
  link.dir = language === 'ar' ? 'rtl' : 'ltr';
  link.textContent = title;
  option.append(link);
  return option;
}

function choose(box: Box, at: number): void {
  const options = [...box.list.children];
  box.chosen = at;
  for (const [one, option] of options.entries()) option.setAttribute('aria-selected', String(one === at));
  const option = options[at];
  if (option) box.input.setAttribute('aria-activedescendant', option.id);
  else box.input.removeAttribute('aria-activedescendant');
  option?.scrollIntoView({ block: 'nearest' });
}

function close(box: Box): void {
  box.list.hidden = true;
  box.input.setAttribute('aria-expanded', 'false');
  choose(box, -1);
}

/** Arrows move through the list and back to the box, Enter opens what is chosen, Escape closes. */
function onKey(box: Box, event: KeyboardEvent): void {
  const count = box.list.children.length;
  if (box.list.hidden || count === 0) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    choose(box, ((box.chosen + 1 + step + count + 1) % (count + 1)) - 1);
  } else if (event.key === 'Enter' && box.chosen >= 0) {
    box.list.children[box.chosen]?.querySelector('a')?.click();
  } else if (event.key === 'Escape') close(box);
  else return;
  event.preventDefault();
}
