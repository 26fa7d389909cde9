// To the types the readers of a body and the headers are properties of each instance, which a class cannot override.
const WithoutBody = Response as unknown as new (
  body: null,
  init: ResponseInit,
) => Omit<Response, 'headers' | 'body' | 'text' | 'json' | 'arrayBuffer' | 'clone'>;

/**
 * An answer whose body is text that is at hand. It goes to the socket as it is: the stream that a `Response` makes of its body, and
 * that has to be read again to be sent, is left out. For everything else it is a `Response` as any other.
 */
export class TextAnswer extends WithoutBody {
  readonly content: string;
  readonly #given: Readonly<Record<string, string>>;
  #headers: Headers | undefined;

  /** @param headers - with names in lower case */
  constructor(content: string, status: number, headers: Readonly<Record<string, string>>) {
    super(null, { status });
    this.content = content;
    this.#given = headers;
  }

  // Made where somebody asks for them: most answers are sent as they were given.
  get headers(): Headers {
    this.#headers ??= new Headers(this.#given);
    return this.#headers;
  }

  /** The headers as Node takes them. */
  get headerFields(): Readonly<Record<string, string>> {
    return this.#headers === undefined ? this.#given : Object.fromEntries(this.#headers);
  }

  get body(): Response['body'] {
    return new Response(this.content).body;
  }

  text(): Promise<string> {
    return Promise.resolve(this.content);
  }

  json(): Promise<unknown> {
    return new Response(this.content).json();
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.content).arrayBuffer();
  }

  clone(): TextAnswer {
    return new TextAnswer(this.content, this.status, this.headerFields);
  }
}

/** An answer in JSON. */
export function jsonAnswer(body: object, status: number, headers: Readonly<Record<string, string>> = {}): TextAnswer {
  return new TextAnswer(JSON.stringify(body), status, { 'content-type': 'application/json; charset=utf-8', ...headers });
}
