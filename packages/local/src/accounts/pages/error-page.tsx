import type { JSX } from 'hono/jsx/jsx-runtime';
import { Layout } from './layout.js';

/** What an error page shows. */
export interface ErrorPageProps {
  /** Spotify's words, where Spotify has some. */
  title: string;
  /** What went wrong and how to mend it, said to the developer. */
  hint: string;
}

/** A page that says what went wrong. */
export function ErrorPage({ title, hint }: ErrorPageProps): JSX.Element {
  return (
    <Layout title={title}>
      <h1 data-testid="error-title">{title}</h1>
      <p data-testid="error-hint">{hint}</p>
    </Layout>
  );
}
