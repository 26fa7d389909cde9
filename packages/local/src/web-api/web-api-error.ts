/** What of an error is said besides its status and message. */
export interface WebApiErrorDetails {
  readonly headers?: Readonly<Record<string, string>>;
  /** Why the player refuses. */
  readonly reason?: string;
}

/** An answer of the Web API that is an error: `{"error":{"status","message"}}`, with a `reason` where the player refuses. */
export class WebApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413;
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: string | undefined;

  constructor(status: WebApiError['status'], message: string, { headers = {}, reason }: WebApiErrorDetails = {}) {
    super(message);
    this.name = 'WebApiError';
    this.status = status;
    this.headers = headers;
    this.reason = reason;
  }
}

/** An error whose body is the message alone, as plain text: two of Spotify's 403s are like that. */
export class PlainTextError extends WebApiError {
  constructor(status: WebApiError['status'], message: string) {
    super(status, message);
    this.name = 'PlainTextError';
  }
}
