import type { Page } from 'playwright-core';

/** What a person does to sign in as Ada: the button, who they are, and yes. */
export async function signInAsAda(page: Page): Promise<void> {
  await page.getByTestId('sign-in').click();
  await page.getByTestId('login-user-ada').click();
  await page.getByTestId('consent-agree').click();
  await isSignedIn(page);
}

/** Agrees where the consent page comes, which it need not do for a user who agreed before, and waits until the page says who it is. */
export async function agreeIfAsked(page: Page): Promise<string> {
  const agree = page.getByTestId('consent-agree');
  await agree.or(page.getByTestId('profile-name')).waitFor();
  if (await agree.isVisible()) await agree.click();
  return isSignedIn(page);
}

/** Waits until the page says who is signed in, and gives the name. */
export async function isSignedIn(page: Page): Promise<string> {
  // The tracks come last: then nothing is under way any more.
  await page.getByTestId('tracks-note').filter({ hasText: 'tracks' }).waitFor();
  return text(page, 'profile-name');
}

/** Waits until the page offers to sign in. */
export async function isSignedOut(page: Page): Promise<void> {
  await page.getByTestId('sign-in').waitFor();
}

/** The text of what has this test id, once it is there. */
export async function text(page: Page, testId: string): Promise<string> {
  return page.getByTestId(testId).innerText();
}
