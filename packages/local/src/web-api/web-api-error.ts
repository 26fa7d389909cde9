/** An answer of the Web API that is an error: `{"error":{"status","message"}}`. */
export class WebApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 501;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: WebApiError['status'], message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'WebApiError';
    this.status = status;
    this.headers = headers;
  }
}

/** An error whose body is the message alone, as plain text: two of Spotify's 403s are like that. */
export class PlainTextError extends WebApiError {
  constructor(status: WebApiError['status'], message: string) {
    super(status, message);
    this.name = 'PlainTextError';
  }
}
