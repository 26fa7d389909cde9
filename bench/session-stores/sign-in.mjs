/** Signs somebody in at a handler, and gives their cookie. */
export async function signIn(server, origin) {
  const cookiesOf = (response) => response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const begun = await server.handle(new Request(`${origin}/auth/sign-in`));
  const { headers } = await fetch(begun.headers.get('location'), { redirect: 'manual' });
  const back = new Request(headers.get('location'), { headers: { cookie: cookiesOf(begun).join('; ') } });
  return cookiesOf(await server.handle(back)).find((cookie) => cookie.includes('spixie='));
}
