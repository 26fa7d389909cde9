import type { CurrentUser } from 'spixie';

/** Who somebody is, in a few words. What Spotify does not tell (an app of Development Mode learns no country) is left out. */
export function nameOf({ display_name, id, country }: CurrentUser): string {
  return `${display_name || id} (${[id, country].filter(Boolean).join(', ')})`;
}

/** A profile, a line for each thing that Spotify tells. */
export function profileText(user: CurrentUser): string {
  const lines: [string, string | null | undefined][] = [
    ['Name', user.display_name],
    ['Id', user.id],
    ['Country', user.country],
    ['Product', user.product],
    ['E-mail', user.email],
    ['Page', user.external_urls.spotify],
  ];
  return lines
    .filter(([, value]) => value)
    .map(([label, value]) => `${label.padEnd(8)} ${value}`)
    .join('\n');
}
