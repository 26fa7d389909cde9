// By the `type` that every object of the Web API carries.
const removed: Readonly<Record<string, readonly string[]>> = {
  album: ['album_group', 'available_markets', 'label', 'popularity'],
  artist: ['followers', 'popularity'],
  audiobook: ['available_markets', 'publisher'],
  // A chapter says of itself that it is one; episodes have no such field.
  episode: ['available_markets'],
  playlist: ['tracks'],
  show: ['available_markets', 'publisher'],
  track: ['available_markets', 'linked_from', 'popularity'],
  user: ['country', 'email', 'explicit_content', 'followers', 'product'],
};

/**
 * An answer without the fields that Development Mode apps lost in February 2026.
 *
 * @param userId - who calls: of foreign playlists the items are gone as well
 */
export function withoutRemovedFields<Value>(value: Value, userId: string | undefined): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutRemovedFields(item, userId)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Readonly<Record<string, unknown>>;
  const gone = new Set(removed[String(object['type'])]);
  // `item` is the new name of `track` at a position of a playlist.
  if ('added_at' in object && 'item' in object) gone.add('track');
  if (object['type'] === 'playlist' && isForeign(object, userId)) gone.add('items');
  const kept = Object.entries(object).filter(([name]) => !gone.has(name));
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutRemovedFields(field, userId)])) as Value;
}

function isForeign(playlist: Readonly<Record<string, unknown>>, userId: string | undefined): boolean {
  const owner = playlist['owner'] as { id?: string } | undefined;
  // Where `fields` left the owner out, the items of others went before.
  return owner !== undefined && playlist['collaborative'] !== true && owner.id !== userId;
}
