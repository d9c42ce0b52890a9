/*
 * Who is asking. Where the page is told an OpenID Connect server, people sign in there (authorization code with PKCE, RFC 7636);
 * where it is not, a token can be given. Tokens are kept in this page alone, and are gone with it.
 */
const settings = document.querySelector('meta[name=sign-in]')?.dataset ?? {};
const PENDING = 'zone-ledger-sign-in';

let access = null;
let renewal = null;
let expires = 0;
let told = () => {};

/** @param listener is told when an answer asks for a token, and whether one was shown that is not good */
export function whenNeeded(listener) {
  told = listener;
}

export function mustSignIn() {
  const wasShown = access !== null;
  signOut();
  told(wasShown);
}

export const hasServer = Boolean(settings.issuer);

export function isSignedIn() {
  return access !== null;
}

export function signInWith(given) {
  access = given.trim() || null;
  expires = Infinity;
}

export function signOut() {
  access = null;
  renewal = null;
}

/** The token to ask with, renewed where it is about to run out; null if there is none. */
export async function token() {
  if (access !== null && renewal !== null && Date.now() > expires - 20_000) {
    try {
      await take({ grant_type: 'refresh_token', refresh_token: renewal });
    } catch {
      signOut();
    }
  }
  return access;
}

/** Goes to the server, which sends the browser back to the address that is shown now. */
export async function goToServer() {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, back: location.href }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const server = await discovered();
  location.assign(`${server.authorization_endpoint}?${new URLSearchParams({
    response_type: 'code',
    // What comes after the # is no server's business, and in no log.
    response_mode: 'fragment',
    client_id: settings.client,
    redirect_uri: home(),
    scope: 'openid',
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  })}`);
}

/** To be called first: takes what the server sends the browser back with, if it has just been there. */
export async function comeBack() {
  const sent = new URLSearchParams(location.hash.slice(1));
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  if (!sent.has('state') || pending === null || sent.get('state') !== pending.state) {
    return;
  }
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', pending.back);
  if (sent.has('error')) {
    throw new Error(`Signing in failed: ${sent.get('error_description') ?? sent.get('error')}`);
  }
  await take({ grant_type: 'authorization_code', code: sent.get('code'), redirect_uri: home(), code_verifier: pending.verifier });
}

async function take(grant) {
  const server = await discovered();
  const answer = await fetch(server.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: settings.client, ...grant }),
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(`Signing in failed: ${body.error_description ?? body.error}`);
  }
  access = body.access_token;
  renewal = body.refresh_token ?? null;
  expires = Date.now() + 1000 * body.expires_in;
}

async function discovered() {
  const answer = await fetch(`${settings.issuer}/.well-known/openid-configuration`);
  if (!answer.ok) {
    throw new Error(`The server for signing in answers ${answer.status}`);
  }
  return answer.json();
}

function home() {
  return location.origin + location.pathname;
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
