import { startAutosave } from './autosave.ts';

/** After a refused form the summary is read first. */
document.querySelector<HTMLElement>('[data-focus]')?.focus();
startAutosave();
