/**
 * How long a refresh token lives at least, in milliseconds, counted from the sign-in. Spotify says "six months" and not how many
 * days: the shortest six months have 181.
 *
 * @see https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens
 */
export const sixMonthsMs = 15_638_400_000;
