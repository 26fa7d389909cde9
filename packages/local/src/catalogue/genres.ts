/** What artists play, by what is akin: who plays one of a line is likely to play another of it. */
export const genreFamilies: readonly (readonly [string, ...string[]])[] = [
  ['indie folk', 'folk', 'singer-songwriter', 'americana', 'nordic folk', 'dark folk'],
  ['dream pop', 'chamber pop', 'shoegaze', 'indie pop', 'arab indie', 'k-indie'],
  ['alternative rock', 'post-rock', 'math rock', 'psychedelic rock', 'progressive rock', 'post-punk', 'anatolian rock'],
  ['electronica', 'synthwave', 'techno', 'deep house', 'drum and bass', 'breakbeat'],
  ['nordic jazz', 'modern jazz', 'polish jazz', 'ethio-jazz', 'bossa nova', 'brass band'],
  ['ambient', 'neoclassical', 'lo-fi beats', 'piano', 'field recordings', 'drone'],
  ['funk', 'disco', 'soul', 'gospel', 'neo soul'],
  ['cumbia', 'tango', 'fado', 'flamenco', 'chanson', 'rebetiko'],
  ['highlife', 'afrobeat', 'desert blues', 'ska', 'dub'],
  ['city pop', 'j-pop', 'mandopop', 'synth-pop', 'bedroom pop'],
  ['hip hop', 'jazz rap', 'trip hop', 'grime'],
  ['country', 'bluegrass', 'blues', 'persian classical', 'indian fusion', 'klezmer'],
];

/** Every genre, sorted. */
export const genreNames: readonly string[] = genreFamilies.flat().sort();

/** The categories under which playlists are listed: a word, what is read, and what is played there. */
export const categories: readonly (readonly [id: string, name: string, genres: readonly string[]])[] = [
  ['pop', 'Pop', ['indie pop', 'synth-pop', 'j-pop', 'bedroom pop']],
  ['rock', 'Rock', ['alternative rock', 'post-rock', 'psychedelic rock', 'progressive rock']],
  ['indie', 'Indie', ['indie folk', 'indie pop', 'arab indie', 'k-indie']],
  ['folk', 'Folk & acoustic', ['folk', 'indie folk', 'singer-songwriter', 'nordic folk']],
  ['jazz', 'Jazz', ['modern jazz', 'nordic jazz', 'polish jazz', 'ethio-jazz']],
  ['electronic', 'Electronic', ['electronica', 'techno', 'drum and bass', 'breakbeat']],
  ['dance', 'Dance', ['deep house', 'disco', 'techno']],
  ['hiphop', 'Hip hop', ['hip hop', 'jazz rap', 'grime', 'trip hop']],
  ['soul', 'Soul & funk', ['soul', 'neo soul', 'funk', 'gospel']],
  ['classical', 'Classical', ['neoclassical', 'piano', 'persian classical']],
  ['ambient', 'Ambient', ['ambient', 'drone', 'field recordings']],
  ['latin', 'Latin', ['cumbia', 'tango', 'bossa nova']],
  ['african', 'African heat', ['highlife', 'afrobeat', 'desert blues', 'ethio-jazz']],
  ['mediterranean', 'Around the Mediterranean', ['fado', 'flamenco', 'chanson', 'rebetiko']],
  ['asia', 'From Asia', ['city pop', 'j-pop', 'mandopop', 'k-indie', 'indian fusion']],
  ['country', 'Country', ['country', 'bluegrass', 'americana']],
  ['blues', 'Blues', ['blues', 'desert blues', 'soul']],
  ['islands', 'Ska & dub', ['ska', 'dub']],
  ['focus', 'Focus', ['lo-fi beats', 'ambient', 'piano']],
  ['sleep', 'Sleep', ['drone', 'ambient', 'field recordings']],
  ['morning', 'Slow mornings', ['singer-songwriter', 'chamber pop', 'bossa nova']],
  ['workout', 'Workout', ['drum and bass', 'techno', 'hip hop', 'afrobeat']],
  ['party', 'Party', ['disco', 'funk', 'cumbia', 'brass band']],
  ['commute', 'On the way', ['synthwave', 'city pop', 'alternative rock']],
  ['dinner', 'Cooking & dinner', ['chanson', 'bossa nova', 'neo soul']],
  ['rain', 'Rainy days', ['dark folk', 'trip hop', 'shoegaze']],
];
