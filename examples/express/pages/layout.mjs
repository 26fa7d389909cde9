import { createHash } from 'node:crypto';
import { html, trustedHtml } from './html.mjs';
import { stylesheet } from './stylesheet.mjs';

const styleHash = createHash('sha256').update(stylesheet).digest('base64');

/**
 * The headers of every answer: nothing of it runs, is framed, kept or told to another site. Not `no-referrer`: a form's `Origin`
 * would be `null` then, and the check of where it comes from needs it.
 */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/**
 * @param {import('express').Request} _req
 * @param {import('express').Response} res
 * @param {import('express').NextFunction} next
 */
export function setHeaders(_req, res, next) {
  res.set(headers);
  next();
}

/**
 * Answers with a page: one card, and nothing around it.
 *
 * @param {import('express').Response} res
 * @param {string} title
 * @param {import('./html.mjs').HtmlPiece} content
 * @param {number} [status]
 */
export function sendPage(res, title, content, status = 200) {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trustedHtml(stylesheet)}</style>
</head>
<body>
<main class="card">${content}</main>
</body>
</html>
`;
  res.status(status).type('html').send(String(page));
}
