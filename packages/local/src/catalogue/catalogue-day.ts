/** The day to which the catalogue is invented. */
export const today = '2026-11-20';

/** The first day of the two weeks that end then: what came out since is new. */
export const newSince = '2026-11-07';
