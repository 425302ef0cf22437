import { startAutosave } from './autosave.ts';
import { nameFileButtons } from './file-choice.ts';
import { followProgress } from './progress.ts';
import { suggestWhileTyping } from './suggest.ts';

/** After a refused form the summary is read first. */
document.querySelector<HTMLElement>('[data-focus]')?.focus();
startAutosave();
followProgress();
nameFileButtons();
suggestWhileTyping();
