/** The id of a session that is there for its place alone: as long as a real one. */
export const fillerId = (number) => String(number).padStart(22, '0');

/** Whose it is: everyone has two. */
export const fillerUser = (number) => `user-${Math.floor(number / 2)}`;
