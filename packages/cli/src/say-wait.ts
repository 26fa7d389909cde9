import type { CallWait } from 'spixie';
import type { Output } from './output.js';

/** Tells a person why nothing happens for some seconds. Waits after a failure are shorter than that. */
export function sayWait(output: Output): (wait: CallWait) => void {
  return ({ reason, waitMs }) => {
    if (reason !== 'retry') output.say(`Spotify limits how often it is asked. Trying again in ${Math.ceil(waitMs / 1000)} s…`);
  };
}
