import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { isSpotifyError } from '../errors/spotify-error.js';
import { parseSpotifyReference, type SpotifyType, toSpotifyId, toSpotifyUri, toSpotifyUrl } from './spotify-id.js';

const id = '11dFghVXANMlKmJXsNCbNl';
const types: readonly SpotifyType[] = ['album', 'artist', 'audiobook', 'episode', 'playlist', 'show', 'track', 'user'];

describe('parseSpotifyReference', () => {
  it.each([
    `spotify:track:${id}`,
    `https://open.spotify.com/track/${id}`,
    `http://open.spotify.com/track/${id}`,
    `HTTPS://Open.Spotify.com/track/${id}`,
    `open.spotify.com/track/${id}`,
    `https://open.spotify.com/track/${id}/`,
    `https://open.spotify.com/track/${id}?si=1a2b3c4d5e6f7890`,
    `https://open.spotify.com/track/${id}?si=1a2b&utm_source=a/b#t=1:20`,
    `https://open.spotify.com/intl-de/track/${id}?si=1a2b`,
    `https://open.spotify.com/intl-pt-br/track/${id}`,
    `https://open.spotify.com/embed/track/${id}?utm_source=generator&theme=0`,
    `  spotify:track:${id}\n`,
  ])('reads %s', (text) => {
    expect(parseSpotifyReference(text)).toEqual({ type: 'track', id });
  });

  it.each([`spotify:user:ada:playlist:${id}`, `https://open.spotify.com/user/ada/playlist/${id}?si=1a2b`])(
    'reads the old form of a playlist, %s',
    (text) => {
      expect(parseSpotifyReference(text)).toEqual({ type: 'playlist', id });
    },
  );

  it.each([
    ['spotify:user:ada', 'ada'],
    ['https://open.spotify.com/user/ada?si=1a2b', 'ada'],
    ['spotify:user:jos%C3%A9%20%2F%20x', 'josé / x'],
    ['https://open.spotify.com/user/11148449488', '11148449488'],
  ])('reads the user of %s', (text, user) => {
    expect(parseSpotifyReference(text)).toEqual({ type: 'user', id: user });
  });

  it.each([
    '',
    id,
    'track',
    'spotify',
    'spotify:',
    'spotify:track:',
    `spotify:track:${id}x`,
    `spotify:track:${id.slice(1)}`,
    `spotify:track:${id.slice(1)}-`,
    `spotify:track/${id}`,
    `spotify:track:${id}:${id}`,
    `spotify:tracks:${id}`,
    `spotify:Track:${id}`,
    `spotify:constructor:${id}`,
    'spotify:local:Artist:Album:Title:180',
    'spotify:user:ada:collection',
    'spotify:user:',
    'spotify:user:%E0%A4%A',
    `https://open.spotify.com/${id}`,
    `https://open.spotify.com/track:${id}`,
    `https://open.spotify.com/track/${id}/${id}`,
    `https://open.spotify.com.example.com/track/${id}`,
    `https://example.com/open.spotify.com/track/${id}`,
    `https://example.com/?to=https://open.spotify.com/track/${id}`,
    `https://open.spotify.com@example.com/track/${id}`,
    `javascript:open.spotify.com/track/${id}`,
    `https://openxspotify.com/track/${id}`,
    'https://spotify.link/abcdefghij',
  ])('refuses %j', async (text) => {
    const error = await failsWith('invalid_spotify_id', /no URI or link of Spotify’s\. Pass one like spotify:track:…/, () =>
      parseSpotifyReference(text),
    );
    expect(error.action).toBe('fix_config');
  });

  it('tells by the type what it is', () => {
    const reference = parseSpotifyReference(`spotify:episode:${id}`);
    if (reference.type === 'episode') expectTypeOf(reference).toEqualTypeOf<{ type: 'episode'; id: string }>();
    expectTypeOf(reference.type).toEqualTypeOf<SpotifyType>();
  });
});

describe('an id', () => {
  it.each([id, `spotify:track:${id}`, `https://open.spotify.com/intl-fr/track/${id}?si=1`])('is taken from %s', (text) => {
    expect(toSpotifyId('track', text)).toBe(id);
    expect(toSpotifyUri('track', text)).toBe(`spotify:track:${id}`);
    expect(toSpotifyUrl('track', text)).toBe(`https://open.spotify.com/track/${id}`);
  });

  it('of a user is any text, and is encoded where it stands in a URI or a link', () => {
    expect(toSpotifyId('user', 'josé:x')).toBe('josé:x');
    expect(toSpotifyUri('user', 'josé x')).toBe('spotify:user:jos%C3%A9%20x');
    expect(toSpotifyUrl('user', 'spotify:user:a%2Fb')).toBe('https://open.spotify.com/user/a%2Fb');
  });

  it('of another type is refused', async () => {
    const sentence = /^This names one album, and the id of one track is needed\. Pass that\.$/;
    for (const convert of [toSpotifyId, toSpotifyUri, toSpotifyUrl]) {
      await failsWith('invalid_spotify_id', sentence, () => convert('track', `https://open.spotify.com/album/${id}`));
    }
    await failsWith('invalid_spotify_id', /names one playlist/, () => toSpotifyId('user', `spotify:user:ada:playlist:${id}`));
  });

  it.each([
    ['track', 'hello'],
    ['track', ''],
    ['track', '../me'],
    ['track', `${id} ${id}`],
    ['playlist', 'spotify:playlist:37i9'],
    ['user', ''],
    ['user', ' '],
    ['user', 'spotify:user:'],
    ['user', 'https://example.com/user/ada'],
    ['user', '../me'],
    ['user', 'half \ud83d'],
  ] as const)('of a %s is not %j', async (type, text) => {
    await failsWith(
      'invalid_spotify_id',
      new RegExp(`no id, URI or link of one ${type}\\. Pass one like spotify:${type}:…\\.$`),
      () => toSpotifyId(type, text),
    );
  });

  it('is typed by what it names', () => {
    expectTypeOf(toSpotifyUri('track', id)).toEqualTypeOf<`spotify:track:${string}`>();
    expectTypeOf(toSpotifyUrl('user', 'ada')).toEqualTypeOf<`https://open.spotify.com/user/${string}`>();
    // @ts-expect-error: a song is called a track.
    expectTypeOf(toSpotifyUri<'song'>).toBeFunction();
  });
});

describe('any reference', () => {
  const catalogueId = fc.stringMatching(/^[0-9A-Za-z]{22}$/);
  const userId = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text === text.trim() && /^[^/:]+$/.test(text));
  const reference = fc
    .constantFrom(...types)
    .chain((type) => fc.record({ type: fc.constant(type), id: type === 'user' ? userId : catalogueId }));

  it('comes back from its URI and its link, however they are dressed', () => {
    const dress = fc.record({
      scheme: fc.constantFrom('https://', 'http://', ''),
      language: fc.constantFrom('', 'intl-de/', 'intl-pt-br/'),
      embed: fc.constantFrom('', 'embed/'),
      end: fc.constantFrom('', '/', '?si=1a2b', '#0:30', '/?si=a/b:c'),
    });
    fc.assert(
      fc.property(reference, dress, (named, { scheme, language, embed, end }) => {
        expect(parseSpotifyReference(toSpotifyUri(named.type, named.id))).toEqual(named);
        const path = toSpotifyUrl(named.type, named.id).replace('https://open.spotify.com/', '');
        expect(parseSpotifyReference(`${scheme}open.spotify.com/${language}${embed}${path}${end}`)).toEqual(named);
      }),
    );
  });

  it('is read, or refused with an error of ours, whatever the text', () => {
    const pieces = fc.constantFrom(
      'spotify',
      ':',
      '/',
      'user',
      'playlist',
      'track',
      id,
      'open.spotify.com',
      'https://',
      '?',
      '%',
      'ada',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...types), (any, type) => {
        try {
          const found = toSpotifyId(type, any);
          expect(toSpotifyId(type, toSpotifyUri(type, found))).toBe(found);
        } catch (error) {
          expect(isSpotifyError(error, 'invalid_spotify_id')).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
