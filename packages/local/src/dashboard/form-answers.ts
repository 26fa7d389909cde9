import type { Context } from 'hono';
import { setPageHeaders } from '../accounts/pages/layout.js';
import { decide, type ExchangeEnvironment } from '../inspector/exchange.js';
import type { FormProblem } from './field.js';

/** The context of a request for a page. */
export type PageContext = Context<ExchangeEnvironment>;

/** A page, or where to find it. */
export type Answer = Response | Promise<Response>;

/** Says in the journal what was changed, and sends the browser to where it is seen. */
export function changed(c: PageContext, location: string, reason: string): Response {
  decide(c.get('exchange'), 'changed', reason);
  setPageHeaders(c);
  return c.redirect(location, 303);
}

/** What a form of the dashboard does. */
export interface FormWork {
  /** Does it, and throws a TypeError with a sentence when something is wrong. */
  work(): Response;
  /** Says which field the sentence is about. */
  explain(sentence: string): FormProblem;
  /** The page of the form, with what is wrong. */
  showAgain(problem: FormProblem): Answer;
}

/** Does what a form asks for, or shows the form again with what is wrong with which field. */
export function answerForm(c: PageContext, { work, explain, showAgain }: FormWork): Answer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const problem = explain(error.message);
    decide(c.get('exchange'), 'refused', problem.title);
    return showAgain(problem);
  }
}
