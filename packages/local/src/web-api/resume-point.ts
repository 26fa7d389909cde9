import type { Operations } from 'spixie/operations';
import type { Caller } from './handler.js';
import type { WebApiContext } from './web-api-context.js';

type ResumePointObject = NonNullable<Operations['GET /episodes/{id}']['response']['resume_point']>;

/**
 * How far the caller has come in an episode or a chapter, where the token may know.
 *
 * @param caller - absent where nobody's position is to be told
 */
export function resumePoint(
  itemId: string,
  { world }: WebApiContext,
  caller: Caller | undefined,
): { resume_point: ResumePointObject } | undefined {
  if (caller?.user === undefined || !caller.scopes.has('user-read-playback-position')) return undefined;
  const { positionMs, fullyPlayed } = world.resumePoints.find(caller.user.id, itemId);
  return { resume_point: { fully_played: fullyPlayed, resume_position_ms: positionMs } };
}
