import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ExchangeEnvironment } from '../../inspector/exchange.js';
import { stylesheet } from './stylesheet.js';

/** What every page has around it. */
export interface LayoutProps {
  title: string;
  wide?: boolean;
  children?: Child;
}

/** The frame of every page: one card, and the mark that says what this is. */
export function Layout({ title, wide = false, children }: LayoutProps): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title} – local stand-in</title>
        <style>{raw(stylesheet)}</style>
      </head>
      <body>
        <p class="stand-in" data-testid="stand-in">
          A local stand-in, not Spotify
        </p>
        <main class={wide ? 'card wide' : 'card'}>{children}</main>
      </body>
    </html>
  );
}

const styleHash = createHash('sha256').update(stylesheet).digest('base64');

// No form-action: Chromium applies it to where a form's answer redirects too, and consent ends at the app's redirect URI.
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers of every page: nothing of it runs, is framed, kept or told to the next site. */
export function setPageHeaders(c: Context<ExchangeEnvironment>): void {
  c.header('Content-Security-Policy', contentSecurityPolicy);
  c.header('X-Frame-Options', 'DENY');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cache-Control', 'no-store');
}

/** Answers with a page. */
export function page(
  c: Context<ExchangeEnvironment>,
  content: JSX.Element,
  status: 200 | 400 | 403 | 404 | 429 = 200,
): Response | Promise<Response> {
  setPageHeaders(c);
  return c.html(
    <>
      {raw('<!doctype html>')}
      {content}
    </>,
    status,
  );
}
