import type { Run } from './notices.js';
import { spotify } from './session.js';
import { setIcon } from './views/icon.js';
import type { RowAction } from './views/media-row.js';

/** Hearts: what is saved in the user's library, and saving and removing it. */
export function createSaving({ run, act, say, signal }: { run: Run; act: Run; say: (text: string) => void; signal: AbortSignal }) {
  const mark = (button: HTMLElement, isSaved: boolean) => {
    button.setAttribute('aria-pressed', String(isSaved));
    setIcon(button, isSaved ? 'saved' : 'save');
  };

  const toggle = (uri: string, name: string, button: HTMLElement) =>
    act(async () => {
      const isSaved = button.getAttribute('aria-pressed') === 'true';
      mark(button, !isSaved);
      try {
        if (isSaved) await spotify.library.remove([uri], { signal });
        else await spotify.library.save([uri], { signal });
      } catch (error) {
        mark(button, isSaved);
        throw error;
      }
      say(isSaved ? `“${name}” is no longer saved.` : `“${name}” is saved.`);
    });

  return {
    action: (uri: string, name: string, isSaved = false): RowAction => ({
      label: `Save ${name}`,
      icon: isSaved ? 'saved' : 'save',
      pressed: isSaved,
      testId: 'save-row',
      click: (button) => toggle(uri, name, button),
    }),
    /** Asks of all these rows at once which are saved. */
    check: (rows: readonly HTMLElement[]) =>
      run(async () => {
        const asked = rows.flatMap((row) => {
          const button = row.querySelector<HTMLElement>('[data-testid=save-row]');
          const uri = row.dataset['uri'];
          return button && uri ? [{ button, uri }] : [];
        });
        const saved = await spotify.library.contains(
          asked.map(({ uri }) => uri),
          { signal },
        );
        for (const [index, { button }] of asked.entries()) mark(button, saved[index] ?? false);
      }),
  };
}
