import type { PlayableItem, PlayRequest } from 'spixie';
import { describe } from './describe.js';
import { element } from './element.js';
import { toJpeg } from './jpeg.js';
import type { List } from './lists.js';
import type { Run } from './notices.js';
import { createPlaylistEdits, type PlaylistEdits } from './playlist-edits.js';
import { spotify } from './session.js';
import { listCard } from './views/list-card.js';
import { mediaRow, type RowAction } from './views/media-row.js';
import { rowMover } from './views/row-mover.js';

export interface OpenListOptions {
  run: Run;
  act: Run;
  say: (text: string) => void;
  signal: AbortSignal;
  play: (request: PlayRequest) => void;
  /** What else can be done with a row of a list that cannot be edited. */
  actionsOf: (uri: string, name: string) => RowAction[];
  /** The list of playlists is not up to date any more. */
  onChange: () => Promise<unknown>;
  search: () => void;
}

/** The list that is open: shows it page by page, plays it and changes it. */
export function createOpenList({ run, act, say, signal: closed, play, actionsOf, onChange, search }: OpenListOptions) {
  let list: List | undefined;
  let edits: PlaylistEdits | undefined;
  let total = 0;
  let playing: string | undefined;
  let reading = new AbortController();
  let readMore = async () => {};

  const card = listCard({
    play: () => list && play(list.play(0, uris())),
    rename: (name) => change(name),
    changePicture: (file) => upload(file),
    more: () => act(readMore),
    search,
  });
  const handleOf = rowMover(card.list, (from, to) => move(from, to));

  const rows = () => [...card.list.children] as HTMLElement[];
  const uris = () => rows().flatMap((row) => row.dataset['uri'] ?? []);

  /** Shows a list page by page. What was still being read for another list is dropped. */
  const show = (wanted: List): Promise<void> => {
    reading.abort();
    reading = new AbortController();
    const signal = AbortSignal.any([closed, reading.signal]);
    list = wanted;
    edits = wanted.playlist && wanted.isEditable ? createPlaylistEdits(wanted.id, closed) : undefined;
    card.showHead(wanted);
    let isFirst = true;
    readMore = async () => {
      // What was removed meanwhile has moved the rest up.
      const offset = isFirst ? 0 : rows().length;
      card.loading(isFirst ? Math.min(wanted.playlist?.items?.total ?? 8, 50) : undefined);
      try {
        const page = await wanted.read(offset, signal);
        isFirst = false;
        total = page.total;
        card.add(page.items.map(row), page);
        mark();
      } catch (error) {
        if (!signal.aborted) card.failed();
        throw error;
      }
    };
    return run(() => readMore());
  };

  const row = (item: PlayableItem | null): HTMLElement => {
    if (!item) return element('li', { class: 'media soft' }, 'No longer available');
    const described = describe(item);
    const { uri, name } = described;
    const created: HTMLElement = mediaRow(described, {
      ...(edits && { before: handleOf(name) }),
      ...(uri && { play: () => list && play(list.play(rows().indexOf(created), uris())) }),
      actions: !uri ? [] : edits ? [removal(uri, name)] : actionsOf(uri, name),
    });
    return created;
  };

  const removal = (uri: string, name: string): RowAction => ({
    label: `Remove ${name}`,
    icon: 'close',
    testId: 'remove-row',
    click: (button) => remove(uri, name, button),
  });

  /** Changes the playlist. What is shown has changed already, and is read anew where Spotify refuses. */
  const edit = (work: (current: PlaylistEdits) => Promise<void>, done: string) =>
    act(async () => {
      const edited = list;
      if (!edits || !edited) return;
      try {
        await work(edits);
      } catch (error) {
        await show(edited);
        throw error;
      }
      say(done);
      await onChange();
    });

  const move = (from: number, to: number) => {
    const name = rows()[to]?.querySelector('strong')?.textContent ?? '';
    return edit((current) => current.move(from, to), `“${name}” is number ${to + 1} of ${total} now.`);
  };

  const remove = (uri: string, name: string, button: HTMLElement) => {
    const gone = rows().filter((other) => other.dataset['uri'] === uri);
    const after = button.closest('li')?.nextElementSibling ?? button.closest('li')?.previousElementSibling;
    for (const other of gone) other.remove();
    total -= gone.length;
    card.count(total);
    // Whoever works with the keyboard goes on with the next one.
    after?.querySelector<HTMLElement>('[data-testid=remove-row]')?.focus();
    return edit((current) => current.remove(uri), `“${name}” is removed.`);
  };

  const change = (name: string) =>
    act(async () => {
      if (!list) return;
      await spotify.playlists.change(list.id, { name }, { signal: closed });
      list = { ...list, name };
      card.showHead(list);
      say(`It is called “${name}” now.`);
      await onChange();
    });

  const upload = (file: File) =>
    act(async () => {
      if (!list) return;
      const { id } = list;
      const jpeg = await toJpeg(file).catch(() => undefined);
      if (jpeg === undefined) return say('That is no picture that this browser can read.');
      await spotify.playlists.uploadImage(id, jpeg, { signal: closed });
      const images = await spotify.playlists.images(id, { signal: closed });
      list = { ...list, images };
      card.showHead(list);
      say('It has a new picture.');
      await onChange();
    });

  const mark = () => {
    for (const other of rows()) {
      if (playing !== undefined && other.dataset['uri'] === playing) other.setAttribute('aria-current', 'true');
      else other.removeAttribute('aria-current');
    }
  };

  return {
    root: card.root,
    show,
    reveal: card.reveal,
    /** Reads it again, if it is this one. */
    reload: async (id: string) => (list?.id === id ? show(list) : undefined),
    /** Marks the rows of what plays. */
    markPlaying(uri: string | undefined) {
      playing = uri;
      mark();
    },
  };
}
