/**
 * The bodies of a 429 that were seen from Spotify: `api` and `quota` (the quota of Development Mode, since July 2026) as JSON,
 * `text` and `empty` as some of its gateways send them.
 */
export type LimitBody = 'api' | 'quota' | 'text' | 'empty';

/** The bodies there are. */
export const limitBodies: readonly LimitBody[] = ['api', 'quota', 'text', 'empty'];

const json = 'application/json; charset=utf-8';

/** A 429's body and the type that it has. */
export interface LimitContent {
  readonly content: string | null;
  readonly type: string | undefined;
}

/** What a 429 says. */
export function limitContent(body: LimitBody): LimitContent {
  if (body === 'empty') return { content: null, type: undefined };
  if (body === 'text') return { content: 'Too many requests', type: 'text/plain; charset=utf-8' };
  const error =
    body === 'api'
      ? { status: 429, message: 'API rate limit exceeded' }
      : { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' };
  return { content: JSON.stringify({ error }), type: json };
}
