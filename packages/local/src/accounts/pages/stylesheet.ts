/** The one stylesheet of every page. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f4f2f8; --card: #ffffff; --ink: #1d1a26; --soft: #5d5869; --line: #d9d4e3;
  --accent: #5b3fd6; --accent-ink: #ffffff; --accent-soft: #ece8fb; --bad: #a3173a; --bad-soft: #fdecf0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131118; --card: #1d1a25; --ink: #f1eef7; --soft: #b0a9bf; --line: #3a3547;
    --accent: #a592ff; --accent-ink: #17112e; --accent-soft: #2a2440; --bad: #ff9db3; --bad-soft: #3a1a24;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 32px 16px; display: flex; flex-direction: column; align-items: center; justify-content: center;
  background: var(--ground); color: var(--ink); font: 16px/24px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.stand-in {
  margin: 0 0 16px; padding: 4px 12px; border: 1px solid var(--line); border-radius: 16px; color: var(--soft); font-size: 14px;
  line-height: 24px; text-align: center;
}
.card {
  width: 100%; max-width: 26rem; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 16px;
  overflow-wrap: anywhere;
}
.wide { max-width: 44rem; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 32px; font-weight: 650; letter-spacing: -0.01em; overflow-wrap: break-word; }
h2 { margin: 32px 0 8px; font-size: 16px; line-height: 24px; }
p { margin: 0 0 16px; }
p:last-child { margin-bottom: 0; }
.soft { color: var(--soft); }
a { color: var(--accent); }
form { margin: 0; }
label { display: block; margin: 16px 0 8px; font-weight: 600; }
input[type="text"], input[type="password"], select {
  width: 100%; height: 48px; padding: 0 12px; border: 1px solid var(--soft); border-radius: 8px; background: var(--card); color: inherit;
  font: inherit;
}
button {
  width: 100%; min-height: 48px; padding: 8px 16px; border: 1px solid transparent; border-radius: 8px; font: inherit; font-weight: 600;
  cursor: pointer;
}
.primary { background: var(--accent); color: var(--accent-ink); }
.primary:hover { filter: brightness(1.1); }
.quiet { background: transparent; color: inherit; border-color: var(--line); }
.quiet:hover { background: var(--accent-soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.submit { margin-top: 24px; }
.users { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
.user { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 12px; text-align: start; font-weight: 400; }
.user img, .who img { width: 40px; height: 40px; border-radius: 50%; flex: none; }
.user strong, .user span { display: block; }
.user span span { color: var(--soft); font-size: 14px; line-height: 20px; }
.or { display: flex; align-items: center; gap: 12px; margin: 24px 0 0; color: var(--soft); font-size: 14px; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.problem { margin: 0 0 16px; padding: 12px 16px; border-radius: 8px; background: var(--bad-soft); color: var(--bad); }
.scopes { margin: 0 0 24px; padding: 0; list-style: none; }
.scopes li { display: flex; gap: 12px; padding: 8px 0; border-top: 1px solid var(--line); }
.scopes li:last-child { border-bottom: 1px solid var(--line); }
.scopes li::before { content: ""; flex: none; width: 8px; height: 8px; margin-top: 8px; border-radius: 50%; background: var(--accent); }
.who { display: flex; align-items: center; gap: 12px; margin: 24px 0 0; font-size: 14px; line-height: 20px; color: var(--soft); }
.who p { margin: 0; }
.who strong { color: var(--ink); }
.choices { display: grid; gap: 8px; }
.name { color: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 16px; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
.danger { background: transparent; color: var(--bad); border-color: var(--bad); }
.danger:hover { background: var(--bad-soft); }
.small { width: auto; min-height: 40px; padding: 4px 16px; }
.done { margin: 0 0 16px; padding: 12px 16px; border-radius: 8px; background: var(--accent-soft); }
.wrong { margin: 0 0 8px; color: var(--bad); }
.hint { margin: -8px 0 8px; font-size: 14px; line-height: 20px; }
h1 + .problem, h1 + .done { margin-top: 16px; }
.problem p { margin-bottom: 8px; }
.problem p:last-child { margin-bottom: 0; }
.problem a { color: inherit; font-weight: 600; }
input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
.check { display: flex; align-items: center; gap: 12px; min-height: 40px; margin-top: 16px; }
.check label { margin: 0; font-weight: 400; }
.check input { width: 24px; height: 24px; margin: 0; accent-color: var(--accent); flex: none; }
.rows { margin: 0; padding: 0; list-style: none; border-bottom: 1px solid var(--line); }
.rows:empty { border: 0; }
.rows li { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 0; border-top: 1px solid var(--line); }
.rows li > :first-child:not(img), .rows li > img + * { flex: 1; min-width: 0; }
.rows img { border-radius: 50%; flex: none; }
.rows p { margin: 0; font-size: 14px; line-height: 20px; }
.item { margin-top: 32px; }
.item h2 { margin-top: 0; }
.first { margin: 16px 0; }
nav { margin-bottom: 8px; }
summary { min-height: 40px; padding: 8px 0; cursor: pointer; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
code { font: 14px/24px ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { padding: 16px 8px; justify-content: flex-start; }
  .card { padding: 24px 16px; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; }
}
`;
