import type { Database } from './database.js';

/** A user of the local Spotify. */
export interface User {
  id: string;
  /** The stable id that Spotify added to `GET /me` in May 2026. */
  accountId: string;
  displayName: string;
  email: string;
  /** In clear, because it is public: it stands in the documentation and in what the command prints. */
  password: string;
  product: 'premium' | 'free';
  country: string;
  followers: number;
}

/** Who there is. */
export interface Users {
  all(): User[];
  find(id: string): User | undefined;
  /** Finds who signs in by that name, which may be the id or the e-mail address. */
  findByLogin(name: string): User | undefined;
  insert(user: User, position: number): void;
  /** Adds a user behind those there are. */
  add(user: User): void;
  /** Writes what changed of a user. The id stays. */
  update(user: User): void;
  /**
   * Removes a user with everything of theirs: logins, consents, tokens, playlists. What they added to playlists of others stays
   * there, in the name of the playlist's owner.
   */
  remove(id: string): void;
}

const columns = 'id, account_id AS accountId, display_name AS displayName, email, password, product, country, followers';

/** Who there is, over the table. */
export function createUsers(database: Database): Users {
  const all = database.prepare(`SELECT ${columns} FROM users ORDER BY position`);
  const one = database.prepare(`SELECT ${columns} FROM users WHERE id = ?`);
  const byLogin = database.prepare(`SELECT ${columns} FROM users WHERE id = ?1 OR email = ?1`);
  const insert = database.prepare(
    'INSERT INTO users (id, account_id, display_name, email, password, product, country, followers, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const append = database.prepare(
    `INSERT INTO users (id, account_id, display_name, email, password, product, country, followers, position)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM users))`,
  );
  const update = database.prepare(
    'UPDATE users SET display_name = ?, email = ?, password = ?, product = ?, country = ?, followers = ? WHERE id = ?',
  );
  const handOver = database.prepare(
    `UPDATE playlist_items SET added_by = (SELECT owner_id FROM playlists WHERE playlists.id = playlist_id) WHERE added_by = ?`,
  );
  const forgetWords = database.prepare(
    'DELETE FROM playlist_words WHERE playlist_id IN (SELECT id FROM playlists WHERE owner_id = ?)',
  );
  const forgetEntries = database.prepare(
    'DELETE FROM playlist_items WHERE playlist_id IN (SELECT id FROM playlists WHERE owner_id = ?)',
  );
  const forgetFollowers = database.prepare(
    'DELETE FROM followed_playlists WHERE playlist_id IN (SELECT id FROM playlists WHERE owner_id = ?)',
  );
  const remove = database.prepare('DELETE FROM users WHERE id = ?');
  return {
    all: () => all.all() as User[],
    find: (id) => one.get(id) as User | undefined,
    findByLogin: (name) => byLogin.get(name.trim().toLowerCase()) as User | undefined,
    insert(user, position) {
      const { id, accountId, displayName, email, password, product, country, followers } = user;
      insert.run(id, accountId, displayName, email, password, product, country, followers, position);
    },
    add({ id, accountId, displayName, email, password, product, country, followers }) {
      append.run(id, accountId, displayName, email, password, product, country, followers);
    },
    update({ id, displayName, email, password, product, country, followers }) {
      update.run(displayName, email, password, product, country, followers, id);
    },
    remove(id) {
      forgetWords.run(id);
      forgetEntries.run(id);
      forgetFollowers.run(id);
      handOver.run(id);
      remove.run(id);
    },
  };
}
