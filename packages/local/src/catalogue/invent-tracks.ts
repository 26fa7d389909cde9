import type { Random } from '../faults/random.js';
import type { GeneratedAlbum, GeneratedArtist, GeneratedTrack } from './generated-catalogue.js';
import { isTwin } from './invent-albums.js';
import { standsForMany } from './invent-artists.js';
import { nameBy } from './names.js';

const TRACKS = 20_000;

const versions = ['Live', 'Acoustic', 'Demo', 'Instrumental', 'Remastered', 'Reprise', 'Radio Edit'] as const;
const outspoken: Readonly<Record<string, number>> = { 'hip hop': 0.5, grime: 0.55, 'trip hop': 0.15, 'post-punk': 0.15 };
const lengthy = new Set(['drone', 'ambient', 'post-rock', 'field recordings', 'persian classical', 'techno']);

/** What an artist has recorded so far, and with whom they may have done it. */
interface Studio {
  readonly recordings: Map<GeneratedArtist, GeneratedTrack[]>;
  readonly company: Map<string, GeneratedArtist[]>;
  readonly random: Random;
}

/** Invents what is on the albums. */
export function inventTracks(albums: GeneratedAlbum[], random: Random): GeneratedTrack[] {
  fitLengths(albums);
  const studio: Studio = { recordings: new Map(), company: companyOf(albums), random };
  const tracks: GeneratedTrack[] = [];
  let before: { album: GeneratedAlbum; tracks: GeneratedTrack[] } | undefined;
  // What was recorded before is on a compilation: those come last.
  const ordered = [
    ...albums.filter((one) => one.albumType !== 'compilation'),
    ...albums.filter((one) => one.albumType === 'compilation'),
  ];
  for (const album of ordered) {
    const on = isTwin(album, before?.album)
      ? (before?.tracks ?? []).map((track) => onceMore(track, album, random))
      : album.albumType === 'compilation'
        ? compile(album, studio)
        : record(album, studio, tracks.length);
    before = { album, tracks: on };
    const perDisc = Math.ceil(on.length / album.discs);
    for (const [index, track] of on.entries()) {
      track.discNumber = Math.floor(index / perDisc) + 1;
      track.trackNumber = (index % perDisc) + 1;
      tracks.push(track);
    }
  }
  return tracks;
}

// So many are added to the longer albums or taken from them that the total comes out exactly.
function fitLengths(albums: readonly GeneratedAlbum[]): void {
  const twins = new Set(albums.flatMap((album, index) => (isTwin(album, albums[index - 1]) ? [album, albums[index - 1]] : [])));
  const changeable = albums.filter((album) => album.albumType === 'album' && !twins.has(album));
  let left = TRACKS - albums.reduce((sum, album) => sum + album.totalTracks, 0);
  for (let index = 0; left !== 0; index += 1) {
    const album = changeable[index % changeable.length];
    if (album === undefined) return;
    album.totalTracks += Math.sign(left);
    left -= Math.sign(left);
  }
}

function companyOf(albums: readonly GeneratedAlbum[]): Map<string, GeneratedArtist[]> {
  const company = new Map<string, GeneratedArtist[]>();
  for (const artist of new Set(albums.flatMap((album) => album.artists))) {
    for (const genre of artist.genres) company.set(genre, [...(company.get(genre) ?? []), artist]);
  }
  return company;
}

function record(album: GeneratedAlbum, { recordings, company, random }: Studio, serial: number): GeneratedTrack[] {
  const [artist] = album.artists;
  if (artist === undefined) return [];
  const [genre = ''] = artist.genres;
  const { language } = artist;
  const tracks = Array.from({ length: album.totalTracks }, (_, index): GeneratedTrack => {
    const near = company.get(genre) ?? [];
    const guest = random.chance(0.11) ? near[random.below(near.length)] : undefined;
    const featured = guest === undefined || guest === artist ? [] : [guest];
    const title = album.albumType === 'single' && index === 0 ? album.name : nameBy(language.tracks, language, random);
    const luck = random.fraction();
    return {
      id: random.id(),
      name: versioned(title, featured[0], random),
      album,
      artists: [...album.artists, ...featured],
      discNumber: 1,
      trackNumber: 1,
      durationMs: durationOf(genre, random),
      explicit: random.chance(outspoken[genre] ?? 0.04),
      // One or two of an album are known, the others hardly.
      popularity: Math.floor(album.popularity * (0.15 + 0.85 * luck * luck)),
      // ZZ is no country, and never will be.
      isrc: `ZZSPX${album.releaseDate.slice(2, 4)}${String(serial + index + 1).padStart(5, '0')}`,
      markets: random.chance(0.015) ? random.pick(['outsideOfAmericas', 'nowhere', 'english', 'outsideOfNordic']) : album.markets,
    };
  });
  recordings.set(artist, [...(recordings.get(artist) ?? []), ...tracks]);
  return tracks;
}

function versioned(title: string, guest: GeneratedArtist | undefined, random: Random): string {
  if (guest !== undefined && random.chance(0.5)) return `${title} (feat. ${guest.name})`;
  return random.chance(0.04) ? `${title} - ${random.pick(versions)}` : title;
}

function durationOf(genre: string, random: Random): number {
  if (random.chance(0.03)) return random.between(28_000, 75_000);
  const usual = random.between(60_000, 150_000) + random.between(60_000, 150_000);
  return lengthy.has(genre) ? usual * 2 + random.between(0, 240_000) : usual;
}

function compile(album: GeneratedAlbum, { recordings, company, random }: Studio): GeneratedTrack[] {
  const [artist] = album.artists;
  const players = artist === undefined || standsForMany(artist) ? strangers(company, random) : [artist];
  const among = players.flatMap((player) => recordings.get(player) ?? []);
  // Each track once, in steps that begin anew somewhere else when one came round.
  const chosen = new Set<GeneratedTrack>();
  const step = Math.max(1, Math.floor(among.length / album.totalTracks));
  for (let place = random.below(step); chosen.size < Math.min(album.totalTracks, among.length); place += step) {
    const track = among.slice(place % among.length).find((one) => !chosen.has(one)) ?? among.find((one) => !chosen.has(one));
    if (track !== undefined) chosen.add(track);
  }
  return [...chosen].map((track) => onceMore(track, album, random));
}

// Those who play one thing, and those who play another.
function strangers(company: Studio['company'], random: Random): GeneratedArtist[] {
  const genres = [...company.keys()];
  const [first, second] = [genres[random.below(genres.length)] ?? '', genres[random.below(genres.length)] ?? ''];
  return [...(company.get(first) ?? []), ...(company.get(second) ?? [])];
}

function onceMore(track: GeneratedTrack, album: GeneratedAlbum, random: Random): GeneratedTrack {
  const popularity = Math.min(album.popularity, Math.max(0, track.popularity - random.between(0, 10)));
  return { ...track, id: random.id(), album, popularity, markets: album.markets };
}
