/** The page's one stylesheet. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f4f2f8; --card: #ffffff; --ink: #1d1a26; --soft: #5d5869; --line: #d9d4e3;
  --accent: #5b3fd6; --accent-ink: #ffffff; --accent-soft: #ece8fb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131118; --card: #1d1a25; --ink: #f1eef7; --soft: #b0a9bf; --line: #3a3547;
    --accent: #a592ff; --accent-ink: #17112e; --accent-soft: #2a2440;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 32px 16px; display: flex; flex-direction: column; align-items: center; justify-content: center;
  background: var(--ground); color: var(--ink); font: 16px/24px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.card { width: 100%; max-width: 26rem; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 16px; }
.card > :last-child { margin-bottom: 0; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 32px; font-weight: 650; letter-spacing: -0.01em; }
h2 { margin: 24px 0 8px; font-size: 16px; line-height: 24px; }
p { margin: 0 0 16px; }
form { margin: 0 0 8px; }
ul { margin: 0; padding: 0; list-style: none; }
li {
  display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 64px; padding: 8px 16px; margin: 0 0 8px;
  border: 1px solid var(--line); border-radius: 8px;
}
li.own { border-color: var(--accent); background: var(--accent-soft); font-weight: 600; }
li form { margin: 0; flex: none; }
li .button { margin: 0; width: auto; }
.button {
  display: block; width: 100%; min-height: 48px; margin: 0 0 8px; padding: 11px 16px; border: 1px solid transparent; border-radius: 8px;
  background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none;
  cursor: pointer;
}
.button:hover { filter: brightness(1.1); }
.button:disabled { color: var(--soft); cursor: default; }
.quiet { background: transparent; color: inherit; border-color: var(--line); }
.quiet:hover { background: var(--accent-soft); filter: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 30rem) {
  body { padding: 16px 8px; justify-content: flex-start; }
  .card { padding: 24px 16px; }
}
`;
