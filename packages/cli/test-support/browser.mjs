// What the tests put in BROWSER's place: it opens the address, follows where it leads, and reports the last page.
import { writeFileSync } from 'node:fs';

const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(10_000) });
const { origin, pathname } = new URL(response.url);
const [, title] = /<h1[^>]*>([^<]*)/.exec(await response.text()) ?? [];
const report = process.env.VISIT_REPORT;
if (report) writeFileSync(report, JSON.stringify({ page: origin + pathname, status: response.status, title }));
