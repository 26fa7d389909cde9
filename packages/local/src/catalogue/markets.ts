/** Where there is a Spotify, as far as the invented catalogue goes: ISO 3166-1 alpha-2, sorted. */
export const markets: readonly string[] = [
  ...['AR', 'AT', 'AU', 'BE', 'BR', 'CA', 'CH', 'CL', 'CO', 'CZ', 'DE', 'DK', 'EG', 'ES', 'FI', 'FR', 'GB', 'GR', 'HU', 'ID', 'IE'],
  ...[
    'IN',
    'IS',
    'IT',
    'JP',
    'KE',
    'KR',
    'MX',
    'NG',
    'NL',
    'NO',
    'NZ',
    'PH',
    'PL',
    'PT',
    'RO',
    'SE',
    'TH',
    'TR',
    'TW',
    'UA',
    'US',
    'ZA',
  ],
];

const without = (...others: readonly string[]): string[] => markets.filter((market) => !others.includes(market));

const americas = ['AR', 'BR', 'CA', 'CL', 'CO', 'MX', 'US'];
const asia = ['ID', 'IN', 'JP', 'KR', 'PH', 'TH', 'TW'];

/** The sets of markets that something may be available in. */
export const marketSets = {
  everywhere: markets,
  americas,
  outsideOfAmericas: without(...americas),
  asia,
  outsideOfAsia: without(...asia),
  outsideOfJapan: without('JP'),
  japan: ['JP'],
  nordic: ['DK', 'FI', 'IS', 'NO', 'SE'],
  outsideOfNordic: without('DK', 'FI', 'IS', 'NO', 'SE'),
  english: ['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'US', 'ZA'],
  audiobooks: ['AU', 'CA', 'DK', 'FI', 'GB', 'IE', 'IS', 'NL', 'NO', 'NZ', 'SE', 'US'],
  nowhere: [],
} as const satisfies Record<string, readonly string[]>;

/** The name of a set of markets. */
export type MarketSet = keyof typeof marketSets;

/** The names of the sets, in the order of their rows. */
export const marketSetNames = Object.keys(marketSets) as MarketSet[];
