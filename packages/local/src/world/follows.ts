import type { Database } from './database.js';

/** The artists that users follow. */
export interface FollowedArtists {
  follow(userId: string, artistId: string): void;
  unfollow(userId: string, artistId: string): void;
  follows(userId: string, artistId: string): boolean;
  /**
   * A stretch of those whom a user follows, in the order of their ids.
   *
   * @param after - the id behind which it begins; they need not follow that one
   */
  page(userId: string, after: string, limit: number): { total: number; ids: string[] };
  /** How many of the users who are here follow this one. */
  followers(artistId: string): number;
}

/** The users that users follow. */
export interface FollowedUsers {
  follow(userId: string, followedId: string): void;
  unfollow(userId: string, followedId: string): void;
  follows(userId: string, followedId: string): boolean;
  /** How many of the users who are here follow this one. */
  followers(followedId: string): number;
}

/** The playlists that users have in their list: their own, and those of others. */
export interface FollowedPlaylists {
  /**
   * Puts a playlist at the top of the user's list. One that is in it stays where it is.
   *
   * @param onProfile - whether others see it there. Default: yes, or as it was where it is in the list
   */
  follow(userId: string, playlistId: string, onProfile?: boolean): void;
  /** Takes a playlist out of the user's list. The owner deletes it that way: nobody else's list loses it, and whoever knows its id can read it. */
  unfollow(userId: string, playlistId: string): void;
  follows(userId: string, playlistId: string): boolean;
  /** How many have it in their list, without its owner. */
  followers(playlistId: string): number;
}

/** Whom and what users follow. */
export interface Follows {
  readonly artists: FollowedArtists;
  readonly users: FollowedUsers;
  readonly playlists: FollowedPlaylists;
}

/** Whom and what users follow, over the tables. */
export function createFollows(database: Database): Follows {
  return { artists: followedArtists(database), users: followedUsers(database), playlists: followedPlaylists(database) };
}

function followedArtists(database: Database): FollowedArtists {
  const follow = database.prepare('INSERT INTO followed_artists (user_id, artist_id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const unfollow = database.prepare('DELETE FROM followed_artists WHERE user_id = ? AND artist_id = ?');
  const follows = database.prepare('SELECT 1 FROM followed_artists WHERE user_id = ? AND artist_id = ?');
  const count = database.prepare('SELECT count(*) AS total FROM followed_artists WHERE user_id = ?');
  const howMany = database.prepare('SELECT count(*) AS total FROM followed_artists WHERE artist_id = ?');
  const page = database.prepare(
    'SELECT artist_id AS id FROM followed_artists WHERE user_id = ? AND artist_id > ? ORDER BY artist_id LIMIT ?',
  );
  return {
    follow: (userId, artistId) => void follow.run(userId, artistId),
    unfollow: (userId, artistId) => void unfollow.run(userId, artistId),
    follows: (userId, artistId) => follows.get(userId, artistId) !== undefined,
    page(userId, after, limit) {
      const { total } = count.get(userId) as { total: number };
      return { total, ids: (page.all(userId, after, limit) as { id: string }[]).map(({ id }) => id) };
    },
    followers: (artistId) => (howMany.get(artistId) as { total: number }).total,
  };
}

function followedUsers(database: Database): FollowedUsers {
  const follow = database.prepare('INSERT INTO followed_users (user_id, followed_id) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const unfollow = database.prepare('DELETE FROM followed_users WHERE user_id = ? AND followed_id = ?');
  const follows = database.prepare('SELECT 1 FROM followed_users WHERE user_id = ? AND followed_id = ?');
  const count = database.prepare('SELECT count(*) AS total FROM followed_users WHERE followed_id = ?');
  return {
    follow: (userId, followedId) => void follow.run(userId, followedId),
    unfollow: (userId, followedId) => void unfollow.run(userId, followedId),
    follows: (userId, followedId) => follows.get(userId, followedId) !== undefined,
    followers: (followedId) => (count.get(followedId) as { total: number }).total,
  };
}

function followedPlaylists(database: Database): FollowedPlaylists {
  const follow = database.prepare(
    `INSERT INTO followed_playlists (user_id, playlist_id, on_profile, position)
      VALUES (?1, ?2, coalesce(?3, 1), (SELECT coalesce(min(position), 0) - 1 FROM followed_playlists WHERE user_id = ?1))
      ON CONFLICT DO UPDATE SET on_profile = coalesce(?3, on_profile)`,
  );
  const unfollow = database.prepare('DELETE FROM followed_playlists WHERE user_id = ? AND playlist_id = ?');
  const follows = database.prepare('SELECT 1 FROM followed_playlists WHERE user_id = ? AND playlist_id = ?');
  const count = database.prepare(
    `SELECT count(*) AS total FROM followed_playlists LEFT JOIN playlists ON playlists.id = playlist_id
      WHERE playlist_id = ? AND user_id IS NOT owner_id`,
  );
  return {
    follow: (userId, playlistId, onProfile) =>
      void follow.run(userId, playlistId, onProfile === undefined ? null : Number(onProfile)),
    unfollow: (userId, playlistId) => void unfollow.run(userId, playlistId),
    follows: (userId, playlistId) => follows.get(userId, playlistId) !== undefined,
    followers: (playlistId) => (count.get(playlistId) as { total: number }).total,
  };
}
