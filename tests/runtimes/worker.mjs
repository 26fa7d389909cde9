// The suite as a worker of workerd, which runs it for each request: its facts are in the body.
import { serverChecks } from './server-checks.mjs';
import { runSuite } from './suite.mjs';

export default {
  async fetch(request) {
    return Response.json(await runSuite(await request.json(), { checks: serverChecks }));
  },
};
