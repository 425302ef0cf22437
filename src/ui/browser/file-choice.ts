/**
 * A browser labels its file button in its own language, not in the page's. Here the button has the page's words; the
 * field itself stays where it is for the keyboard and for screen readers. Without scripts the browser's own is shown.
 */
export function nameFileButtons(): void {
  const { fileChoose, fileNone } = document.body.dataset;
  if (!fileChoose || !fileNone) return;
  for (const field of document.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    const button = document.createElement('label');
    button.htmlFor = field.id;
    button.className = 'tb-btn tb-line tb-sm';
    button.textContent = fileChoose;
    const name = document.createElement('bdi');
    name.className = 'tb-dim';
    const show = (): void => {
      name.textContent = [...(field.files ?? [])].map((file) => file.name).join(', ') || fileNone;
    };
    show();
    field.addEventListener('change', show);
    field.className = 'tb-vh';
    field.after(button, ' ', name);
  }
}
